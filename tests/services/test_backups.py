"""Backups: made by themselves, looked into, restored and taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backups import USE, Health
from desktopcrm.services.records import NewRecord
from desktopcrm.services.recovery import Recovery
from desktopcrm.storage import copies
from desktopcrm.storage.key_file import key_id
from tests.torture.workload import fingerprint

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


@pytest.fixture(params=[None, KEY], ids=["plain", "sealed"])
def app(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[App]:
    found = App.open(tmp_path / "data", request.param)
    found.accounts.add("Acme")
    yield found
    found.close()


def told(app: App) -> str:
    with app.store.read() as tx:
        return fingerprint(tx)


def key_of(app: App) -> bytes | None:
    return app.store.place.key


def names(app: App) -> list[str]:
    return [one.name for one in app.records.of_kind("account")]


def test_a_backup_says_what_is_in_it(app: App) -> None:
    made = app.backups.make("hand")
    assert (made.seq, made.reason, made.accounts, made.second) == (1, "hand", 1, False)
    assert made.counts["record"] == 1
    assert made.is_sealed == (key_of(app) is not None)
    assert made.key_id == (key_id(KEY) if made.is_sealed else "")
    assert app.backups.list() == (made,)
    assert app.backups.newest() == made
    assert app.backups.check(made) == "good"


def test_one_is_made_only_where_something_changed(app: App) -> None:
    assert app.backups.make_if_changed("exit") is not None
    assert app.backups.make_if_changed("exit") is None
    app.accounts.add("Beta")
    assert app.backups.make_if_changed("exit") is not None
    app.history.undo()
    assert app.backups.is_behind()
    app.history.redo()
    assert not app.backups.is_behind()
    assert [one.seq for one in app.backups.list()] == [2, 1]


def test_an_empty_new_folder_needs_none(tmp_path: Path) -> None:
    app = App.open(tmp_path / "new")
    assert app.backups.make_if_changed("exit") is None
    assert app.backups.list() == ()
    app.close()


def test_one_is_due_after_four_hours_with_changes(app: App) -> None:
    now = [app.backups.ticks()]
    app.backups.ticks = lambda: now[0]
    app.backups.make("auto")
    now[0] += USE - 1
    app.accounts.add("Beta")
    assert not app.backups.is_due()
    now[0] += 2
    assert app.backups.is_due()
    app.backups.make("auto")
    assert not app.backups.is_due()
    now[0] += USE + 1
    assert not app.backups.is_due()


def test_what_was_left_of_yesterday_is_due_too(tmp_path: Path) -> None:
    app = App.open(tmp_path / "data")
    app.accounts.add("Acme")
    app.close()
    app = App.open(tmp_path / "data")
    start = app.backups.ticks()
    app.backups.ticks = lambda: start + USE + 1
    assert app.backups.is_due()
    app.close()


def test_a_restore_brings_everything_back_and_can_be_taken_back(app: App, tmp_path: Path) -> None:
    app.drafts.put("log:1", "unsent")
    then, made = told(app), app.backups.make("hand")
    app.accounts.add("Beta")
    app.drafts.put("log:1", "another")
    now = told(app)
    before = app.backups.restore(made)
    assert before.reason == "before_restore"
    assert told(app) == then
    app.close()
    app.__init__(tmp_path / "data", key_of(app))  # type: ignore[misc]  # the window does the same
    assert (told(app), names(app)) == (then, ["Acme"])
    app.backups.restore(before)
    assert told(app) == now


def test_undo_works_after_a_restore_as_it_did_then(app: App) -> None:
    made = app.backups.make("hand")
    app.accounts.add("Beta")
    app.backups.restore(made)
    step = app.history.undo()
    assert step is not None
    assert names(app) == []


def test_a_preview_says_what_would_change_account_by_account(app: App) -> None:
    acme = app.accounts.find("Acme")
    ann = app.records.add(NewRecord("person", "Ann Lee", acme, facts={"title": "CFO"}))
    gone = app.accounts.add("Gone later")
    made = app.backups.make("hand")
    assert app.backups.preview(made).is_same
    app.records.delete(gone)
    app.accounts.add("New since")
    app.facts.observe(acme, "city", "Kiel")
    app.records.rename(ann, "Ann Leigh")
    preview = app.backups.preview(made)
    found = {one.name: one for one in preview.accounts}
    assert set(found) == {"Acme", "Gone later", "New since"}
    assert (found["Acme"].back, found["Acme"].lost, found["Acme"].changed) == (0, 1, 1)
    assert (found["Gone later"].is_back, found["Gone later"].back) == (True, 1)
    assert (found["New since"].is_lost, found["New since"].lost) == (True, 1)
    examples = {(one.effect, one.what, one.field, one.then, one.now) for one in found["Acme"].examples}
    assert examples == {
        ("lost", "fact", "city", "", "Kiel"),
        ("changed", "record", "", "Ann Lee", "Ann Leigh"),
    }
    app.backups.restore(made)
    assert app.backups.preview(made).is_same


def test_who_was_erased_stays_erased_after_a_restore(app: App) -> None:
    acme = app.accounts.find("Acme")
    ann = app.records.add(NewRecord("person", "Ann Lee", acme, facts={"title": "CFO"}))
    app.records.add(NewRecord("note", "Ann Lee likes tea", acme))
    made = app.backups.make("hand")
    app.erasing.erase(ann)
    assert app.backups.preview(made).erased == 1
    app.backups.restore(made)
    assert app.records.of_kind("person") == []
    assert all("Ann Lee" not in one.name for one in app.records.of_kind("note"))
    assert app.backups.preview(made).erased == 1


def test_a_damaged_or_foreign_backup_is_refused_and_nothing_changes(app: App, tmp_path: Path) -> None:
    made, now = app.backups.make("hand"), told(app)
    data = bytearray(made.file.read_bytes())
    data[-100] ^= 1
    made.file.write_bytes(data)
    assert app.backups.check(made) == "damaged"
    stranger = App.open(tmp_path / "other", OTHER)
    stranger.accounts.add("Theirs")
    theirs = app.backups.from_file(stranger.backups.make("hand").file)
    stranger.close()
    assert app.backups.check(theirs) == "other_key"
    for backup, reason in ((made, "damaged"), (theirs, "other_key")):
        for work in (app.backups.restore, app.backups.preview):
            with pytest.raises(UserError) as refused:
                work(backup)
            assert refused.value.key == f"errors.backup_{reason}"
    assert told(app) == now


def test_damage_that_a_backup_meets_is_that_of_the_data(app: App, tmp_path: Path) -> None:
    app.samples.add("en")
    folder, key = tmp_path / "data", key_of(app)
    app.close()
    file = folder / paths.DATABASE_NAME
    data = bytearray(file.read_bytes())
    at = next(at for at in range(len(data) // 2, len(data), 4096) if key or data[at] == 0x0D)
    data[at : at + 4096] = bytes([0x33]) * 4096
    file.write_bytes(data)
    app.__init__(folder, key)  # type: ignore[misc]
    with pytest.raises(UserError) as refused:
        app.backups.make("hand")
    assert refused.value.key == "errors.database_damaged"
    assert refused.value.params["file"] == str(file)
    assert app.backups.list() == ()


def test_health_is_remembered(app: App, tmp_path: Path) -> None:
    assert app.backups.health().checked_at is None
    assert app.backups.health(run=True).is_good
    app.close()
    app.__init__(tmp_path / "data", key_of(app))  # type: ignore[misc]  # the window does the same
    assert app.backups.health().checked_at is not None


def test_after_a_restore_nobody_has_examined_the_data(app: App, tmp_path: Path) -> None:
    folder, key = tmp_path / "data", key_of(app)
    unexamined = app.backups.make("hand")
    app.backups.health(run=True)
    app.accounts.add("Beta")
    examined = app.backups.make("hand")

    def reopened() -> Health:
        app.close()
        app.__init__(folder, key)  # type: ignore[misc]  # the window does the same
        return app.backups.health()

    assert not reopened().is_restored
    for backup in (examined, unexamined):
        app.backups.restore(backup)
        assert app.backups.health() == reopened() == Health(None, is_restored=True)
        assert app.backups.health(run=True).is_good
        assert reopened().checked_at is not None
    app.close()
    Recovery(folder, key).restore(examined)
    app.__init__(folder, key)  # type: ignore[misc]
    assert app.backups.health() == Health(None, is_restored=True)


def test_nothing_is_backed_up_or_restored_where_nothing_may_be_written(app: App, tmp_path: Path) -> None:
    made, now = app.backups.make("hand"), told(app)
    app.close()
    app.__init__(tmp_path / "data", key_of(app), read_only=True)  # type: ignore[misc]
    for work in (lambda: app.backups.make("hand"), lambda: app.backups.restore(made)):
        with pytest.raises(UserError) as refused:
            work()
        assert refused.value.key == "errors.read_only_mode"
    assert not app.backups.is_due()
    app.backups.save_copy(tmp_path / "saved.db")
    assert app.backups.preview(app.backups.from_file(tmp_path / "saved.db")).is_same
    found = Shelf(tmp_path, key_of(app))
    assert found.check(app.backups.from_file(tmp_path / "saved.db")) == "good"
    assert app.backups.from_file(tmp_path / "saved.db").is_sealed == (key_of(app) is not None)
    assert told(app) == now


def test_before_a_file_is_loaded_there_is_a_backup(app: App, tmp_path: Path) -> None:
    file = tmp_path / "more.json"
    file.write_text('{"format": "desktopcrm-account", "version": 1, "accounts": [{"name": "More"}]}')
    app.exchange.load(file, dry_run=True)
    assert app.backups.list() == ()
    app.exchange.load(file)
    assert [one.reason for one in app.backups.list()] == ["before_import"]
    app.backups.restore(next(iter(app.backups.list())))
    assert names(app) == ["Acme"]


def test_as_many_new_steps_as_a_restore_has_lost_are_still_new(app: App) -> None:
    made = app.backups.make("hand")
    app.accounts.add("Lost")
    app.backups.restore(made)
    app.accounts.add("New")
    assert app.backups.is_behind()
    assert app.backups.make_if_changed("exit") is not None
    assert not app.backups.is_behind()


def test_a_backup_that_failed_is_still_due(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise UserError("errors.disk_full", folder="x")

    monkeypatch.setattr(app.backups, "ticks", lambda: app.backups._since + USE + 1)
    assert app.backups.is_due()
    with monkeypatch.context() as broken:
        broken.setattr(copies, "finish", full)
        with pytest.raises(UserError):
            app.backups.make("auto")
    assert app.backups.is_due()
    app.backups.make("auto")
    assert app.backups._changed is False


def test_data_that_may_only_be_read_write_nothing_in_the_second_place(app: App, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    app.backups.make("hand")
    app.backups.set_second_place(stick)
    shutil.rmtree(next(stick.iterdir()))
    app.close()
    reading = App.open(tmp_path / "data", key_of(app), read_only=True)
    with pytest.raises(UserError, match="read_only_mode"):
        reading.backups.set_second_place(stick)
    with pytest.raises(UserError, match="read_only_mode"):
        reading.backups.bring_second_up_to_date()
    assert list(stick.iterdir()) == []
    reading.close()
