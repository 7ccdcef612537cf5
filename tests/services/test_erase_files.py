"""Erasing a person in files beside the database, and what an interrupted recovery or reading has left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services import backup_mirror
from desktopcrm.services.records import NewRecord
from desktopcrm.storage import read_only, swap

KEY = bytes(range(32))


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "sealed"])
def test_files_put_aside_forget_him_with_the_backups(tmp_path: Path, key: bytes | None) -> None:
    app = App.open(tmp_path, key)
    gone = app.records.add(NewRecord("person", "Anna Wells", app.accounts.add("Works")))
    before = app.backups.make("hand").file.read_bytes()
    app.close()
    held = [tmp_path / "desktopcrm.damaged-1.db", tmp_path / "desktopcrm.salvaged-2.db"]
    for one in held:
        one.write_bytes(before)
    log = tmp_path / "desktopcrm.damaged-1.db-wal"
    log.write_bytes(b"a log")
    other = App.open(tmp_path / "other", key)
    foreign = tmp_path / "desktopcrm.damaged-3.db"
    foreign.write_bytes(other.backups.make("hand").file.read_bytes())
    other.close()
    app = App.open(tmp_path, key)
    assert app.erasing.plan(gone).aside == tuple(held)
    app.erasing.erase(gone, at_once=True)
    app.erasing.purge_due()
    assert app.erasing.waiting() == []
    assert [one.exists() for one in (*held, log, foreign)] == [False, False, False, True]
    app.close()


def test_nobody_counts_as_forgotten_while_the_second_place_refuses(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    gone = app.records.add(NewRecord("person", "Anna Wells", app.accounts.add("Works")))
    app.backups.set_second_place(second)
    app.backups.make("hand")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(backup_mirror, "copy_synced", refuse)
        app.erasing.erase(gone, at_once=True)
        app.erasing.purge_due()
        assert len(app.erasing.waiting()) == 1
    app.erasing.purge_due()
    assert app.erasing.waiting() == []
    assert [one for one in second.rglob("*.db") if b"Anna Wells" in one.read_bytes()] == []


def test_what_a_recovery_prepared_and_left_is_gone_with_the_next_opening(tmp_path: Path) -> None:
    App.open(tmp_path).close()
    left = tmp_path / swap.PREPARED
    left.write_bytes(b"readable")
    App.open(tmp_path).close()
    assert not left.exists()


def test_a_private_copy_of_whoever_died_is_gone_with_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKTOPCRM_CACHE", str(tmp_path / "cache"))
    app = App.open(tmp_path / "data")
    app.accounts.add("Works")
    copied = tmp_path / "copied"
    copied.mkdir()
    for one in (tmp_path / "data").glob(f"{paths.DATABASE_NAME}*"):
        (copied / one.name).write_bytes(one.read_bytes())
    app.close()
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom desktopcrm.app import App\n"
        "from desktopcrm.storage import read_only\nread_only._copy = lambda *_: os._exit(9)\n"
        "App.open(Path(sys.argv[1]), None, True)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(copied)], check=False)
    (left,) = (tmp_path / "cache").glob(f"{read_only.COPY}*")
    if os.name == "posix":
        assert left.stat().st_mode & 0o077 == 0
    App.open(copied, None, read_only=True).close()
    assert list((tmp_path / "cache").glob(f"{read_only.COPY}*")) == []


def test_copies_that_somebody_put_there_are_named_and_not_touched(app: App) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", app.accounts.add("Works")))
    copy = app.backups.make("hand").file.read_bytes()
    names = ("backups/my old copy.db", "backups/sub/x.db", "desktopcrm copy.db", "desktopcrm.db.bak")
    (app.folder / "backups" / "sub").mkdir()
    for name in (*names, ".DS_Store"):
        (app.folder / name).write_bytes(copy)
    assert sorted(one.relative_to(app.folder).as_posix() for one in app.erasing.plan(gone).strange) == list(
        names
    )
    app.erasing.erase(gone, at_once=True)
    app.erasing.purge_due()
    assert len(app.erasing.strange()) == len(names)
