"""Windows: a window that is never shown is told when the session is locked or left, and when the computer goes to sleep.

A window of its own and no filter over all messages: moving the mouse costs nothing here.
"""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.departure.departure import SCREEN, SLEEP, Departure

KIND = b"windows_generic_MSG"
SESSION, POWER = 0x02B1, 0x0218  # WM_WTSSESSION_CHANGE, WM_POWERBROADCAST
TELLING = {
    (SESSION, 0x2),  # WTS_CONSOLE_DISCONNECT: another user is at the screen
    (SESSION, 0x4),  # WTS_REMOTE_DISCONNECT
    (SESSION, 0x7),  # WTS_SESSION_LOCK
    (POWER, 0x4),  # PBT_APMSUSPEND
    (POWER, 0x12),  # PBT_APMRESUMEAUTOMATIC: where going to sleep was not told
}
THIS_SESSION = 0


class Message(ctypes.Structure):
    """The beginning of the system's MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("number", ctypes.c_uint),
        ("word", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
    )


class WindowsDeparture(Departure):
    """`seen` tells the screen only where the system has promised to report it."""

    def __init__(self) -> None:
        super().__init__()
        self._window: TellingWindow | None = None

    def listen(self) -> None:
        """Make the window and have it told."""
        if self._window is not None:
            return
        self._window = TellingWindow()
        # Queued: the system waits for the answer to its message, the data are closed behind it.
        self._window.told.connect(self.gone, Qt.ConnectionType.QueuedConnection)
        seen = {SLEEP}
        if _register("WTSRegisterSessionNotification", self._window, THIS_SESSION):
            seen.add(SCREEN)
        self._tell(frozenset(seen))

    def leave(self) -> None:
        """Have nothing told any more."""
        if self._window is not None:
            _register("WTSUnRegisterSessionNotification", self._window)
            self._window = None
            self._tell(frozenset())


class TellingWindow(QWidget):
    """`told()` when a message says that nobody sits there."""

    told = Signal()

    def nativeEvent(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if QByteArray(kind).data() == KIND and tells(int(message)):
            self.told.emit()
        return False, 0


def tells(address: int) -> bool:
    """Whether the message that lies there says that nobody sits there."""
    message = Message.from_address(address)
    return (message.number, message.word) in TELLING


def _register(name: str, window: QWidget, *more: int) -> bool:
    """Whether the system did it; no other system has the function."""
    libraries: Any = getattr(ctypes, "windll", None)
    if libraries is None:
        return False
    try:
        return bool(getattr(libraries.wtsapi32, name)(ctypes.c_void_p(int(window.winId())), *more))
    except (OSError, AttributeError):
        return False
