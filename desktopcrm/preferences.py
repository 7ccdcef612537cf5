"""The user's own settings of this machine (language, look, window): a small JSON file in the data folder.

Not part of an account, so never in the database, the interchange file or a document (save the author's name).
"""

from __future__ import annotations

import json
import locale
import os
from pathlib import Path

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
}


def system_language() -> str:
    """`zh` where the system speaks Chinese, else `en`."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    named = named or locale.getlocale()[0] or ""
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


class Preferences:
    """Reads once; each `put` writes the whole file through a temporary one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values: dict[str, Setting] = dict(DEFAULTS)
        try:
            stored = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            stored = {}
        if isinstance(stored, dict):
            self._values.update(
                {key: value for key, value in stored.items() if key in DEFAULTS or "." in key}
            )

    def get(self, key: str) -> Setting:
        return self._values.get(key)

    def text(self, key: str) -> str:
        value = self._values.get(key)
        return value if isinstance(value, str) else ""

    @property
    def language(self) -> str:
        chosen = self.text("language")
        return chosen if chosen in SPOKEN else system_language()

    def use(self, key: str, value: Setting) -> None:
        """A setting for this run only; nothing is written."""
        self._values[key] = value

    def put(self, key: str, value: Setting) -> None:
        """Store one setting at once. A folder that refuses keeps the value for this run only."""
        self._values[key] = value
        part = self._file.with_suffix(".part")
        try:
            part.write_text(
                json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8"
            )
            part.replace(self._file)
        except OSError:
            return
