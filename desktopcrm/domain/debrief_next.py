"""What a day in the line stands for: the next contact, the day a promise is due, or the day it all happened.

A day behind ! lies ahead; a day that opens the line, without a mark, lies behind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from desktopcrm.domain.debrief_ahead import Ahead
from desktopcrm.domain.debrief_calendar import Look
from desktopcrm.domain.debrief_days import DayFound, read_day
from desktopcrm.domain.debrief_marks import NEAR, Line, Mark, Span, folded_same, words_of
from desktopcrm.domain.debrief_scope import DebriefScope
from desktopcrm.domain.debrief_types import NOTE, Chip, Meaning

CONTACT_KINDS = ("call", "visit", "meeting", "message")
LONGEST_TITLE = 80
TOLD_WITHIN = 31
"""Days; a marked day further back is a slip rather than the day it happened."""
AFTER = {"call": "call", "message": "call", "material": "call"}
"""What comes next where no word says it: as this contact, but a voice after paper."""

_KIND_WORDS = (
    ("call", re.compile(r"\b(?:call\w*|ring\w*|rang|phone\w*|dial\w*)\b|电话|致电|打给|回电|通话")),
    ("meeting", re.compile(r"\b(?:meet\w*|review\w*|workshop\w*|presentation|demo\w*|session|teams|zoom|kick-?off)\b|会议|开会|例会|评审|汇报|澄清|交流会|碰头|宣讲")),
    ("visit", re.compile(r"\b(?:visit\w*|see|drop (?:in|by)|come by|go (?:there|and)|tour|on-?site|walk\w*|lunch|dinner|coffee)\b|拜访|上门|登门|现场|去厂|过去|来厂|参观|面谈|见面|见|吃饭|看站|走访")),
    ("message", re.compile(r"\b(?:mails?|e-?mails?|texts?|messages?|whatsapp|wechat)\b|邮件|微信|短信|消息")),
)  # fmt: skip
_BEHIND_DAY = re.compile(r"之?前|以前|左右|吧")
_LEADING = re.compile(r"\s*")
_CLOSES = re.compile(r"\s*(?:[,:;。]|-\s|$)")
_LEAD_WORDS = re.compile(
    r"^(?:(?:next|then|and|again|on|at|for|to)\s+(?=\w))+|^(?:约好了?|约了|约定|说好|定在|定于|约|再|然后|下次)+(?=[一-鿿])",
    re.IGNORECASE,
)
_SENT = re.compile(r"\b(?:sent|posted|mailed|couriered)\b|寄|发了|发去|送了|送去")
_WORD_STARTS = re.compile(r"(?<![a-z0-9])(?=[a-z0-9])|(?=[一-鿿])", re.IGNORECASE)
GUESSED_FROM = 40
"""Signs at the beginning of a text that may say what kind of contact it was."""


def look_of(scope: DebriefScope, ahead: bool) -> Look:
    return Look(scope.today, ahead, month_first=scope.lang == "zh")


def leading_day(line: Line, scope: DebriefScope) -> Chip | None:
    """A day gone by with which the line begins: the day it happened."""
    at = _LEADING.match(line.plain).end()  # type: ignore[union-attr]
    found = read_day(line.plain, at, look_of(scope, ahead=False))
    if found is None or found.day > scope.today or not found.end > at:
        return None
    if not found.sure and not _CLOSES.match(line.plain, found.end):
        return None
    words = line.text[found.start : found.end]
    return Chip("date", found.start, found.end, words, Meaning("happened", found.day.isoformat()))


def marked_day(line: Line, mark: Mark, scope: DebriefScope) -> DayFound | None:
    """The day behind a mark, with the little words that belong to it."""
    found = read_day(line.plain, mark.end, look_of(scope, ahead=True))
    if found is None:
        return None
    tail = _BEHIND_DAY.match(line.plain, found.end)
    return replace(found, end=tail.end()) if tail else found


def named_day(line: Line, span: Span, scope: DebriefScope) -> DayFound | None:
    """A day named without a mark within a promise: “by Friday”, 下周二前."""
    look = look_of(scope, ahead=True)
    for place in _WORD_STARTS.finditer(line.plain, span.start, span.end):
        at = place.start()
        found = read_day(line.plain, at, look)
        if found is None or found.end > span.end or found.day < scope.today:
            continue
        is_led = re.match(r"(?:by|until|till|before|on|in|within)\s", line.plain[at:], re.IGNORECASE)
        if found.sure or is_led:
            return found
    return None


def unread_day(line: Line, mark: Mark) -> Chip:
    """A marked word that is no day."""
    word = re.match(r"[a-z0-9'-]+|[一-鿿]{1,4}|\S", line.plain[mark.end :], re.IGNORECASE)
    end = mark.end + (word.end() if word else 0)
    return Chip("date", mark.at, end, line.text[mark.end : end], NOTE, (), "no_day")


def day_chip(line: Line, found: DayFound, scope: DebriefScope, ties: Sequence[Chip]) -> Chip:
    """The next contact on that day, or, behind a promise, the day it is due. `found.start` is that of its mark;
    `ties`: the promise, the people named with it."""
    promise = next((one for one in ties if one.kind == "promise"), None)
    meanings, problem = _day_meanings(line, found, scope, promise is not None)
    title, end = (promise.words, found.end) if promise else _title(line, found)
    keys = tuple(one.key for one in ties)
    return Chip("date", found.start, end, title, meanings[0], tuple(meanings[1:]), problem, keys, found.time)


def planned_chip(line: Line, plan: Ahead, scope: DebriefScope, ties: Sequence[Chip]) -> Chip:
    """The next contact of a clause that plans one; its day may lie behind, if the rep says so."""
    chip = day_chip(line, plan.day, scope, ties)
    return replace(chip, others=(*chip.others, Meaning("happened", plan.behind))) if plan.behind else chip


def _day_meanings(
    line: Line, found: DayFound, scope: DebriefScope, is_due: bool
) -> tuple[list[Meaning], str]:
    """What the day may stand for, the likeliest first, and why it stays a note."""
    day = found.day.isoformat()
    kind = _kind(line, found, scope)
    planned = [Meaning("next", day, one) for one in (kind, *(k for k in CONTACT_KINDS if k != kind))]
    happened = Meaning("happened", day)
    if found.day < scope.today:
        is_fresh = (scope.today - found.day).days <= TOLD_WITHIN and found.sure and not is_due
        return ([happened], "") if is_fresh else ([NOTE, happened], "past_day")
    meanings = [Meaning("due", day), *planned] if is_due else planned
    if found.other:
        meanings.append(meanings[0]._replace(value=found.other.isoformat()))
    return [*meanings, happened] if found.day == scope.today else meanings, ""


def _kind(line: Line, found: DayFound, scope: DebriefScope) -> str:
    """By the word nearest to the day in its clause, else as this contact."""
    clause = line.clause(found.start)
    words = line.low[clause.start : clause.end]
    at = found.start - clause.start
    hits = [(abs(one.start() - at), kind) for kind, pattern in _KIND_WORDS for one in pattern.finditer(words)]
    return min(hits)[1] if hits else AFTER.get(scope.kind, "visit")


def guessed_kind(line: Line, start: int = 0) -> str:
    """What kind of contact the first words from `start` on tell of: “Call @Okafor”, “sent the certificates”, 昨天电话;
    empty if none."""
    start += len(line.plain[start : start + NEAR]) - len(line.plain[start : start + NEAR].lstrip())
    clause = line.clause(start)
    marked = (one.at for one in line.marks if one.sign in "#+?!$" and one.at >= start)
    words = line.low[start : min(clause.end, next(marked, start + GUESSED_FROM), start + GUESSED_FROM)]
    patterns = (*_KIND_WORDS, ("material", _SENT))
    hits = [(found.start(), kind) for kind, pattern in patterns if (found := pattern.search(words))]
    return min(hits)[1] if hits else ""


def _title(line: Line, found: DayFound) -> tuple[str, int]:
    """(what the contact is about, where its words end): what is written behind the day in its clause, else before it."""
    clause = line.clause(found.start)
    marks = [one.at for one in line.marks_in(clause) if one.sign in "#+?!$"]
    behind = Span(found.end, min([clause.end, *(at for at in marks if at >= found.end)]))
    title, end = words_of(line, behind), found.end
    if title:
        end = behind.start + len(line.plain[behind.start : behind.end].rstrip())
    elif not any(at < found.start for at in marks):
        title = words_of(line, Span(clause.start, found.start))
    title = _LEAD_WORDS.sub("", title)[:LONGEST_TITLE].strip()
    said = folded_same(title)
    return "" if any(pattern.fullmatch(said) for _, pattern in _KIND_WORDS) else title, end


def agreed(text: str, scope: DebriefScope) -> Chip | None:
    """The next contact that a short line names, without any mark: “Fri 14:00 call”, 下周二拜访."""
    line = Line.of(text)
    for place in _WORD_STARTS.finditer(line.plain):
        found = read_day(line.plain, place.start(), look_of(scope, ahead=True))
        if found is not None and found.day >= scope.today:
            return day_chip(line, found, scope, ())
    return None


def promise_before(promises: Sequence[tuple[Mark, Span]], line: Line, mark: Mark) -> Mark | None:
    """The promise that a day behind it is due for: in its clause, or right behind the comma."""
    place = bisect_left(promises, mark.at, key=lambda one: one[0].at)
    if not place:
        return None
    opened, reach = promises[place - 1]
    if any(one.sign in "!#?" for one in line.marks_in(Span(opened.at + 1, mark.at))):
        return None
    gap = line.plain[reach.end : mark.at] if reach.end < mark.at else ""
    return opened if not gap.strip(" ,") else None
