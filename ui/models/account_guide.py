"""The guide of an account as lines: what is argued first, then what is open, each with whom to ask and why.

Knows readings; knows no widget that shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from desktopcrm.domain import stages
from desktopcrm.domain.guide import OpenQuestion, open_questions
from desktopcrm.domain.passed_over import PassedOver
from desktopcrm.domain.slots import live_projects
from desktopcrm.texts import Texts
from ui.models.account_reading import Reading
from ui.models.guide_judged import Judged
from ui.models.guide_line import ALSO, FIXED, GROUPS, LATER, NEXT, GuideLine, in_group, of_group
from ui.theme import Tone

LONGEST = 150
WHY_TONES = {"stale": Tone.WARN, "rumour": Tone.WARN, "missing": Tone.ACCENT}


def stage_now(reading: Reading) -> int:
    """The stage at which the farthest running purchase stands."""
    plan = reading.plan
    return max(
        (stages.course(plan.course_of(one.id), plan.day).stage for one in live_projects(plan)), default=1
    )


def guide_lines(reading: Reading, texts: Texts) -> list[GuideLine]:
    """Everything the guide says, each line in its group."""
    found = open_questions(reading.plan, reading.catalogue, reading.today)
    judged = Judged(reading, texts).lines(found)
    asked = {line.target for line in of_group(judged, NEXT)}
    return [*judged, *_open(reading, found[:LONGEST], asked)]


def _open(
    reading: Reading, found: Sequence[OpenQuestion], asked: Collection[tuple[int, str]]
) -> list[GuideLine]:
    """What is open beside the questions to ask next: what matters at this stage, then the rest."""
    stage = stage_now(reading)
    passed = PassedOver.of(reading.plan)
    matters: dict[tuple[str, str], bool] = {}
    lines: list[GuideLine] = []
    speak = _Speaker(reading)
    for one in found:
        key = (one.kind, one.field)
        if key not in matters:
            matters[key] = _matters(reading, one, stage)
        line = speak.line(one, ALSO if matters[key] else LATER)
        if line.target not in asked and not passed.covers(_subject(reading, one), str(stage)):
            lines.append(line)
    return lines


def _subject(reading: Reading, one: OpenQuestion) -> str:
    """What a decision about this question is about, as in `inquiry`."""
    record = reading.plan.records.get(one.record_id or one.parent_id or 0)
    option = f":{one.option}" if one.option else ""
    return f"ask:{record.uid if record else ''}:{one.kind}.{one.field}{option}"


def arranged(lines: Sequence[GuideLine], folded: Collection[str], tr: Callable[..., str]) -> list[GuideLine]:
    """The lines under their headings; those of a folded group are left out."""
    shown: list[GuideLine] = []
    for group in GROUPS:
        members = of_group(lines, group)
        if not members:
            continue
        shut = group in folded
        state = "" if group in FIXED else tr("account.guide_folded" if shut else "account.guide_unfolded")
        title = tr(f"guide.group_{group}", n=len(members))
        shown.append(GuideLine(title, about=state, heading=True, group=group, folded=shut))
        shown += [] if shut else [in_group(group, line) for line in members]
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

    def line(self, question: OpenQuestion, group: str) -> GuideLine:
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
            now=group == ALSO,
            group=group,
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
