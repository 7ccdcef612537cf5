"""The narrow bar at the left: a sign, the places with their icons, and what belongs at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.label import HEADING, SMALL, Label
from ui.widgets.pressing import pressed_by
from ui.widgets.surfaces import Plain

WIDE, NARROW = 188, 64


@dataclass(frozen=True, slots=True)
class SidebarEntry:
    """One place. `keys` is told in the tool tip, or `tip` at length; `foot` puts it at the lower end; `tone`: of a sign."""

    key: str
    icon: str
    words: str
    keys: str = ""
    foot: bool = False
    tip: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class SidebarRemark:
    """A sentence at the foot, in short and, for the tip and who listens, at length; narrow, its sign stands for it."""

    short: str = ""
    long: str = ""
    icon: str = "hard-drive"
    tone: Tone = Tone.NEUTRAL

    @property
    def spoken(self) -> str:
        """All of it."""
        joint = "" if self.short.endswith((".", "。", "；")) else "."
        return f"{self.short}{joint} {self.long}" if self.long else self.short


Shown = Callable[[], "SidebarEntry | None"]


class _Entry(QAbstractButton):
    def __init__(self, entry: SidebarEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self._narrow = False
        self._focus_sign = painting.FocusSign()
        self.setObjectName(f"place_{entry.key}")
        self.show_entry(entry)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_entry(self, entry: SidebarEntry) -> None:
        self._entry = entry
        self.setAccessibleName(entry.words)
        self.setAccessibleDescription(entry.tip)
        tip = f"{entry.words}   {entry.keys}" if entry.keys else entry.words
        self.setToolTip(painting.plain_tip(f"{tip}\n{entry.tip}" if entry.tip else tip))
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(38))

    def minimumSizeHint(self) -> QSize:
        """In a low window they move together rather than that one of them is cut."""
        return QSize(theme().px(36), theme().px(24))

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
        quiet = self._entry.tone is Tone.NEUTRAL and not self.isChecked()
        ink = tokens.ink2 if quiet else tokens.accent if self.isChecked() else tokens.text(self._entry.tone)
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
    """`chosen(key)`; `remark_asked` by the sign of the remark. Room for one tool beside the name (`tools`). Narrow, it
    shows icons alone."""

    chosen = Signal(str)
    remark_asked = Signal()

    def __init__(self, title: str, entries: Sequence[SidebarEntry], parent: QWidget | None = None) -> None:
        super().__init__("sidebar", parent)
        unit = theme().px
        self.setObjectName("sidebar")
        self.set_edge("right")
        self._entries: dict[str, _Entry] = {}
        self._signs: list[tuple[_Entry, Shown]] = []
        self._remark_words: Callable[[], SidebarRemark] = SidebarRemark
        self._narrow = False
        self._group = QButtonGroup(self)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(unit(12), unit(14), unit(12), unit(14))
        column.setSpacing(unit(2))
        column.addLayout(self._make_head(title))
        column.addSpacing(unit(12))
        for entry in entries:
            if not entry.foot:
                column.addWidget(self._make(entry))
        column.addStretch(1)
        self._above = QVBoxLayout()
        self._above.setSpacing(unit(2))
        column.addLayout(self._above)
        self._add_remark()
        for entry in entries:
            if entry.foot:
                column.addWidget(self._make(entry))
        self.set_narrow(False)

    def set_remark(self, words: Callable[[], SidebarRemark]) -> None:
        """What the foot says; asked at every place anew."""
        self._remark_words = words
        self.show_remark()

    def show_remark(self) -> None:
        """It may have changed."""
        remark = self._remark_words()
        self._remark.setText(remark.short)
        self._remark.setToolTip(painting.plain_tip(remark.long) if remark.long else "")
        self._remark.setAccessibleName(remark.spoken)
        self.show_signs()

    def set_key(self, key: str) -> None:
        """Mark the place that is in front; an unknown key marks none."""
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
        self._narrow = narrow
        self.setFixedWidth(theme().px(NARROW if narrow else WIDE))
        for part in (self._title, self._remark, self._sign):
            part.setVisible(not narrow)
        for button in (*self._entries.values(), *(sign for sign, _ in self._signs)):
            button.set_narrow(narrow)
        self.show_signs()

    def add_sign(self, key: str, shown: Shown, run: Callable[[], None], *, last: bool = False) -> QWidget:
        """A button at the foot, below everything if it is the `last`, as long as `shown` gives what it says."""
        sign = self._make_sign(key, shown, run)
        (self._column if last else self._above).addWidget(sign)
        self.show_signs()
        return sign

    def show_signs(self) -> None:
        """They may have come or gone."""
        for sign, shown in self._signs:
            entry = shown()
            if entry is not None:
                sign.show_entry(entry)
            sign.setVisible(entry is not None)

    def _make_head(self, title: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        self._sign = _Sign(self)
        self._title = Label(title, HEADING.but(elide=True), self)
        self.tools = QHBoxLayout()
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        head.addLayout(self.tools)
        return head

    def _add_remark(self) -> None:
        unit = theme().px
        self._remark = Label("", SMALL.but(wrap=True), self)
        self._remark.setObjectName("sidebar_remark")
        self._remark.setContentsMargins(unit(4), 0, unit(4), 0)
        self._column.addWidget(self._remark)
        self._column.addWidget(self._make_sign("remark", self._remark_entry, self.remark_asked.emit))
        self._column.addSpacing(unit(6))

    def _remark_entry(self) -> SidebarEntry | None:
        """Where there is no room for the sentence."""
        remark = self._remark_words()
        if not self._narrow or not remark.short:
            return None
        return SidebarEntry("remark", remark.icon, remark.short, tip=remark.long, tone=remark.tone)

    def _make_sign(self, key: str, shown: Shown, run: Callable[[], None]) -> _Entry:
        """It cannot stay pressed."""
        sign = _Entry(SidebarEntry(key, "info", ""), self)
        sign.setCheckable(False)
        sign.set_narrow(self._narrow)
        sign.clicked.connect(lambda _checked: run())
        self._signs.append((sign, shown))
        return sign

    def _make(self, entry: SidebarEntry) -> _Entry:
        button = _Entry(entry, self)
        self._group.addButton(button)
        self._entries[entry.key] = button
        button.clicked.connect(lambda: self.chosen.emit(entry.key))
        return button
