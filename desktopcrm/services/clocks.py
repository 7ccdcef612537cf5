"""What a rep does to the clocks: start and end introductions, stop a clock, decide on a proposal, drop and revive.

Each is one undoable step. What the clocks say is judged in the domain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import numbers, stages
from desktopcrm.domain.fieldtypes import clean
from desktopcrm.domain.overrun import GIVE_UP
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.proposal import Proposal
from desktopcrm.domain.records import Observation, Record
from desktopcrm.errors import UserError
from desktopcrm.services.decisions import Decisions, NewDecision
from desktopcrm.services.desk import Desk
from desktopcrm.services.facts import Facts
from desktopcrm.services.projects import Projects
from desktopcrm.services.records import NewRecord, Records


@dataclass(frozen=True, slots=True)
class Revival:
    """What could bring a dropped purchase back: an event in the rep's words, a day for a second look, or both."""

    when: str = ""
    on: date | None = None


NEVER = Revival()


class Clocks:
    def __init__(
        self, desk: Desk, rows: Records, facts: Facts, projects: Projects, decisions: Decisions
    ) -> None:
        self._desk = desk
        self._records = rows
        self._facts = facts
        self._projects = projects
        self._decisions = decisions

    def start_hop(self, project_id: int, from_id: int, to_id: int, day: date | None = None) -> int:
        """Somebody has agreed to take us to somebody; gives the record of the step."""
        one, other = self._records.get(from_id), self._records.get(to_id)
        project = self._records.get(project_id)
        if from_id == to_id:
            raise UserError("errors.hop_to_itself", name=one.name)
        if {one.account_id, other.account_id} != {project.account_id}:
            raise UserError("errors.hop_of_another_account")
        plan = self._open_plan(project)
        if _is_agreed(plan, project_id, (one.uid, other.uid)):
            raise UserError("errors.hop_running", who=one.name, whom=other.name)
        at = self._day(day)
        with self._desk.store.step("steps.hop_started", who=one.name, whom=other.name):
            name = f"{one.name} → {other.name}"
            hop = self._records.add(NewRecord("hop", name, project_id, created_on=at))
            seen = Observation(seen_on=at)
            self._facts.observe_value(hop, "from_person", one.uid, seen)
            self._facts.observe_value(hop, "to_person", other.uid, seen)
            self._facts.observe_value(hop, "started", at.isoformat(), seen)
            return hop

    def hop_done(self, hop_id: int, day: date | None = None) -> None:
        """The person was met."""
        self._end_hop(hop_id, "done_on", day)

    def hop_given_up(self, hop_id: int, reason: str = "", day: date | None = None) -> None:
        """This way leads nowhere; another is looked for."""
        with self._desk.store.step("steps.hop_given_up", name=self._records.get(hop_id).name):
            self._end_hop(hop_id, "given_up_on", day)
            if clean(reason):
                self._facts.observe(hop_id, "comment", reason, Observation(seen_on=self._day(day)))

    def _end_hop(self, hop_id: int, field: str, day: date | None) -> None:
        hop, at = self._records.get(hop_id), self._day(day)
        started = self._plan(hop).value(hop_id, "started")
        if started and at < date.fromisoformat(started):
            last = date.fromisoformat(started)
            raise UserError("errors.before_last_step", last=numbers.show_day(last, self._desk.lang))
        with self._desk.store.step("steps.hop_done", name=hop.name):
            self._facts.observe_value(hop_id, field, at.isoformat(), Observation(seen_on=at))

    def pause_clock(self, project_id: int, reason: str, day: date | None = None) -> None:
        """Stop the clocks of a purchase, with a reason; the purchase itself goes on."""
        project, said = self._records.get(project_id), clean(reason)
        if not said:
            raise UserError("errors.reason_missing")
        plan = self._open_plan(project)
        if plan.value(project_id, "clock_paused") == "yes":
            raise UserError("errors.clock_stopped", name=project.name)
        self._turn((plan, project), "yes", said, day)

    def resume_clock(self, project_id: int, day: date | None = None) -> None:
        """Let the clocks run again; the days between do not count."""
        project = self._records.get(project_id)
        plan = self._plan(project)
        if plan.value(project_id, "clock_paused") != "yes":
            raise UserError("errors.clock_runs", name=project.name)
        self._turn((plan, project), "no", "", day)

    def _turn(self, what: tuple[Plan, Record], value: str, reason: str, day: date | None) -> None:
        plan, project = what
        at = self._day(day)
        before = next(iter(plan.past(project.id, "clock_paused")), None)
        if before is not None and at < before.seen_on:
            last = numbers.show_day(before.seen_on, self._desk.lang)
            raise UserError("errors.before_last_step", last=last)
        label = "steps.clock_stopped" if value == "yes" else "steps.clock_started"
        with self._desk.store.step(label, name=project.name):
            seen = Observation(seen_on=at, note=reason)
            self._facts.observe_value(project.id, "clock_paused", value, seen)

    def decide(
        self,
        proposal: Proposal,
        verdict: str,
        reason: str,
        until: date | None = None,
        day: date | None = None,
    ) -> None:
        """Keep (kept), agree (lowered; to a give-up: drop) or put off (snoozed, until a day); always with a reason."""
        if verdict == "lowered" and proposal.kind == GIVE_UP:
            self.drop(proposal.project_id, reason, day=day)
            return
        project = self._records.get(proposal.project_id)
        lowers = verdict == "lowered" and proposal.kind == "lower"
        self._decisions.take(
            NewDecision(
                account_id=project.account_id or project.id,
                subject=proposal.subject,
                verdict=verdict,
                title=self._title(project, proposal),
                reason=reason,
                state=proposal.target if lowers else proposal.state,  # the class that holds from now on
                until=until,
                day=day,
            )
        )

    def _title(self, project: Record, proposal: Proposal) -> str:
        """The purchase, and the rule that asked."""
        rule = self._desk.catalogue.rulebook[proposal.rule]
        return f"{project.name}: {rule.label[self._desk.lang]}"

    def drop(self, project_id: int, reason: str, revival: Revival = NEVER, day: date | None = None) -> None:
        """Give a purchase up, with what could bring it back."""
        at = self._day(day)
        with self._desk.store.step("steps.project_dropped", name=self._records.get(project_id).name):
            self._projects.drop(project_id, reason, at)
            self._note_revival(project_id, revival, at)

    def revive(self, project_id: int, day: date | None = None) -> None:
        """Take a dropped purchase up again, at the stage where it stood."""
        at = self._day(day)
        with self._desk.store.step("steps.project_revived", name=self._records.get(project_id).name):
            self._projects.resume(project_id, at)
            self._note_revival(project_id, NEVER, at)

    def _note_revival(self, project_id: int, revival: Revival, at: date) -> None:
        seen = Observation(seen_on=at)
        said = {"revive_when": clean(revival.when), "revive_on": revival.on.isoformat() if revival.on else ""}
        for field, value in said.items():
            if value:
                self._facts.observe_value(project_id, field, value, seen)
            else:
                self._facts.clear(project_id, field, seen)

    def invited(self, member_id: int, day: date | None = None) -> None:
        """The person was invited to our company."""
        member, at = self._records.get(member_id), self._day(day)
        with self._desk.store.step("steps.invited", name=member.name):
            self._facts.observe_value(member_id, "invited_on", at.isoformat(), Observation(seen_on=at))

    def _open_plan(self, project: Record) -> Plan:
        """The plan, where the purchase is not closed."""
        plan = self._plan(project)
        if not stages.course(plan.course_of(project.id), plan.day).is_open:
            raise UserError("errors.project_closed", name=project.name)
        return plan

    def _plan(self, record: Record) -> Plan:
        with self._desk.store.read() as tx:
            return self._desk.plan_of(tx, record)

    def _day(self, day: date | None) -> date:
        today = self._desk.today()
        if day is not None and day > today:
            raise UserError("errors.step_in_future", day=numbers.show_day(day, self._desk.lang))
        return day or today


def _is_agreed(plan: Plan, project_id: int, pair: tuple[str, str]) -> bool:
    """Whether the same introduction is under way."""
    return any(
        (plan.value(hop.id, "from_person"), plan.value(hop.id, "to_person")) == pair
        and not plan.value(hop.id, "done_on")
        and not plan.value(hop.id, "given_up_on")
        for hop in plan.of("hop", project_id)
    )
