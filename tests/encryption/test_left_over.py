"""Work that was begun under one key and goes on under another: it does nothing any more."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event, Thread

import pytest

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backup_types import Backup
from desktopcrm.storage import copies
from desktopcrm.storage.copies import Facts
from tests.encryption.conftest import wish

PATIENCE = 30


class Stopped(Exception):
    """As a job is stopped."""


@pytest.fixture
def half(plain: Path, tmp_path: Path) -> tuple[Path, bytes]:
    """An encrypted folder with two backups that are still readable, as an interrupted change leaves them."""
    app = App.open(plain)
    for name in ("One", "Two"):
        app.accounts.add(name)
        app.backups.make("hand")
    app.close()
    shutil.copytree(plain / "backups", tmp_path / "before")
    key = encryption.seal(plain, wish())
    for file in (tmp_path / "before").iterdir():
        shutil.copy(file, plain / "backups" / file.name)
    assert encryption.unfinished(plain, key) >= 2
    return plain, key


def test_finishing_that_outlasts_its_key_seals_nothing_under_it(half: tuple[Path, bytes]) -> None:
    folder, key = half
    reached, go_on = Event(), Event()

    def wait(_done: int, _of: int, _what: str) -> None:
        reached.set()
        assert go_on.wait(PATIENCE)

    thread = Thread(target=lambda: encryption.finish(folder, key, wait))
    thread.start()
    assert reached.wait(PATIENCE)
    encryption.unseal(folder, key)
    go_on.set()
    thread.join()
    assert [one.file.name for one in Shelf(folder).list() if one.is_sealed] == []
    assert encryption.finish(folder, key) == 0  # begun only now, with a key of before
    assert {Shelf(folder).check(one) for one in Shelf(folder).list()} == {"good"}


def test_finishing_under_the_key_before_a_new_one_does_nothing(half: tuple[Path, bytes]) -> None:
    folder, key = half
    new = encryption.change_data_key(folder, key, wish())
    assert encryption.finish(folder, key) == 0
    assert encryption.unfinished(folder, new) == 0


def test_finishing_can_be_stopped_and_goes_on(half: tuple[Path, bytes]) -> None:
    folder, key = half
    left = encryption.unfinished(folder, key)

    def stop(done: int, _of: int, _what: str) -> None:
        if done == 1:
            raise Stopped

    with pytest.raises(Stopped):
        encryption.finish(folder, key, stop)
    assert encryption.unfinished(folder, key) == left - 1
    assert encryption.finish(folder, key) == left - 1


def test_a_backup_that_is_being_made_is_not_cleared_up(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = App.open(plain)
    reached, go_on, made = Event(), Event(), list[Backup | UserError]()
    finish = copies.finish

    def slow(part: Path, file: Path, key: bytes | None, seen: Facts) -> Facts:
        reached.set()
        assert go_on.wait(PATIENCE)
        return finish(part, file, key, seen)

    def make() -> None:
        try:
            made.append(app.backups.make("hand"))
        except UserError as error:
            made.append(error)

    monkeypatch.setattr(copies, "finish", slow)
    threads = [Thread(target=make), Thread(target=lambda: encryption.finish(plain, None))]
    threads[0].start()
    assert reached.wait(PATIENCE)
    threads[1].start()
    threads[1].join(0.3)
    go_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert [isinstance(one, Backup) for one in made] == [True]
    app.close()
