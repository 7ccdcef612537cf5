"""A contact on its way to be written down: whose, what kind, its text, what is understood of it, what was corrected.

Knows services and words; knows no widget. The panel asks it after every key press.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktopcrm.domain import gates, stages
from desktopcrm.domain.begun import Draft
from desktopcrm.domain.contacts import MATERIAL
from desktopcrm.domain.debrief import parse
from desktopcrm.domain.debrief_next import agreed
from desktopcrm.domain.debrief_said import Teller, spoken_day
from desktopcrm.domain.debrief_scope import DebriefScope, open_projects
from desktopcrm.domain.debrief_types import NOTE, Chip, Debrief, Meaning
from desktopcrm.domain.plan import Plan
from desktopcrm.services.log import Entry, Logged, Then
from desktopcrm.services.log_entry import DEFAULT_KIND
from ui.context import Context

ICONS = {
    "person": "user", "need": "target", "price": "banknote", "date": "calendar", "promise": "handshake",
    "question": "circle-question-mark", "objection": "message-square",
}  # fmt: skip
WITH_WORDS = ("need", "promise", "question", "objection")
SUGGESTED = "maybe_rejection"


@dataclass(frozen=True, slots=True)
class ChipView:
    """A chip as it is shown. `options`: everything it may become, in words, the present meaning first; `people`: whom
    else a name may mean; `problem`: a sentence; `end`: where it ends in the text; `suggested`: offered only, nothing is wrong."""

    key: str
    icon: str
    words: str
    source: str
    options: tuple[tuple[Meaning, str], ...]
    people: tuple[tuple[Meaning, str], ...] = ()
    problem: str = ""
    end: int = 0
    is_note: bool = False
    suggested: bool = False


class LogReading:
    """Choose an account, then hand in text; `debrief` is what is understood, corrections included."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._scope: DebriefScope | None = None
        self._raw = Debrief("")
        self._fixes: dict[str, Meaning] = {}
        self._kind = ""
        self.plan: Plan | None = None
        self.project_id: int | None = None
        self.debrief = Debrief("")

    def choose_account(self, account_id: int, draft: Draft) -> None:
        """Another account with what was being written about it. Raises `UserError` where it is gone."""
        app = self._context.app
        self.plan = app.desk.plan(account_id)
        known = draft.project_id in [one.id for one in open_projects(self.plan)]
        self.project_id = draft.project_id if known else app.log.default_project(self.plan)
        self._kind, self._fixes = draft.kind, dict(draft.fixes)
        self._read(draft.text)

    def choose_project(self, project_id: int | None) -> None:
        self.project_id = project_id
        self._read(self._raw.text)

    def choose_kind(self, kind: str) -> None:
        """From now on the kind is the rep's own choice, whatever the text begins with."""
        self._kind = kind
        self._read(self._raw.text)

    def write(self, text: str) -> None:
        """The text as it stands now; corrections stay with their chips."""
        before, self._raw = self._raw, parse(text, self._scoped())
        self._fixes = self._raw.carried(before, self._fixes)
        self.debrief = self._raw.corrected(self._fixes)

    def correct(self, key: str, meaning: Meaning) -> None:
        """Give a chip another meaning."""
        self._fixes[key] = meaning
        self.debrief = self._raw.corrected(self._fixes)

    @property
    def kind(self) -> str:
        """As chosen, else as the text says."""
        return self._kind or self.debrief.kind or DEFAULT_KIND

    @property
    def day(self) -> date:
        return self.debrief.happened or self._context.app.desk.today()

    @property
    def scope(self) -> DebriefScope:
        """What the text is read against."""
        return self._scoped()

    def draft(self) -> Draft:
        return Draft(self._raw.text, dict(self._fixes), self._kind, self.project_id)

    def draft_or_none(self) -> Draft | None:
        """`None` while no account is chosen."""
        return self.draft() if self.plan is not None else None

    def projects(self) -> list[tuple[int, str]]:
        """Running purchases, the one furthest on first."""
        return [(one.id, one.name) for one in open_projects(self.plan)] if self.plan else []

    def chips(self) -> list[ChipView]:
        return [self._view(chip) for chip in self.debrief.chips]

    def spoken(self, day: date, time: str = "") -> str:
        """A day with its weekday."""
        return self._context.tell(spoken_day(day, time))

    def open_items(self) -> list[tuple[str, str, str]]:
        """(key, words, why) of what is open on the checklist of the present stage; a plan settles nothing."""
        if self.plan is None or self.project_id is None or self.only_plans:
            return []
        catalogue, lang = self._context.app.desk.catalogue, self._context.lang
        course = stages.course(self.plan.course_of(self.project_id), self.plan.day)
        gate = gates.check(self.plan, self.project_id, course.stage, catalogue)
        return [(item.key, item.label[lang], item.why[lang]) for item in gate.open_items]

    @property
    def only_plans(self) -> bool:
        """Whether nothing took place yet, so that nothing is left to ask."""
        return self.debrief.is_plan and self.kind != MATERIAL

    def asks_next(self) -> bool:
        """Whether nothing was agreed yet about what comes next."""
        return not self.debrief.becoming("next")

    def next_contact(self, text: str) -> Then | None:
        """What a short line says about the next contact."""
        chip = agreed(text, self._scoped())
        if chip is None or chip.meaning.target != "next":
            return None
        return Then(date.fromisoformat(chip.meaning.value), chip.meaning.about, chip.words, chip.time)

    def follow_up_day(self) -> date | None:
        """The day that will be set where material was sent and nothing is agreed."""
        if self.kind != MATERIAL:
            return None
        days = self._context.app.desk.catalogue.rulebook.param("material_sent", "days")
        return max(self.day + timedelta(days=days), self._context.app.desk.today())

    def store(self, ticks: Mapping[str, str], then: Then | None) -> Logged:
        """Write it down in one step. Raises `UserError`."""
        if self.plan is None:
            raise RuntimeError("no account is chosen")
        entry = Entry(self.plan.account.id, self.debrief, self.kind, self.project_id, None, dict(ticks), then)
        return self._context.app.log.store(entry)

    def _read(self, text: str) -> None:
        """Read the text anew against another scope."""
        self._scope = None
        before, self._raw = self._raw, parse(text, self._scoped())
        if before.text == text:
            self._fixes = self._raw.carried(before, self._fixes)
        self.debrief = self._raw.corrected(self._fixes)

    def _scoped(self) -> DebriefScope:
        if self.plan is None:
            raise RuntimeError("no account is chosen")
        if self._scope is None:
            lang = self._context.lang
            self._scope = self._context.app.log.scope(self.plan, self.project_id, self._kind, lang)
        return self._scope

    def _teller(self) -> Teller:
        assert self.plan is not None
        return Teller(self.plan, self._context.app.desk.catalogue)

    def _view(self, chip: Chip) -> ChipView:
        tell, teller = self._context.tell, self._teller()
        said = tell(teller.chip(chip, self.debrief))
        source = " ".join(self.debrief.text[chip.start : chip.end].split())
        problem = teller.problem(chip)
        wrong = tell(problem) if problem else ""
        if chip.problem == "unknown_person":
            way = self._context.tr("log.way_new_person")
            wrong = self._context.tr("log.problem_with_way", problem=wrong, way=way)
        options = [
            (one, tell(teller.meaning(one, teller.tied(chip, self.debrief), chip.time)))
            for one in dict.fromkeys((chip.meaning, *chip.others, NOTE))
        ]
        words = f"{said}{self._context.tr('log.colon')}{chip.words}" if chip.kind in WITH_WORDS else said
        if chip.is_note:
            words = f"{chip.words or source}?" if chip.problem else chip.words or source
        if chip.problem == SUGGESTED:
            words = self._context.tr("log.maybe", what=options[1][1])
        return ChipView(
            chip.key,
            ICONS[chip.kind],
            words,
            source,
            tuple(options),
            tuple(self._others(chip)),
            wrong,
            chip.end,
            chip.is_note,
            chip.problem == SUGGESTED,
        )

    def _others(self, chip: Chip) -> list[tuple[Meaning, str]]:
        """Everybody whom a name may mean, whatever it says."""
        if chip.kind != "person":
            return []
        offered = {chip.meaning, *chip.others}
        found = [
            (Meaning("rep" if one.is_rep else "people", one.uid), one.name) for one in self.scope.names.people
        ]
        return [one for one in found if one[0] not in offered]
