"""Erasing in parts, as a window does it: nothing is typed between, and a stop after any part leaves nothing half."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services.erasing import Ready
from desktopcrm.services.records import NewRecord

NAME = "Anna Wells"


@pytest.fixture
def gone(app: App) -> int:
    """A person whose name and words lie on many pages, in the journal and in texts of others."""
    account = app.accounts.add("Works")
    person = app.records.add(NewRecord("person", NAME, account))
    for number in range(40):
        app.facts.observe(person, "goals", f"{NAME} {number} " * 60)
        app.facts.observe(account, "plans", f"{NAME} decides {number}")
    return person


def people(app: App) -> list[str]:
    return [one.name for one in app.records.of_kind("person")]


def begin_account(app: App) -> None:
    app.accounts.add("Northfield")


def begin_draft(app: App) -> None:
    app.drafts.put("log:1", "just typed")


@pytest.mark.parametrize("store", [begin_account, begin_draft])
def test_nobody_is_taken_out_as_long_as_the_backup_before_lacks_anything(
    app: App, gone: int, store: Callable[[App], None]
) -> None:
    ready = app.erasing.make_ready(at_once=False)
    store(app)
    assert not app.erasing.take_out(gone, ready)
    assert people(app) == [NAME]
    assert app.erasing.take_out(gone, app.erasing.make_ready(at_once=False))
    assert people(app) == []


def test_what_is_held_unsent_at_the_last_moment_is_in_the_backup_before(app: App, gone: int) -> None:
    held: list[str] = []
    app.erasing.ask_before(lambda: app.drafts.put("log:1", held.pop()) if held else None)
    ready = app.erasing.make_ready(at_once=False)
    held.append(f"{NAME} is ill")
    assert not app.erasing.take_out(gone, ready)
    assert people(app) == [NAME]
    app.erasing.erase(gone)
    assert NAME not in (app.drafts.get("log:1") or "")


def close(app: App, _after: Path) -> Path:
    app.close()
    return app.folder


def die(app: App, after: Path) -> Path:
    shutil.copytree(app.folder, after)  # as a crash leaves it
    return after


def held(folder: Path) -> list[str]:
    """Files that hold his name, also where no table does."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert paths.DATABASE_NAME in {one.name for one in files}
    return [one.name for one in files if NAME.encode() in one.read_bytes()]


@pytest.mark.parametrize("end", [close, die])
def test_what_a_stop_left_in_the_file_is_due_at_the_next_start(
    app: App, gone: int, tmp_path: Path, end: Callable[[App, Path], Path]
) -> None:
    assert app.erasing.take_out(gone, Ready(at_once=True))
    assert app.erasing.is_settle_due()
    with closing(App.open(end(app, tmp_path / "after"))) as again:
        assert people(again) == []
        assert again.erasing.is_settle_due()
        again.erasing.settle()
        assert not again.erasing.is_settle_due()
        assert held(again.folder) == []


def test_no_page_of_the_file_keeps_a_word_of_him(app: App, gone: int) -> None:
    app.backups.make("hand")
    assert held(app.folder) != []
    app.erasing.erase(gone, at_once=True)
    app.erasing.purge_due()
    assert not app.erasing.is_settle_due()
    assert held(app.folder) == []
