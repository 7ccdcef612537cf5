"""Giving a purchase up, as a panel in the page: what it has cost, why, and what could bring it back. Never modal.

Knows the service of the clocks and the words; one undoable step. What the drop means is judged elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.cost import cost_said, cost_so_far
from desktopcrm.errors import UserError
from desktopcrm.services.clocks import Revival
from ui.context import Context
from ui.models.account_reading import Reading
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextLine
from ui.widgets.label import DIM_PARAGRAPH, HEADING, SMALL, Label
from ui.widgets.surfaces import CARD_RADIUS


class DropPanel(QFrame):
    """`ask` opens it; `done(project)` after the purchase was dropped, `given_up` after Esc."""

    done = Signal(int)
    given_up = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._project_id = 0
        tr, unit = context.tr, theme().px
        self.setObjectName("drop_panel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(18), unit(14), unit(18), unit(14))
        column.setSpacing(unit(8))
        self._title = Label("", HEADING, self)
        self._cost = Label("", DIM_PARAGRAPH, self)
        self._cost.setObjectName("drop_cost")
        self.reason = TextLine("drop_reason", tr("drop.reason"), tr("drop.reason"), self)
        self.when = TextLine("drop_when", tr("drop.when"), tr("drop.when"), self)
        self.on = TextLine("drop_on", tr("drop.on"), tr("drop.on"), self)
        self.on.setFixedWidth(unit(200))
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("drop_error")
        for widget in (self._title, self._cost, self.reason):
            column.addWidget(widget)
        revival = QHBoxLayout()
        revival.setSpacing(unit(8))
        revival.addWidget(self.when, 1)
        revival.addWidget(self.on)
        column.addLayout(revival)
        column.addWidget(Label(tr("drop.quiet"), SMALL.but(wrap=True), self))
        column.addWidget(self._error)
        column.addLayout(self._make_buttons())
        for line in (self.reason, self.when, self.on):
            line.returnPressed.connect(self._on_confirm)
        self.hide()

    def ask(self, reading: Reading, project_id: int, because: str = "") -> None:
        """Open for a purchase; `because` is a reason to begin with."""
        self._project_id = project_id
        project = reading.plan.record(project_id)
        cost = cost_said(cost_so_far(reading.plan, project_id, reading.catalogue))
        self._title.setText(self._context.tr("drop.title", name=project.name))
        self._cost.setText(self._context.tr("drop.cost", cost=self._context.tell(cost)))
        self.reason.setText(because)
        self.when.setText(reading.value(project_id, "revive_when"))
        self.on.setText(reading.plan.value(project_id, "revive_on"))
        self.setAccessibleName(self._title.text())
        self._show_error("")
        self.show()
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # a line hands Enter on
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        painting.rounded(painter, QRectF(self.rect()), CARD_RADIUS, tokens.card, tokens.warn_fill)
        painter.end()

    def _make_buttons(self) -> QHBoxLayout:
        tr = self._context.tr
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        confirm = Button("drop_confirm", tr("drop.confirm"), "ban", Kind.DANGER, self)
        confirm.clicked.connect(self._on_confirm)
        cancel = Button("drop_cancel", tr("procurement.cancel"), "", Kind.GHOST, self)
        cancel.clicked.connect(self._give_up)
        row.addWidget(confirm)
        row.addWidget(cancel)
        row.addStretch(1)
        return row

    def _give_up(self) -> None:
        self.hide()
        self.given_up.emit()

    def _on_confirm(self) -> None:
        app, project_id = self._context.app, self._project_id
        try:
            text = self.on.text().strip()
            day = numbers.read_day(text, app.desk.today()) if text else None
            app.clocks.drop(project_id, self.reason.text(), Revival(self.when.text(), day))
        except UserError as error:
            self._show_error(self._context.error_text(error))
            return
        self.hide()
        name = app.records.get(project_id).name
        self._context.say_undo(self._context.tr("drop.said", name=name))
        self.done.emit(project_id)

    def _show_error(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.reason.mark_wrong(bool(sentence) and not self.reason.text().strip())
