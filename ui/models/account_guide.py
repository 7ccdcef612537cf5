"""The open questions of an account as lines of the guide: what matters now first, each with whom to ask and why.

Knows readings; knows no widget that shows them.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain import stages
from desktopcrm.domain.guide import OpenQuestion, open_questions
from desktopcrm.domain.slots import live_projects
from ui.models.account_reading import Reading
from ui.theme import Tone

LONGEST = 150
WHY_TONES = {"stale": Tone.WARN, "rumour": Tone.WARN, "missing": Tone.ACCENT}


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A heading (no question) or a question. `target` is what a tab's `focus` takes."""

    text: str
    about: str = ""
    whom: str = ""
    why: str = ""
    tone: Tone = Tone.NEUTRAL
    kind: str = ""
    target: tuple[int, str] = (0, "")
    heading: bool = False

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
    """All lines in order: the questions of this stage under their heading, then the others."""
    stage = stage_now(reading)
    found = open_questions(reading.plan, reading.catalogue, reading.today)[:LONGEST]
    now = [one for one in found if _matters(reading, one, stage)]
    later = [one for one in found if not _matters(reading, one, stage)]
    lines: list[GuideLine] = []
    short = reading.words(reading.catalogue.stage(stage).short)
    for title, questions in (
        (reading.tr("account.guide_now", n=stage, name=short), now),
        (reading.tr("account.guide_later"), later),
    ):
        if questions:
            lines.append(GuideLine(title, why=str(len(questions)), heading=True))
            lines += [_line(reading, one) for one in questions]
    return lines


def _matters(reading: Reading, question: OpenQuestion, stage: int) -> bool:
    if question.field:
        field = reading.catalogue.find(question.kind, question.field)
        return field is None or not field.stages or stage in field.stages
    return any(not one.stages or stage in one.stages for one in reading.catalogue.fields(question.kind))


def _line(reading: Reading, question: OpenQuestion) -> GuideLine:
    if question.record_id is not None:
        target = (question.record_id, question.field)
    else:
        parts = ("new", question.kind, question.option)
        target = (question.parent_id or 0, ".".join(part for part in parts if part))
    record = reading.plan.records.get(question.record_id or 0)
    about = reading.name(record) if record is not None and question.about else ""
    why = "" if question.why == "empty" else reading.tr(f"account.why_{question.why}")
    return GuideLine(
        reading.words(question.text),
        about,
        _whom(reading, question),
        why,
        WHY_TONES.get(question.why, Tone.NEUTRAL),
        question.kind,
        target,
    )


def _whom(reading: Reading, question: OpenQuestion) -> str:
    """People by name; where nobody is known, the kind of person who usually knows."""
    names = [reading.plan.records[one].name for one in question.whom if one in reading.plan.records]
    if not names and question.field:
        field = reading.catalogue.find(question.kind, question.field)
        options = (reading.catalogue.option("knower", key) for key in (field.knows[:2] if field else ()))
        names = [reading.words(option.label) for option in options if option]
    joined = ("、" if reading.lang == "zh" else ", ").join(names)
    return reading.tr("account.ask", whom=joined) if joined else ""
