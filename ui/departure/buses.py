"""Linux: the desktop tells the session bus that its screen was locked, logind tells the system bus about sleep.

Both are local sockets; an address that leads anywhere else is left alone. Joining a bus blocks until it answers, so it
is first asked for a sign of life without waiting. Where no bus answers, nothing is heard and nothing is said.

Who receives a message must be made by Qt, not by Python: Qt asks a receiver for its slots in a thread of its own, and
one of Python would take the interpreter there, in the middle of whatever the window does.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from PySide6.QtCore import SLOT, QObject, QTimer, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtNetwork import QLocalSocket

from ui.departure.departure import SCREEN, SLEEP, Departure

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

LATER_MS = 200
"""The first page comes first."""
SIGN_OF_LIFE = b"\0AUTH\r\n"
"""Any answer will do; a bus that runs names its ways to log in."""
SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket"
SCREENS = ("org.freedesktop", "org.gnome", "org.kde", "org.mate", "org.cinnamon", "org.xfce")
DESKTOPS = (*(f"{one}.ScreenSaver" for one in SCREENS), "org.gnome.Shell.ScreenShield")
LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
ACTIVE: Any = SLOT("setChecked(bool)")
LOCK: Any = SLOT("trigger()")
"""Text: Qt's own declaration says bytes, and takes none."""
_numbers = count(1)


class BusDeparture(Departure):
    """`seen` tells the screen only where a desktop is there that reports it, and sleep where logind is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._callers: list[Caller] = []
        self._joined: list[str] = []
        self._receivers = QActionGroup(self)
        self._receivers.setExclusive(False)
        self._active = self._receivers.addAction("active")
        self._active.setCheckable(True)
        self._active.toggled.connect(self.on_active)
        self._lock = self._receivers.addAction("lock")
        self._lock.triggered.connect(self.on_lock)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._call)

    def listen(self) -> None:
        """Begin a moment later."""
        if not self._callers:
            self._later.start()

    def leave(self) -> None:
        """Hang up."""
        self._later.stop()
        for caller in self._callers:
            caller.hang_up()
        self._callers.clear()
        if self._joined:
            from PySide6.QtDBus import QDBusConnection

            for name in self._joined:
                QDBusConnection.disconnectFromBus(name)
        self._joined.clear()
        self._tell(frozenset())

    def _call(self) -> None:
        for address, hear in ((session_bus(), self._hear_desktop), (system_bus(), self._hear_login)):
            if address:
                self._callers.append(Caller(address, self._joiner(address, hear), self))

    def _joiner(self, address: str, hear: Callable[[QDBusConnection], frozenset[str]]) -> Callable[[], None]:
        def join() -> None:
            from PySide6.QtDBus import QDBusConnection

            name = f"desktopcrm-departure-{next(_numbers)}"
            bus = QDBusConnection.connectToBus(address, name)
            self._joined.append(name)
            if bus.isConnected():
                self._tell(self._seen | hear(bus))

        return join

    def _hear_desktop(self, bus: QDBusConnection) -> frozenset[str]:
        """Desktops send it from names of their own choice, so nobody is asked who he is: all there are the user's."""
        for one in SCREENS:
            bus.connect("", "", f"{one}.ScreenSaver", "ActiveChanged", self._active, ACTIVE)
        return frozenset({SCREEN} if _names(bus).intersection(DESKTOPS) else ())

    def _hear_login(self, bus: QDBusConnection) -> frozenset[str]:
        """Anybody on the computer can speak here: only logind itself is believed."""
        sleep, session = f"{LOGIN}.Manager", f"{LOGIN}.Session"
        bus.connect(LOGIN, LOGIN_PATH, sleep, "PrepareForSleep", self._active, ACTIVE)
        bus.connect(LOGIN, session_path(), session, "Lock", self._lock, LOCK)
        return frozenset({SLEEP} if LOGIN in _names(bus) else ())

    @Slot(bool)
    def on_active(self, active: bool) -> None:
        """The screen is locked, or sleep is near; `False` when it is over."""
        if active:
            self._active.setChecked(
                False
            )  # the next one counts, too, even where the end of this one is never told
            self.gone.emit()

    @Slot()
    def on_lock(self) -> None:
        """The session was told to lock itself."""
        self.gone.emit()


class Caller(QObject):
    """Calls a bus without waiting; `answered()` once, when it has said anything."""

    def __init__(self, address: str, answered: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._answered = answered
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_answer)
        kind, place = _place(address)
        if kind == "abstract":
            self._socket.setSocketOptions(QLocalSocket.SocketOption.AbstractNamespaceOption)
        self._socket.connectToServer(place)

    def hang_up(self) -> None:
        """Nobody wants the answer any more. It goes with its parent: deleted later as well, it would be deleted twice."""
        self._socket.readyRead.disconnect(self._on_answer)
        self._socket.abort()

    @Slot()
    def _on_connected(self) -> None:
        self._socket.write(SIGN_OF_LIFE)

    @Slot()
    def _on_answer(self) -> None:
        if self._socket.bytesAvailable():
            self._socket.readAll()
            self._socket.abort()
            self._answered()


def _names(bus: QDBusConnection) -> set[str]:
    """Who is there."""
    names = bus.interface().registeredServiceNames().value()
    return set(names) if isinstance(names, list) else set()


def session_bus() -> str:
    """Address of the user's bus; empty where there is none on this computer."""
    place = os.environ.get("XDG_RUNTIME_DIR")
    usual = f"unix:path={place}/bus" if place else ""
    return local(os.environ.get("DBUS_SESSION_BUS_ADDRESS") or usual)


def system_bus() -> str:
    """Address of the computer's bus; empty where there is none."""
    return local(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or SYSTEM_BUS)


def local(addresses: str) -> str:
    """The first of several addresses that is a socket on this computer."""
    for address in addresses.split(";"):
        kind, place = _place(address)
        if kind == "abstract" or (kind == "path" and Path(place).is_socket()):
            return address
    return ""


def _place(address: str) -> tuple[str, str]:
    """`path` or `abstract`, and where; nothing for whatever is no socket of this computer."""
    transport, _, rest = address.partition(":")
    for part in rest.split(",") if transport == "unix" else ():
        kind, _, place = part.partition("=")
        if kind in ("path", "abstract"):
            return kind, unquote(place)
    return "", ""


def session_path() -> str:
    """The path of this session at logind, any where it is not known: bytes but letters and digits are written as `_hh`."""
    number = os.environ.get("XDG_SESSION_ID", "")
    signs = [
        one if one.isascii() and (one.isalpha() or (one.isdigit() and place)) else f"_{ord(one):02x}"
        for place, one in enumerate(number)
    ]
    return f"{LOGIN_PATH}/session/{''.join(signs)}" if number else ""
