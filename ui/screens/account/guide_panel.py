"""The guide at the right of an account: what to ask next, flags, what is open. It never leaves; narrow, it is a strip.

Puts the lines in order, remembers what is folded and does what the rep decides about a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import icons
from ui.actions import Command
from ui.context import Context
from ui.models.account_guide import arranged
from ui.models.account_reading import Reading
from ui.models.guide_line import ACCEPTED, LATER, MORE_FLAGS, PASSED, GuideLine, kept
from ui.screens.account.guide_decisions import GuideDecisions
from ui.screens.account.guide_delegate import WIDTH
from ui.screens.account.guide_list import GuideList
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.add_row import AddRow
from ui.widgets.button import IconButton
from ui.widgets.empty import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.surfaces import Plain, SectionTitle

STRIP = 44


class GuideStrip(QAbstractButton):
    """The guide when there is no room; a click unfolds it."""

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guide_strip")
        self.setAccessibleName(label)
        self.setToolTip(painting.plain_tip(label))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(area, tokens.hover)
        sign = QRectF(area.center().x() - unit(9), unit(18), unit(18), unit(18))
        icons.paint(painter, "lightbulb", tokens.accent, sign)
        if self.hasFocus():
            painting.focus_ring(painter, area.adjusted(3, 3, -3, -3), 6)
        painter.end()


class GuidePanel(Plain):
    """The list with its title, or the strip. `asked(line)`: lead there; `left`: Esc, with nothing to go back to."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        tr = context.tr
        self.setObjectName("guide_panel")
        self.setAccessibleName(tr("account.guide"))
        self.set_edge("left")
        self._tr = tr
        self._wide, self._unfolded = True, False
        self._lines: list[GuideLine] = []
        self._folded = {LATER, MORE_FLAGS, ACCEPTED, PASSED}
        self._came_from: QWidget | None = None
        self.decide = GuideDecisions(context)
        self.list = GuideList(tr("account.guide"), self.decide.words, self)
        self.list.meant.connect(self._on_meant)
        self.list.folding.connect(self._on_folding)
        self.list.left.connect(self._on_left)
        self.strip = GuideStrip(tr("account.guide"), self)
        self.strip.clicked.connect(lambda: self._unfold(True))
        self._note = AddRow("note_question", tr("guide.note"), "", self)
        self._note.added.connect(self._on_noted)
        self._fold = IconButton("fold_guide", "chevron-right", tr("account.fold_guide"), self)
        self._fold.dense().clicked.connect(lambda: self._unfold(False))
        self._nothing = EmptyState("circle-check", tr("account.guide_done"), tr("account.guide_done_about"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._full())
        self._stack.addWidget(self.strip)
        self._apply()

    def _full(self) -> QWidget:
        unit = theme().px
        title = SectionTitle(self._tr("account.guide"), "", self)
        title.setContentsMargins(unit(10), 0, unit(6), unit(4))
        title.tools.addWidget(self._fold)
        full = QWidget(self)
        column = QVBoxLayout(full)
        column.setContentsMargins(unit(8), unit(16), 0, unit(8))
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._note)
        return full

    def show_guide(self, reading: Reading, lines: Sequence[GuideLine], keep_place: bool = True) -> None:
        """Show the lines of an account; those of another account from the top, in their order of value."""
        self.decide.show_reading(reading)
        self._lines = kept(self._lines, lines) if keep_place else list(lines)
        self.list.show_lines(arranged(self._lines, self._folded, self._tr), keep_place)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)

    def commands(self) -> list[Command]:
        """What the palette offers: the deeds of the line in hand, and noting a question."""
        line = self.list.line_in_hand()
        deeds = (
            []
            if line is None
            else [
                (one, self._tr("generic.said_of", what=one.words, text=line.text))
                for one in self.decide.words(line)
            ]
        )
        found = [
            Command(f"guide_{one.deed}", words, partial(self.do, one.deed), "lightbulb")
            for one, words in deeds
        ]
        return [*found, Command("guide_note", self._tr("guide.note"), self._begin_note, "plus")]

    def enter(self) -> None:
        """Go to the lines, unfolding the panel if need be; Esc goes back to where one was."""
        self._remember_where()
        if self.is_strip:
            self._unfold(True)
        self.list.enter()

    def set_wide(self, wide: bool) -> None:
        """Whether there is room for the whole panel."""
        if wide != self._wide:
            self._wide, self._unfolded = wide, False
            self._apply()

    @property
    def is_strip(self) -> bool:
        """Whether only the strip is shown."""
        return not (self._wide or self._unfolded)

    def do(self, deed: str) -> None:
        """Do something with the line in hand, or ask for what it needs."""
        self.enter()
        self.list.deeds.ask(deed)

    def _begin_note(self) -> None:
        self._remember_where()
        if self.is_strip:
            self._unfold(True)
        self._note.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_noted(self, text: str, _second: str) -> None:
        sentence = self.decide.note(text)
        if sentence:
            self._note.set_error(sentence)
        else:
            self._note.done()

    def _on_meant(self, line: GuideLine, deed: str, text: str) -> None:
        if self.decide.leads(deed):
            self.asked.emit(line)
            return
        refused = self.decide.do(line, deed, text, self.list.deeds)
        if refused:
            self.list.deeds.refuse(refused)
        elif self.list.deeds.is_asking:
            self.list.deeds.settle()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_folding(self, group: str) -> None:
        self._folded ^= {group}
        self.list.show_lines(arranged(self._lines, self._folded, self._tr))

    def _remember_where(self) -> None:
        before = self.window().focusWidget()
        if before is not None and not self.isAncestorOf(before):
            self._came_from = _lasting(before)

    def _on_left(self) -> None:
        before, self._came_from = self._came_from, None
        if not self._wide:
            self._unfold(False)
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.left.emit()

    def _unfold(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        self._apply()
        (self.list if unfolded else self.strip).setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply(self) -> None:
        self._fold.setVisible(not self._wide)
        self._stack.setCurrentIndex(1 if self.is_strip else 0)
        self.setFixedWidth(theme().px(STRIP if self.is_strip else WIDTH))


def _lasting(widget: QWidget) -> QWidget:
    """The row of an editor: the editor is gone when one comes back."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, FieldRow):
        above = above.parentWidget()
    return above or widget
