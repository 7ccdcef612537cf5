"""Entries of a TOML file as definitions: unknown, missing and ill-typed keys are named with file and entry.

Uses msgspec for the shapes (the one library in this ring). Knows no definition of the method.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from desktopcrm.errors import UserError

Raw = Mapping[str, object]
Shape = TypeVar("Shape")


def bad(file: str, key: str, reason: str) -> UserError:
    return UserError("errors.catalogue_bad", file=file, entry=key, reason=reason)


def read(folder: Path, name: str) -> dict[str, object]:
    """A file as it stands now; one that has not changed since is not parsed again. Not to be written to."""
    file = folder / f"{name}.toml"
    try:
        state = file.stat()
        return _parsed(file, state.st_mtime_ns, state.st_size)
    except FileNotFoundError:
        raise bad(file.name, "-", "the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise bad(file.name, "-", str(error)) from None


@lru_cache(maxsize=128)
def _parsed(file: Path, changed: int, size: int) -> dict[str, object]:
    del changed, size  # they only tell one state of the file from another
    return tomllib.loads(file.read_text(encoding="utf-8"))


def shape(raw: object, wanted: type[Shape], file: str, key: str) -> Shape:
    """One entry of a file as a definition; unknown and missing keys are named."""
    if isinstance(raw, dict) and dataclasses.is_dataclass(wanted):
        known = {one.name for one in dataclasses.fields(wanted)}
        for unknown in sorted(set(raw) - known):
            raise bad(file, f"{key}.{unknown}", "unknown key")
    try:
        return msgspec.convert(raw, wanted)
    except msgspec.ValidationError as error:
        raise bad(file, key, str(error)) from None


def entries(raw: Raw, table: str, wanted: type[Shape], file: str) -> tuple[Shape, ...]:
    rows = raw.get(table, ())
    if not isinstance(rows, list):
        raise bad(file, table, "expected a list of tables")
    found: list[Shape] = []
    for number, row in enumerate(rows):
        name = str(row.get("key", number)) if isinstance(row, dict) else str(number)
        found.append(shape(row, wanted, file, f"{table} {name}"))
    return tuple(found)
