"""Back to work without the database: a backup in its place, or what can be read of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.checkup import Checkup
from desktopcrm.services.records import NewRecord
from desktopcrm.services.recovery import Recovery
from desktopcrm.services.sealing import database_name_in
from tests.services.lived import LivedIn, told
from tests.torture.workload import CONTENT

KEY = bytes(range(32))
PAGE = 4096


@pytest.fixture(params=[None, KEY], ids=["plain", "sealed"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    found: bytes | None = request.param
    return found


def rows(folder: Path, key: bytes | None) -> dict[str, list[object]]:
    """Everything the user would call his data, and what he has not sent."""
    app = App.open(folder, key)
    tables = (*CONTENT, "draft", "step")
    with app.store.read() as tx:
        found = {
            table: [tuple(row) for row in tx.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1")]
            for table in tables
        }
    assert Checkup(app.desk).run().problems == []
    app.close()
    return found


def damage(folder: Path, *pages: int) -> None:
    file = folder / paths.DATABASE_NAME
    data = bytearray(file.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE + 20 : page * PAGE] = os.urandom(PAGE - 20)
    file.write_bytes(data)


def test_a_backup_takes_the_place_and_the_damaged_file_is_kept(
    tmp_path: Path, key: bytes | None, lived_in: LivedIn
) -> None:
    then, _ = lived_in(tmp_path, key)
    log = tmp_path / f"{paths.DATABASE_NAME}-wal"
    log.write_bytes(b"what an old log would bring back")
    damage(tmp_path, 1, 2, 3)
    broken = (tmp_path / paths.DATABASE_NAME).read_bytes()
    found = Recovery(tmp_path, key)
    aside = found.restore(found.backups()[0])
    assert aside is not None
    assert aside.read_bytes() == broken
    assert Path(f"{aside}-wal").exists()
    assert not log.exists()
    app = App.open(tmp_path, key)
    assert told(app) == then
    app.close()


def test_it_works_where_the_database_is_gone(tmp_path: Path, key: bytes | None, lived_in: LivedIn) -> None:
    then, _ = lived_in(tmp_path, key)
    (tmp_path / paths.DATABASE_NAME).unlink()
    found = Recovery(tmp_path, key)
    with pytest.raises(UserError):
        found.salvage()
    assert found.restore(found.backups()[0]) is None
    app = App.open(tmp_path, key)
    assert told(app) == then
    app.close()


def test_an_open_database_is_not_replaced(tmp_path: Path, lived_in: LivedIn) -> None:
    lived_in(tmp_path, None)
    app = App.open(tmp_path)
    found = Recovery(tmp_path)
    for work in (found.salvage, lambda: found.restore(found.backups()[0])):
        with pytest.raises(UserError) as refused:
            work()
        assert refused.value.key == "errors.database_in_use"
    app.close()


def test_a_damaged_backup_is_refused_and_nothing_is_moved(tmp_path: Path, lived_in: LivedIn) -> None:
    lived_in(tmp_path, None)
    found = Recovery(tmp_path)
    (made,) = found.backups()
    made.file.write_bytes(made.file.read_bytes()[:-PAGE])
    before = (tmp_path / paths.DATABASE_NAME).read_bytes()
    with pytest.raises(UserError) as refused:
        found.restore(made)
    assert refused.value.key == "errors.backup_damaged"
    assert (tmp_path / paths.DATABASE_NAME).read_bytes() == before
    assert list(tmp_path.glob("desktopcrm.damaged*")) == []


def test_of_a_whole_file_everything_is_salvaged(tmp_path: Path, key: bytes | None, lived_in: LivedIn) -> None:
    lived_in(tmp_path, key)
    before = rows(tmp_path, key)
    found = Recovery(tmp_path, key)
    report = found.salvage()
    assert (report.lost, report.pages_lost, report.filled) == ({}, 0, 0)
    found.adopt(report)
    assert rows(tmp_path, key) == before
    assert not report.file.exists()


def test_what_stands_only_in_the_log_is_salvaged_too(tmp_path: Path, key: bytes | None) -> None:
    """As after a crash: the newest changes are in the log, and the file itself is noise at its beginning."""
    app = App.open(tmp_path / "data", key)
    app.samples.add("en")
    app.close()
    app = App.open(tmp_path / "data", key)
    app.accounts.add("In the log")
    copied = tmp_path / "copied"
    copied.mkdir()
    for name in (paths.DATABASE_NAME, f"{paths.DATABASE_NAME}-wal"):
        (copied / name).write_bytes((tmp_path / "data" / name).read_bytes())
    app.close()
    found = Recovery(copied, key)
    found.adopt(found.salvage())
    assert rows(copied, key) == rows(tmp_path / "data", key)
    app = App.open(copied, key)
    assert "In the log" in {one.name for one in app.records.of_kind("account")}
    app.close()


def test_a_lost_page_costs_little_and_what_is_left_fits_together(
    tmp_path: Path, key: bytes | None, lived_in: LivedIn
) -> None:
    lived_in(tmp_path, key)
    before = rows(tmp_path, key)
    damage(tmp_path, 3, 4, 5, 20, 21, 40)
    found = Recovery(tmp_path, key)
    report = found.salvage()
    assert 0 < report.pages_lost <= 6
    found.adopt(report)
    after = rows(tmp_path, key)
    for table, there in after.items():
        if key is not None and table != "fact":  # which of two facts is the current one may have changed
            assert {repr(row) for row in there} <= {repr(row) for row in before[table]}
        assert len(there) >= 0.7 * len(before[table]) or len(before[table]) < 100


def test_records_that_others_need_come_from_the_backup(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    acme = app.accounts.add("Acme")
    app.backups.make("hand")
    for number in range(200):
        app.records.add(NewRecord("person", f"Person {number} of Acme", acme))
    app.close()
    file = tmp_path / paths.DATABASE_NAME
    data = bytearray(file.read_bytes())
    uid = Recovery(tmp_path).backups()[0]
    assert uid.accounts == 1
    at = data.find(b"accountAcme")
    assert at > 0
    page = at // PAGE
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    file.write_bytes(data)
    found = Recovery(tmp_path)
    report = found.salvage()
    assert (report.accounts, report.filled) == (1, 1)
    assert (report.rows["record"], report.lost) == (1 + 200, {})  # the others as their indexes know them
    found.adopt(report)
    names = [one[6] for one in rows(tmp_path, None)["record"]]  # type: ignore[index]
    assert names == ["Acme", *(f"Person {number} of Acme" for number in range(200))]


def test_an_encrypted_file_that_lost_its_beginning_is_salvaged(tmp_path: Path, lived_in: LivedIn) -> None:
    """Its first bytes are needed for every page; the manifest of the backup knows them."""
    lived_in(tmp_path, KEY)
    before = rows(tmp_path, KEY)
    file = tmp_path / paths.DATABASE_NAME
    file.write_bytes(bytes(512) + file.read_bytes()[512:])
    found = Recovery(tmp_path, KEY)
    report = found.salvage()
    assert report.pages_lost == 1
    found.adopt(report)
    assert rows(tmp_path, KEY) == before


def test_noise_is_refused_in_a_sentence(tmp_path: Path, key: bytes | None, lived_in: LivedIn) -> None:
    lived_in(tmp_path, key)
    (tmp_path / paths.DATABASE_NAME).write_bytes(os.urandom(50_000))
    with pytest.raises(UserError) as refused:
        Recovery(tmp_path, key).salvage()
    assert refused.value.key == "errors.nothing_to_salvage"
    assert list(tmp_path.glob("desktopcrm.salvaged*")) == []


def test_nobody_who_was_erased_comes_back_as_far_as_a_backup_knows(tmp_path: Path, key: bytes | None) -> None:
    app = App.open(tmp_path, key)
    ann = app.records.add(NewRecord("person", "Ann Lee", app.accounts.add("Acme")))
    app.backups.make("hand")
    app.erasing.erase(ann)
    app.backups.make("exit")
    app.close()
    damage(tmp_path, 1, 2)
    found = Recovery(tmp_path, key)
    found.restore(found.backups()[-1])
    app = App.open(tmp_path, key)
    assert app.records.of_kind("person") == []
    app.close()


def erased_without_a_later_backup(folder: Path, key: bytes | None) -> str:
    """A folder whose backups know somebody erased, and none of them that he was; his uid."""
    app = App.open(folder, key)
    app.samples.add("en")
    ann = app.records.add(NewRecord("person", "Ann Lee", app.accounts.add("Acme")))
    uid = app.records.get(ann).uid
    app.erasing.erase(ann)
    for one in app.backups.list():
        if one.reason != "before_erase":
            app.backups.remove(one)
    app.close()
    return uid


def stays_gone(folder: Path, key: bytes | None, uid: str) -> None:
    app = App.open(folder, key)
    assert "Ann Lee" not in {one.name for one in app.records.of_kind("person")}
    assert [one.uid for one in app.erasing.waiting()] == [uid]
    app.close()


def test_the_damaged_file_itself_tells_who_was_erased(tmp_path: Path, key: bytes | None) -> None:
    uid = erased_without_a_later_backup(tmp_path, key)
    damage(tmp_path, 2, 3)
    found = Recovery(tmp_path, key)
    found.restore(found.backups()[0])
    stays_gone(tmp_path, key, uid)


def test_what_is_salvaged_brings_nobody_back_out_of_the_backup(tmp_path: Path, key: bytes | None) -> None:
    uid = erased_without_a_later_backup(tmp_path, key)
    damage(tmp_path, 2, 3)
    found = Recovery(tmp_path, key)
    found.adopt(found.salvage())
    stays_gone(tmp_path, key, uid)


def test_what_is_salvaged_forgets_whom_a_backup_knows_as_erased(tmp_path: Path, key: bytes | None) -> None:
    """As where the damaged file is an older state, put there by a copying tool."""
    app = App.open(tmp_path, key)
    ann = app.records.add(NewRecord("person", "Ann Lee", app.accounts.add("Acme")))
    uid = app.records.get(ann).uid
    app.close()
    old = (tmp_path / paths.DATABASE_NAME).read_bytes()
    app = App.open(tmp_path, key)
    app.erasing.erase(ann)
    assert [one.reason for one in app.backups.list()] == ["auto", "before_erase"]
    app.close()
    (tmp_path / paths.DATABASE_NAME).write_bytes(old)
    found = Recovery(tmp_path, key)
    found.adopt(found.salvage())
    stays_gone(tmp_path, key, uid)


def test_a_backup_of_another_database_takes_the_place_but_not_its_name(tmp_path: Path) -> None:
    for name in ("mine", "other"):
        app = App.open(tmp_path / name)
        app.accounts.add(f"Account of {name}")
        app.backups.make("hand")
        app.close()
    mine, other = (Recovery(tmp_path / name) for name in ("mine", "other"))
    (tmp_path / "mine" / paths.DATABASE_NAME).write_bytes(b"x" * 5000)
    mine.restore(mine.from_file(other.backups()[0].file))
    app = App.open(tmp_path / "mine")
    assert database_name_in(app.desk) == mine.backups()[0].database != other.backups()[0].database
    assert {one.name for one in app.records.of_kind("account")} == {"Account of other"}
    app.close()
