"""What a deed on a row of Today does: which service is asked, what is said afterwards. Each is one step to undo.

Knows services; knows no list and no form's look.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.numbers import show_day
from desktopcrm.errors import UserError
from desktopcrm.services.clocks import Revival
from desktopcrm.services.today import NewVisit
from ui.context import Context, Place
from ui.editors.when import WhenLine
from ui.screens.today.asks import AGREE, LATER, DecideForm, MoveForm, SnoozeForm, VisitForm
from ui.screens.today.form import DeedForm

AGREED = ("visit", "untold")
ASKING = ("snooze", "decide", "plan_visit", "move")


class Deeds(QObject):
    """`asked(form)`: something must be said first; `done()`: it is stored, the form may go."""

    asked = Signal(object)
    done = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def begin(self, row: Row, deed: str) -> None:
        """Do it at once, or ask first. A deed that the row does not offer is passed over."""
        if deed == "why":
            self._context.go(Place("library", tab="rules", focus=row.rule))
        elif deed == "bring_back":
            self._store(row, deed)
        elif deed not in row.deeds:
            return
        elif deed == "open":
            tab, focus = row.place
            self._context.go(Place("account", row.account_id, tab, focus))
        elif deed in ("log", "call"):
            self._log(row, deed)
        elif deed in ASKING:
            self._ask(row, deed)
        else:
            self._store(row, deed)

    def _log(self, row: Row, deed: str) -> None:
        """A call is a call; what was agreed is logged as what it was, and of the day it was on."""
        app, kind = self._context.app, "call" if deed == "call" else ""
        if not kind and row.kind in AGREED:
            kind = app.desk.plan(row.account_id).value(row.record_id, "kind")
        when = f"{show_day(row.due, self._context.lang)} " if row.kind == "untold" and row.due else ""
        whom = f"@{app.records.get(row.person_id).name} " if row.person_id else ""
        self._context.log(row.account_id, kind, when + whom, row.project_id)

    def _ask(self, row: Row, deed: str) -> None:
        form, store = self._form(row, deed)
        form.confirmed.connect(lambda: self._confirm(row, deed, (form, store)))
        self.asked.emit(form)

    def _form(self, row: Row, deed: str) -> tuple[DeedForm, Callable[[], None]]:
        context = self._context
        if deed == "snooze":
            snooze = SnoozeForm(context)
            return snooze, lambda: self._snooze(row, snooze)
        if deed == "move":
            move = MoveForm(context, row)
            return move, lambda: self._move(row, move)
        plan = context.app.desk.plan(row.account_id)
        if deed == "decide" and row.proposal is not None:
            decide = DecideForm(context, plan, row.proposal)
            return decide, lambda: self._decide(row, decide)
        visit = VisitForm(context, plan, row)
        return visit, lambda: self._plan_visit(row, visit)

    def _confirm(self, row: Row, deed: str, asked: tuple[DeedForm, Callable[[], None]]) -> None:
        form, store = asked
        try:
            store()
        except UserError as error:
            form.set_error(self._context.error_text(error))
            return
        self.done.emit()
        self._say(row, deed)

    def _store(self, row: Row, deed: str) -> None:
        if self._context.attempt(self._steps(row)[deed]):
            self.done.emit()
            self._say(row, deed)

    def _say(self, row: Row, deed: str) -> None:
        self._context.say_undo(self._context.tr(f"today_page.said_{deed}", account=row.account))

    # what is stored

    def _steps(self, row: Row) -> dict[str, Callable[[], object]]:
        app = self._context.app
        return {
            "done": lambda: app.today.done(row),
            "thanked": lambda: app.today.thanked(row.account_id),
            "cancel": lambda: app.today.cancel(row.record_id),
            "bring_back": lambda: app.today.bring_back(row),
            "hop_done": lambda: app.clocks.hop_done(row.record_id),
            "invited": lambda: app.clocks.invited(row.record_id),
        }

    def _snooze(self, row: Row, form: SnoozeForm) -> None:
        self._context.app.today.snooze(row, form.reason.text(), self._last_day(form.until))

    def _decide(self, row: Row, form: DecideForm) -> None:
        verdict, reason = form.verdict.key(), form.reason.text()
        clocks, proposal = self._context.app.clocks, row.proposal
        if proposal is None:
            return
        if verdict == AGREE and proposal.kind == "give_up":
            if not reason.strip():
                raise UserError("errors.reason_missing")
            revival = Revival(form.revive_when.text(), form.revive_on.day())
            clocks.drop(proposal.project_id, reason, revival)
            return
        clocks.decide(proposal, verdict, reason, self._last_day(form.until) if verdict == LATER else None)

    def _last_day(self, back: WhenLine) -> date:
        """The last day out of sight, before the one on which it shall be seen again."""
        day = back.day()
        if day is None:
            raise UserError("errors.day_missing")
        if day <= self._context.app.desk.today():
            raise UserError("errors.day_not_ahead")
        return day - timedelta(days=1)

    def _plan_visit(self, row: Row, form: VisitForm) -> None:
        day = form.when.day()
        if day is None:
            raise UserError("errors.day_missing")
        project = form.project.key()
        self._context.app.today.plan_visit(
            NewVisit(
                row.account_id,
                day,
                form.when.time(),
                form.chosen_people(),
                form.objective.text(),
                int(project) if project else None,
                kind=form.kind.key(),
            )
        )

    def _move(self, row: Row, form: MoveForm) -> None:
        day = form.when.day()
        if day is None:
            raise UserError("errors.day_missing")
        self._context.app.today.move(row.record_id, day, form.when.time())
