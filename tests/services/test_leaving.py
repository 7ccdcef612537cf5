"""The end of a session: a backup here, in the second place what can be had soon; nobody waits for a slow or dead one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from desktopcrm.app import App
from desktopcrm.services import leaving
from desktopcrm.services.backup_places import folder_on
from desktopcrm.services.leaving import Leaving
from desktopcrm.services.records import NewRecord
from desktopcrm.services.second_return import look
from desktopcrm.storage.folder_lock import alone

PATIENCE_S = 30


@pytest.fixture
def behind(app: App, stick: Path, drawer: Path) -> Path:
    """The second place lacks two backups and is back; gives our folder there."""
    app.backups.set_second_place(stick)
    there = folder_on(stick, app.backups.make("hand").database)
    stick.rename(drawer)
    for name in ("Acme", "Northfield"):
        app.accounts.add(name)
        app.backups.make("hand")
    app.accounts.add("Works")
    drawer.rename(stick)
    return there


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("*.db"))


def test_there_is_a_backup_here_and_all_of_them_there_where_it_is_quick(app: App, behind: Path) -> None:
    Leaving(app.backups, app.erasing).leave()
    assert app.backups.list()[0].reason == "exit"
    assert names(behind) == names(app.folder / "backups")
    assert app.backups.second_place().is_whole


def test_what_a_slow_place_has_not_taken_in_time_it_gets_at_the_next_look_and_nothing_says_otherwise(
    app: App, behind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_at, before = app.backups.second_place().seen_at, names(behind)
    monkeypatch.setattr(leaving, "THERE_S", 0)
    over = Leaving(app.backups, app.erasing)
    over._late.set()  # as if the time was over with the first piece
    over.leave()
    assert app.backups.list()[0].reason == "exit"
    assert names(behind) == before
    place = app.backups.second_place()
    assert (place.state, place.behind, place.seen_at, place.has_newest) == ("here", 3, seen_at, False)
    assert [one.name for one in behind.iterdir() if one.suffix == ".part"] == []
    looked = look(app.backups, app.erasing, may_write=True)
    assert (looked.copied, looked.place.is_whole) == (3, True)


def test_the_newest_is_there_first(app: App, behind: Path) -> None:
    begun: list[str] = []

    def stop(_done: int, _total: int, what: str) -> None:
        begun.append(what)
        if names(behind)[-1] == names(app.folder / "backups")[-1]:
            raise InterruptedError

    app.backups.make_if_changed("exit", here=True)
    with pytest.raises(InterruptedError):
        app.backups.bring_second_up_to_date(stop)
    place = app.backups.second_place()
    assert (place.has_newest, place.behind, set(begun)) == (True, 2, {"backups.mirroring"})


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Work on the folder that does not end, as in a place that answers no more."""
    begun, go_on = Event(), Event()

    def work() -> None:
        with alone(folder):
            begun.set()
            go_on.wait(PATIENCE_S)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(PATIENCE_S)
    yield
    go_on.set()
    thread.join()


def test_work_that_does_not_end_is_not_waited_for(app: App, behind: Path) -> None:
    before = names(app.folder / "backups")
    with held(app.folder):
        Leaving(app.backups, app.erasing).leave()
    assert names(app.folder / "backups") == before
    assert behind.is_dir()
    assert app.backups.is_behind()


def test_a_place_that_is_back_forgets_at_the_end_who_was_erased(app: App, stick: Path, drawer: Path) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", app.accounts.add("Works")))
    app.backups.set_second_place(stick)
    app.backups.make("hand")
    stick.rename(drawer)
    app.erasing.erase(gone, at_once=True)
    app.erasing.purge_due()
    app.backups.second_place()
    drawer.rename(stick)
    assert len(app.erasing.waiting()) == 1
    Leaving(app.backups, app.erasing).leave()
    assert app.erasing.waiting() == []
    assert [one for one in stick.rglob("*.db") if b"Anna Wells" in one.read_bytes()] == []
