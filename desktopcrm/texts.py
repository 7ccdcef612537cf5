"""All words that the program says, in both languages, from `resources/texts/*.toml`.

Knows files and languages; knows nothing of screens. A text is reached by `area.key`; both languages stand
side by side in one file, so that a missing translation is seen where it is missing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.plain import plain

LANGUAGES = ("en", "zh")
QUOTED = 300  # characters; paths are longer than names


class Translate(Protocol):
    """`tr("area.key", n=3)` → the text in one fixed language."""

    def __call__(self, key: str, **params: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    en: str
    zh: str

    def __getitem__(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    def __iter__(self) -> object:  # a Words is never a sequence; fail early instead of looping over indices
        raise TypeError("Words is not iterable")


EMPTY = Words("", "")


def _flatten(table: Mapping[str, object], prefix: str, into: dict[str, dict[str, str]], file: str) -> None:
    for key, value in table.items():
        path = f"{prefix}.{key}" if prefix else key
        if not isinstance(value, dict):
            raise ValueError(f"{file}: {path} must be a table with en and zh")
        if "en" in value and isinstance(value["en"], str):
            into[path] = value
        else:
            _flatten(value, path, into, file)


class Texts:
    """The loaded texts. `t` formats one of them; `bind` fixes the language."""

    def __init__(self, entries: Mapping[str, Mapping[str, str]]) -> None:
        self._entries = entries

    @staticmethod
    def load(folder: Path | None = None) -> Texts:
        """Read every file of the folder (default: the shipped texts, read once a process)."""
        return _shipped() if folder is None else Texts(_read(folder))

    def keys(self) -> frozenset[str]:
        return frozenset(self._entries)

    def entry(self, key: str) -> Mapping[str, str]:
        return self._entries[key]

    def t(self, key: str, lang: str, **params: object) -> str:
        """The text in `lang`; `en_many` is taken where `n` is given and is not 1. An unknown key is a bug."""
        entry = self._entries[key]
        text = entry.get(lang) or entry["en"]
        if lang == "en" and "en_many" in entry and params.get("n", 1) != 1:
            text = entry["en_many"]
        return text.format(**params) if params else text

    def bind(self, lang: str) -> Translate:
        def tr(key: str, **params: object) -> str:
            return self.t(key, lang, **params)

        return tr

    def of_error(self, error: UserError, lang: str) -> str:
        """The sentence of a user's error."""
        params: dict[str, object] = {}
        for name, value in error.params.items():
            if name.endswith("_key") and isinstance(value, str):
                params[name] = self.t(value, lang)
            elif isinstance(value, UserError):
                params[name] = self.of_error(value, lang)
            elif isinstance(value, tuple):
                params[name] = ("、" if lang == "zh" else ", ").join(map(quotable, value))
            else:
                params[name] = quotable(value) if isinstance(value, str) else value
        return self.t(error.key, lang, **params)


def quotable(text: str) -> str:
    """What a sentence quotes: nothing hidden in it, and no longer than a sentence can bear."""
    shown = plain(text)
    return shown if len(shown) <= QUOTED else f"{shown[:QUOTED]}…"


def _read(folder: Path) -> dict[str, dict[str, str]]:
    entries: dict[str, dict[str, str]] = {}
    for file in sorted(folder.glob("*.toml")):
        _flatten(tomllib.loads(file.read_text(encoding="utf-8")), "", entries, file.name)
    return entries


@lru_cache(maxsize=1)
def _shipped() -> Texts:
    return Texts(_read(paths.resources() / "texts"))
