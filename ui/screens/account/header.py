"""The head of an account: its name, edited in place, chips, four rings, what comes next, and the three buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from desktopcrm.domain import buying_window, contacts
from desktopcrm.errors import UserError
from desktopcrm.services.summaries import next_due
from ui.context import Context
from ui.models.account_reading import Reading
from ui.screens.account.header_chips import HeaderChips, clock_chips
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.coverage import CoverageRing
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import TextLine
from ui.widgets.label import DIM, DISPLAY, SMALL, Label

EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
RING = 44


class NameLine(TextLine):
    """The name while it is edited: Enter stores, Esc gives up."""

    entered = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class NameLabel(Label):
    """The name as one sees it: click, Enter or F2 to edit."""

    edit_asked = Signal()

    def __init__(self, tip: str, parent: QWidget) -> None:
        super().__init__("", DISPLAY, parent)
        self.setObjectName("account_name")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleDescription(tip)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + theme().px(4), theme().px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in EDIT_KEYS:
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = painting.painter_for(self)
            painting.focus_ring(painter, self.rect().toRectF(), 6)
            painter.end()


class AccountName(QWidget):
    """Label and line on top of one another."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._account_id = 0
        tr = context.tr
        self._label = NameLabel(tr("account.rename_hint"), self)
        self._line = NameLine("edit_account_name", tr("account.name"), "", self)
        self._line.setFont(theme().font(Type.HEADING, 600))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._label)
        self._stack.addWidget(self._line)
        self.setFixedHeight(theme().px(36))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._label.edit_asked.connect(self.edit)
        self._line.entered.connect(self._store)
        self._line.editingFinished.connect(self._on_left)
        self._line.given_up.connect(self._close)

    def show_name(self, account_id: int, name: str) -> None:
        """Show another name."""
        self._account_id = account_id
        self._label.setText(name)
        self._label.setAccessibleName(name)

    def edit(self) -> None:
        """Open the line."""
        self._line.setText(self._label.text())
        self._line.selectAll()
        self._stack.setCurrentWidget(self._line)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_line(self, name: str) -> None:
        """What was being typed is typed on."""
        if name == self._line.objectName():
            self.edit()

    def _on_left(self) -> None:
        if self._stack.currentWidget() is self._line and not self._line.hasFocus():
            self._store()

    def _store(self) -> None:
        name = self._line.text().strip()
        if name and name != self._label.text():
            try:
                self._context.app.records.rename(self._account_id, name)
            except UserError as error:
                self._line.mark_wrong(True)
                self._context.say_error(error)
                return
        self._close()

    def _close(self) -> None:
        self._line.mark_wrong(False)
        self._stack.setCurrentWidget(self._label)
        self._label.setFocus(Qt.FocusReason.OtherFocusReason)


class AccountHeader(QWidget):
    """`wanted(what)`: brief, plan or log."""

    wanted = Signal(str)
    layer_chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("account_header")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        unit = theme().px
        self.name = AccountName(context, self)
        self._crumb = Label(context.tr("account.crumb"), DIM, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(28), unit(12), unit(28), unit(6))
        column.setSpacing(unit(2))
        top = self._make_buttons()
        top.insertWidget(0, self._crumb)
        column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(unit(16))
        column.addLayout(row)
        self._chips = HeaderChips(context, self)
        self._next = FlowRow(self, 12).even()
        words = QVBoxLayout()
        words.setSpacing(unit(4))
        for widget in (self.name, self._chips, self._next):
            words.addWidget(widget)
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addLayout(self._make_rings())

    def show_reading(self, reading: Reading) -> None:
        """Show an account."""
        account = reading.plan.account
        self.name.show_name(account.id, account.name)
        self._chips.show_reading(reading)
        self._show_next(reading)
        layers = reading.coverage().layers
        for key, ring in self._rings.items():
            ring.set_percent(layers[key].percent)

    def _make_buttons(self) -> QHBoxLayout:
        tr = self._context.tr
        line = QHBoxLayout()
        line.setSpacing(theme().px(8))
        line.addStretch(1)
        for key, icon, kind in (
            ("log", "pencil", Kind.GHOST),
            ("brief", "map-pin", Kind.SECONDARY),
            ("plan", "file-text", Kind.PRIMARY),
        ):
            button = Button(f"{key}_button", tr(f"account.{key}_button"), icon, kind, self)
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            line.addWidget(button)
        return line

    def _make_rings(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme().px(14))
        line.addStretch(1)
        self._rings: dict[str, CoverageRing] = {}
        for layer in self._context.app.desk.catalogue.layers:
            ring = CoverageRing(layer.label[self._context.lang], RING, self)
            ring.setObjectName(f"ring_{layer.key}")
            ring.setToolTip(painting.plain_tip(layer.about[self._context.lang]))
            self._rings[layer.key] = ring
            line.addWidget(ring)
        return line

    def _show_next(self, reading: Reading) -> None:
        plan, tr = reading.plan, reading.tr
        touch, due, window = contacts.last_contact(plan), next_due(plan), buying_window.of_plan(plan)
        self._next.clear()
        last = tr("account.last_touch", age=reading.age(touch)) if touch else tr("account.never_touched")
        self._next.add(Label(last, SMALL))
        if due is not None:
            words, tone = reading.due(due)
            ink = "bad" if tone is Tone.BAD else "warn" if tone is Tone.WARN else "ink2"
            self._next.add(Label(tr("account.next_due", day=words), SMALL.but(ink=ink)))
        if window is not None:
            ink = "warn" if reading.today >= window.warns else "ink2"
            words = tr("account.window_opens", day=reading.day(window.opens))
            self._next.add(Label(words, SMALL.but(ink=ink)))
        for chip in clock_chips(self._context, reading):
            self._next.add(chip)
