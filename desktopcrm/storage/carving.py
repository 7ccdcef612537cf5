"""Finds rows in the pages of a damaged database, whether or not anything still leads to a page.

A page of a table or of an index tells by itself what it is; which table a row belongs to is seen from its shape.
Deleted rows are not found: the database overwrites what it deletes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from re import compile as pattern

from desktopcrm.storage.pages import Pages

Value = str | int | float | bytes | None
Row = tuple[Value, ...]
TABLE_LEAF, INDEX_LEAF, INDEX_INNER = 0x0D, 0x0A, 0x02
HEAD = {TABLE_LEAF: 8, INDEX_LEAF: 8, INDEX_INNER: 12}
INNER = (0x05, 0x00)
"""First byte of pages that hold no rows: inner pages of tables, overflow and free pages."""
LARGEST = 50_000_000
_UID = pattern(r"[0-9a-f]{32}")


def _is_day(value: Value) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value) is not None
    except ValueError:
        return False


def _is_moment(value: Value) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value) is not None
    except ValueError:
        return False


CHECKS: dict[str, Callable[[Value], bool]] = {
    "t": lambda value: isinstance(value, str),
    "i": lambda value: isinstance(value, int),
    "r": lambda value: value is None or isinstance(value, int),
    "f": lambda value: isinstance(value, (int, float)),
    "u": lambda value: isinstance(value, str) and _UID.fullmatch(value) is not None,
    "d": _is_day,
    "m": _is_moment,
    "o": lambda value: value is None or _is_moment(value),
    "0": lambda value: value is None,
}
SHAPES = {
    "record": "0utrrrtfdo", "fact": "0uitttttrdmti", "link": "0utiittd",
    "stage_event": "0uitidttm", "own_definition": "0ttt", "step": "0ttmi",
}  # fmt: skip
KEYED_SHAPES = {"setting": "tt", "draft": "ttm", "forgotten": "uddi"}
"""Tables without a row number lie in pages like an index does."""


@dataclass(slots=True)
class Found:
    """Rows by table, row number first; `lost`: pages that could not be read, `of`: pages there are."""

    rows: dict[str, dict[Value, Row]] = field(default_factory=dict)
    database: str = ""
    lost: int = 0
    of: int = 0

    def take(self, table: str, key: Value, row: Row) -> None:
        self.rows.setdefault(table, {}).setdefault(key, row)


class Broken(Exception):
    """This page, or this cell, is not what it says."""


def carve(pages: Pages, told: Callable[[int, int], None]) -> Found:
    """Every row that can be read."""
    found = Found(of=pages.count)
    for number in pages.numbers():
        if number % 64 == 1:
            told(number, pages.count)
        page = pages.page(number)
        if page is None:
            found.lost += 1
            continue
        start = 100 if number == 1 else 0
        if page[start] in HEAD:
            _page(pages, page, start, found)
        elif page[start] not in INNER:
            found.lost += 1
    return found


def _page(pages: Pages, page: bytes, start: int, found: Found) -> None:
    kind = page[start]
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + HEAD[kind]
    bad = first + 2 * count > pages.usable
    for index in range(0 if bad else count):
        at = int.from_bytes(page[first + 2 * index : first + 2 * index + 2], "big")
        try:
            number, row = _cell(pages, page, at, kind)
        except (Broken, IndexError, struct.error, UnicodeDecodeError, OverflowError):
            bad = True
            continue
        _sort_in(number, row, found)
    found.lost += bad


def _sort_in(number: int | None, row: Row, found: Found) -> None:
    if number is None:
        if len(row) == 2 and row[0] == "database_id" and CHECKS["u"](row[1]):
            found.database = str(row[1])
        else:
            table = _table(row, KEYED_SHAPES)
            if table:
                found.take(table, row[0], row)
        return
    table = _table(row, SHAPES)
    if table:
        found.take(table, number, (number, *row[1:]))


def _table(row: Row, shapes: dict[str, str]) -> str | None:
    for table, shape in shapes.items():
        if len(shape) == len(row) and all(CHECKS[one](value) for one, value in zip(shape, row, strict=True)):
            return table
    return None


def _cell(pages: Pages, page: bytes, at: int, kind: int) -> tuple[int | None, Row]:
    if not 8 <= at < pages.usable:
        raise Broken
    if kind == INDEX_INNER:
        at += 4
    size, at = _varint(page, at)
    number: int | None = None
    if kind == TABLE_LEAF:
        number, at = _varint(page, at)
    if not 0 < size < LARGEST:
        raise Broken
    return number, tuple(_values(_payload(pages, page, at, (size, kind))))


def _payload(pages: Pages, page: bytes, at: int, what: tuple[int, int]) -> bytes:
    """The bytes of a row, with those that stand on pages of their own."""
    size, kind = what
    usable = pages.usable
    most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return _exact(page[:usable], at, size)
    least = (usable - 12) * 32 // 255 - 23
    here = least + (size - least) % (usable - 4)
    here = here if here <= most else least
    parts = [_exact(page[:usable], at, here)]
    following = int.from_bytes(_exact(page, at + here, 4), "big")
    left = size - here
    while left > 0:
        more = pages.page(following) if 1 < following <= pages.count else None
        if more is None:
            raise Broken
        following = int.from_bytes(more[:4], "big")
        parts.append(more[4 : 4 + min(left, usable - 4)])
        left -= usable - 4
    return b"".join(parts)


def _exact(data: bytes, at: int, size: int) -> bytes:
    part = data[at : at + size]
    if len(part) != size:
        raise Broken
    return part


def _values(payload: bytes) -> Iterator[Value]:
    head, at = _varint(payload, 0)
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != head or len(kinds) > 100:
        raise Broken
    for kind in kinds:
        value, at = _value(payload, at, kind)
        yield value
    if at != len(payload):
        raise Broken


INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (0, 8, 9):
        return (None if kind == 0 else kind - 8), at
    if kind in INTEGERS:
        size = INTEGERS[kind]
        return int.from_bytes(_exact(payload, at, size), "big", signed=True), at + size
    if kind == 7:
        return struct.unpack(">d", _exact(payload, at, 8))[0], at + 8
    if kind < 12:
        raise Broken
    size = (kind - 12) // 2
    part = _exact(payload, at, size)
    return (part.decode("utf-8") if kind % 2 else part), at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for count in range(8):
        byte = data[at + count]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    return value << 8 | data[at + 8], at + 9
