"""The guide at the right of an account: what is open here, most valuable first. It never leaves; narrow, it is a strip.

Puts the lines in order and remembers what is folded; tells which question was meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import icons
from ui.context import Context
from ui.models.account_guide import LATER, GuideLine, arranged, in_kept_order
from ui.screens.account.guide_list import WIDTH, GuideList
from ui.theme import theme
from ui.widgets import painting
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
    """The list with its title, or the strip. `left`: Esc, where there is nothing to go back to."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        tr, unit = context.tr, theme().px
        self.setObjectName("guide_panel")
        self.setAccessibleName(tr("account.guide"))
        self.set_edge("left")
        self._wide, self._unfolded = True, False
        self.list = GuideList(tr("account.guide"), self)
        self.list.asked.connect(self.asked)
        self.list.folding.connect(self._on_folding)
        self.list.left.connect(self._on_left)
        self._tr = tr
        self._questions: list[GuideLine] = []
        self._folded = {LATER}
        self._came_from: QWidget | None = None
        self.strip = GuideStrip(tr("account.guide"), self)
        self.strip.clicked.connect(lambda: self._unfold(True))
        self._title = SectionTitle(tr("account.guide"), "", self)
        self._title.setContentsMargins(unit(10), 0, unit(6), unit(4))
        self._fold = IconButton("fold_guide", "chevron-right", tr("account.fold_guide"), self)
        self._fold.dense().clicked.connect(lambda: self._unfold(False))
        self._title.tools.addWidget(self._fold)
        self._nothing = EmptyState("circle-check", tr("account.guide_done"), tr("account.guide_done_about"))
        full = QWidget(self)
        column = QVBoxLayout(full)
        column.setContentsMargins(unit(8), unit(16), 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self.strip)
        self._apply()

    def show_lines(self, lines: Sequence[GuideLine], keep_place: bool = True) -> None:
        """Show the questions; those of another account from the top, in their order of value."""
        self._questions = in_kept_order(self._questions, lines) if keep_place else list(lines)
        self.list.show_lines(arranged(self._questions, self._folded, self._tr), keep_place)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)

    def enter(self) -> None:
        """Go to the questions, unfolding them if need be; Esc goes back to where one was."""
        before = self.window().focusWidget()
        if before is not None and not self.isAncestorOf(before):
            self._came_from = _lasting(before)
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

    def _on_folding(self, group: str) -> None:
        self._folded ^= {group}
        self.list.show_lines(arranged(self._questions, self._folded, self._tr))

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
