"""What the app argues as lines of the guide: the questions to ask next, the flags, what was accepted or passed over.

Knows readings and judgements; knows no widget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktopcrm.domain.decisions import decisions
from desktopcrm.domain.flag import Ground
from desktopcrm.domain.flags import Flag, flags
from desktopcrm.domain.guide import OpenQuestion
from desktopcrm.domain.next_questions import ANY, NextQuestion, next_questions
from desktopcrm.domain.passed_over import NOT_NOW, UNKNOWABLE
from desktopcrm.domain.said import Said
from desktopcrm.services.telling import tell
from desktopcrm.texts import Texts
from ui.models.account_reading import Reading
from ui.models.guide_line import ACCEPTED, FLAGS, MORE_FLAGS, NEXT, PASSED, Detail, GuideLine

STANDING_OUT = 5
"""Flags that are not folded away, beside the red ones."""

ANSWER, NOT_NOW_DEED, UNKNOWABLE_DEED, LET_GO = "answer", "not_now", "unknowable", "let_go"
GO, ACCEPT, TAKE_BACK, WHY, ASK_AGAIN, SAY = "go", "accept", "take_back", "why", "ask_again", "say"
OWN = "own"
NEW_ACTIVITY = ("activity", "new.activity")


class Judged:
    """Words the judgements of one reading."""

    def __init__(self, reading: Reading, texts: Texts) -> None:
        self._reading = reading
        self._texts = texts
        self._several = sum(1 for _ in reading.plan.of("project")) > 1

    def lines(self, found: Sequence[OpenQuestion]) -> list[GuideLine]:
        """Next questions, flags, accepted flags, passed-over questions; `found`: all that is open."""
        reading = self._reading
        asked = next_questions(reading.plan, reading.catalogue, ANY, found)
        raised = flags(reading.plan, reading.catalogue)
        return [
            *(self._question(one, raised) for one in asked),
            *self._flags(raised),
            *self._passed(),
        ]

    def _tell(self, said: Said) -> str:
        return tell(self._texts, self._reading.lang, said)

    def _question(self, one: NextQuestion, raised: Sequence[Flag]) -> GuideLine:
        reading, tr = self._reading, self._reading.tr
        own = one.origin == OWN
        step = reading.catalogue.option("question_step", one.step)
        details = [Detail(self._tell(one.why_now))]
        if one.how.en:
            details.append(Detail(reading.words(one.how), reading.words(step.label) if step else ""))
        names = [reading.plan.records[person].name for person in one.whom]
        who = names or [reading.words(words) for words in one.usually]
        joined = ("、" if reading.lang == "zh" else ", ").join(who)
        deeds = (SAY, NOT_NOW_DEED, LET_GO) if own else (ANSWER, NOT_NOW_DEED, UNKNOWABLE_DEED)
        return GuideLine(
            reading.words(one.text),
            self._about(one),
            tr("account.ask", whom=joined) if joined else "",
            kind=one.kind,
            target=self._target(one),
            now=True,
            group=NEXT,
            subject=one.subject,
            state=one.state,
            place=self._place(one, raised),
            details=tuple(details),
            deeds=deeds,
        )

    def _about(self, one: NextQuestion) -> str:
        """What it is about where the question does not say it: not who is asked, not the only purchase."""
        record = self._reading.plan.records.get(one.record_id or 0)
        if record is not None and record.kind == "project" and not self._several:
            return ""
        named = {self._reading.plan.records[person].name for person in one.whom[:1]}
        return "" if one.about in named else one.about

    def _target(self, one: NextQuestion) -> tuple[int, str]:
        if one.record_id is not None:
            return one.record_id, one.field
        parts = ("new", one.kind, one.option)
        return one.parent_id or 0, ".".join(part for part in parts if part)

    def _place(self, one: NextQuestion, raised: Sequence[Flag]) -> tuple[str, str]:
        """A question that fills no field is answered where its flag is mended."""
        if one.record_id is None or one.field:
            return "", ""
        rule = one.origin.removeprefix("flag:")
        return next((flag.place for flag in raised if flag.rule == rule), NEW_ACTIVITY)

    def _flags(self, raised: Sequence[Flag]) -> Iterator[GuideLine]:
        """Red ones and the first few others in the open, the rest folded, the accepted ones apart."""
        for number, one in enumerate(raised):
            if one.accepted is not None:
                why = Detail(one.accepted.reason, self._reading.day(one.accepted.day))
                yield self._flag(one, ACCEPTED, why)
                continue
            out = number < STANDING_OUT or one.severity == "red"
            way = Detail(self._reading.words(one.way_out), self._reading.tr("guide.way_out"))
            yield self._flag(one, FLAGS if out else MORE_FLAGS, way)

    def _flag(self, one: Flag, group: str, detail: Detail) -> GuideLine:
        project = self._reading.plan.records.get(one.project_id or 0)
        accepted = group == ACCEPTED
        return GuideLine(
            self._tell(one.said),
            project.name if project is not None and self._several else "",
            kind="flag",
            target=(one.record_id, ""),
            group=group,
            subject=one.subject,
            state=one.state,
            place=one.place,
            details=(detail,),
            deeds=(TAKE_BACK, GO, WHY) if accepted else (GO, ACCEPT, WHY),
            mark="accepted" if accepted else one.severity,
        )

    def _passed(self) -> Iterator[GuideLine]:
        """Questions put off, and those that cannot be known at the stage of today."""
        reading = self._reading
        stages_now = {str(one.stage) for one in Ground.of(reading.plan, reading.catalogue).purchases} or {""}
        for subject, those in decisions(reading.plan).items():
            one = those[0]
            stays = one.verdict == NOT_NOW or (one.verdict == UNKNOWABLE and one.state in stages_now)
            if not subject.startswith("ask:") or not stays or not one.holds(reading.today):
                continue
            lead = (
                reading.tr("guide.until", day=reading.day(one.until)) if one.until else reading.day(one.day)
            )
            yield GuideLine(
                reading.plan.record(one.record_id).name,
                kind="passed",
                group=PASSED,
                subject=subject,
                details=(Detail(one.reason, lead),),
                deeds=(ASK_AGAIN,),
            )
