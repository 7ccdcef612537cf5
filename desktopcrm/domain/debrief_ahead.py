"""Clauses that plan a contact instead of telling one: “call @Donna on Fri”, “visit Okafor next Tuesday”, 周五给王工打电话.

A name or a day with its mark, a verb in the form of something to be done, a day ahead, and no word that says it
happened. A weekday with which the text opens may lie behind as well (周五拜访…): it lies ahead only where the text says
nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from desktopcrm.domain.debrief_calendar import Look
from desktopcrm.domain.debrief_days import DayFound, read_day
from desktopcrm.domain.debrief_marks import BREAKING, NEAR, Line, Mark, Span
from desktopcrm.domain.debrief_scope import DebriefScope
from desktopcrm.domain.debrief_types import Chip, Meaning


class Ahead(NamedTuple):
    """A planning clause; `mark`: that of its day, if it has one; `behind`: the other day that its words may mean;
    `doubtful`: it opens the text with such a day."""

    span: Span
    day: DayFound
    mark: Mark | None
    behind: str
    doubtful: bool


FARTHEST = 180
"""Days ahead (ours) beyond which a day without a year means the one gone by: written on 25 November, 24 Nov was yesterday."""
MAY_STAND_BY = ("promise", "question")
"""What a text may hold and still be a plan: these lie ahead themselves. Days that are due come with the first."""

_LEAD = re.compile(
    r"(?:\s|(?:then|and|next|please|also|to|must|will|need to|have to|going to|want to|plan to|planning to|agreed to|let'?s"
    r"|(?:i|we)(?:'ll| will| must| need to| have to| want to| am going to| are going to)?|todo:?)(?=\s)"
    r"|然后|再|下次|接着|准备|计划|打算|安排|约好了?|说好了?|定好了?|约定|需要|要|得|记得|提醒|我方|我们|我)*",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:call|visit|meeting|demo|workshop|review|lunch|dinner|coffee)\s+(?:with|at)\b", re.IGNORECASE
)
"""A contact that is named: what is told is written so as well."""
_DOES = re.compile(
    r"(?:call|ring|phone|visit|meet|see|e-?mail|text|message|zoom)\b(?!\s+(?:from|went|log|notes|is)\b)"
    rf"|{_NAMED.pattern}",
    re.IGNORECASE,
)
_OF_THE_MATTER = re.compile(r"\bdue\b", re.IGNORECASE)
_MATTER = re.compile(r"\b(?:about|re|regarding|concerning)\b", re.IGNORECASE)
_OPENS_ZH = re.compile(r"给|跟|和|与|同|约|去|到|打电话|致电|回电|拜访|上门|登门|见|走访|开会|碰头")
_DOES_ZH = re.compile(
    r"打(?:个|一个)?电话|去电|致电|通(?:个)?电话|回(?:个)?电话?|电话(?:联系|沟通|跟进)|拜访|上门|登门|走访|约见|去见|见面|见|面谈"
    r"|碰头|开会|发(?:个)?(?:邮件|微信|短信|消息)"
)
_VERB = re.compile(f"{_DOES.pattern}|{_DOES_ZH.pattern}", re.IGNORECASE)
"""Either, anywhere: most clauses hold none."""
_OTHERS_ZH = re.compile(r"\s*(?:@|他|她|对方|客户)")
_HAPPENED = re.compile(
    r"\b(?:was|were|went|had|did|said|told|asked|met|saw|spoke|talked|called|visited|rang|phoned|discussed|confirmed|wanted"
    r"|agreed(?! to)|showed|presented|left|got|came|gave|took|heard|walked|yesterday|ago|last (?:week|month|night))\b"
    r"|(?<!约好)(?<!说好)(?<!定好)了(?!解)|刚|已经|昨|上周|上个?星期|上个?月|表示|提到|反馈|反映|答应|同意|认为|觉得|聊|谈到|说(?!好)"
)
_CONTACT = re.compile(
    r"\b(?:call|phone|visit|meeting|meet|demo|workshop|review|lunch|dinner|e-?mail)\b|电话|拜访|上门|见面|面谈|会议|开会|走访",
    re.IGNORECASE,
)
_WORD_STARTS = re.compile(r"(?<![a-z0-9])(?=[a-z0-9])|(?=[一-鿿])", re.IGNORECASE)
_WORD = re.compile(r"\w")
_LED = re.compile(r"(?:on|by|this|next)\s", re.IGNORECASE)


def ahead(line: Line, scope: DebriefScope, days: Mapping[Mark, DayFound | None]) -> list[Ahead]:
    """The planning clauses, in their order."""
    return [found for span in _clauses(line) if (found := _planned(line, span, scope, days)) is not None]


def settled(line: Line, plans: Sequence[Ahead], chips: Sequence[Chip]) -> tuple[list[Ahead], bool]:
    """Those that hold beside the rest of the text, and whether nothing but them is told. `chips`: what else is
    understood of the text."""
    if not plans:
        return [], False
    beside = [Span(one.start, one.end) for one in chips if one.kind in MAY_STAND_BY]
    taken = sorted([*(one.span for one in plans), *beside])
    tells = (
        any(one.meaning.target != "due" and not _lies_in(taken, one.start) for one in chips)
        or any(one.sign == "$" and not _lies_in(taken, one.at) for one in line.marks)
        or any(
            _HAPPENED.search(line.low, start, end) or _CONTACT.search(line.low, start, end)
            for start, end in _between(taken, len(line.plain))
        )
    )
    more = any(_WORD.search(line.plain, start, end) for start, end in _between(taken, len(line.plain)))
    left = [one for one in plans if not (one.doubtful and (tells or more))]
    return left, bool(left) and not tells


def at(plans: Sequence[Ahead], place: int) -> Ahead | None:
    """The planning clause in which a place lies."""
    before = bisect_right(plans, place, key=lambda one: one.span.start)
    found = plans[before - 1] if before else None
    return found if found is not None and place < found.span.end else None


def only_named(chip: Chip, plans: Sequence[Ahead]) -> Chip:
    """Who is to be met was not met yet: the name stands for him, and can be said to have been there."""
    if chip.meaning.target != "people" or at(plans, chip.start) is None:
        return chip
    named = Meaning("mentioned", chip.meaning.value)
    return replace(chip, meaning=named, others=(chip.meaning, *(one for one in chip.others if one != named)))


def _clauses(line: Line) -> Iterator[Span]:
    start = 0
    for stop in (*line.stops, len(line.plain)):
        end = min(stop, start + NEAR)
        marked = (
            one.at for one in line.marks_in(Span(start, end)) if one.sign in BREAKING or one.sign == "$"
        )
        end = next(marked, end)
        if line.plain[start:end].strip():
            yield Span(start, end)
        start = stop + 1


def _planned(
    line: Line, span: Span, scope: DebriefScope, days: Mapping[Mark, DayFound | None]
) -> Ahead | None:
    if not any(one.sign in "@!" for one in line.marks_in(span)) or not _VERB.search(line.low, *span):
        return None
    begin = _LEAD.match(line.low, span.start, span.end).end()  # type: ignore[union-attr]
    if _HAPPENED.search(line.low, begin, span.end):
        return None
    dated = _day(line, Span(begin, span.end), scope, days)
    if dated is None:
        return None
    day, mark = dated
    opens = (mark.at if mark else day.start) == begin
    behind = "" if mark else _behind(line, day, scope)
    if behind and (day.day - scope.today).days > FARTHEST:
        return None
    after = _LEAD.match(line.low, day.end, span.end).end() if opens else begin  # type: ignore[union-attr]
    named = bool(_NAMED.match(line.low, after, span.end))
    english = _does(line, Span(after, day.start), span, named) and not (opens and behind)
    chinese = (
        bool(_OPENS_ZH.match(line.low, begin, span.end) or opens)
        and not (opens and _OTHERS_ZH.match(line.low, after, span.end))
        and bool(_DOES_ZH.search(line.low, begin, span.end))
        and bool(mark or _DOES_ZH.search(line.low, day.end, span.end) or _ends(line, day, span))
    )  # 谈12月10日的评审: a day behind the verb is that of what is talked about
    if not english and not chinese:
        return None
    if behind and not opens and _HAPPENED.search(line.low, *_around(line, span)):
        return None
    first = not line.plain[: span.start].strip()
    return Ahead(span, day, mark, behind, bool(behind and (opens or named) and first))


def _does(line: Line, before: Span, span: Span, named: bool) -> bool:
    """In English. “Phone @Marsh re the order due Friday”: the day is that of the matter."""
    if not _DOES.match(line.low, before.start, span.end):
        return False
    matter = _MATTER.search(line.low, *before) if named else None
    return not matter and not _OF_THE_MATTER.search(line.low, *before)


def _around(line: Line, span: Span) -> Span:
    """The sentence, as far as it is near."""
    found = line.sentence(span.start)
    return Span(max(found.start, span.start - NEAR), min(found.end, span.end + NEAR))


def _day(
    line: Line, span: Span, scope: DebriefScope, days: Mapping[Mark, DayFound | None]
) -> tuple[DayFound, Mark | None] | None:
    """The first day ahead in the clause: behind its mark, or named so that it can be nothing else."""
    marked = [(mark, day) for mark in line.marks_in(span) if (day := days.get(mark))]
    if marked:
        mark, day = marked[0]
        return (replace(day, start=mark.at), mark) if day.day > scope.today else None
    look = Look(scope.today, True, month_first=scope.lang == "zh")
    for place in _WORD_STARTS.finditer(line.plain, span.start, span.end):
        found = read_day(line.plain, place.start(), look)
        if found is None or found.end > span.end or found.day <= scope.today or _is_name(line, place.start()):
            continue
        if found.sure or _ends(line, found, span) or _LED.match(line.plain, place.start()):
            return found, None
    return None


def _ends(line: Line, day: DayFound, span: Span) -> bool:
    return not line.plain[day.end : span.end].strip()


def _is_name(line: Line, at: int) -> bool:
    return line.plain[at - 1 : at] == "@"


def _behind(line: Line, day: DayFound, scope: DebriefScope) -> str:
    """The day gone by that the same words may mean, as ISO; empty where they mean none."""
    past = read_day(line.plain, day.start, Look(scope.today, False, month_first=scope.lang == "zh"))
    return past.day.isoformat() if past is not None and past.day <= scope.today else ""


def _lies_in(spans: Sequence[Span], place: int) -> bool:
    """`spans` in their order; one may lie in another, and then ends with it."""
    before = bisect_right(spans, place, key=lambda one: one.start)
    return any(place < one.end for one in spans[max(0, before - 2) : before])


def _between(taken: Sequence[Span], end: int) -> Iterator[Span]:
    """What lies outside."""
    start = 0
    for one in taken:
        if start < one.start:
            yield Span(start, one.start)
        start = max(start, one.end)
    if start < end:
        yield Span(start, end)
