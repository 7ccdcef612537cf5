"""The shape of the interchange file, and reading bytes into it. Knows JSON; knows neither catalogue nor database.

`resources/schema/account-1.json` says the same for others; a test compares the two.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Literal

import msgspec

from desktopcrm.errors import UserError

FORMAT = "desktopcrm-account"
VERSION = 1
SIZE_LIMIT = 50_000_000
PARTS_LIMIT = (
    4_000_000  # commas and brackets: fifty million bytes of nothing else would take gigabytes to read
)
DEPTH_LIMIT = 12
"""Levels of brackets; the format itself needs seven."""


class Shape(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Base of all parts: what is not foreseen is refused by name. `None`: not stated."""


class SourceShape(Shape, frozen=True):
    kind: Literal["", "person", "document", "own_eyes", "hearsay"] = ""
    text: str = ""
    person: str = ""


class FactShape(Shape, frozen=True):
    field: str
    value: str | int | float | bool
    certainty: Literal["", "rumour", "twice", "written"] | None = None
    seen_on: date | None = None
    source: SourceShape | None = None
    note: str | None = None
    recorded_at: datetime | None = None
    uid: str = ""


class RecordShape(Shape, frozen=True):
    kind: str
    name: str
    uid: str = ""
    parent: str = ""
    ref: str = ""
    position: float | None = None
    created_on: date | None = None
    archived_at: datetime | None = None
    facts: tuple[FactShape, ...] = ()


class LinkShape(Shape, frozen=True):
    kind: Literal["reports_to", "influences", "conflicts", "relates", "rests_on", "serves"]
    from_: str = msgspec.field(name="from")
    to: str
    field: str = ""
    note: str | None = None
    created_on: date | None = None
    uid: str = ""


class EventShape(Shape, frozen=True):
    project: str
    kind: Literal["entered", "back", "won", "lost", "dropped", "paused", "resumed", "reopened"]
    day: date
    stage: int = 0
    reason: str | None = None
    open_items: tuple[str, ...] | None = None
    recorded_at: datetime | None = None
    uid: str = ""


class AccountShape(Shape, frozen=True):
    name: str
    uid: str = ""
    created_on: date | None = None
    archived_at: datetime | None = None
    position: float | None = None
    facts: tuple[FactShape, ...] = ()
    records: tuple[RecordShape, ...] = ()
    links: tuple[LinkShape, ...] = ()
    events: tuple[EventShape, ...] = ()


class BothShape(Shape, frozen=True):
    """A text in both languages."""

    en: str
    zh: str


class OwnFieldShape(Shape, frozen=True, tag_field="what", tag="field"):
    key: str
    kind: str
    block: str
    type: str
    label: BothShape
    ask: BothShape
    weight: int = 1
    stale_after: int = 0
    privacy: Literal["normal", "private", "sensitive"] = "normal"


class OwnItemShape(Shape, frozen=True, tag_field="what", tag="item"):
    key: str
    stage: int
    label: BothShape
    mandatory: bool = False


class OwnObjectionShape(Shape, frozen=True, tag_field="what", tag="objection"):
    """A rejection that the rep added; his words stand for both languages."""

    key: str
    label: str
    means: str = ""


class OwnAnswerShape(Shape, frozen=True, tag_field="what", tag="answer"):
    """An answer of the rep; with the key of a shipped one it takes its place."""

    key: str
    objection: str
    text: str
    situation: str = ""
    style: str = ""
    stages: tuple[int, ...] = ()


class RemovedShape(Shape, frozen=True, tag_field="what", tag="removed"):
    """A field that no longer exists while facts were written under it: they are kept as they are."""

    key: str
    kind: str


DefinitionShape = OwnFieldShape | OwnItemShape | OwnObjectionShape | OwnAnswerShape | RemovedShape


class FileShape(Shape, frozen=True):
    format: Literal["desktopcrm-account"]
    version: int
    definitions: tuple[DefinitionShape, ...] = ()
    shared: tuple[RecordShape, ...] = ()
    accounts: tuple[AccountShape, ...] = ()


def refused(path: str, key: str, **params: str | int | tuple[str, ...]) -> UserError:
    """The whole file is refused: where, and why."""
    return because(path, UserError(key, **params))


def because(path: str, reason: UserError) -> UserError:
    return UserError("errors.load_refused", path=path or "–", reason=reason)


class _Twice(dict[str, object]):
    """An object in which a key stood twice."""

    key: str = ""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = _Twice(pairs)
    if len(made) == len(pairs):
        return dict(pairs)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            made.key = key
        seen.add(key)
    return made


def _constant(name: str) -> object:
    raise UserError("errors.load_no_number", value=name)


def decode(data: bytes) -> FileShape:
    """The file's content in its shape. Raises `UserError` with path and reason."""
    if len(data) > SIZE_LIMIT:
        raise refused("", "errors.load_too_large", limit=SIZE_LIMIT // 1_000_000)
    if sum(map(data.count, (b",", b"[", b"{"))) > PARTS_LIMIT:
        raise refused("", "errors.load_too_many_parts", limit=PARTS_LIMIT // 1_000_000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused("", "errors.load_not_utf8", at=error.start) from None
    try:
        raw = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except RecursionError:
        raise refused("", "errors.load_too_deep", limit=DEPTH_LIMIT) from None
    except json.JSONDecodeError as error:
        raise refused("", "errors.load_not_json", line=error.lineno, column=error.colno) from None
    except UserError as error:
        raise because("", error) from None
    except ValueError:
        raise refused("", "errors.load_no_number", value="…") from None
    _look_over(raw)
    _check_head(raw)
    try:
        return msgspec.convert(raw, FileShape)
    except msgspec.ValidationError as error:
        raise _explained(str(error)) from None


def _look_over(part: object, trail: tuple[str | int, ...] = ()) -> None:
    """Refuse keys that stand twice, too many levels, and halves of characters, each with its path."""
    if isinstance(part, str):
        _check_text(trail, part)
        return
    if not isinstance(part, dict | list):
        return
    if len(trail) >= DEPTH_LIMIT:
        raise refused(_spoken(trail), "errors.load_too_deep", limit=DEPTH_LIMIT)
    if isinstance(part, _Twice):
        raise refused(_spoken(trail), "errors.load_key_twice", entry=part.key)
    if isinstance(part, dict):
        _check_text(trail, "".join(part))
    for name, one in part.items() if isinstance(part, dict) else enumerate(part):
        _look_over(one, (*trail, name))


def _spoken(trail: tuple[str | int, ...]) -> str:
    """`accounts[0].name`"""
    return "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in trail).removeprefix(".")


def _check_text(trail: tuple[str | int, ...], text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise refused(_spoken(trail), "errors.load_half_character") from None


def _check_head(raw: object) -> None:
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise refused("format", "errors.load_other_format", format=FORMAT)
    version = raw.get("version")
    if isinstance(version, int) and version > VERSION:
        raise refused("version", "errors.load_newer", version=version)
    if version != VERSION or isinstance(version, bool):
        raise refused("version", "errors.load_version", version=VERSION)


_PLACE = re.compile(r" - at `\$?\.?([^`]*)`$")
_SAID = (
    (re.compile(r"Object missing required field `(?P<entry>.+)`"), "errors.load_key_missing"),
    (re.compile(r"Object contains unknown field `(?P<entry>.+)`"), "errors.load_key_unknown"),
    (re.compile(r"Expected `(?P<wanted>.+)`, got `(?P<got>.+)`"), "errors.load_other_type"),
    (re.compile(r"Invalid (?:enum )?value '?(?P<value>.*?)'?"), "errors.load_not_allowed"),
    (re.compile(r"Invalid RFC3339 encoded date.*"), "errors.load_not_a_day"),
)


def _explained(said: str) -> UserError:
    """The reader's message as our sentence, in both languages."""
    place = _PLACE.search(said)
    path = place.group(1) if place else ""
    message = said[: place.start()] if place else said
    for pattern, key in _SAID:
        found = pattern.fullmatch(message)
        if found:
            return refused(path, key, **found.groupdict())
    return refused(path, "errors.load_other", said=message)
