"""Moving a purchase through its stages: asks in a panel of the page for what is needed, and does it.

Knows the services of projects and the words; knows no page. Undo takes back every step, so nothing asks twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktopcrm.domain import numbers, stages
from desktopcrm.domain.catalogue import Item
from desktopcrm.domain.gates import Gate
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from ui.context import Context
from ui.theme import Tone
from ui.widgets.ask_panel import Answer, Ask, AskPanel

REASON_NEEDED = ("back", "lost", "dropped", "paused")
OF_THE_DAY = (
    "before_last_stage",
    "before_last_step",
    "step_in_future",
    "no_such_day",
    "day_too_far",
    "not_a_day",
)
"""What a day is refused for."""


def is_about_day(error: UserError) -> bool:
    """Whether the day is wrong, and not the reason."""
    return error.key.removeprefix("errors.") in OF_THE_DAY


class CourseAsks(QObject):
    """`item_wanted(project, item key)`: a link to an open item was opened; `done(project)`: something happened."""

    item_wanted = Signal(int, str)
    done = Signal(int)

    def __init__(self, context: Context, panel: AskPanel) -> None:
        super().__init__(panel)
        self._context, self._panel = context, panel
        self._project: Record | None = None
        panel.answered.connect(self._on_answer)
        panel.link_opened.connect(self._on_link)

    @property
    def project_id(self) -> int:
        """The purchase last asked about, 0 before."""
        return self._project.id if self._project else 0

    def advance(self, project_id: int) -> None:
        """One stage on: at once where the gate is open, else the open items and a reason are asked about."""
        app = self._context.app
        plan_stage = self._stage(project_id)
        if plan_stage >= stages.LAST_STAGE:
            self.ask("won", project_id)
            return
        gate = app.projects.gate(project_id)
        self._project = app.records.get(project_id)
        if gate.is_open:
            self._panel.hide()
            self._run(lambda: app.projects.advance(project_id), self._say_advanced(plan_stage + 1))
        else:
            self._panel.show_ask(self._gate_ask(gate))

    def ask(self, kind: str, project_id: int) -> None:
        """Ask about `back`, `won`, `lost`, `dropped` or `paused`."""
        tr = self._context.tr
        self._project = self._context.app.records.get(project_id)
        sentence = tr(f"procurement.ask_{kind}")
        links: tuple[tuple[str, str], ...] = ()
        if kind == "won":
            gate = self._context.app.projects.gate(project_id)
            links = self._links(gate.mandatory_open)
            sentence = tr("procurement.ask_won_open") if links else sentence
        self._panel.show_ask(
            Ask(
                kind,
                tr(f"procurement.title_{kind}", name=self._project.name),
                sentence,
                links,
                reason_label=tr(f"procurement.reason_{kind}"),
                reason_needed=kind in REASON_NEEDED,
                day_label=tr("procurement.day"),
                confirm=tr(f"procurement.do_{kind}"),
                cancel=tr("procurement.cancel"),
                tone=Tone.GOOD if kind == "won" else Tone.ACCENT,
            )
        )

    def resume(self, project_id: int) -> None:
        """Run again, at once."""
        app = self._context.app
        self._project = app.records.get(project_id)
        self._panel.hide()
        self._run(
            lambda: app.projects.resume(project_id),
            self._context.tr("procurement.said_resumed", name=self._project.name),
        )

    def move(self, project_id: int, to_stage: int) -> None:
        """What dragging a card means: one stage on or back; further is refused in a sentence."""
        here = self._stage(project_id)
        if to_stage == here + 1:
            self.advance(project_id)
        elif to_stage == here - 1 and to_stage >= 1:
            self.ask("back", project_id)
        elif to_stage > stages.LAST_STAGE and here == stages.LAST_STAGE:
            self.ask("won", project_id)
        elif to_stage != here:
            self._context.say(self._context.tr("procurement.one_at_a_time"), Tone.WARN)

    def _stage(self, project_id: int) -> int:
        desk = self._context.app.desk
        record = self._context.app.records.get(project_id)
        plan = desk.plan(record.account_id or 0)
        return stages.course(plan.course_of(project_id), desk.today()).stage

    def _gate_ask(self, gate: Gate) -> Ask:
        tr = self._context.tr
        name = self._project.name if self._project else ""
        return Ask(
            "advance",
            tr("procurement.title_gate", name=name, n=len(gate.mandatory_open)),
            tr("procurement.ask_gate"),
            self._links(gate.mandatory_open),
            reason_label=tr("procurement.reason_gate"),
            reason_needed=True,
            day_label=tr("procurement.day"),
            confirm=tr("procurement.do_gate"),
            cancel=tr("procurement.cancel"),
            tone=Tone.WARN,
        )

    def _links(self, items: tuple[Item, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((item.key, item.label[self._context.lang]) for item in items)

    def _on_link(self, key: str) -> None:
        if self._project is not None:
            self.item_wanted.emit(self._project.id, key)

    def _on_answer(self, answer: Answer) -> None:
        if self._project is None:
            return
        project_id, name = self._project.id, self._project.name
        try:
            if self._panel.ask().reason_needed and not answer.reason:
                raise UserError("errors.reason_missing")
            day = numbers.read_day(answer.day, self._context.app.desk.today()) if answer.day else None
            sentence = self._said(answer.key, name, project_id)
            self._steps(project_id, answer.reason, day)[answer.key]()
        except UserError as error:
            self._panel.set_error(self._context.error_text(error), is_about_day(error))
            return
        self._panel.hide()
        self._context.say_undo(sentence)
        self.done.emit(project_id)

    def _steps(self, project_id: int, reason: str, day: date | None) -> dict[str, Callable[[], None]]:
        projects = self._context.app.projects
        return {
            "advance": lambda: projects.advance(project_id, reason, day),
            "back": lambda: projects.step_back(project_id, reason, day),
            "won": lambda: projects.win(project_id, reason, day),
            "lost": lambda: projects.lose(project_id, reason, day),
            "dropped": lambda: projects.drop(project_id, reason, day),
            "paused": lambda: projects.pause(project_id, reason, day),
        }

    def _said(self, kind: str, name: str, project_id: int) -> str:
        if kind == "advance":
            return self._say_advanced(self._stage(project_id) + 1)
        return self._context.tr(f"procurement.said_{kind}", name=name)

    def _say_advanced(self, stage: int) -> str:
        label = self._context.app.desk.catalogue.stage(stage).label[self._context.lang]
        return self._context.tr("procurement.said_advanced", stage=stage, label=label)

    def _run(self, step: Callable[[], None], sentence: str) -> None:
        if self._context.attempt(step):
            self._context.say_undo(sentence)
            if self._project is not None:
                self.done.emit(self._project.id)
