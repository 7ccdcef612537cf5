"""The row in hand, whole: its sentence, what belongs to it, what can be done with it, and the form while one is asked.

Knows words and keys; what a deed does is known elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain.agenda_row import Row
from ui.context import Context
from ui.screens.today.form import DeedForm
from ui.screens.today.lines import Reader
from ui.screens.today.row_list import KEYS
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.label import DENSE, STRONG, Label
from ui.widgets.surfaces import Hairline

ICONS = {
    "log": "pencil",
    "call": "phone",
    "plan_visit": "calendar-plus",
    "move": "calendar",
    "cancel": "x",
    "done": "check",
    "decide": "balance",
    "hop_done": "check",
    "invited": "user-plus",
    "thanked": "check",
    "snooze": "clock",
    "open": "arrow-right",
    "bring_back": "undo-2",
    "why": "circle-question-mark",
}
LETTERS = {deed: QKeySequence(key).toString() for key, deed in KEYS.items() if key is not Qt.Key.Key_Space}
LETTERS |= {"open": "Enter"}


class InHand(QWidget):
    """`deed_asked(deed)` by a click; `form` is what is being asked, if anything."""

    deed_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._deeds: tuple[str, ...] = ()
        self.form: DeedForm | None = None
        self.setObjectName("in_hand")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        unit = theme().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Hairline(self))
        inside = QWidget(self)
        outer.addWidget(inside)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(unit(16), unit(10), unit(16), unit(12))
        self._column.setSpacing(unit(6))
        self._title = Label("", STRONG.but(wrap=True), self)
        self._title.setObjectName("in_hand_title")
        self._more = Label("", DENSE.but(ink="ink2", wrap=True), self)
        self._buttons = FlowRow(self, 2)
        for widget in (self._title, self._more, self._buttons):
            self._column.addWidget(widget)
        self.hide()

    def show_row(self, row: Row | None, reader: Reader, is_put_off: bool) -> None:
        """Show another row, or none; a form that is being filled in stays."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._title.setText(reader.title(row))
        parts = (row.account, reader.more(row))
        self._more.setText(" · ".join(part for part in parts if part))
        deeds = ("bring_back", "open", "why") if is_put_off else (*row.deeds, "why")
        if deeds != self._deeds:
            self._deeds = deeds
            self._offer(deeds)

    def ask(self, form: DeedForm) -> None:
        """Ask something before a deed."""
        self.put_away()
        self.form = form
        self._buttons.hide()
        self._column.addWidget(form)
        form.show()
        form.first().setFocus()

    def put_away(self) -> None:
        """Ask no more."""
        if self.form is None:
            return
        form, self.form = self.form, None
        self._column.removeWidget(form)
        form.hide()
        form.deleteLater()
        self._buttons.show()

    def _offer(self, deeds: tuple[str, ...]) -> None:
        tr = self._context.tr
        self._buttons.clear()
        for deed in deeds:
            words = tr("today_page.deed_with_key", deed=tr(f"today_page.deed_{deed}"), letter=LETTERS[deed])
            button = Button(f"deed_{deed}", words, ICONS[deed], Kind.GHOST).dense()
            button.clicked.connect(lambda _checked=False, deed=deed: self.deed_asked.emit(deed))
            self._buttons.add(button)
