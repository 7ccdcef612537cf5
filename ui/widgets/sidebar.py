"""The narrow bar at the left: a sign, the places with their icons, and what belongs at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.label import HEADING, SMALL, Label
from ui.widgets.pressing import pressed_by
from ui.widgets.surfaces import Plain

WIDE, NARROW = 188, 64


@dataclass(frozen=True, slots=True)
class SidebarEntry:
    """One place. `keys` is told in the tool tip; `foot` puts it at the lower end."""

    key: str
    icon: str
    words: str
    keys: str = ""
    foot: bool = False


class _Entry(QAbstractButton):
    def __init__(self, entry: SidebarEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry = entry
        self._narrow = False
        self._focus_sign = painting.FocusSign()
        self.setObjectName(f"place_{entry.key}")
        self.setAccessibleName(entry.words)
        self.setToolTip(painting.plain_tip(f"{entry.words}   {entry.keys}" if entry.keys else entry.words))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(38))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by(event, self):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.isChecked():
            painting.rounded(painter, area, 8, tokens.tint)
        elif self.underMouse():
            painting.rounded(painter, area, 8, tokens.track)
        ink = tokens.accent if self.isChecked() else tokens.ink2
        left = (area.width() - unit(18)) / 2 if self._narrow else unit(12)
        icons.paint(
            painter, self._entry.icon, ink, QRectF(left, area.center().y() - unit(9), unit(18), unit(18))
        )
        if not self._narrow:
            font = theme().font(Type.BODY, 600 if self.isChecked() else 400)
            words = area.adjusted(unit(40), 0, -unit(8), 0)
            painting.line_of_text(painter, words, self._entry.words, painting.Ink(font, ink))
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, area, 7)
        painter.end()


class _Sign(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(theme().px(24), theme().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        icons.paint(painter, "target", theme().tokens.accent, QRectF(self.rect()))
        painter.end()


class Sidebar(Plain):
    """`chosen(key)`; `uncover` by the sign that the screen is covered. Room for one tool beside the name (`tools`). Narrow, it shows icons alone."""

    chosen = Signal(str)
    uncover = Signal()

    def __init__(
        self, title: str, entries: Sequence[SidebarEntry], remark: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("sidebar", parent)
        unit = theme().px
        self.setObjectName("sidebar")
        self.set_edge("right")
        self._entries: dict[str, _Entry] = {}
        self._group = QButtonGroup(self)
        self._cover_sign: _Entry | None = None
        self._is_covered: Callable[[], bool] = bool
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(unit(12), unit(14), unit(12), unit(14))
        column.setSpacing(unit(2))
        self._head = QHBoxLayout()
        self._head.setSpacing(unit(8))
        self._sign = _Sign(self)
        self._title = Label(title, HEADING.but(elide=True), self)
        self.tools = QHBoxLayout()
        self._head.addWidget(self._sign)
        self._head.addWidget(self._title, 1)
        self._head.addLayout(self.tools)
        column.addLayout(self._head)
        column.addSpacing(unit(12))
        for entry in entries:
            if not entry.foot:
                column.addWidget(self._make(entry))
        column.addStretch(1)
        self._remark_words: Callable[[], tuple[str, str]] | None = None
        self._remark = Label(remark, SMALL.but(wrap=True), self)
        self._remark.setObjectName("sidebar_remark")
        self._remark.setContentsMargins(unit(4), 0, unit(4), 0)
        column.addWidget(self._remark)
        column.addSpacing(unit(6))
        for entry in entries:
            if entry.foot:
                column.addWidget(self._make(entry))
        self.set_narrow(False)

    def set_remark(self, words: Callable[[], tuple[str, str]]) -> None:
        """What the foot says, in short and, for the tip and who listens, at length; asked at every place anew."""
        self._remark_words = words
        self.show_remark()

    def show_remark(self) -> None:
        """It may have changed."""
        if self._remark_words is not None:
            short, long = self._remark_words()
            self._remark.setText(short)
            self._remark.setToolTip(painting.plain_tip(long) if long else "")
            self._remark.setAccessibleName(f"{short}. {long}" if long else short)

    def set_key(self, key: str) -> None:
        """Mark the place that is in front; an unknown key marks none."""
        self._show_cover()
        self.show_remark()
        button = self._entries.get(key)
        if button is not None:
            button.setChecked(True)
            return
        self._group.setExclusive(False)
        for other in self._entries.values():
            other.setChecked(False)
        self._group.setExclusive(True)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, or icons and words."""
        self.setFixedWidth(theme().px(NARROW if narrow else WIDE))
        for part in (self._title, self._remark, self._sign):
            part.setVisible(not narrow)
        for button in (*self._entries.values(), *((self._cover_sign,) if self._cover_sign else ())):
            button.set_narrow(narrow)

    def add_cover_sign(self, entry: SidebarEntry, is_covered: Callable[[], bool]) -> None:
        """At the very foot, as long as the screen is covered; it cannot stay pressed."""
        self._cover_sign, self._is_covered = _Entry(entry, self), is_covered
        self._cover_sign.setCheckable(False)
        self._cover_sign.clicked.connect(lambda _checked: self.uncover.emit())
        self._column.addWidget(self._cover_sign)
        self._show_cover()

    def _show_cover(self) -> None:
        if self._cover_sign is not None:
            self._cover_sign.setVisible(self._is_covered())

    def _make(self, entry: SidebarEntry) -> _Entry:
        button = _Entry(entry, self)
        self._group.addButton(button)
        self._entries[entry.key] = button
        button.clicked.connect(lambda: self.chosen.emit(entry.key))
        return button
