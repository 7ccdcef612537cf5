"""Where the user writes and chooses: one line, several lines, a search box, a list to choose from.

A clean line (nothing to undo in it) hands Ctrl+Z on to the window, so that undo always means the last change.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui import icons
from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.scroll import thin_bars
from ui.widgets.searched_list import SearchedList

RADIUS = 8
SEARCH_PAUSE_MS = 60


def _is_history_key(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _see_through(widget: QWidget) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
    widget.setPalette(palette)


def _frame_line(widget: QWidget, wrong: bool) -> str:
    tokens = theme().tokens
    if wrong:
        return tokens.bad
    return tokens.accent if widget.hasFocus() else tokens.field_line


class TextLine(QLineEdit):
    """One line of text. `mark_wrong` turns its frame red."""

    def __init__(self, name: str, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong = False
        self._icon_room = 0
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(hint)
        self.setFrame(False)
        self.setFont(theme().font(Type.BODY))
        _see_through(self)
        self._set_margins()

    def mark_wrong(self, wrong: bool) -> None:
        """Show or take back that the text was refused."""
        self._wrong = wrong
        self.update()

    def clear(self) -> None:
        """Empty it for good, as after storing: nothing is left here to undo, so undo means the last change."""
        self.setText("")

    def take_back(self) -> None:
        """Empty it so that its own undo brings the words back."""
        super().clear()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(220), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(32))

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._hands_on(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._hands_on(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        area = QRectF(self.rect())
        painting.rounded(painter, area, RADIUS, theme().tokens.card, _frame_line(self, self._wrong))
        if self.hasFocus() and not self._wrong:
            painting.focus_ring(painter, area, RADIUS - 1)
        painter.end()
        super().paintEvent(event)

    def _hands_on(self, event: QKeyEvent) -> bool:
        """Undo means the window only where nothing was typed here: else one key too many takes back something unseen."""
        return _is_history_key(event) and not self.isUndoAvailable() and not self.isRedoAvailable()

    def _set_margins(self) -> None:
        unit = theme().px
        self.setTextMargins(unit(8) + self._icon_room, 0, unit(8), 0)


class TextBlock(QPlainTextEdit):
    """Several lines; grows with its text up to `lines`. Tab leaves it, Ctrl+Enter is left to the one who asks."""

    def __init__(self, name: str, label: str, lines: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._wrong = False
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme().font(Type.BODY))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(theme().px(8))
        _see_through(self)
        self.viewport().setAutoFillBackground(False)
        thin_bars(self)
        self.textChanged.connect(self.updateGeometry)

    def mark_wrong(self, wrong: bool) -> None:
        """Show or take back that the text was refused."""
        self._wrong = wrong
        self.viewport().update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        count = min(self._lines, max(3, round(self.document().size().height())))
        return QSize(theme().px(260), count * line + theme().px(16))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and _is_history_key(event)
        ):
            mine = self.document().isUndoAvailable() or self.document().isRedoAvailable()
            event.setAccepted(mine)
            return mine
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.painter_for(self.viewport())
        area = QRectF(self.viewport().rect())
        painting.rounded(painter, area, RADIUS, theme().tokens.card, _frame_line(self, self._wrong))
        if self.hasFocus() and not self._wrong:
            painting.focus_ring(painter, area, RADIUS - 1)
        painter.end()
        super().paintEvent(event)


class SearchBox(TextLine):
    """A line with a magnifier. `searched` comes once the typing pauses, `moved_down` when the list is wanted."""

    searched = Signal(str)
    moved_down = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(name, hint, hint, parent)
        self._icon_room = theme().px(24)
        self._set_margins()
        self.setClearButtonEnabled(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.textChanged.connect(self._pause.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.take_back()
        elif event.key() == Qt.Key.Key_Down:
            self.moved_down.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = painting.painter_for(self)
        unit = theme().px
        area = QRectF(unit(10), (self.height() - unit(16)) / 2, unit(16), unit(16))
        icons.paint(painter, "search", theme().tokens.ink2, area)
        painter.end()

    def _on_pause(self) -> None:
        self.searched.emit(self.text())


class Choice(SearchedList):
    """One of several, painted like the lines. Options are (key, words); `chosen` gives the key."""

    def __init__(
        self, name: str, label: str, options: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFont(theme().font(Type.BODY))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.set_options(options)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + theme().px(20), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(32))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the page: what is chosen changes by intent only, never by what the mouse happens to pass."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self.rect())
        fill = tokens.hover if self.underMouse() else tokens.card
        painting.rounded(painter, area, RADIUS, fill, tokens.field_line)
        if self.hasFocus():
            painting.focus_ring(painter, area, RADIUS - 1)
        words = area.adjusted(unit(12), 0, -unit(30), 0)
        ink = painting.Ink(self.font(), tokens.ink if self.isEnabled() else tokens.ornament)
        painting.line_of_text(painter, words, self.currentText(), ink)
        arrow = QRectF(area.right() - unit(26), area.center().y() - unit(7), unit(14), unit(14))
        icons.paint(painter, "chevron-down", tokens.ink2, arrow)
        painter.end()
