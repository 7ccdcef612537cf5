"""A file of every released version opens with everything in it, after a backup of how it was."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import opening
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.checkup import Checkup
from desktopcrm.storage import copies, schema
from desktopcrm.storage.folder import APPLICATION_ID
from tests.storage.released import RELEASED, content, put_together, version_of

LATEST = RELEASED[-1]


@pytest.fixture(params=RELEASED)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[App]:
    """What a released version really wrote, opened by this one."""
    put_together(tmp_path, request.param)
    app = App.open(tmp_path)
    app.desk.clock = lambda: date(2026, 1, 5)
    yield app
    app.close()


def test_every_schema_that_was_released_is_stored_here() -> None:
    assert tuple(version for version, _ in schema.versions()) == RELEASED


def test_everything_that_was_in_it_is_there(old: App) -> None:
    account = old.accounts.find("Nordwind Pumps")
    plan = old.desk.plan(account)
    (project,), (member,) = plan.of("project"), plan.of("member")
    halls = next(key for key, *_ in old.overlay.definitions() if "number_of_halls" in key)
    assert [plan.value(account, key) for key in ("city", halls)] == ["Lübeck", "3"]
    assert [one.value for one in plan.past(account, "city")] == ["Lübeck", "Kiel"]
    role = plan.fact(member.id, "role")
    assert role is not None
    assert (role.value, role.certainty, role.note) == ("decision_maker", "written", "at the fair")
    assert plan.records[role.source.person_id or 0].name == "王晓东"
    assert [event.stage for event in plan.course_of(project.id)] == [1, 2]
    assert len(plan.links_of("reports_to")) == 1
    assert "promise" in {row.kind for row in old.today.page(date(2026, 1, 9)).rows}
    assert [row.name for row in old.accounts.page(AccountQuery(archived=True))] == ["Put away"]
    assert [row.deal for row in old.accounts.page(AccountQuery())] == [""]


def test_it_is_sound_and_can_be_written(old: App) -> None:
    with old.store.read() as tx:
        assert schema.current(tx) == schema.newest()
    account = old.accounts.find("Nordwind Pumps")
    old.records.rename(account, "Nordwind")
    old.history.undo()
    old.drafts.put("log:9", "half a sentence")
    old.preferences.put("company", "Halle 4 GmbH")
    assert Checkup(old.desk).run().problems == []


@pytest.mark.parametrize("version", RELEASED)
def test_not_one_row_is_another_afterwards(tmp_path: Path, version: int) -> None:
    put_together(tmp_path, version)
    before = content(tmp_path)
    App.open(tmp_path).close()
    assert content(tmp_path) == before


@pytest.mark.parametrize("version", RELEASED[:-1])
def test_a_verified_backup_of_how_it_was_is_made_first(tmp_path: Path, version: int) -> None:
    put_together(tmp_path, version)
    before = content(tmp_path)
    App.open(tmp_path).close()
    (backup,) = (tmp_path / paths.BACKUPS_NAME).glob("*before_migration*.db")
    found = copies.verify(backup, None)
    assert found.schema == version
    assert {table: found.counts[table] for table in before} == {
        table: len(rows) for table, rows in before.items()
    }


def test_a_file_of_this_version_needs_no_backup(tmp_path: Path) -> None:
    put_together(tmp_path, LATEST)
    App.open(tmp_path).close()
    assert not (tmp_path / paths.BACKUPS_NAME).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own rights")
def test_without_room_for_the_backup_nothing_is_changed(tmp_path: Path) -> None:
    file = put_together(tmp_path, 1)
    before = file.read_bytes()
    (tmp_path / paths.BACKUPS_NAME).write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        App.open(tmp_path)
    assert refused.value.key == "errors.backup_before_migration"
    assert opening.ways_out(refused.value)
    assert version_of(tmp_path) == 1
    assert content(tmp_path)["record"]
    assert file.stat().st_size == len(before)


@pytest.mark.parametrize("version", RELEASED[:-1])
def test_nothing_can_be_undone_across_an_upgrade(tmp_path: Path, version: int) -> None:
    put_together(tmp_path, version)
    app = App.open(tmp_path)
    assert app.history.next_undo() is None
    app.close()


def test_the_newest_version_keeps_what_only_it_has(tmp_path: Path) -> None:
    put_together(tmp_path, LATEST)
    app = App.open(tmp_path)
    assert (app.preferences.text("author"), app.preferences.text("plan.kind")) == ("Li Ming", "manager")
    assert app.drafts.get("log:1") == "Rang Anna, she"
    assert app.history.next_undo() is not None
    app.close()


def test_an_older_file_can_be_read_without_being_changed(tmp_path: Path) -> None:
    put_together(tmp_path, 1)
    file = tmp_path / paths.DATABASE_NAME
    before = file.read_bytes()
    app = App.open(tmp_path, read_only=True)
    assert app.accounts.find("Nordwind Pumps")
    app.close()
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_a_summary_of_version_1_is_worked_out_anew(tmp_path: Path) -> None:
    put_together(tmp_path, 1)
    stored = sqlite3.connect(tmp_path / paths.DATABASE_NAME)
    stored.execute(
        "INSERT INTO fact(uid, record_id, field, value, certainty, source_kind, source_text, seen_on, recorded_at, note,"
        " is_current) VALUES ('ff', 1, 'prelim_class', '1', '', '', '', '2026-01-05', '2026-01-05T08:00:00+00:00', '', 1)"
    )
    stored.commit()
    assert stored.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    stored.close()
    app = App.open(tmp_path)
    (row,) = app.accounts.page(AccountQuery())
    assert row.prelim == "1"
    app.close()
