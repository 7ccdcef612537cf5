"""The rep's own fields, items, rejections and answers from their stored form into the method. Knows shapes and limits.

A definition that cannot be read (an old file, a foreign hand in the database) is left out and named by `check`; it
must never keep the rep out of his data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from desktopcrm.domain import names
from desktopcrm.domain.catalogue import FIELD_TYPES, OWN_PREFIX, PRIVACY_CLASSES, Field, Item
from desktopcrm.domain.catalogue_load import Overlay, OwnField
from desktopcrm.errors import UserError
from desktopcrm.services import own_practice
from desktopcrm.texts import Words

Body = dict[str, object]
Definitions = Sequence[tuple[str, str, Body]]
"""(key, what it is, body) of the rep's own definitions."""

MAX_WEIGHT = 9
MAX_STALE = 3650  # days
KEY = re.compile(re.escape(OWN_PREFIX) + r"[\w.-]{1,80}")


def check_numbers(weight: int, stale_after: int) -> None:
    """Raises `UserError` for a number that the method cannot reckon with."""
    for value, high in ((weight, MAX_WEIGHT), (stale_after, MAX_STALE)):
        if not 0 <= value <= high:
            raise UserError("errors.out_of_range", value=str(value)[:20], low=0, high=high)


def overlay(definitions: Definitions) -> Overlay:
    """All of them over the method. Raises `ValueError` or `UserError` for one that cannot be read."""
    read = [(what, read_one(what, body)) for _, what, body in definitions]
    params = own_practice.params(body for _, what, body in definitions if what == "parameter")

    def of(what: str) -> tuple[object, ...]:
        return tuple(one for kind, one in read if kind == what)

    return Overlay(of("field"), of("item"), of("objection"), of("answer"), params)  # type: ignore[arg-type]


def readable(definitions: Iterable[tuple[str, str, Body]]) -> list[tuple[str, str, Body]]:
    """Those that can be read."""
    return [one for one in definitions if is_readable(one[1], one[2])]


def is_readable(what: str, body: object) -> bool:
    """Whether a stored body has the form of what it says it is."""
    try:
        read_one(what, body)
    except (KeyError, ValueError, TypeError, UserError):
        return False
    return True


def read_one(what: str, body: object) -> object:
    """One definition in the form that the method takes. Raises `KeyError`, `ValueError`, `TypeError` or `UserError`."""
    if not isinstance(body, dict):
        raise TypeError("a definition without entries")
    if what == "parameter":
        return own_practice.params([body])
    readers: dict[str, Callable[[Body], object]] = {
        "field": own_field,
        "item": own_item,
        "objection": own_practice.objection,
        "answer": own_practice.answer,
    }
    return readers[what](body)


def own_item(raw: Body) -> Item:
    """An own checklist item from its stored form."""
    return Item(
        str(raw["key"]),
        _words(raw["label"]),
        "rep",
        mandatory=bool(raw["mandatory"]),
        stage=int(str(raw["stage"])),
    )


def own_field(raw: Body) -> OwnField:
    """An own field from its stored form."""
    made = Field(
        key=str(raw["key"]),
        block=str(raw["block"]),
        type=str(raw["type"]),
        label=_words(raw["label"]),
        ask=_words(raw["ask"]),
        origin="rep",
        weight=int(str(raw.get("weight", 0))),
        stale_after=int(str(raw.get("stale_after", 0))),
        privacy=str(raw.get("privacy", "normal")),
    )
    if made.type not in FIELD_TYPES or made.privacy not in PRIVACY_CLASSES:
        raise ValueError("an own field of no type or no privacy class")
    check_numbers(made.weight, made.stale_after)
    return OwnField(str(raw["kind"]), made)


def _words(raw: object) -> Words:
    """Both languages, as a name is stored."""
    if not isinstance(raw, dict):
        raise TypeError("an own definition without texts")
    return Words(names.checked(str(raw["en"])), names.checked(str(raw["zh"])))
