"""A sentence before it has a language: the key of a text and what fills it. Rules say; only the outside speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, Union

from desktopcrm.texts import Words


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in its canonical form ("CNY 1200000.00"), shown with its currency."""

    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """`key`: a text; `params`: name and value. Days, amounts, words in both languages and other sentences are shown
    in the reader's way; a tuple becomes a list of words."""

    key: str
    params: tuple[tuple[str, Value], ...] = ()


Value: TypeAlias = Union[str, int, date, Words, Money, "Said", tuple["Value", ...]]
"""What a sentence can be filled with."""


def sentence(key: str, **params: Value) -> Said:
    return Said(key, tuple(params.items()))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a judgement rests on: a field of a record, known (`fact_id`) or missing (`None`); `field` may be empty
    where the record itself counts (a stage, an activity)."""

    record_id: int
    field: str
    fact_id: int | None = None
