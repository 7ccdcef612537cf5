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
_DRAWN = pattern(r"[0-9a-f]{16}")


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
    "*": lambda _value: True,
}
SHAPES = {
    "record": "0utrrrtfdo", "fact": "0uitttttrdmti", "link": "0utiittd",
    "stage_event": "0uitidttm", "summary": "0ttttttittiiiiittittttt", "own_definition": "0ttt", "step": "0ttmi",
}  # fmt: skip
KEYED_SHAPES = {"setting": "tt", "draft": "ttm", "forgotten": "uddi"}
"""Tables without a row number lie in pages like an index does."""
INDEX_SHAPE = "ttti*"
"""In the database's own list of what is in it."""


@dataclass(slots=True)
class Found:
    """Rows by table, row number first; `lost`: pages that could not be read, `of`: pages there are.

    `restored`: the number drawn at the last restore; `roots`: the page at which each index begins.
    """

    rows: dict[str, dict[Value, Row]] = field(default_factory=dict)
    database: str = ""
    lost: int = 0
    of: int = 0
    roots: dict[str, int] = field(default_factory=dict)
    restored: str = ""

    def take(self, table: str, key: Value, row: Row) -> None:
        self.rows.setdefault(table, {}).setdefault(key, row)


class Broken(Exception):
    """This page, or this cell, is not what it says."""


UNREADABLE = (Broken, IndexError, struct.error, UnicodeDecodeError, OverflowError)


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
    places = _places(pages, page, start)
    bad = places is None
    for at in places or ():
        try:
            number, row = _cell(pages, page, at, page[start])
        except UNREADABLE:
            bad = True
            continue
        _sort_in(number, row, found)
    found.lost += bad


def _places(pages: Pages, page: bytes, start: int) -> list[int] | None:
    """Where the cells of a page begin."""
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + HEAD[page[start]]
    if first + 2 * count > pages.usable:
        return None
    return [int.from_bytes(page[at : at + 2], "big") for at in range(first, first + 2 * count, 2)]


def entries(pages: Pages, root: int | None, shape: str) -> tuple[list[Row], bool]:
    """Entries of the index that begins at page `root`, and whether nothing of it was lost on the way."""
    found: list[Row] = []
    waiting, seen, is_whole = [root or 0], set[int](), True
    while waiting:
        number = waiting.pop()
        page = pages.page(number) if 1 < number <= pages.count and number not in seen else None
        seen.add(number)
        try:
            rows, below = _branch(pages, page)
        except UNREADABLE:
            is_whole = False
            continue
        found += (row for row in rows if _fits(row, shape))
        waiting += below
        is_whole = is_whole and all(_fits(row, shape) for row in rows)
    return found, is_whole


def _branch(pages: Pages, page: bytes | None) -> tuple[list[Row], list[int]]:
    """Entries of one page of an index, and the pages below it."""
    places = _places(pages, page, 0) if page is not None and page[0] in (INDEX_LEAF, INDEX_INNER) else None
    if page is None or places is None:
        raise Broken
    rows = [_cell(pages, page, at, page[0])[1] for at in places]
    if page[0] == INDEX_LEAF:
        return rows, []
    return rows, [int.from_bytes(page[at : at + 4], "big") for at in (8, *places)]


def _sort_in(number: int | None, row: Row, found: Found) -> None:
    if number is None:
        if len(row) == 2 and row[0] == "database_id" and CHECKS["u"](row[1]):
            found.database = str(row[1])
        elif len(row) == 2 and row[0] == "restored" and _DRAWN.fullmatch(str(row[1])):
            found.restored = str(row[1])
        else:
            table = _table(row, KEYED_SHAPES)
            if table:
                found.take(table, row[0], row)
        return
    if _fits(row, INDEX_SHAPE) and row[0] == "index":
        found.roots.setdefault(str(row[1]), int(str(row[3])))
        return
    table = _table(row, SHAPES)
    if table:
        found.take(table, number, (number, *row[1:]))


def _table(row: Row, shapes: dict[str, str]) -> str | None:
    for table, shape in shapes.items():
        if _fits(row, shape):
            return table
    return None


def _fits(row: Row, shape: str) -> bool:
    return len(shape) == len(row) and all(CHECKS[one](value) for one, value in zip(shape, row, strict=True))


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
