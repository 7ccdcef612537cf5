"""What the program did, for whoever has to find a fault: events, figures and places in our own code.

Never what a user typed, never a name, a path of his or a message of an error: a line takes an event's key and
numbers, nothing else, and what is read back is held against that form. Lies in the data folder, some files of
bounded size; where no file can be written the lines of this run stay in memory. Never in the way of the work: a
full disk costs the line. Imports nothing that costs the start.
"""

from __future__ import annotations

import faulthandler
import os
import re
import sys
import threading
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktopcrm.crash_report import PLACES_SHOWN, fault_places, report

if TYPE_CHECKING:
    from desktopcrm.errors import UserError

FOLDER = "log"
NAME = "desktopcrm.log"
FAULT_NAME = "fault.log"
LEVELS = ("error", "info", "debug")
USUAL_LEVEL = "info"
FILE_LIMIT = 256_000  # bytes of one file
FILES_KEPT = 4  # older files beside the one that is written
REMEMBERED = 200  # lines of this run kept in memory
TAIL = 30  # lines that go into a report

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d+ (error|info|debug) "
    r"([a-z][a-z0-9_.]*( [a-z_0-9]+=-?[0-9.e+-]+)*|  [\w./<>:-]+( [\w.<>]+)?)"
)
_OPEN = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_APPEND
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class _Log:
    """The one log of the process: a file that is opened as soon as its folder is there."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._lines: deque[str] = deque(maxlen=REMEMBERED)
        self._unwritten: deque[str] = deque(maxlen=REMEMBERED)
        self._data: Path | None = None
        self._handle = -1
        self._rank = LEVELS.index(USUAL_LEVEL)
        self._watching = False
        self._fault_handle = -1

    def begin(self, data: Path, level: str) -> None:
        with self._lock:
            self._rank = LEVELS.index(level if level in LEVELS else USUAL_LEVEL)
            if data == self._data and self._handle >= 0:
                return
            self.end()
            self._data = data
            self._open()

    def end(self) -> None:
        with self._lock:
            if self._fault_handle >= 0:
                faulthandler.disable()
            for handle in (one for one in (self._handle, self._fault_handle) if one >= 0):
                with suppress(OSError):
                    os.close(handle)
            self._handle = self._fault_handle = -1
            if self._data is not None:
                self._unwritten.clear()
            self._data = None

    def watch(self) -> None:
        with self._lock:
            self._watching = True
            self._watch_faults()

    def write(self, level: str, text: str) -> None:
        if LEVELS.index(level) > self._rank:
            return
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        line = f"{now} {os.getpid()} {level} {text}"
        with self._lock:
            self._lines.append(line)
            self._unwritten.append(line)
            if self._handle < 0:
                self._open()
            self._flush()

    def tail(self, most: int) -> list[str]:
        with self._lock:
            file = self._file()
            stored = _last_lines(file) if self._handle >= 0 and file is not None else list(self._lines)
        return [line for line in stored if _LINE.fullmatch(line)][-most:]

    def is_debug(self) -> bool:
        return self._rank == LEVELS.index("debug")

    def _file(self) -> Path | None:
        return None if self._data is None else self._data / FOLDER / NAME

    def _open(self) -> None:
        """Only inside a data folder that exists: a log must never make the folder of a drive that is away."""
        file = self._file()
        if file is None or self._data is None or not self._data.is_dir():
            return
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, exist_ok=True)
            self._handle = os.open(file, _OPEN, 0o600)
            self._take_fault()
            self._watch_faults()

    def _flush(self) -> None:
        if self._handle < 0:
            return
        data = "".join(f"{line}\n" for line in self._unwritten).encode("utf-8", "replace")
        self._unwritten.clear()
        with suppress(OSError):
            os.write(self._handle, data)
            if os.fstat(self._handle).st_size > FILE_LIMIT:
                self._rotate()

    def _rotate(self) -> None:
        file = self._file()
        if file is None:
            return
        os.close(self._handle)
        self._handle = -1
        for number in range(FILES_KEPT, 0, -1):
            older = file.with_name(f"{NAME}.{number}")
            newer = file if number == 1 else file.with_name(f"{NAME}.{number - 1}")
            with suppress(OSError):  # another process may hold it; then this file grows a little longer
                newer.replace(older)
        self._handle = os.open(file, _OPEN, 0o600)

    def _watch_faults(self) -> None:
        """Where the interpreter itself dies, what its threads were doing goes to a file of its own."""
        file = self._file()
        if not self._watching or file is None or self._handle < 0 or self._fault_handle >= 0:
            return
        with suppress(OSError):
            self._fault_handle = os.open(file.with_name(FAULT_NAME), _OPEN, 0o600)
            faulthandler.enable(self._fault_handle)

    def _take_fault(self) -> None:
        """What the last run left when its interpreter died: its places go into the log, the raw file is emptied."""
        file = self._file()
        if file is None:
            return
        raw = file.with_name(FAULT_NAME)
        with suppress(OSError):
            if raw.is_symlink() or not raw.is_file() or not raw.stat().st_size:
                return
            places = list(fault_places(raw.read_bytes()[:FILE_LIMIT].decode("utf-8", "replace")))
            raw.unlink()
            self.write("error", f"fault.last_run places={len(places)}")
            for place in places[:PLACES_SHOWN]:
                self.write("error", f"  {place}")


_log = _Log()


def begin(data: Path, level: str = "") -> None:
    """From now on lines go to the log of this data folder. May be called again, with another folder or level."""
    _log.begin(data, level)


def end() -> None:
    """Close the file; later lines stay in memory."""
    _log.end()


def watch() -> None:
    """Record what nobody catches: in threads, in destructors, in the interpreter itself. For the entrance only."""
    _log.watch()
    threading.excepthook = lambda args: _stray(args.exc_value)
    sys.unraisablehook = lambda args: _unseen(args.exc_value)


def error(key: str, /, **figures: float) -> None:
    """Something failed."""
    _log.write("error", _event(key, figures))


def info(key: str, /, **figures: float) -> None:
    """Something happened that helps to understand a fault later."""
    _log.write("info", _event(key, figures))


def debug(key: str, /, **figures: float) -> None:
    """Only wanted while somebody looks for a fault."""
    _log.write("debug", _event(key, figures))


def refusal(refused: UserError) -> None:
    """The user was refused something: the key of the sentence, without what it names."""
    _log.write("info", _event("refused", {}) + f".{_event(refused.key, {})}")


def crash(caught: BaseException) -> str:
    """A bug: its report, which is also written to the log."""
    text = report(caught)
    lines = text.splitlines()[1:]
    _log.write("error", "crash")
    for line in lines[: 2 * PLACES_SHOWN]:
        _log.write("error", f"  {line.strip()}")
    return text


def tail(most: int = TAIL) -> str:
    """The last lines, each held against the form of a line."""
    return "\n".join(_log.tail(most))


def led_up(most: int = TAIL) -> str:
    """The lines before the last crash; its own are in its report."""
    lines = _log.tail(most + PLACES_SHOWN)
    crashes = [place for place, line in enumerate(lines) if line.endswith(" error crash")]
    return "\n".join(lines[: crashes[-1] if crashes else None][-most:])


def told_outside(caught: BaseException, text: str) -> None:
    """A bug on the terminal: all of it where somebody sits before it or looks for a fault, else the report alone. What
    a window started from a menu writes there ends in a log of the system, which is no place for the user's words."""
    if sys.stderr is None:
        return
    if _log.is_debug() or sys.stderr.isatty():
        sys.__excepthook__(type(caught), caught, caught.__traceback__)
    else:
        sys.stderr.write(f"Traceback (without what the user wrote):\n{text}\n")


def _event(key: str, figures: dict[str, float]) -> str:
    """The text of a line; a key that is none (a bug) is left out rather than written down."""
    name = key if _KEY.fullmatch(key) else "unnamed"
    said = (f"{what}={value:g}" for what, value in figures.items() if isinstance(value, (int, float)))
    return " ".join((name, *said))


def _unseen(caught: BaseException | None) -> None:
    """In a destructor: nothing that was wanted failed, so it is only noted."""
    if caught is not None:
        crash(caught)


def _stray(caught: BaseException | None) -> None:
    if caught is not None and not isinstance(caught, SystemExit):
        sys.excepthook(type(caught), caught, caught.__traceback__)


def _last_lines(file: Path) -> list[str]:
    with suppress(OSError), file.open("rb") as opened:
        opened.seek(max(0, opened.seek(0, os.SEEK_END) - 16_000))
        return opened.read().decode("utf-8", "replace").splitlines()
    return []
