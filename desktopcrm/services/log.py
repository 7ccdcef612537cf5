"""Writes a contact down, with everything that its text says: one step to undo.

What is understood is the matter of `domain.debrief`; how each thing is stored, that of `log_writing`.
"""

from __future__ import annotations

from datetime import date, timedelta

from desktopcrm.domain import contacts, fieldtypes, naming
from desktopcrm.domain.contacts import MATERIAL, VISITS, Contact
from desktopcrm.domain.debrief import parse
from desktopcrm.domain.debrief_scope import DebriefScope, Setting, open_projects, scope_of
from desktopcrm.domain.debrief_types import Debrief
from desktopcrm.domain.plan import Plan
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.log_entry import Entry, Logged, Services, Then, Told
from desktopcrm.services.log_writing import Writing
from desktopcrm.texts import Texts

__all__ = ["Entry", "Log", "Logged", "Services", "Then"]


class Log:
    def __init__(self, desk: Desk, services: Services, texts: Texts) -> None:
        self._desk = desk
        self._services = services
        self._texts = texts

    def scope(
        self, plan: Plan, project_id: int | None = None, kind: str = "", lang: str = ""
    ) -> DebriefScope:
        """What a line about this account is read against, in a language (that of the desk); `kind` where it is chosen."""
        desk = self._desk
        setting = Setting(lang or desk.lang, desk.scope(None, lang).currency, project_id, kind)
        return scope_of(plan, desk.catalogue, setting)

    def read(self, plan: Plan, text: str, project_id: int | None = None, kind: str = "") -> Debrief:
        """What is understood of a text about an account, nothing being stored."""
        return parse(text, self.scope(plan, project_id, kind))

    def default_project(self, plan: Plan) -> int | None:
        """The purchase that is meant where none is named: the running one that is furthest on."""
        running = open_projects(plan)
        return running[0].id if running else None

    def planned(self, plan: Plan, entry: Entry) -> Contact | None:
        """The planned contact that an entry tells: of that day, or one of the same kind that was never told; never
        one with other people (marked, or else named in the text), and a call is no visit."""
        day = self._day(entry)
        back = timedelta(days=self._desk.catalogue.rulebook.param("planned_is_told", "days"))
        found = [one for one in contacts.contacts(plan) if one.state in ("planned", "untold")]
        found = [one for one in found if one.kind == entry.kind or {one.kind, entry.kind} <= {*VISITS}]
        project = "" if entry.project_id is None else plan.record(entry.project_id).uid
        found = [one for one in found if not (project and one.project) or one.project == project]
        met = {chip.meaning.value for chip in entry.debrief.becoming("people", "new_person")}
        met = met or _spoken_of(plan, entry.debrief.text)
        found = [one for one in found if not (met and one.people) or met & {*one.people}]
        same_day = sorted((one for one in found if one.day == day), key=lambda one: one.kind != entry.kind)
        if same_day:
            return same_day[0]
        untold = [one for one in found if one.kind == entry.kind and day - back <= one.day < day]
        return untold[-1] if untold else None

    def store(self, entry: Entry) -> Logged:
        """Write it all down in one step. Raises `UserError`; then nothing is stored."""
        desk, day = self._desk, self._day(entry)
        if day > desk.today():
            raise UserError("errors.seen_in_future", day=day.isoformat())
        if len(fieldtypes.clean(entry.debrief.text)) > fieldtypes.MAX_TEXT:
            raise UserError("errors.value_too_long", limit=fieldtypes.MAX_TEXT)
        plan = desk.plan(entry.account_id)
        if entry.project_id is not None and entry.project_id not in plan.records:
            raise UserError("errors.record_gone")
        if entry.ticks and entry.project_id is None:
            raise UserError("errors.log_without_project")
        if entry.is_plan:
            return self._plan(plan, entry)
        planned = self.planned(plan, entry)
        with desk.store.step("steps.logged", name=plan.account.name):
            writing = Writing(desk, self._services, Told(plan, entry, day))
            writing.people()
            activity = writing.activity(planned.record_id if planned else None)
            writing.facts()
            writing.records()
            writing.ticks()
            agreed = writing.next_contacts()
            follow_up = None
            if entry.kind == MATERIAL and not agreed:
                follow_up = self._next_step(writing, day)
        return Logged(activity, day, planned is not None, dict(writing.made), follow_up)

    def _plan(self, plan: Plan, entry: Entry) -> Logged:
        """Contacts to come, and what stands by them: nobody was met today, so no contact is told."""
        with self._desk.store.step("steps.contact_planned", name=plan.account.name):
            writing = Writing(self._desk, self._services, Told(plan, entry, self._desk.today()))
            writing.people()
            writing.records()
            writing.ticks()
            first, *_ = writing.next_contacts()
        day = date.fromisoformat(entry.debrief.becoming("next")[0].meaning.value)
        return Logged(first, day, False, dict(writing.made), ahead=True)

    def _next_step(self, writing: Writing, day: date) -> date:
        """Material asks for a dated next step; where none was agreed, one is set (rule `material_sent`)."""
        after = timedelta(days=self._desk.catalogue.rulebook.param("material_sent", "days"))
        due = max(day + after, self._desk.today())
        writing.action(self._texts.t("log.follow_up", self._desk.lang), due)
        return due

    def _day(self, entry: Entry) -> date:
        return entry.day or entry.debrief.happened or self._desk.today()


def _spoken_of(plan: Plan, text: str) -> set[str]:
    """The people of the account whom a text names without marking them."""
    return {one.uid for one in plan.of("person") if naming.speaks_of(text, one.name)}
