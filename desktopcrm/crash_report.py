"""The report of a bug: which errors at which places in our code. Never a message, a value or a folder of the user's."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from desktopcrm import __version__

HOME = Path(__file__).resolve().parent.parent
PLACES_SHOWN = 40  # of one error; an endless recursion has a thousand

_FRAME = re.compile(r'File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<name>\S+)')


def report(caught: BaseException) -> str:
    """What happened where. Messages may quote what the user typed, and paths his name: neither is in it."""
    lines = [
        f"DesktopCRM {__version__} · Python {platform.python_version()} · {platform.system()} {platform.release()} {platform.machine()}"
    ]
    for cause in _causes(caught):
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        places = [f"  {place}" for place in _places(cause.__traceback__)]
        left_out = len(places) - PLACES_SHOWN
        if left_out > 0:
            half = PLACES_SHOWN // 2
            places = [*places[:half], f"  ...{left_out}", *places[-half:]]
        lines += places
    return "\n".join(lines)


def _causes(caught: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while caught is not None and id(caught) not in seen:
        seen.add(id(caught))
        yield caught
        caught = caught.__cause__ or caught.__context__


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in walk_tb(trace):
        yield f"{_shown(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"


def fault_places(text: str) -> Iterator[str]:
    """The places in what the interpreter wrote when it died."""
    for found in _FRAME.finditer(text):
        yield f"{_shown(found['file'])}:{found['line']} {found['name']}"


def _shown(name: str) -> str:
    """A file of ours as the repository names it, any other by its last part: the folders above may name the user."""
    file = Path(name)
    if file.is_relative_to(HOME) and "site-packages" not in file.parts:
        return file.relative_to(HOME).as_posix()
    return file.name
