"""Whether a window is wanted and can open at all: words, display, system libraries. Asks the system, loads no Qt: Qt would abort the process."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

from desktopcrm.start_errors import StartError

# shared library → the Debian package that brings it
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
WINDOW_OPTIONS = ("--data", "--log-level")


def window_wish(arguments: list[str]) -> dict[str, str] | None:
    """The options of the window, where nothing else was given; None where a command is wanted."""
    found: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        name, given, value = word.partition("=")
        behind = value if given else next(words, None)
        if name not in WINDOW_OPTIONS or behind is None:
            return None
        found[name] = behind
    return found


def require_window() -> None:
    """Raise StartError where opening a window would abort the process."""
    if not sys.platform.startswith("linux"):
        return
    if _screenless():
        require_libraries(QT_LIBRARIES)
        return
    wayland = _wayland_answers()
    if not wayland and not os.environ.get("DISPLAY"):
        raise StartError("start.no_display")
    require_libraries(QT_LIBRARIES if wayland else QT_LIBRARIES | X11_LIBRARIES)
    if not wayland and not _x11_answers():
        raise StartError("start.display_refused", display=os.environ["DISPLAY"])


def require_libraries(wanted: dict[str, str]) -> None:
    """Raise StartError naming the one command that brings what is missing of `wanted` (library → Debian package)."""
    if not sys.platform.startswith("linux"):
        return
    missing = [library for library in wanted if not _loads(library)]
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise StartError("start.no_libraries_named", libraries=", ".join(missing))
    packages = " ".join(wanted[library] for library in missing)
    raise StartError("start.no_libraries", command=f"{_as_root()}apt-get install -y {packages}")


def _as_root() -> str:
    return "" if sys.platform != "win32" and os.geteuid() == 0 else "sudo "


def venv_command() -> str | None:
    """The command that brings ensurepip on Debian and its relatives; None elsewhere."""
    if shutil.which("apt-get") is None:
        return None
    return f"{_as_root()}apt-get install -y python{sys.version_info.major}.{sys.version_info.minor}-venv"


def _screenless() -> bool:
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in SCREENLESS


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland_answers() -> bool:
    named = os.environ.get("WAYLAND_DISPLAY")
    if not named:
        return False
    return (Path(os.environ.get("XDG_RUNTIME_DIR", "/run")) / named).exists()


def _x11_answers() -> bool:
    """Ask the X server of DISPLAY for a connection, as Qt will."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # cannot ask; Qt's own libraries were found
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused
