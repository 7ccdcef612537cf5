"""The open questions of an account as lines of the guide: what matters now first, each with whom to ask and why.

Knows readings; knows no widget that shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from desktopcrm.domain import stages
from desktopcrm.domain.guide import OpenQuestion, open_questions
from desktopcrm.domain.slots import live_projects
from ui.models.account_reading import Reading
from ui.theme import Tone

LONGEST = 150
ASKED_NEXT = 3
"""Questions that stand out: as many as one remembers on the way in."""
NEXT, ALSO, LATER = "next", "also", "later"
WHY_TONES = {"stale": Tone.WARN, "rumour": Tone.WARN, "missing": Tone.ACCENT}


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A heading (no question) or a question. `target` is what a tab's `focus` takes.

    `now`: it matters at the stage of today; `group`: where it stands, see `arranged`; a heading may be `folded`.
    """

    text: str
    about: str = ""
    whom: str = ""
    why: str = ""
    tone: Tone = Tone.NEUTRAL
    kind: str = ""
    target: tuple[int, str] = (0, "")
    heading: bool = False
    now: bool = False
    group: str = ""
    folded: bool = False

    @property
    def key(self) -> tuple[str, tuple[int, str], str]:
        """What makes it the same line after a change."""
        return self.kind, self.target, self.group if self.heading else ""

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        return " · ".join(part for part in (self.text, self.about, self.whom, self.why) if part)


def stage_now(reading: Reading) -> int:
    """The stage at which the farthest running purchase stands."""
    plan = reading.plan
    return max(
        (stages.course(plan.course_of(one.id), plan.day).stage for one in live_projects(plan)), default=1
    )


def guide_lines(reading: Reading) -> list[GuideLine]:
    """All questions in order: those that matter at this stage, then the others."""
    stage = stage_now(reading)
    found = open_questions(reading.plan, reading.catalogue, reading.today)[:LONGEST]
    matters: dict[tuple[str, str], bool] = {}
    now: list[GuideLine] = []
    later: list[GuideLine] = []
    speak = _Speaker(reading)
    for one in found:
        key = (one.kind, one.field)
        if key not in matters:
            matters[key] = _matters(reading, one, stage)
        line = speak.line(one)
        if matters[key]:
            now.append(replace(line, now=True))
        else:
            later.append(line)
    return now + later


def in_kept_order(before: Sequence[GuideLine], now: Sequence[GuideLine]) -> list[GuideLine]:
    """The questions of now, those that were there before in the order they had: nothing jumps under the hand.

    What was answered among the first ones leaves its place to the next in turn; new questions come last.
    """
    left = {line.key: line for line in now}
    first: list[GuideLine | None] = []
    for was in before[:ASKED_NEXT]:
        line = left.get(was.key)
        first.append(left.pop(was.key) if line is not None and line.now == was.now else None)
    kept = [left.pop(was.key) for was in before if was.key in left]
    rest = sorted([*kept, *left.values()], key=lambda line: not line.now)
    filled = [line or (rest.pop(0) if rest else None) for line in first]
    return [*(line for line in filled if line is not None), *rest]


def arranged(
    lines: Sequence[GuideLine], folded: Collection[str], tr: Callable[[str], str]
) -> list[GuideLine]:
    """The questions under their headings; those of a folded group are left out."""
    rest = lines[ASKED_NEXT:]
    groups = (
        (NEXT, lines[:ASKED_NEXT]),
        (ALSO, [line for line in rest if line.now]),
        (LATER, [line for line in rest if not line.now]),
    )
    shown: list[GuideLine] = []
    for group, members in groups:
        if not members:
            continue
        shut = group in folded
        state = "" if group == NEXT else tr("account.guide_folded" if shut else "account.guide_unfolded")
        title = tr(f"account.guide_{group}")
        shown.append(GuideLine(title, about=state, heading=True, group=group, folded=shut))
        shown += [] if shut else [replace(line, group=group) for line in members]
    return shown


def _matters(reading: Reading, question: OpenQuestion, stage: int) -> bool:
    if question.field:
        field = reading.catalogue.find(question.kind, question.field)
        return field is None or not field.stages or stage in field.stages
    return any(not one.stages or stage in one.stages for one in reading.catalogue.fields(question.kind))


class _Speaker:
    """Questions as lines; whom to ask and why are the same for many, so they are worded once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._whys = {"empty": ""}
        self._whom: dict[tuple[tuple[int, ...], str, str], str] = {}

    def line(self, question: OpenQuestion) -> GuideLine:
        reading = self._reading
        if question.record_id is not None:
            target = (question.record_id, question.field)
        else:
            parts = ("new", question.kind, question.option)
            target = (question.parent_id or 0, ".".join(part for part in parts if part))
        record = reading.plan.records.get(question.record_id or 0)
        return GuideLine(
            reading.words(question.text),
            reading.name(record) if record is not None and question.about else "",
            self._whom_of(question),
            self._why_of(question.why),
            WHY_TONES.get(question.why, Tone.NEUTRAL),
            question.kind,
            target,
        )

    def _why_of(self, why: str) -> str:
        if why not in self._whys:
            self._whys[why] = self._reading.tr(f"account.why_{why}")
        return self._whys[why]

    def _whom_of(self, question: OpenQuestion) -> str:
        key = (question.whom, question.kind, question.field)
        if key not in self._whom:
            self._whom[key] = _whom(self._reading, question)
        return self._whom[key]


def _whom(reading: Reading, question: OpenQuestion) -> str:
    """People by name; where nobody is known, the kind of person who usually knows."""
    names = [reading.plan.records[one].name for one in question.whom if one in reading.plan.records]
    if not names and question.field:
        field = reading.catalogue.find(question.kind, question.field)
        options = (reading.catalogue.option("knower", key) for key in (field.knows[:2] if field else ()))
        names = [reading.words(option.label) for option in options if option]
    joined = ("、" if reading.lang == "zh" else ", ").join(names)
    return reading.tr("account.ask", whom=joined) if joined else ""
