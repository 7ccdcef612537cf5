"""Copies of a database: whole and proven, or not there at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord
from desktopcrm.storage import backup_files, copies, swap
from desktopcrm.storage.folder import APPLICATION_ID

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
EVERY_TABLE = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"


@pytest.fixture(params=[None, KEY], ids=["plain", "sealed"])
def app(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[App]:
    found = App.open(tmp_path / "data", request.param)
    for number in range(3):
        account = found.accounts.add(f"江南泵业 {number}")
        found.records.add(
            NewRecord("person", "王晓东", account, facts={"title": "总经理", "other_likes": "茶" * 2000})
        )
    yield found
    found.close()


def content(file: Path, key: bytes | None) -> dict[str, list[object]]:
    """Every row of every table, with its number where it has one."""
    with copies.opened(file, key) as raw:
        tables = [row[0] for row in raw.execute(EVERY_TABLE)]
        return {table: raw.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


def write(app: App, file: Path) -> copies.Facts:
    with app.store.read() as tx:
        return copies.write_copy(tx, file, app.store.place.key)


def refusal(work: object, *words: object) -> str:
    assert callable(work)
    with pytest.raises(UserError) as refused:
        work(*words)
    return refused.value.key


def test_a_copy_holds_every_row_of_every_table(app: App, tmp_path: Path) -> None:
    file, key = tmp_path / "copy.db", app.store.place.key
    facts = write(app, file)
    with app.store.read() as tx:
        tables = [row[0] for row in tx.exec_driver_sql(EVERY_TABLE)]
        there = {
            table: [tuple(row) for row in tx.exec_driver_sql(f'SELECT * FROM "{table}"')] for table in tables
        }
    assert content(file, key) == there
    assert facts == copies.verify(file, key)
    assert facts.accounts == len(app.records.of_kind("account"))
    assert facts.is_sealed == (key is not None) == (not copies.is_plain(file))
    assert list(tmp_path.glob("*.part*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own rights")
def test_only_the_owner_may_read_a_copy(app: App, tmp_path: Path) -> None:
    write(app, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_data_read_only_are_as_ever_after_a_copy_that_the_disk_refused(app: App, tmp_path: Path) -> None:
    import resource

    folder, key, copy = app.folder, app.store.place.key, tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    app.close()
    room, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    with contextlib.closing(App.open(folder, key, read_only=True)) as reader:
        for limit in (4096, 20_000, 60_000):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
            try:
                assert refusal(reader.backups.save_copy, copy) in ("errors.disk_failed", "errors.disk_full")
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
            assert list(copy.parent.iterdir()) == []
            assert len(reader.records.of_kind("person")) == 3
        reader.backups.save_copy(copy)
    assert copies.verify(copy, key).accounts == 3


def test_a_copy_under_another_key_is_the_same_copy(app: App, tmp_path: Path) -> None:
    write(app, tmp_path / "copy.db")
    before = content(tmp_path / "copy.db", app.store.place.key)
    for number, key in enumerate((OTHER, None, KEY)):
        copies.export(tmp_path / "copy.db", app.store.place.key, tmp_path / f"{number}.db", key)
        assert content(tmp_path / f"{number}.db", key) == before
        with copies.opened(tmp_path / f"{number}.db", key) as raw:
            assert raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


def test_no_copy_is_made_inside_a_step(app: App, tmp_path: Path) -> None:
    with app.store.step("steps.erased"), pytest.raises(RuntimeError):
        write(app, tmp_path / "copy.db")


def test_a_copy_that_is_valid_and_empty_is_refused(app: App, tmp_path: Path) -> None:
    """What most interrupted copies are: nothing is wrong with them but that nothing is in them."""
    key, part, file = app.store.place.key, tmp_path / "copy.db.part", tmp_path / "copy.db"
    with app.store.read() as tx:
        seen = copies.dump(tx, part, key)
    empty = App.open(tmp_path / "empty", key)
    write(empty, part)
    empty.close()
    assert copies.verify(part, key).accounts == 0
    assert refusal(copies.finish, part, file, key, seen) == "errors.copy_failed"
    assert not file.exists()


@pytest.mark.parametrize("sign", range(0, 40, 7))
def test_a_changed_byte_is_seen(app: App, sign: int) -> None:
    made = app.backups.make("hand")
    data = bytearray(made.file.read_bytes())
    data[len(data) * sign // 40] ^= 0x10
    made.file.write_bytes(data)
    assert app.backups.check(made) == "damaged"


def test_what_is_no_database_of_ours_is_refused(app: App, tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    raw = dbapi2.connect(str(file))
    raw.execute("CREATE TABLE t(a)")
    raw.commit()
    raw.close()
    assert refusal(copies.verify, file, None) == "errors.copy_foreign"
    (tmp_path / "noise.db").write_bytes(os.urandom(9000))
    assert refusal(copies.verify, tmp_path / "noise.db", KEY) == "errors.copy_damaged"
    assert refusal(copies.verify, tmp_path / "none.db", None) == "errors.file_not_read"
    assert refusal(write, app, tmp_path / "no folder" / "copy.db") == "errors.file_not_written"


def test_an_open_database_takes_over_what_a_file_holds(app: App, tmp_path: Path) -> None:
    write(app, tmp_path / "copy.db")
    before = content(tmp_path / "copy.db", app.store.place.key)
    app.accounts.add("Later")
    with app.store.read() as tx:
        copies.restore_into(tx, tmp_path / "copy.db", app.store.place.key)
        assert tx.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    write(app, tmp_path / "again.db")
    assert content(tmp_path / "again.db", app.store.place.key) == before


def test_a_manifest_says_nothing_of_the_user(app: App) -> None:
    made = app.backups.make("hand")
    text = backup_files.manifest_file(made.file).read_text(encoding="utf-8")
    for account in app.records.of_kind("account"):
        assert account.name not in text
    assert text.isascii()


@pytest.mark.parametrize("garbage", [b"", b"[]", b"{}", b"\xff\xfe", b'{"seal": 1}', b"[" * 99_000])
def test_a_backup_without_a_readable_manifest_is_still_one(app: App, garbage: bytes) -> None:
    made = app.backups.make("hand")
    backup_files.manifest_file(made.file).write_bytes(garbage)
    (found,) = app.backups.list()
    assert (found.seq, found.reason, found.accounts) == (1, "hand", 0)
    assert app.backups.check(found) == "good"


MOMENTS = range(8)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_replacement_is_completed_from_wherever_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Stopped before any one of its renames: afterwards the old data with their log, or the new ones."""
    for name in (paths.DATABASE_NAME, f"{paths.DATABASE_NAME}-wal", f"{paths.DATABASE_NAME}-shm"):
        (tmp_path / name).write_text("old")
    prepared = tmp_path / "desktopcrm.prepared.db"
    prepared.write_text("new")
    moves = iter(range(100))

    def stopping(done: object) -> object:
        def move(self: Path, target: Path) -> Path:
            if next(moves) == moment:
                raise KeyboardInterrupt
            assert callable(done)
            return done(self, target)  # type: ignore[no-any-return]

        return move

    with monkeypatch.context() as patched:
        for verb in ("rename", "replace"):
            patched.setattr(Path, verb, stopping(getattr(Path, verb)))
        with contextlib.suppress(KeyboardInterrupt):
            swap.swap_in(tmp_path, prepared)
    was_begun = (tmp_path / swap.NOTE).exists() or not prepared.exists()
    swap.take_up(tmp_path)
    told = (tmp_path / paths.DATABASE_NAME).read_text()
    log = tmp_path / f"{paths.DATABASE_NAME}-wal"
    assert (told, log.exists()) == (("new", False) if was_begun else ("old", True))
    assert not (tmp_path / swap.NOTE).exists()
    if was_begun:
        assert (tmp_path / "desktopcrm.damaged-1.db-wal").read_text() == "old"


def test_a_note_that_makes_no_sense_moves_nothing(tmp_path: Path) -> None:
    (tmp_path / paths.DATABASE_NAME).write_text("old")
    for body in (
        "{",
        "[]",
        '{"prepared": "../x", "aside": "y"}',
        '{"prepared": "desktopcrm.db", "aside": "z"}',
    ):
        (tmp_path / swap.NOTE).write_text(body)
        swap.take_up(tmp_path)
        assert (tmp_path / paths.DATABASE_NAME).read_text() == "old"
