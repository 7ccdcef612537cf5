"""The procurement tab of an account: which purchase, which stage, and the cards that show it in order.

Knows plan and services through its cards; writes through `CourseAsks` and the cards. What belongs to the stage in
view stands on top; everything else is folded below.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain import stages
from desktopcrm.domain.catalogue import CHECK_PREFIX, PLANNED_PREFIX
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from ui.actions import Command, bind
from ui.context import Context
from ui.dialogs.course_asks import CourseAsks
from ui.models.account_reading import Reading
from ui.screens.procurement.arranging import Arrangement
from ui.screens.procurement.checklist import ChecklistCard
from ui.screens.procurement.class_section import ClassSection
from ui.screens.procurement.clock_card import ClockCard
from ui.screens.procurement.course_card import CourseCard
from ui.screens.procurement.empty_card import empty_card
from ui.screens.procurement.offers import TO_CLASSES, TO_CLOCKS, Ways, offers
from ui.screens.procurement.picker import PurchasePicker
from ui.screens.procurement.purchase import CLASSES, Purchase
from ui.screens.procurement.sections import MAKERS, Section
from ui.widgets.ask_panel import AskPanel
from ui.widgets.fold import FoldCard
from ui.widgets.surfaces import ScrollPage

NEW_PREFIX, PURCHASE_PREFIX, CLOCK_PREFIX = "new.", "purchase:", "clock:"
SETTLE_MS, SPARE = 40, 80
HOMES = {"member": 3, "criterion": 4, "contender": 6, "clause": 7}
"""Stage at which the records of a kind are at home."""


class ProcurementTab(QWidget):
    """Built once for the account screen; `show_plan` comes with every change."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("procurement_tab")
        self._context = context
        self._plan: Plan | None = None
        self._reading: Reading | None = None
        self._project_id = 0
        self._stage = 0
        self._page = ScrollPage("procurement_page", 1200, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)
        self._make_cards()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bind(Command(keys, "", self._advance, keys=keys), self)
        for keys, run in ((TO_CLASSES, self._to_classes), (TO_CLOCKS, self._to_clocks)):
            QShortcut(QKeySequence(keys), self, run)  # also from the bar of tabs, while this one is in front

    def show_reading(self, reading: Reading) -> None:
        """The same for a plan that was read already."""
        self._reading = reading
        self.show_plan(reading.plan)

    def show_plan(self, plan: Plan) -> None:
        """Show the account's purchase in hand, or its farthest running one."""
        if self._plan is None or self._plan.account.id != plan.account.id:
            self._project_id, self._stage = 0, 0
            self._sorted.forget()
            self.panel.hide()
        self._plan = plan
        if self._reading is None or self._reading.plan is not plan:
            self._reading = Reading.of(self._context, plan)
        project = self._chosen()
        if project is None:
            self.picker.show_purchases(self._reading, None)
        self._empty.setVisible(project is None)
        for card in (self.course, self.clocks, self.checklist, *self._sections):
            card.setVisible(project is not None)
        if project is not None:
            self._show(project)

    def focus(self, record_id: int, field: str) -> bool:
        """Bring a purchase, an item (`check.3a`), a planned day or a field of a record under it into hand.

        Other pages say `purchase:<id>:<field>` with record 0, for a purchase also has rows on another tab.
        """
        if field.startswith(CLOCK_PREFIX) and self._chosen() is not None:
            self._see(self.clocks)
            return self.clocks.take(field.removeprefix(CLOCK_PREFIX))
        if field.startswith(PURCHASE_PREFIX):
            number, _, field = field.removeprefix(PURCHASE_PREFIX).partition(":")
            record_id = int(number) if number.isdecimal() else 0
        record = self._plan.records.get(record_id) if self._plan is not None else None
        if record is None or self._plan is None:
            self._page.reveal(self.picker if self._chosen() is None else self.course.steps)
            return not record_id
        project = record if record.kind == "project" else self._plan.records.get(record.parent_id or 0)
        if project is None or project.kind != "project":
            return False
        if project.id != self._project_id:
            self._project_id, self._stage = project.id, 0
            self.panel.hide()
        self._show(project)
        wanted = self._stage_of(record, field) if field else 0
        if wanted and wanted != self._stage:
            self._stage = wanted
            self._show(project)
        if field.startswith(NEW_PREFIX):
            return self._focus_new(field.removeprefix(NEW_PREFIX).partition(".")[0])
        if field.startswith(CHECK_PREFIX):
            return self._focus_item(field.removeprefix(CHECK_PREFIX))
        if field.startswith(PLANNED_PREFIX) or (record.kind == "project" and not field):
            self._page.reveal(self.course.days.planned if field else self.course.steps)
            return True
        return self._focus_field(record, field)

    def in_hand(self) -> int:
        """See `ShowsOne`; so is the next."""
        return self._project_id

    def bring(self, record_id: int) -> None:
        self._on_project(record_id)

    def _make_cards(self) -> None:
        self.picker = PurchasePicker(self._context, self)
        self.picker.chosen.connect(self._on_project)
        self.course = CourseCard(self._context, self)
        self.panel = AskPanel("procurement_ask", self)
        self.clocks = ClockCard(self._context, self)
        self.clocks.dropped.connect(self._on_done)
        self.checklist = ChecklistCard(self._context, self)
        self.asks = CourseAsks(self._context, self.panel)
        self._sections: list[FoldCard] = [make(self._context, self) for make in MAKERS]
        self._empty = empty_card(self._context, self.picker.start_new, self)
        for widget in (self.picker, self._empty, self.course, self.panel, self.clocks, self.checklist):
            self._page.body.addWidget(widget)
        for section in self._sections:
            self._page.body.addWidget(section)
        self._sorted = Arrangement(self._page.body, self.checklist, self._sections)
        self._page.body.addStretch(1)
        self.course.stage_chosen.connect(self._on_stage)
        self.course.advance_asked.connect(self._advance)
        self.course.resume_asked.connect(lambda: self.asks.resume(self._project_id))
        self.course.ask_wanted.connect(self._on_ask)
        self.asks.item_wanted.connect(lambda _project, key: self._jump(key))
        self.asks.done.connect(self._on_done)
        self.panel.given_up.connect(lambda: self.course.steps.setFocus(Qt.FocusReason.OtherFocusReason))

    def _chosen(self) -> Record | None:
        """The purchase in hand; without one the farthest that runs, else the newest."""
        if self._plan is None:
            return None
        plan, projects = self._plan, self._plan.of("project")
        kept = next((one for one in projects if one.id == self._project_id), None)
        if kept is not None or not projects:
            return kept
        courses = {one.id: stages.course(plan.course_of(one.id), plan.day) for one in projects}
        best = max(projects, key=lambda one: (courses[one.id].is_open, courses[one.id].stage, one.id))
        self._project_id, self._stage = best.id, 0
        return best

    def _show(self, project: Record) -> None:
        reading = self._reading
        if reading is None:
            return
        course = stages.course(reading.plan.course_of(project.id), reading.today)
        self._project_id = project.id
        self.picker.show_purchases(reading, project)
        purchase = Purchase(reading, project, course, self._stage or course.stage)
        self.course.show_purchase(purchase)
        self.clocks.show_purchase(purchase)
        self.checklist.show_purchase(purchase)
        self._sorted.arrange(purchase.stage)
        for section in self._sections:
            self._as_section(section).show_purchase(purchase)

    def _as_section(self, card: FoldCard) -> Section:
        return card  # type: ignore[return-value]

    def _stage_of(self, record: Record, field: str) -> int:
        """Where a field is at home; 0: stay."""
        catalogue = self._context.app.desk.catalogue
        if field.startswith(CHECK_PREFIX):
            item = catalogue.item(field.removeprefix(CHECK_PREFIX))
            return item.stage if item else 0
        if field.startswith(PLANNED_PREFIX):
            return int(field.removeprefix(PLANNED_PREFIX))
        kind = (
            field.removeprefix(NEW_PREFIX).partition(".")[0] if field.startswith(NEW_PREFIX) else record.kind
        )
        found, here = catalogue.find(record.kind, field), self.course.steps.chosen()
        if kind in HOMES and (found is None or found.block != CLASSES):
            return HOMES[kind]
        return here if not found or not found.stages or here in found.stages else found.stages[0]

    def _focus_item(self, key: str) -> bool:
        row = self.checklist.list.row(key)
        if row is not None:
            self.checklist.take(key)
            self._see(row)
        return row is not None

    def _focus_new(self, kind: str) -> bool:
        """The line that adds a record of a kind."""
        for section in self._sections:
            line = self.findChild(QWidget, f"new_{kind}")
            if line is not None and section.isAncestorOf(line):
                section.set_open(True)
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                self._see(line)
                return True
        return False

    def _focus_field(self, record: Record, field: str) -> bool:
        for section in self._sections:
            target = self._as_section(section).focus_field(record.id, field)
            if target is not None:
                section.set_open(True)
                self._see(target)
                return True
        return False

    def _see(self, target: QWidget) -> None:
        """Scroll there once the cards have their places; tables find their height a moment after they are shown."""
        QTimer.singleShot(SETTLE_MS, target, lambda: self._page.ensureWidgetVisible(target, 0, SPARE))

    def _jump(self, key: str) -> None:
        self.focus(self._project_id, CHECK_PREFIX + key)

    def commands(self) -> list[Command]:
        """What the palette and the sheet of keys offer of this tab."""
        ways = Ways(self._advance, self._to_classes, self._to_clocks, lambda: self._on_ask("dropped"))
        return offers(self._context, self._reading, self._chosen(), ways)

    def _to_classes(self) -> None:
        """The first lamp of which nothing is known."""
        section = next(one for one in self._sections if isinstance(one, ClassSection))
        if self._chosen() is None:
            return
        section.set_open(True)
        section.take()
        self._see(section.deal)

    def _to_clocks(self) -> None:
        if self._chosen() is not None:
            self.clocks.strip.take("")
            self._see(self.clocks.strip)

    def _advance(self) -> None:
        project = self._chosen()
        if project is None:
            self.picker.start_new()
            return
        if self._context.attempt(lambda: self.asks.advance(project.id)):
            self._reveal_panel()

    def _on_ask(self, kind: str) -> None:
        if kind == "dropped":
            self.panel.hide()
            self.clocks.ask_drop()
            self._see(self.clocks.drop)
            return
        self.asks.ask(kind, self._project_id)
        self._reveal_panel()

    def _reveal_panel(self) -> None:
        if self.panel.isVisible():
            self._see(self.panel)

    def _on_done(self, _project_id: int) -> None:
        self._stage = 0
        if self._plan is not None:
            self.show_plan(self._context.app.desk.plan(self._plan.account.id))
        self.course.steps.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_project(self, project_id: int) -> None:
        self._project_id, self._stage = project_id, 0
        self.panel.hide()
        if self._plan is not None:
            self.show_plan(self._context.app.desk.plan(self._plan.account.id))

    def _on_stage(self, number: int) -> None:
        project = self._chosen()
        if project is not None:
            self._stage = number
            self._show(project)
