"""The classes of one account in one language: as values for JSON, and as words for lines of text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktopcrm.cli.context import Context
from desktopcrm.domain import (
    care,
    class_history,
    class_sentences,
    clocks,
    deal_class,
    key_person_class,
    numbers,
    prelim_class,
    source_grade,
    stages,
    stars,
)
from desktopcrm.domain.class_history import ClassChange
from desktopcrm.domain.deal_class import DealJudgement
from desktopcrm.domain.deal_lamps import FIELDS
from desktopcrm.domain.key_person_class import KpJudgement
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Said
from desktopcrm.services.telling import tell

Json = dict[str, object]
SETS = {"deal": "deal_class", "kp": "kp_class"}


class ClassReadings:
    """Judges on demand; what is asked of the account is judged once."""

    def __init__(self, context: Context, plan: Plan) -> None:
        self.plan = plan
        self._lang = context.lang
        self._tr = context.tr
        self._texts = context.app.texts
        self._catalogue = context.app.desk.catalogue
        self.prelim = prelim_class.prelim_class(plan)
        self.grade = source_grade.grade(plan, self._catalogue)
        self.stars = stars.stars(plan, self._catalogue)
        self.care = care.care(plan, self._catalogue)

    def account(self) -> Json:
        """What the account as a whole is."""
        due = self.care.thanks_due
        return {
            "account": {"id": self.plan.account.id, "name": self.plan.account.name},
            "day": self.plan.day.isoformat(),
            "prelim_class": self.prelim,
            "source_grade": {
                "grade": self.grade.grade,
                "label": self.label("source_grade", self.grade.grade),
                "missing": list(self.grade.missing),
                "ask": self._told(self.grade.ask) if self.grade.ask else "",
                "why": list(self.told(self.grade.why)),
            },
            "stars": {"total": self.stars.total, "matched": list(self.stars.matched)},
            "care": {
                "phase": self.care.phase,
                "actions": [{"action": one.key, "done": one.done} for one in self.care.actions],
                "goals": [
                    {
                        "measure": one.measure,
                        "low": one.low,
                        "high": one.high,
                        "value": float(one.value) if one.value is not None else None,
                        "reached": one.is_reached,
                    }
                    for one in self.care.goals
                ],
                "thanks_due": due.isoformat() if due else "",
            },
        }

    def project(self, project: Record) -> Json:
        """What a purchase is."""
        course = stages.course(self.plan.course_of(project.id), self.plan.day)
        clock = clocks.closing_clock(self.plan, project.id, self._catalogue)
        return {
            "id": project.id,
            "title": project.name,
            "stage": course.stage,
            "status": course.status,
            "deal": self._deal(self.deal(project)),
            "key_person": self._key_person(self.key_person(project)),
            "sentences": {which: list(said) for which, said in self.sentences(project).items()},
            "clock": {
                "state": clock.state,
                "limit": clock.limit,
                "elapsed": clock.elapsed,
                "left": clock.left,
                "preset": clock.preset,
                "said": self._told(clock.said),
            },
            "history": [
                {
                    "day": one.day.isoformat(),
                    "scale": one.scale,
                    "before": one.before,
                    "after": one.after,
                    "why": self._told(one.why),
                }
                for one in self.history(project)
            ],
        }

    def _deal(self, one: DealJudgement) -> Json:
        return {
            "class": one.deal,
            "label": self.label("deal_class", one.deal),
            "since": one.since.isoformat() if one.since else "",
            "ask": one.ask,
            "question": self.question(one.ask) if one.ask else "",
            "find_authority": one.find_authority,
            "lamps": [
                {"lamp": lamp.name, "state": lamp.state, "inferred": lamp.inferred, "stale": lamp.stale}
                for lamp in one.lamps
            ],
            "why": list(self.told(one.why)),
            "would_change": list(self.told(one.would_change)),
        }

    def _key_person(self, one: KpJudgement) -> Json:
        return {
            "class": one.kp,
            "label": self.label("kp_class", one.kp),
            "since": one.since.isoformat() if one.since else "",
            "person": self.person(one),
            "rank": one.rank,
            "decided": one.decided.verdict if one.decided else "",
            "d_traits": list(one.d_traits),
            "d_risk": one.is_d_risk,
            "met": list(self.told(one.met)),
            "missing": list(self.told(one.missing)),
            "why": list(self.told(one.why)),
            "would_change": list(self.told(one.would_change)),
        }

    def deal(self, project: Record) -> DealJudgement:
        return deal_class.judge(self.plan, project.id, self._catalogue)

    def key_person(self, project: Record) -> KpJudgement:
        return key_person_class.judge_project(self.plan, project.id, self._catalogue)

    def history(self, project: Record) -> tuple[ClassChange, ...]:
        return class_history.changes(self.plan, project.id, self._catalogue)

    def sentences(self, project: Record) -> dict[str, tuple[str, ...]]:
        """The interview with oneself (d4.6)."""
        return {
            which: self.told(speak(self.plan, project.id, self._catalogue))
            for which, speak in class_sentences.INTERVIEW.items()
        }

    def label(self, choices: str, key: str) -> str:
        option = self._catalogue.option(choices, key) if key else None
        return option.label[self._lang] if option else ""

    def told(self, said: Iterable[Said]) -> tuple[str, ...]:
        return tuple(self._told(one) for one in said)

    def _told(self, said: Said) -> str:
        return tell(self._texts, self._lang, said)

    def listed(self, said: tuple[Said, ...]) -> str:
        return ("、" if self._lang == "zh" else ", ").join(self.told(said))

    def joined(self, said: tuple[str, ...]) -> str:
        return ("" if self._lang == "zh" else " ").join(said)

    def question(self, lamp: str) -> str:
        """The spoken question about a lamp."""
        return self._catalogue.field("project", FIELDS[lamp]).ask[self._lang]

    def person(self, one: KpJudgement) -> str:
        return self.plan.record(one.person_id).name if one.person_id is not None else ""

    def since(self, day: date | None) -> str:
        return self._tr("classify.since", day=numbers.show_day(day, self._lang)) if day else ""

    def is_open(self, project: Record) -> bool:
        return stages.course(self.plan.course_of(project.id), self.plan.day).is_open

    def stage(self, project: Record) -> str:
        course = stages.course(self.plan.course_of(project.id), self.plan.day)
        label = self._catalogue.stage(course.stage).label[self._lang]
        words = {"label": label, "status": self.label("project_status", course.status)}
        return self._tr("cli.stands_at", stage=course.stage, **words)

    def clock_line(self, project: Record) -> str:
        return self._told(clocks.closing_clock(self.plan, project.id, self._catalogue).said)

    def goals(self) -> list[str]:
        """“Share of old customers: 4 %, goal 5 to 10 %”."""
        lines = []
        for one in self.care.goals:
            label = self._catalogue.field("account", one.measure).label[self._lang]
            value = f"{one.value} %" if one.value is not None else self._tr("classify.unknown")
            words = {"label": label, "value": value, "low": one.low}
            if one.high:
                lines.append(self._tr("classify.goal_between", **words, high=one.high))
            else:
                lines.append(self._tr("classify.goal_from", **words))
        return lines

    def change_line(self, one: ClassChange) -> str:
        """“3 Nov 2026: Next quarter → Bonus (…)”."""
        none = self._tr("classify.none")
        before, after = (self.label(SETS[one.scale], key) or none for key in (one.before, one.after))
        day = numbers.show_day(one.day, self._lang)
        return self._tr("classify.change", day=day, before=before, after=after, why=self._told(one.why))
