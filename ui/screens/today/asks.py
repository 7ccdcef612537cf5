"""The questions before a deed: put off until when and why; which verdict on a proposal and why; which visit."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.proposal import Proposal
from desktopcrm.domain.proposals import cost_so_far
from desktopcrm.domain.records import Record
from ui.context import Context
from ui.editors.many import ManyEditor
from ui.editors.value_editor import ValueRequest
from ui.screens.today.form import DeedForm
from ui.screens.today.lines import minutes
from ui.widgets.inputs import Choice
from ui.widgets.label import DENSE, Label
from ui.widgets.tabs import SegmentedChoice

SNOOZE_DAYS = 3
PEOPLE_OFFERED = 14
VISIT_KINDS = ("visit", "meeting", "call")
AGREE, KEEP, LATER = "lowered", "kept", "snoozed"


class SnoozeForm(DeedForm):
    """Out of sight until a day, with a reason; sooner where something changes."""

    def __init__(self, context: Context) -> None:
        tr = context.tr
        super().__init__(context, "snooze", tr("today_page.snooze"), tr("today_page.snooze_do"))
        self.until = self.when_line("snooze_until", tr("today_page.until"))
        self.until.show_when(context.app.desk.today() + timedelta(days=SNOOZE_DAYS))
        self.reason = self.text_line("snooze_reason", tr("today_page.reason"))
        self.add_row(self.until, self.reason)

    def first(self) -> QWidget:
        return self.reason


class DecideForm(DeedForm):
    """Agree with a proposal, keep things as they are, or put it off; always with a reason."""

    def __init__(self, context: Context, plan: Plan, proposal: Proposal) -> None:
        tr = context.tr
        super().__init__(context, "decide", tr("today_page.decide"), tr("today_page.decide_do"))
        self._gives_up = proposal.kind == "give_up"
        self.verdict = SegmentedChoice("verdict", tr("today_page.verdict"), self._verdicts(proposal), self)
        self.verdict.set_key(AGREE)
        self.verdict.chosen.connect(lambda _: self._arrange())
        self.reason = self.text_line("decide_reason", tr("today_page.reason"))
        self.until = self.when_line("decide_until", tr("today_page.until"))
        self.revive_when = self.text_line("revive_when", tr("today_page.revive_when"))
        self.revive_on = self.when_line("revive_on", tr("today_page.revive_on"))
        if self._gives_up:
            self.add_whole(Label(self._cost(plan, proposal), DENSE.but(wrap=True), self))
        self.add_whole(self.verdict)
        self.add_row(self.reason)
        self._later = self.add_row(self.until)
        self._revival = self.add_row(self.revive_when, self.revive_on)
        self._arrange()

    def first(self) -> QWidget:
        return self.verdict

    def _verdicts(self, proposal: Proposal) -> list[tuple[str, str]]:
        tr, context = self.context.tr, self.context
        option = context.app.desk.catalogue.option("kp_class", proposal.target)
        if self._gives_up:
            agree = tr("today_page.agree_give_up")
        elif option is not None:
            agree = tr("today_page.agree_lower", target=option.label[context.lang])
        else:
            agree = tr("today_page.agree_none")
        return [(AGREE, agree), (KEEP, tr("today_page.keep")), (LATER, tr("today_page.later"))]

    def _cost(self, plan: Plan, proposal: Proposal) -> str:
        cost = cost_so_far(plan, proposal.project_id, self.context.app.desk.catalogue)
        spent = minutes(self.context, cost.minutes)
        return self.context.tr("today_page.cost", visits=cost.visits, calls=cost.calls, time=spent)

    def _arrange(self) -> None:
        chosen = self.verdict.key()
        self._later.setVisible(chosen == LATER)
        self._revival.setVisible(chosen == AGREE and self._gives_up)


class VisitForm(DeedForm):
    """When, what for, with whom, about which purchase. For a new one or one that is agreed already."""

    def __init__(self, context: Context, plan: Plan, row: Row) -> None:
        tr = context.tr
        super().__init__(context, "visit", tr("today_page.plan_visit"), tr("today_page.plan_do"))
        self.when = self.when_line("visit_when", tr("today_page.when"))
        self.objective = self.text_line("visit_objective", tr("today_page.objective"))
        self.add_row(self.when, self.objective)
        people = _people(plan, row)
        chosen = ",".join(one.uid for one in people if one.id == row.person_id)
        options = tuple((one.uid, one.name) for one in people[:PEOPLE_OFFERED])
        self.people = ManyEditor(
            ValueRequest("visit_people", tr("today_page.people"), chosen, options=options)
        )
        self._ids = {one.uid: one.id for one in people}
        if options:
            self.add_whole(self.people)
        else:
            self.people.setParent(self)
            self.people.hide()
        kinds = [(key, tr(f"today_page.kind_{key}")) for key in VISIT_KINDS]
        self.kind = SegmentedChoice("visit_kind", tr("today_page.kind"), kinds, self)
        self.kind.set_key("visit")
        projects = [(str(one.id), one.name) for one in plan.of("project")]
        nothing = ("", tr("today_page.no_project"))
        self.project = Choice("visit_project", tr("today_page.project"), [nothing, *projects], self)
        self.project.set_key(str(row.project_id or ""))
        self.add_row(self.kind, self.project)

    def first(self) -> QWidget:
        return self.when

    def chosen_people(self) -> tuple[int, ...]:
        """Records of the people who are switched on."""
        uids = [part.strip() for part in self.people.text().split(",")]
        return tuple(self._ids[uid] for uid in uids if uid in self._ids)


def _people(plan: Plan, row: Row) -> list[Record]:
    """Whom the row is about, then the buying team, then everybody else."""
    team = {one.ref_id for one in plan.team(row.project_id)} if row.project_id else set()
    return sorted(
        plan.of("person"), key=lambda one: (one.id != row.person_id, one.id not in team, one.position, one.id)
    )


class MoveForm(DeedForm):
    """Another day for what is agreed."""

    def __init__(self, context: Context, row: Row) -> None:
        tr = context.tr
        super().__init__(context, "move", tr("today_page.move"), tr("today_page.move_do"))
        self.when = self.when_line("move_when", tr("today_page.when"))
        if row.due is not None:
            self.when.show_when(max(row.due, context.app.desk.today()), row.time)
        self.add_row(self.when)

    def first(self) -> QWidget:
        return self.when
