"""macOS: the system's notice that its screen was locked, through CoreFoundation alone.

Sleep has no such notice without further frameworks: `ui.opening.idle` sees it by the clock on waking, and a Mac that
asks for its password after sleep sends the notice of the screen as well. The name of the notice has been the same for
many years, but no manual promises it.
"""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtCore import Qt, Signal

from ui.departure.departure import SCREEN, Departure

LIBRARY = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
NOTICE = b"com.apple.screenIsLocked"
UTF8, AT_ONCE = 0x08000100, 4
Callback = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)


class MacDeparture(Departure):
    """Hears the screen; nothing where the library is not what it was."""

    _heard = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._library: Any = None
        self._heard.connect(self.gone, Qt.ConnectionType.QueuedConnection)
        self._callback = Callback(lambda *_: self._heard.emit())  # held: the system keeps its address only

    def listen(self) -> None:
        """Ask for the notice."""
        if self._library is not None:
            return
        try:
            library = _declared(ctypes.CDLL(LIBRARY))
        except (OSError, AttributeError):
            return
        name = library.CFStringCreateWithCString(None, NOTICE, UTF8)
        center = library.CFNotificationCenterGetDistributedCenter()
        if not name or not center:
            return
        library.CFNotificationCenterAddObserver(center, id(self), self._callback, name, None, AT_ONCE)
        library.CFRelease(name)
        self._library = library
        self._tell(frozenset({SCREEN}))

    def leave(self) -> None:
        """Ask for no more notices."""
        if self._library is not None:
            center = self._library.CFNotificationCenterGetDistributedCenter()
            self._library.CFNotificationCenterRemoveEveryObserver(center, id(self))
            self._library = None
            self._tell(frozenset())


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    """The functions with the types they take and give."""
    pointer = ctypes.c_void_p
    library.CFStringCreateWithCString.restype = pointer
    library.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    library.CFNotificationCenterGetDistributedCenter.restype = pointer
    library.CFNotificationCenterGetDistributedCenter.argtypes = []
    library.CFNotificationCenterAddObserver.restype = None
    library.CFNotificationCenterAddObserver.argtypes = [
        pointer,
        pointer,
        Callback,
        pointer,
        pointer,
        ctypes.c_long,
    ]
    library.CFNotificationCenterRemoveEveryObserver.restype = None
    library.CFNotificationCenterRemoveEveryObserver.argtypes = [pointer, pointer]
    library.CFRelease.restype = None
    library.CFRelease.argtypes = [pointer]
    return library
