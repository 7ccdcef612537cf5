"""Files of a data folder that somebody else has touched: nothing is lost over them, and nothing ends in a bug."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.files import write_safely
from desktopcrm.services.opening import look
from desktopcrm.storage.backup_files import manifest_file
from desktopcrm.storage.store import Tx


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    found = App.open(tmp_path / "data")
    found.accounts.add("Acme")
    found.backups.make("hand")
    yield found
    found.close()


def test_a_damaged_backup_is_none_before_something_dangerous(app: App) -> None:
    only = app.backups.newest()
    assert only is not None
    app.backups.before("before_import")
    assert app.backups.newest() == only  # it holds everything and is whole
    only.file.write_bytes(only.file.read_bytes()[:4096])
    app.backups.before("before_import")
    newest = app.backups.newest()
    assert newest is not None
    assert app.backups.check(newest) == "good"


@pytest.mark.parametrize("body", ['{"seal": {}, "counts": {}, "schema": 1e999}', "[1]", '"x', "[" * 50_000])
def test_a_manifest_that_makes_no_sense_costs_what_it_says_and_no_more(app: App, body: str) -> None:
    (only,) = app.backups.list()
    written = manifest_file(only.file).read_text(encoding="ascii")
    manifest_file(only.file).write_text(body, encoding="ascii")
    assert [one.accounts for one in app.backups.list()] == [0]
    manifest_file(only.file).write_text(written.replace('"schema": ', '"schema": 1e999, "was": '))
    assert [app.backups.check(one) for one in app.backups.list()] == ["good"]


def test_a_backup_that_was_given_the_highest_number_leaves_room_for_the_next(app: App) -> None:
    (only,) = app.backups.list()
    shutil.copy(only.file, only.file.with_name(f"999999999999{only.file.name[6:]}"))
    assert app.backups.make("hand").seq == 10**12


@pytest.mark.parametrize(
    "name", ["desktopcrm.db", "desktopcrm.db-wal", "desktopcrm.keys", "preferences.json", "Desktopcrm.KEYS"]
)
def test_nothing_is_written_over_what_the_data_need(app: App, name: str) -> None:
    for write in (lambda file: write_safely(file, b"x"), app.backups.save_copy):
        with pytest.raises(UserError):
            write(app.folder / name)


def test_nothing_is_written_over_a_backup_or_the_keys_beside_it(app: App) -> None:
    (only,) = app.backups.list()
    before = only.file.read_bytes(), manifest_file(only.file).read_bytes()
    for file in (only.file, manifest_file(only.file), only.file.with_name("desktopcrm.keys")):
        for write in (lambda file: write_safely(file, b"x"), app.backups.save_copy):
            with pytest.raises(UserError):
                write(file)
    assert before == (only.file.read_bytes(), manifest_file(only.file).read_bytes())
    write_safely(app.folder / "plan.pdf", b"x")
    app.backups.save_copy(only.file.with_name("copy.db"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
@pytest.mark.parametrize("is_there", [True, False])
def test_a_database_that_is_only_a_link_is_refused(tmp_path: Path, is_there: bool) -> None:
    folder, elsewhere = tmp_path / "data", tmp_path / "elsewhere.db"
    App.open(folder).close()
    if is_there:
        (folder / paths.DATABASE_NAME).rename(elsewhere)
    else:
        (folder / paths.DATABASE_NAME).unlink()
    (folder / paths.DATABASE_NAME).symlink_to(elsewhere)
    for read_only in (False, True):
        with pytest.raises(UserError) as refused:
            App.open(folder, read_only=read_only)
        assert refused.value.key == "errors.database_is_link"
    assert "open_folder" in look(folder).ways


def test_a_draft_of_no_moment_is_told_as_a_damaged_file(app: App) -> None:
    app.drafts.put("log:1", "words")
    with app.store.unjournaled() as tx:
        tx.exec_driver_sql("UPDATE draft SET at = 'zz'")
    with pytest.raises(UserError) as refused:
        app.drafts.every()
    assert refused.value.key == "errors.database_damaged"
    assert app.drafts.get("log:1") == "words"


def test_what_acts_by_itself_in_a_backup_is_not_restored(app: App) -> None:
    with app.store.unjournaled() as tx:
        own = acting(tx)
        tx.exec_driver_sql('CREATE TRIGGER "a""b" AFTER INSERT ON fact BEGIN DELETE FROM fact; END')
        tx.exec_driver_sql("CREATE VIEW strange AS SELECT * FROM fact")
    app.backups.restore(app.backups.make("hand"))
    with app.store.read() as tx:
        assert acting(tx) == own


def acting(tx: Tx) -> list[str]:
    found = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name"
    return [str(one) for one in tx.exec_driver_sql(found).scalars()]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"root:x:0:0\n" * 40, "errors.copy_foreign"),
        (b"", "errors.copy_foreign"),
        (bytes(range(256)) * 32, "errors.backup_other_key"),
        (bytes(range(256)) * 31, "errors.backup_damaged"),
    ],
)
def test_a_file_that_is_no_backup_is_told_as_what_it_is(app: App, content: bytes, said: str) -> None:
    file = app.folder / "any.db"
    file.write_bytes(content)
    with pytest.raises(UserError) as refused:
        app.backups.restore(app.backups.from_file(file))
    assert refused.value.key == said
