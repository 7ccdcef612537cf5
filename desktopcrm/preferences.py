"""The user's own settings. A small JSON file in the data folder holds what is needed before the data opens (language,
look, window, lock); all others may name customers and people, so they live in the database, encrypted with it.

Not part of an account, so never in the interchange file or a document (save the author's name).
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from desktopcrm import start_errors
from desktopcrm.errors import UserError
from desktopcrm.safe_files import write_synced

SPOKEN = ("en", "zh")
"""As in `texts`, which would cost the start of the window its reader."""

Setting = str | int | float | bool | None

DEFAULTS: dict[str, Setting] = {
    "language": "",
    "look": "system",
    "author": "",
    "company": "",
    "currency": "",
    "window": "",
    "started": False,
    "made": False,
}

BLUR = "privacy.blur"
OUTSIDE = {
    "language",
    "look",
    "window",
    "text.scale",
    "started",
    "made",
    "backup.second",
    "backup.second_seen",
    "backup.second_made",
    BLUR,  # a restore must not show what is covered now
    "log.level",
}
OUTSIDE_PREFIX = "lock."
MAX_BYTES = 1_000_000


class Shelf(Protocol):
    """Where settings lie that belong to the data."""

    @property
    def is_lasting(self) -> bool:
        """Whether what is written stays when the program ends."""

    def read(self) -> dict[str, Setting]:
        """All that is there."""

    def write(self, values: Mapping[str, Setting]) -> None:
        """Store them. Raises `UserError`."""


def is_outside(key: str) -> bool:
    """Whether a setting is needed before the data opens, and so stays readable to who holds the disk."""
    return key in OUTSIDE or key.startswith(OUTSIDE_PREFIX)


def is_setting(value: object) -> bool:
    return value is None or isinstance(value, (int, float, bool)) or _is_text(value)


def _is_text(value: object) -> bool:
    """Half of a sign, which JSON can spell, can neither be stored nor shown."""
    return isinstance(value, str) and not any("\ud800" <= char <= "\udfff" for char in value)


def system_language() -> str:
    """`zh` where the system speaks Chinese, else `en`: as the start says it."""
    return start_errors.language()


class Preferences:
    """Reads once; each `put` writes the whole file through a temporary one, or the shelf that was attached."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._shelf: Shelf | None = None
        self._stored = {key: value for key, value in _read(file).items() if key in DEFAULTS or "." in key}
        self._values: dict[str, Setting] = DEFAULTS | self._stored

    def get(self, key: str) -> Setting:
        return self._values.get(key)

    def text(self, key: str) -> str:
        value = self._values.get(key)
        return value if isinstance(value, str) else ""

    @property
    def language(self) -> str:
        chosen = self.text("language")
        return chosen if chosen in SPOKEN else system_language()

    def attach(self, shelf: Shelf) -> None:
        """The data are open: what lies in them holds, and what an older version left in the file moves there."""
        kept = shelf.read()
        inside = {key: value for key, value in self._stored.items() if not is_outside(key)}
        missing = {key: value for key, value in inside.items() if key not in kept}
        self._values.update({key: value for key, value in kept.items() if not is_outside(key)})
        if kept.get(BLUR) is True and BLUR not in self._stored:  # an older version kept it with the data
            self._values[BLUR] = True
        self._shelf = shelf
        if not inside or not shelf.is_lasting:
            return
        with contextlib.suppress(UserError):  # a full disk: they stay in the file until the next time
            if missing:
                shelf.write(missing)
            self._stored = {key: value for key, value in self._stored.items() if is_outside(key)}
            self._write()

    def use(self, key: str, value: Setting) -> None:
        """A setting for this run only; nothing is written."""
        self._values[key] = value

    def put(self, key: str, value: Setting) -> None:
        """Store one setting at once. A folder that refuses keeps the value for this run only."""
        self._values[key] = value
        if self._shelf is not None and not is_outside(key):
            with contextlib.suppress(UserError):
                self._shelf.write({key: value})
            return
        self._stored[key] = value
        if self._shelf is None or self._shelf.is_lasting:
            self._write()

    def _write(self) -> None:
        text = json.dumps(self._stored, indent=1, sort_keys=True)
        with contextlib.suppress(OSError, ValueError):  # a path that no file can have is a `ValueError`
            write_synced(self._file, text.encode("ascii"))


def _read(file: Path) -> dict[str, Setting]:
    """What the file says; whatever is wrong with it is as good as nothing."""
    try:
        if not file.is_file():  # a pipe would never end
            return {}
        with file.open("rb") as opened:
            stored = json.loads(opened.read(MAX_BYTES).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {key: value for key, value in stored.items() if _is_text(key) and is_setting(value)}
