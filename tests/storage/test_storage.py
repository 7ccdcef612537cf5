"""The database file: its settings, its refusals, its schema."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import event

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.domain import fieldtypes
from desktopcrm.errors import UserError
from desktopcrm.storage import folder as folders
from desktopcrm.storage import schema
from desktopcrm.storage.engine import open_engine, open_raw
from desktopcrm.storage.folder import APPLICATION_ID
from desktopcrm.storage.place import Place
from desktopcrm.storage.store import Store
from desktopcrm.storage.tables import METADATA

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": "2",
    "foreign_keys": "1",
    "locking_mode": "exclusive",
    "secure_delete": "1",
    "trusted_schema": "0",
    "cell_size_check": "1",
    "temp_store": "2",
    "application_id": str(APPLICATION_ID),
    "user_version": str(schema.newest()),
}


LEAF, CELLS = 13, 8
"""Kind of a page that holds rows of a table, and where its list of places begins."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    App.open(tmp_path).close()
    return tmp_path / paths.DATABASE_NAME


@pytest.mark.parametrize("pragma", SETTINGS)
def test_the_file_is_opened_with_the_settings_that_lose_nothing(file: Path, pragma: str) -> None:
    store = Store(Place(file))
    with store.read() as tx:
        assert str(tx.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()) == SETTINGS[pragma]
    store.close()


def test_the_same_driver_opens_an_encrypted_file(tmp_path: Path) -> None:
    place = Place(tmp_path / "secret.db", bytes(range(32)), create=True)
    Store(place).close()
    assert not place.file.read_bytes().startswith(b"SQLite format 3")
    Store(Place(place.file, place.key)).close()
    with pytest.raises(UserError) as refused:
        Store(Place(place.file, bytes(32)))
    assert refused.value.key == "errors.key_wrong"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own rights")
def test_only_the_owner_may_read_the_data(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    App.open(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / paths.DATABASE_NAME).stat().st_mode) == 0o600


def test_the_tables_are_those_of_the_migrations(file: Path) -> None:
    engine, connection = open_engine(Place(file))
    for table in METADATA.sorted_tables:
        rows = connection.exec_driver_sql(f"PRAGMA table_info({table.name})").all()
        assert [row[1] for row in rows] == [column.name for column in table.columns]
    connection.close()
    engine.dispose()


def test_a_file_of_somebody_else_is_refused_and_not_touched(tmp_path: Path) -> None:
    file = tmp_path / paths.DATABASE_NAME
    file.write_bytes(b"PK\x03\x04 a zip archive")
    with pytest.raises(UserError) as refused:
        App.open(tmp_path)
    assert refused.value.key == "errors.database_foreign"
    assert file.read_bytes() == b"PK\x03\x04 a zip archive"


def test_a_newer_file_is_refused_and_not_touched(file: Path) -> None:
    engine, connection = open_engine(Place(file))
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.newest() + 1}")
    connection.close()
    engine.dispose()
    before = file.read_bytes()
    with pytest.raises(UserError) as refused:
        Store(Place(file))
    assert refused.value.key == "errors.database_newer"
    assert file.read_bytes() == before


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("key", [None, bytes(range(32))], ids=["plain", "sealed"])
def test_what_a_newer_version_left_in_its_log_stays_there(
    tmp_path: Path, mode: str, key: bytes | None
) -> None:
    folder = tmp_path / "data"
    Store(Place(tmp_path / "first.db", key, create=True)).close()
    raw = open_raw(Place(tmp_path / "first.db", key))
    raw.execute(f"PRAGMA journal_mode = {mode}")
    raw.execute(f"PRAGMA user_version = {schema.newest() + 1}")
    folder.mkdir()
    for one in tmp_path.glob("first.db*"):  # as a program that died left it
        shutil.copy(one, folder / one.name)
    raw.close()
    file = folder / "first.db"
    assert folders.has_log(file) == (mode == "wal")
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    with pytest.raises(UserError) as refused:
        Store(Place(file, key))
    assert refused.value.key == "errors.database_newer"
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_second_program_is_told_that_the_file_is_in_use(file: Path) -> None:
    first = Store(Place(file))
    with pytest.raises(UserError) as refused:
        Store(Place(file))
    assert refused.value.key == "errors.database_in_use"
    first.close()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        Store(Place(tmp_path / "gone.db"))
    assert refused.value.key == "errors.database_missing"


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_file_that_vanishes_while_open_stores_nothing(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    (tmp_path / paths.DATABASE_NAME).rename(tmp_path / "elsewhere.db")
    with pytest.raises(UserError) as refused:
        app.accounts.add("Lost")
    assert refused.value.key == "errors.database_vanished"
    app.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_file_that_was_deleted_and_cannot_be_read_either_is_told_in_a_sentence(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    account = app.accounts.add("Northfield Castings")
    app.facts.observe(account, "city", "x" * 20_000)
    file = tmp_path / paths.DATABASE_NAME
    with app.store.read() as tx:
        tx.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        tx.exec_driver_sql("PRAGMA shrink_memory")
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * (file.stat().st_size - 4096))
    file.unlink()
    with pytest.raises(UserError) as refused:
        app.store.check_place()
    assert refused.value.key == "errors.database_vanished"
    app.close()


@pytest.mark.parametrize("name", ["客户 资料", "a b#c?d%41'e", "emoji 🏭"])
def test_odd_folder_names_work(tmp_path: Path, name: str) -> None:
    app = App.open(tmp_path / name)
    app.accounts.add("Northfield Castings")
    app.close()
    again = App.open(tmp_path / name)
    assert [one.name for one in again.records.of_kind("account")] == ["Northfield Castings"]
    again.close()


def test_writing_from_a_change_listener_is_a_bug(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    app.store.bus.subscribe(lambda _: app.accounts.add("Echo"))
    with pytest.raises(RuntimeError, match="listener"):
        app.accounts.add("Northfield Castings")
    app.close()


def test_a_full_disk_is_said_in_a_sentence_and_the_file_goes_on(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    account = app.accounts.add("Northfield Castings")
    with app.store.read() as tx:
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError) as refused:
        app.facts.observe(account, "city", "x" * fieldtypes.MAX_TEXT)
    assert refused.value.key == "errors.disk_full"
    with app.store.read() as tx:
        tx.exec_driver_sql(f"PRAGMA max_page_count = {pages * pages}")
    app.facts.observe(account, "city", "Bonn")
    assert app.desk.plan(account).value(account, "city") == "Bonn"
    app.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own rights")
def test_loose_rights_are_tightened_but_only_of_what_is_ours(tmp_path: Path) -> None:
    App.open(tmp_path / "ours").close()
    App.open(tmp_path / "shared").close()
    (tmp_path / "shared" / "holiday.jpg").touch(0o644)
    for folder in (tmp_path / "ours", tmp_path / "shared"):
        folder.chmod(0o755)
        (folder / paths.DATABASE_NAME).chmod(0o644)
        App.open(folder).close()
        assert stat.S_IMODE((folder / paths.DATABASE_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "shared" / "holiday.jpg").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "ours" / paths.PREFERENCES_NAME).stat().st_mode) == 0o600


def test_a_row_that_a_damaged_page_hides_is_told_as_damage_not_as_an_unknown_account(file: Path) -> None:
    app = App.open(file.parent)
    with app.store.read() as tx:
        root = int(
            tx.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'record'").scalar_one()
        )
        size = int(tx.exec_driver_sql("PRAGMA page_size").scalar_one())
    ids = [app.accounts.add(name) for name in ("Adler Foods", "Birch Mills", "Cedar Works")]
    app.close()
    data, page = bytearray(file.read_bytes()), (root - 1) * size
    assert data[page] == LEAF
    first, last = page + CELLS, page + CELLS + 2 * (len(ids) - 1)
    data[first : first + 2], data[last : last + 2] = data[last : last + 2], data[first : first + 2]
    file.write_bytes(data)
    app = App.open(file.parent)
    try:
        for look in (app.desk.plan, app.records.get):
            with pytest.raises(UserError) as refused:
                look(ids[0])
            assert refused.value.key == "errors.database_damaged"
    finally:
        app.close()


def test_an_account_that_was_never_there_is_unknown_and_the_file_examined_once(file: Path) -> None:
    app = App.open(file.parent)
    asked: list[str] = []
    with app.store.read() as tx:
        event.listen(tx, "before_cursor_execute", lambda *said: asked.append(said[2]))
    with pytest.raises(UserError) as refused, app.store.step("steps.logged", name="x"), app.store.read():
        app.desk.plan(1)
    app.close()
    assert refused.value.key == "errors.account_unknown"
    assert asked.count("PRAGMA quick_check") == 1
