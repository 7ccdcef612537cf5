"""What is written behind #, + and ?: whose need it is and of what kind, who promised, whom to ask; and rejections heard.

Works on the words around a mark. Knows no plan and stores nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from desktopcrm.domain.debrief_marks import FAR, Line, Mark, Span, folded_same, words_of
from desktopcrm.domain.debrief_names import Who
from desktopcrm.domain.debrief_scope import DebriefScope
from desktopcrm.domain.debrief_types import NOTE, Chip, Meaning

NEED_KINDS = ("product", "personal", "special")

_PERSONAL = re.compile(
    r"\bpersonal(?:ly)?\b|\bfor (?:him|her)self\b|\bprivately\b|个人|私下|私人|他自己|她自己"
)
_SPECIAL = re.compile(r"\bspecial\b|\bcustom(?:i[sz]ed|-made)?\b|特殊|定制|非标")
_KIND_WORD = re.compile(
    r"^(?:personal(?:ly)?|special|product|个人|特殊|产品)(?:\s*need|需求)?\s*[:：,，]?\s*", re.IGNORECASE
)
_WE_BEGIN = re.compile(r"(?:i|we|i'll|we'll)\b|我们|我方|我(?!要的)|咱")
_THEY_BEGIN = re.compile(
    r"(?:he|she|they|customer|the customer|client)(?:'ll|\b)|他|她|对方|客户|甲方", re.IGNORECASE
)
_ONE_OF_THEM = re.compile(r"\b(?:he|she)\b|[他她](?!们)")
_FOR_US = re.compile(
    r"\b(?:us|to me|gets? back|lets? us|let me know)\b|给我|发我|告诉我|通知我|回复我|回我|帮我|带我|让我|约我"
)
_PROMISED_BEFORE = re.compile(
    r"(?:(?P<en>[a-z']+)\s+(?:will|would|promise[sd]?|agree[sd]?|offer(?:s|ed)|is going|has|is|are)|(?P<short>[a-z]+)['’]ll"
    r"|(?P<zh>[一-鿿]*?)(?:答应|承诺|保证|同意|负责|说会|表示会|说好|会)(?:了)?)\s*(?:to)?\s*[:：]?\s*$"
)
_OURS_BEFORE = ("i", "we", "we've", "i've")
_THIRD_PERSON = re.compile(r"[a-z]+(?<!s)s\s")


def need_chip(line: Line, mark: Mark, people: Sequence[Chip]) -> Chip | None:
    """A need as the customer said it; a personal one belongs to the person named before it."""
    span = line.reach(mark, "#+?!")
    words = words_of(line, span)
    clause = line.low[line.clause(mark.at).start : span.end]
    kind = "personal" if _PERSONAL.search(clause) else "special" if _SPECIAL.search(clause) else "product"
    name = _KIND_WORD.sub("", words) or words
    if not name:
        return None
    whose = before(people, mark.at, line.sentence(mark.at).start) or inside(people, span)
    if kind == "personal" and whose is None:
        whose = before(people, mark.at)
    ties = (whose.key,) if whose else ()
    kinds = [one for one in NEED_KINDS if one != "personal" or whose]
    choices = (
        *(Meaning("need", one) for one in kinds),
        Meaning("hidden_need", kind if kind in kinds else "product"),
    )
    meaning, problem = Meaning("need", kind), ""
    if kind not in kinds:
        meaning, problem = NOTE, "need_person"
    others = tuple(one for one in choices if one != meaning)
    return Chip("need", mark.at, span.end, name, meaning, others, problem, ties)


def promise_chip(
    line: Line, mark: Mark, people: Sequence[Chip], cuts: Sequence[Span], doers: Sequence[Who] = ()
) -> Chip | None:
    """Something to be done, by us unless the sentence says that they do it. `cuts`: days named within; `doers`: whom
    its words begin with, without a mark."""
    reach = line.reach(mark)
    cuts = _near(cuts, reach)
    span = _until_day(reach, cuts)
    words = re.sub(
        r"\s+(?:by|on|until|till|before|at|for)$|(?:最晚|最迟|在|于)$", "", words_of(line, span, cuts)
    )
    words = re.sub(r"^(?:之?前|以前)", "", words)
    if not words:
        return None
    before_it = line.low[line.clause(mark.at).start : mark.at] if mark.at else ""
    first = inside(people, Span(mark.end, mark.end + 2))
    named = (
        next((one for one in people if any(one.meaning.value == who.uid for who in doers)), None)
        if doers
        else None
    )
    near = before(people, mark.at, line.clause(mark.at).start)
    is_theirs = bool(doers) or _is_theirs(before_it, folded_same(words), (near, first))
    who = first or named or (None if doers else near) or inside(people, span)
    if who is None and is_theirs and _ONE_OF_THEM.search(folded_same(f"{before_it} {words}")):
        who = before(people, mark.at)  # “she” is whoever was named last
    chosen, other = ("theirs", "ours") if is_theirs else ("ours", "theirs")
    ties = (who.key,) if who else ()
    return Chip("promise", mark.at, span.end, words, Meaning(chosen), (Meaning(other),), "", ties)


def _until_day(span: Span, cuts: Sequence[Span]) -> Span:
    """A promise ends with the day that follows its words; what is written behind that is another matter."""
    end = next((one.end for one in cuts if span.start < one.start < span.end), span.end)
    return Span(span.start, min(end, span.end))


def _near(cuts: Sequence[Span], span: Span) -> Sequence[Span]:
    """Of days in their order those that may lie within a span: no day is longer than a mark reaches."""
    first = bisect_left(cuts, span.start - FAR, key=_begin)
    return cuts[first : bisect_left(cuts, span.end, lo=first, key=_begin)]


def _begin(span: Span) -> int:
    return span.start


def _is_theirs(before_it: str, words: str, people: tuple[Chip | None, Chip | None]) -> bool:
    near, first = people
    if _WE_BEGIN.match(words):
        return False
    if first is not None or _THEY_BEGIN.match(words) or _FOR_US.search(words):
        return True
    promised = _PROMISED_BEFORE.search(before_it)
    if promised is not None:
        subject = promised["en"] or promised["short"] or ""
        chinese = promised["zh"] or ""
        return subject not in _OURS_BEFORE and not re.search("我|咱", chinese)
    return near is not None and near.end >= len(before_it.rstrip()) and bool(_THIRD_PERSON.match(words))


def question_chip(line: Line, mark: Mark, people: Sequence[Chip]) -> Chip | None:
    """Something to ask, to the end of the sentence, and whom, where a person is named in its first clause."""
    clause, end = line.clause(mark.end), min(line.sentence(mark.end).end, mark.end + FAR)
    following = (one.at for one in line.marks_in(Span(mark.at + 1, end)) if one.sign in "#+?!")
    span = Span(mark.end, next(following, end))
    end = span.end + 1 if line.plain[span.end : span.end + 1] == "?" else span.end
    words = words_of(line, Span(span.start, end))
    whom = inside(people, Span(span.start, min(span.end, clause.end)))
    end = mark.end + len(line.plain[mark.end : end].rstrip(" ,"))
    ties = (whom.key,) if whom else ()
    return Chip("question", mark.at, end, words, Meaning("question"), (), "", ties) if words else None


def rejections(line: Line, scope: DebriefScope, people: Sequence[Chip]) -> list[Chip]:
    """Clauses that sound like one of the rejections: offered, never taken without a word."""
    found = []
    for clause in clauses(line):
        said = line.plain[clause.start : clause.end]
        heard = scope.rejection_in(said)
        if not heard:
            continue
        who = inside(people, clause) or before(people, clause.start, line.sentence(clause.start).start)
        start = clause.start + len(said) - len(said.lstrip())
        end = clause.start + len(said.rstrip())
        ties = (who.key,) if who else ()
        words = words_of(line, Span(start, end))
        others = (Meaning("rejection", heard),)
        found.append(Chip("objection", start, end, words, NOTE, others, "maybe_rejection", ties))
    return found


def clauses(line: Line) -> list[Span]:
    """All clauses of a line that hold a letter; a mark that begins something of its own ends one."""
    marks = (one.at for one in line.marks if one.sign in "#+?")
    edges = [-1, *sorted({*line.stops, *marks}), len(line.plain)]
    spans = (Span(start + 1, end) for start, end in pairwise(edges))
    return [span for span in spans if any(char.isalpha() for char in line.plain[span.start : span.end])]


def before(people: Sequence[Chip], at: int, start: int = 0) -> Chip | None:
    """The person named last before a place. `people` in their order."""
    place = bisect_left(people, at, key=_start)
    return people[place - 1] if place and people[place - 1].start >= start else None


def inside(people: Sequence[Chip], span: Span) -> Chip | None:
    """The person named first within a span."""
    place = bisect_left(people, span.start, key=_start)
    return people[place] if place < len(people) and people[place].start < span.end else None


def all_inside(people: Sequence[Chip], span: Span) -> list[Chip]:
    """Everybody named within a span."""
    first = bisect_left(people, span.start, key=_start)
    return list(people[first : bisect_left(people, span.end, lo=first, key=_start)])


def _start(chip: Chip) -> int:
    return chip.start
