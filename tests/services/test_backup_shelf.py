"""The files of backups: in two places, under another key, cleared up, without who was erased."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.backup_rekeying import align, bring_under, left_behind
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.records import NewRecord
from desktopcrm.storage import backup_files, copies, rework
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


def test_backups_forget_who_was_erased_at_once(app: App, tmp_path: Path) -> None:
    acme = app.accounts.find("Acme")
    ann = app.records.add(NewRecord("person", "Ann Lee", acme))
    uid = app.records.get(ann).uid
    (tmp_path / "usb").mkdir()
    app.backups.set_second_place(tmp_path / "usb")
    made = app.backups.make("hand")
    assert app.backups.holding((uid,)) == (made,)
    app.erasing.erase(ann, at_once=True)
    app.erasing.purge_due()
    assert app.backups.holding((uid,)) == ()
    places = [tmp_path / "data", tmp_path / "usb"]
    if key_of(app) is None:
        files = [file for place in places for file in place.rglob("*.db*")]
        assert [file for file in files if b"Ann Lee" in file.read_bytes()] == []
    assert {app.backups.check(one) for one in app.backups.list()} == {"good"}


def test_a_damaged_backup_does_not_keep_who_was_erased(app: App) -> None:
    ann = app.records.add(NewRecord("person", "Ann Lee", app.accounts.find("Acme")))
    uid = app.records.get(ann).uid
    made = app.backups.make("hand")
    data = bytearray(made.file.read_bytes())
    data[-1] ^= 1
    made.file.write_bytes(data)
    app.erasing.erase(ann, at_once=True)
    app.erasing.purge_due()
    assert app.backups.holding((uid,)) == ()
    assert [one.reason for one in app.backups.list()] == ["auto"]


def test_the_second_place_gets_everything_and_may_be_away(app: App, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    assert app.backups.second_place().state == "none"
    app.backups.make("hand")
    usb.mkdir()
    place = app.backups.set_second_place(usb)
    assert (place.state, place.behind) == ("here", 0)
    (copy,) = usb.rglob("*.db")
    assert copy.read_bytes() == next(iter(app.backups.list())).file.read_bytes()
    usb.rename(tmp_path / "drawer")
    app.accounts.add("Beta")
    app.backups.make("exit")
    assert app.backups.second_place().state == "away"
    (tmp_path / "drawer").rename(usb)
    assert (app.backups.second_place().state, app.backups.second_place().behind) == ("here", 1)
    assert app.backups.bring_second_up_to_date().behind == 0
    shutil.rmtree(tmp_path / "data" / "backups")
    found = app.backups.list()
    assert [(one.seq, one.second) for one in found] == [(2, True), (1, True)]
    app.backups.restore(found[-1])
    assert names(app) == ["Acme"]
    assert app.backups.newest() is not None
    assert app.backups.set_second_place(None).state == "none"


def test_a_second_place_that_cannot_be_one_is_refused(app: App, tmp_path: Path) -> None:
    for folder, reason in ((tmp_path / "data" / "backups", "inside"), (tmp_path / "none", "missing")):
        if reason == "inside":
            folder.mkdir()
        with pytest.raises(UserError) as refused:
            app.backups.set_second_place(folder)
        assert refused.value.key == f"errors.second_place_{reason}"


def test_a_file_from_elsewhere_keeps_the_name_of_this_database(app: App, tmp_path: Path) -> None:
    other = App.open(tmp_path / "other", key_of(app))
    other.accounts.add("Theirs")
    other.backups.save_copy(tmp_path / "copy.db")
    other.close()
    with app.store.read() as tx:
        name = tx.exec_driver_sql("SELECT value FROM meta WHERE key = 'database_id'").scalar()
    app.backups.restore(app.backups.from_file(tmp_path / "copy.db"))
    assert names(app) == ["Theirs"]
    with app.store.read() as tx:
        assert tx.exec_driver_sql("SELECT value FROM meta WHERE key = 'database_id'").scalar() == name


def test_an_open_database_or_one_with_a_log_is_no_backup(app: App, tmp_path: Path) -> None:
    file = tmp_path / "data" / paths.DATABASE_NAME
    with pytest.raises(UserError) as refused:
        app.backups.from_file(file)
    assert refused.value.key == "errors.database_in_use"
    shutil.copytree(tmp_path / "data", tmp_path / "copied")
    with pytest.raises(UserError) as refused:
        app.backups.from_file(tmp_path / "copied" / file.name)
    assert refused.value.key == "errors.copy_has_log"


def test_backups_follow_the_key_also_when_it_is_done_in_two_goes(app: App, tmp_path: Path) -> None:
    for number in range(3):
        app.accounts.add(f"Beta {number}")
        app.backups.make("hand")
    told_once = [one.counts for one in app.backups.list()]
    folder, key = tmp_path / "data", key_of(app)
    app.close()
    for new in (OTHER, None, KEY, None):
        shelf = Shelf(folder, key)
        (first, *_) = shelf.list()
        assert bring_under(shelf, first, new)
        shelf = Shelf(folder, new, None, {key_id(key): key} if key else None)
        assert len(left_behind(shelf, new)) == 2
        assert align(shelf, new) == 2
        assert left_behind(shelf, new) == ()
        assert [shelf.check(one) for one in shelf.list()] == ["good"] * 3
        assert [one.counts for one in shelf.list()] == told_once
        key = new
    app.__init__(folder, key_of(app))  # type: ignore[misc]  # for the fixture to close


def test_an_exchange_that_was_cut_off_is_good_before_and_after_it_is_settled(app: App) -> None:
    made = app.backups.make("hand")
    manifest = backup_files.read_manifest(made.file)
    assert manifest is not None
    seal = backup_files.Seal("0" * 64, made.size, made.is_sealed, "other")
    other = replace(manifest, seal=seal, counts={**manifest.counts, "record": 0}, accounts=0, mark="x")
    for before, after in ((manifest, other), (other, manifest)):
        backup_files.write_manifest(made.file, replace(before, becoming=after))
        assert app.backups.check(next(iter(app.backups.list()))) == "good"
        backup_files.take_up_exchange(made.file)
        assert backup_files.read_manifest(made.file) == manifest


def test_two_exchanges_that_were_cut_off_one_after_the_other_leave_a_good_backup(app: App) -> None:
    made, key = app.backups.make("hand"), app.store.place.key
    manifest = backup_files.read_manifest(made.file)
    assert manifest is not None
    older = replace(manifest, seal=replace(manifest.seal, sha256="0" * 64), mark="x")
    backup_files.write_manifest(made.file, replace(older, becoming=manifest))
    with copies.being_written(made.file) as part:
        facts = rework.make(made.file, key, part, rework.Wish(key))
    with pytest.raises(FileNotFoundError):
        backup_files.exchange(made.file, part, facts, key)
    assert app.backups.check(next(iter(app.backups.list()))) == "good"
    backup_files.take_up_exchange(made.file)
    assert app.backups.check(next(iter(app.backups.list()))) == "good"


def test_what_interrupted_work_has_left_is_cleared_up(app: App) -> None:
    made = app.backups.make("hand")
    for name in ("000009-20260101T000000Z-auto.db.part", "000008-20260101T000000Z-auto.json", "notes.txt"):
        (made.file.parent / name).write_text("x")
    (made.file.parent / "work-abc").mkdir()
    app.accounts.add("Beta")
    app.backups.make("hand")
    left = {file.name for file in made.file.parent.iterdir()} - {
        file.name for one in app.backups.list() for file in (one.file, backup_files.manifest_file(one.file))
    }
    assert left == {"notes.txt"}


def test_a_backup_can_be_taken_away(app: App) -> None:
    made = app.backups.make("hand")
    app.backups.remove(made)
    assert app.backups.list() == ()
    assert list(made.file.parent.glob("0*")) == []
