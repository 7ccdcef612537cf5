"""Tabs of a page and small groups of choices, both walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui.theme import Type, theme
from ui.widgets import painting

TURN_KEYS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class SegmentedTabs(QTabBar):
    """Tabs with an underline. `chosen` gives the key; Ctrl+Tab and Ctrl+1…9 work anywhere in `host`."""

    chosen = Signal(str)

    def __init__(self, name: str, tabs: Sequence[tuple[str, str]], host: QWidget, label: str = "") -> None:
        super().__init__(host)
        self._keys = [key for key, _ in tabs]
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setFont(theme().font(Type.BODY, 600))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        for _, words in tabs:
            self.addTab(words.replace("&", "&&"))
        self.currentChanged.connect(self._on_changed)
        self._install_keys(host)

    def key(self) -> str:
        """Key of the tab in front."""
        return self._keys[self.currentIndex()] if self._keys else ""

    def set_key(self, key: str) -> None:
        """Bring a tab to the front; emits `chosen` if it was another."""
        if key in self._keys:
            self.setCurrentIndex(self._keys.index(key))

    def tabSizeHint(self, index: int) -> QSize:
        unit = theme().px
        words = self.tabText(index).replace("&&", "&")
        return QSize(round(painting.text_width(self.font(), words)) + unit(28), unit(40))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns no tab."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(tokens.hairline))
        for index in range(self.count()):
            self._paint_tab(painter, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self.tabRect(index))
        front = index == self.currentIndex()
        hover = area.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse()
        ink = tokens.accent if front else tokens.ink if hover else tokens.ink2
        words = self.tabText(index).replace("&&", "&")
        painting.line_of_text(painter, area, words, painting.Ink(self.font(), ink, painting.CENTER))
        if front:
            mark = QRectF(area.left() + unit(10), area.bottom() - unit(3), area.width() - unit(20), unit(3))
            painting.rounded(painter, mark, unit(1.5), tokens.accent)
        if front and self._focus_sign.shown(self):
            painting.focus_ring(painter, area.adjusted(2, 4, -2, -6), 6)

    def _install_keys(self, host: QWidget) -> None:
        def bind(keys: str, step: int, index: int = -1) -> None:
            shortcut = QShortcut(QKeySequence(keys), host)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self._turn(step, index))

        bind("Ctrl+Tab", 1)
        bind("Ctrl+Shift+Tab", -1)
        for index in range(min(9, len(self._keys))):
            bind(f"Ctrl+{index + 1}", 0, index)

    def _turn(self, step: int, index: int) -> None:
        if self.count():
            self.setCurrentIndex(index if index >= 0 else (self.currentIndex() + step) % self.count())

    def _on_changed(self, index: int) -> None:
        if 0 <= index < len(self._keys):
            self.chosen.emit(self._keys[index])


class SegmentedChoice(QWidget):
    """Two to five words in one frame, one of them chosen (language, look, yes / doing / no)."""

    chosen = Signal(str)

    def __init__(
        self, name: str, label: str, options: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._options = list(options)
        self._label = label
        self._index = -1
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._describe()

    def key(self) -> str:
        """The chosen key, empty where none is."""
        return self._options[self._index][0] if self._index >= 0 else ""

    def set_key(self, key: str) -> None:
        """Show a choice without telling anybody; an unknown key shows none."""
        keys = [option for option, _ in self._options]
        self._index = keys.index(key) if key in keys else -1
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())) + 4, theme().px(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = TURN_KEYS.get(event.key(), 0)
        if not step:
            super().keyPressEvent(event)
            return
        self._choose(min(len(self._options) - 1, max(0, self._index + step)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, area in enumerate(self._areas()):
            if area.contains(event.position()):
                self._choose(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        whole = QRectF(self.rect())
        painting.rounded(painter, whole, 8, tokens.chip)
        for index, area in enumerate(self._areas()):
            front = index == self._index
            if front:
                painting.rounded(painter, area, 6, tokens.card, tokens.field_line)
            font = theme().font(Type.DENSE, 600 if front else 400)
            ink = painting.Ink(font, tokens.ink if front else tokens.ink2, painting.CENTER)
            painting.line_of_text(painter, area, self._options[index][1], ink)
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, whole, 7)
        painter.end()

    def _widths(self) -> list[float]:
        font = theme().font(Type.DENSE, 600)
        return [painting.text_width(font, words) + theme().px(22) for _, words in self._options]

    def _areas(self) -> list[QRectF]:
        areas, left = [], 2.0
        for width in self._widths():
            areas.append(QRectF(left, 2, width, self.height() - 4))
            left += width
        return areas

    def _choose(self, index: int) -> None:
        if index == self._index:
            return
        self._index = index
        self._describe()
        self.update()
        self.chosen.emit(self.key())

    def _describe(self) -> None:
        words = self._options[self._index][1] if self._index >= 0 else ""
        self.setAccessibleName(f"{self._label}: {words}" if words else self._label)
