"""The system says that nobody sits there: spoken on a real bus of its own, heard by a real window."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opening.conftest import Open, SealedFolder
from tests.ui.opening.test_locking import idle, unlock, unlocked
from ui.departure import SCREEN, SLEEP, Departure, departure
from ui.departure import buses as buses_of
from ui.departure.windows import POWER, SESSION, Message, tells
from ui.opening.idle import WITH_SCREEN
from ui.widgets.notice import InlineNotice

LOGIN, LOGIN_PATH = buses_of.LOGIN, buses_of.LOGIN_PATH
GNOME = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
ASLEEP = (LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", True)
LOCKED = (f"{LOGIN_PATH}/session/_32", f"{LOGIN}.Session", "Lock")
PATIENCE_S = 60


class Bus:
    """A daemon that serves as both buses, and one who speaks on it."""

    def __init__(self, place: Path) -> None:
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
        command.append(f"--address=unix:path={place / 'bus'}")
        self.daemon = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
        )
        assert self.daemon.stdout is not None
        self.address = self.daemon.stdout.readline().strip()
        from PySide6.QtDBus import QDBusConnection

        self.speaker = f"speaker-{place.name}"
        self.connection = QDBusConnection.connectToBus(self.address, self.speaker)

    def be(self, name: str) -> None:
        assert self.connection.registerService(name)

    def say(self, path: str, interface: str, member: str, *words: bool) -> None:
        from PySide6.QtDBus import QDBusMessage

        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(list(words))
        assert self.connection.send(message)

    def end(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        QDBusConnection.disconnectFromBus(self.speaker)
        self.daemon.terminate()
        self.daemon.wait(PATIENCE_S)
        assert self.daemon.stdout is not None
        self.daemon.stdout.close()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch, qapp: object) -> Iterator[Bus]:
    """Not in `tmp_path`: the name of a socket must be short."""
    assert qapp
    if not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon on this machine")
    with tempfile.TemporaryDirectory(prefix="bus-") as place:
        found = Bus(Path(place))
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", found.address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", found.address)
        monkeypatch.delenv("XDG_SESSION_ID", raising=False)
        monkeypatch.setattr(buses_of, "LATER_MS", 0)
        yield found
        found.end()


@pytest.fixture
def ear(bus: Bus, qtbot: QtBot) -> Iterator[Departure]:
    bus.be(LOGIN)
    bus.be("org.gnome.Shell.ScreenShield")
    ear = departure()
    ear.listen()
    qtbot.waitUntil(lambda: ear.seen == {SCREEN, SLEEP})
    yield ear
    ear.leave()


@pytest.mark.parametrize("said", [GNOME, ASLEEP, LOCKED, ("/any", "org.freedesktop.ScreenSaver", *GNOME[2:]),
    ("/any", "org.mate.ScreenSaver", *GNOME[2:]), ("/any", "org.cinnamon.ScreenSaver", *GNOME[2:])])  # fmt: skip
def test_what_desktops_and_logind_say_is_heard(
    bus: Bus, ear: Departure, qtbot: QtBot, said: tuple[str, str, str, bool]
) -> None:
    with qtbot.waitSignal(ear.gone):
        bus.say(*said)


def test_the_end_of_a_lock_and_a_stranger_who_plays_logind_are_not_believed(bus: Bus, qtbot: QtBot) -> None:
    ear, heard = departure(), list[str]()
    bus.be("org.gnome.ScreenSaver")
    ear.gone.connect(lambda: heard.append("gone"))
    ear.listen()
    qtbot.waitUntil(lambda: ear.seen == {SCREEN} and len(ear._joined) == 2)  # type: ignore[attr-defined]
    bus.say(*ASLEEP)
    bus.say(*LOCKED)
    bus.say(*GNOME[:3], False)
    with qtbot.waitSignal(ear.gone):
        bus.say(*GNOME)
    QTest.qWait(50)
    assert heard == ["gone"]
    ear.leave()


def test_a_bus_that_does_not_answer_keeps_nobody_waiting(bus: Bus, qtbot: QtBot) -> None:
    os.kill(bus.daemon.pid, signal.SIGSTOP)
    ear = departure()
    ear.listen()
    QTest.qWait(100)  # comes back: nothing is waited for
    assert ear.seen == frozenset()
    os.kill(bus.daemon.pid, signal.SIGCONT)
    qtbot.waitUntil(lambda: len(ear._joined) == 2)  # type: ignore[attr-defined]
    ear.leave()


def test_the_window_locks_with_the_screen_unless_that_is_not_wanted(
    bus: Bus, open_desk: Open, sealed: SealedFolder
) -> None:
    bus.be("org.gnome.Shell.ScreenShield")
    desk = unlocked(open_desk, sealed)
    heard = desk.context.departure
    desk.qtbot.waitUntil(lambda: SCREEN in heard.seen)
    desk.context.preferences.put("lock.minutes", 0)
    desk.context.preferences.put(WITH_SCREEN, False)
    with desk.qtbot.waitSignal(heard.gone):
        bus.say(*GNOME)
    QTest.qWait(50)
    assert desk.context.is_open
    desk.context.preferences.put(WITH_SCREEN, True)
    bus.say(*GNOME)
    desk.wait_page("unlock_page")
    assert not desk.context.is_open
    with desk.qtbot.waitSignal(heard.gone):
        bus.say(*GNOME)  # locked already: unlocking opens for good
    unlock(desk)
    QTest.qWait(50)
    assert desk.context.is_open
    desk.end()
    assert heard.seen == frozenset()


def test_work_on_the_folder_is_finished_and_locked_then(open_desk: Open, sealed: SealedFolder) -> None:
    desk, may_end = unlocked(open_desk, sealed), Event()
    desk.opening.work_closed("Work", lambda _: may_end.wait(PATIENCE_S), lambda _: None)
    desk.qtbot.waitUntil(lambda: not desk.context.is_open)
    desk.context.departure.gone.emit()
    may_end.set()
    desk.wait_open()
    desk.opening.idle.tick()
    desk.wait_page("unlock_page")


def test_data_that_are_not_encrypted_hear_nothing(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    desk.context.departure.gone.emit()
    QTest.qWait(50)
    assert desk.context.is_open
    assert desk.find(InlineNotice, "notice") is None


@pytest.mark.usefixtures("qapp")
def test_what_must_wait_is_locked_as_soon_as_it_may() -> None:
    watched, _clock, locked, _host = idle(10)
    watched.on_gone()  # refused: something runs
    assert watched.tick()
    assert len(locked) == 2
    watched.stop()
    watched.on_gone()
    watched.start(None)
    assert not watched.tick()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("unix:abstract=/tmp/bus", "unix:abstract=/tmp/bus"),
        ("tcp:host=localhost,port=9;unix:abstract=x,guid=1", "unix:abstract=x,guid=1"),
        ("tcp:host=localhost,port=9", ""),
        ("unixexec:path=/bin/true", ""),
        ("autolaunch:", ""),
        ("unix:path=/no/such/socket", ""),
        ("", ""),
    ],
)
def test_only_sockets_of_this_computer_are_opened(address: str, found: str) -> None:
    assert buses_of.local(address) == found


def test_the_session_is_named_as_logind_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for number in ("2", "12", "c1", ""):
        monkeypatch.setenv("XDG_SESSION_ID", number)
        found.append(buses_of.session_path().removeprefix(f"{LOGIN_PATH}/session/"))
    assert found == ["_32", "_312", "c1", ""]


@pytest.mark.parametrize(
    ("number", "word", "telling"),
    [(SESSION, 7, True), (SESSION, 8, False), (POWER, 4, True), (POWER, 10, False), (0x0200, 7, False)],
)
def test_windows_messages_are_read_where_the_system_puts_them(number: int, word: int, telling: bool) -> None:
    message = wintypes.MSG()
    message.message, message.wParam = number, word
    assert tells(ctypes.addressof(message)) is telling
    assert Message.word.offset == wintypes.MSG.wParam.offset


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_the_ears_of_other_systems_can_be_put_on_and_off(platform: str, qtbot: QtBot) -> None:
    """Elsewhere they hear nothing; what they hear at home can be seen only there."""
    qtbot.addWidget(QWidget())
    ear = departure(platform)
    ear.listen()
    ear.listen()
    ear.leave()
    assert ear.seen == frozenset()
