"""Reads what a rep writes after a visit, while he writes it: six marks become chips, all else stays a note.

@person #need $price !day +promise ?question, in both widths. Pure: text and scope in, chips out; it never refuses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from desktopcrm.domain.debrief_ahead import Ahead, ahead, at, only_named, settled
from desktopcrm.domain.debrief_days import DayFound
from desktopcrm.domain.debrief_marks import Line, Mark, Span
from desktopcrm.domain.debrief_money import read_amount, read_price
from desktopcrm.domain.debrief_names import Who
from desktopcrm.domain.debrief_next import (
    day_chip,
    guessed_kind,
    leading_day,
    marked_day,
    named_day,
    planned_chip,
    promise_before,
    unread_day,
)
from desktopcrm.domain.debrief_scope import DebriefScope
from desktopcrm.domain.debrief_types import NOTE, Chip, Debrief, Meaning
from desktopcrm.domain.debrief_words import (
    all_inside,
    before,
    inside,
    need_chip,
    promise_chip,
    question_chip,
    rejections,
)
from desktopcrm.domain.fieldtypes import MAX_TEXT, clean
from desktopcrm.domain.names import MAX_NAME
from desktopcrm.domain.search_text import folded

NAMING = ("person", "need", "promise", "question")
"""Their words become the name of a record."""
SILENT = ("promise", "question", "need")
"""Money named inside one of these is part of its words."""


def parse(text: str, scope: DebriefScope) -> Debrief:
    """What is understood of `text`, chips in the order of the text."""
    line = Line.of(text[:MAX_TEXT])  # what is longer is not stored, and must not hold up whoever pasted it
    people = _keyed(line, _people(line, scope))
    days = {mark: marked_day(line, mark, scope) for mark in line.of_sign("!")}
    words = _words(line, scope, people, days)
    heard = rejections(line, scope, people)
    plans, only = _plans(line, scope, days, [*people, *words, *heard])
    people = [only_named(one, plans) for one in people]
    promises = {chip.start: chip for chip in _keyed(line, [one for one in words if one.kind == "promise"])}
    rest = [one for one in words if one.kind != "promise"]
    kind = guessed_kind(line, 0 if only else _first_told(plans))
    dates = _dates(line, replace(scope, kind=scope.kind or kind), (people, promises), days, plans)
    prices = _prices(line, scope, (people, [*promises.values(), *rest]))
    found = _keyed(line, [*rest, *dates, *prices, *heard])
    chips = sorted(
        map(_fitting, (*people, *promises.values(), *found)), key=lambda one: (one.start, -one.end)
    )
    ahead_of = (one.key for one in chips if only and one.kind == "date" and at(plans, one.start))
    return Debrief(text, tuple(chips), kind, tuple(ahead_of))


def _plans(
    line: Line, scope: DebriefScope, days: dict[Mark, DayFound | None], chips: list[Chip]
) -> tuple[list[Ahead], bool]:
    """The clauses that plan a contact, and whether the text tells of nothing else."""
    found = ahead(line, scope, days)
    first = leading_day(line, scope) if found else None
    told = [*chips, first] if first is not None and at(found, first.start) is None else chips
    return settled(line, found, told)


def _first_told(plans: list[Ahead]) -> int:
    """Where a text begins to tell: behind the planning clauses with which it opens."""
    start = 0
    for one in plans:
        if one.span.start != start:
            break
        start = one.span.end + 1
    return start


def _fitting(chip: Chip) -> Chip:
    """What is too long for the name of a record, or holds nothing that is seen, stays a note."""
    if chip.kind not in NAMING:
        return chip
    if len(chip.words) > MAX_NAME:
        return replace(chip, meaning=NOTE, others=(), problem="too_long")
    return chip if clean(chip.words) else replace(chip, meaning=NOTE, others=())


def _keyed(line: Line, chips: Iterable[Chip]) -> list[Chip]:
    """Each with a key made of its kind, its own text and how often the same stood before."""
    seen: Counter[str] = Counter()
    found = []
    for chip in sorted(chips, key=lambda one: one.start):
        said = f"{chip.kind}:{folded(line.text[chip.start : chip.end])}"
        seen[said] += 1
        found.append(replace(chip, key=f"{said}:{seen[said]}"))
    return found


def _people(line: Line, scope: DebriefScope) -> list[Chip]:
    found = []
    for mark in line.of_sign("@"):
        named = scope.names.read(line.plain, mark.end)
        if named is None:
            continue
        words = line.text[mark.end : named.end]
        meaning, others, problem = _persons(words, named.who)
        found.append(Chip("person", mark.at, named.end, words, meaning, others, problem))
    return found


def _persons(words: str, who: tuple[Who, ...]) -> tuple[Meaning, tuple[Meaning, ...], str]:
    new = Meaning("new_person", words)
    if not who:
        return NOTE, (new,), "unknown_person"
    meant = [Meaning("rep" if one.is_rep else "people", one.uid) for one in who]
    if len(meant) > 1:
        return NOTE, (*meant, new), "several_people"
    return meant[0], () if who[0].is_rep else (Meaning("mentioned", who[0].uid), new), ""


def _words(
    line: Line, scope: DebriefScope, people: list[Chip], days: dict[Mark, DayFound | None]
) -> list[Chip]:
    found: list[Chip | None] = []
    cuts = [Span(mark.at, day.end) for mark, day in days.items() if day]
    for mark in line.marks:
        if mark.sign == "#":
            found.append(need_chip(line, mark, people))
        elif mark.sign == "+":
            doers = scope.names.doers(line.plain, mark.end)
            found.append(promise_chip(line, mark, people, cuts, doers))
        elif mark.sign == "?":
            found.append(question_chip(line, mark, people))
    return [one for one in found if one is not None]


def _dates(
    line: Line,
    scope: DebriefScope,
    around: tuple[list[Chip], dict[int, Chip]],
    days: dict[Mark, DayFound | None],
    plans: list[Ahead],
) -> list[Chip]:
    people, promises = around
    reaches = [(one, Span(one.end, promises[one.at].end)) for one in line.of_sign("+") if one.at in promises]
    found, dated = [], set()
    for mark, day in days.items():
        opened = promise_before(reaches, line, mark)
        if day is None:
            found.append(unread_day(line, mark))
            continue
        ties = all_inside(people, line.clause(mark.at))
        ties = ties or (people if len(people) == 1 else [])  # who else should it be
        ties = [*ties, promises[opened.at]] if opened else ties
        found.append(day_chip(line, replace(day, start=mark.at), scope, ties))
        dated.add(opened.at if opened else -1)
    for mark, reach in reaches:
        day = None if mark.at in dated else named_day(line, reach, scope)
        if day is not None:
            found.append(day_chip(line, day, scope, [promises[mark.at]]))
    for plan in plans:
        if plan.mark is None:
            ties = all_inside(people, plan.span) or (people if len(people) == 1 else [])
            found.append(planned_chip(line, plan, scope, ties))
    first = leading_day(line, scope)
    return found if first is None or at(plans, first.start) else [first, *found]


def _prices(line: Line, scope: DebriefScope, around: tuple[list[Chip], list[Chip]]) -> list[Chip]:
    people, words = around
    silent = {at for one in words if one.kind in SILENT for at in range(one.start + 1, one.end)}
    found = []
    for mark in line.of_sign("$"):
        amount = read_amount(line, mark, scope.currency)
        if amount is None:
            continue
        clause = line.clause(mark.at)
        who = (
            before(people, mark.at, line.sentence(mark.at).start)
            or inside(people, clause)
            or before(people, mark.at)
        )
        price = read_price(line, amount, scope, _firm(inside(people, clause), scope))
        is_silent = mark.at in silent
        others = tuple(one for one in (price.meaning, *price.others) if one != NOTE)
        said = line.text[amount.start : amount.end]
        chip = Chip("price", amount.start, amount.end, said, price.meaning, price.others, price.problem)
        if is_silent:
            chip = replace(chip, meaning=NOTE, others=others, problem="")
        found.append(replace(chip, ties=(who.key,) if who else (), certainty=price.certainty))
    return found


def _firm(named: Chip | None, scope: DebriefScope) -> str:
    """The rival for whom the person named sells."""
    if named is None or named.meaning.target != "rep":
        return ""
    return next((one.firm for one in scope.names.people if one.uid == named.meaning.value), "")
