"""Windows: every deed closes a file before it moves, replaces or deletes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.safe_files import write_synced
from tests import open_files
from tests.torture.deeds import OLD, damage, prepared
from tests.torture.export_deeds import ALL

FILES = ("plan", "dump", "copy")
"""Of the exports, which all end in one writer: a document, a text, a database."""
SEALED = ("backup", "restore", "purge", "unseal", "rekey", "passphrase", "recover", "salvage", "copy")

pytestmark = pytest.mark.skipif(bool(open_files.lacking()), reason=open_files.lacking())


@pytest.mark.parametrize("sealed", [False, True])
def test_no_deed_moves_or_deletes_a_file_that_is_open(tmp_path: Path, sealed: bool) -> None:
    template, folder = tmp_path / "template", tmp_path / "folder"
    key = prepared(template, sealed)
    plain = (name for name, deed in ALL.items() if deed.only != "sealed" and (not deed.file or name in FILES))
    with open_files.held_by_rule() as refused:
        for name in SEALED if sealed else plain:
            deed = ALL[name]
            shutil.copytree(template, folder)
            if deed.file:
                (folder / "out" / deed.file).write_bytes(OLD)
            deed.lay(folder)
            deed.perform({"deed": name, "folder": str(folder), "key": key.hex() if key else ""})
            assert refused == [], name
            shutil.rmtree(folder)


def test_no_private_copy_stays_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    prepared(tmp_path, sealed=False)
    damage(tmp_path)
    (tmp_path / f"{paths.DATABASE_NAME}-wal").write_bytes(b"no log that SQLite knows")
    with open_files.held_by_rule() as refused, pytest.raises(UserError):
        App.open(tmp_path, read_only=True)
    assert refused == []
    assert list(paths.cache_folder().glob("reading-*")) == []


def test_the_rule_is_enforced(tmp_path: Path) -> None:
    file = tmp_path / "held"
    file.write_bytes(b"")
    with open_files.held_by_rule() as refused, file.open("rb"), pytest.raises(PermissionError):
        write_synced(file, b"new")
    assert len(refused) == 1
    write_synced(file, b"new")
