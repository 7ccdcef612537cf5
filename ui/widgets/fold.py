"""A card that can be folded to its title: what is not at its turn stays out of the way and one key away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.surfaces import CARD_RADIUS


class FoldTitle(QWidget):
    """Arrow, heading, remark. Space, Enter or a click folds; Right opens, Left closes."""

    toggled = Signal()

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words, self.aside, self.is_open = title, "", True
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(28))

    def describe(self) -> None:
        """Words for a screen reader."""
        self.setAccessibleName(f"{self.words} {self.aside} {'▾' if self.is_open else '▸'}")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.toggled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = {Qt.Key.Key_Right: not self.is_open, Qt.Key.Key_Left: self.is_open}
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) or turn.get(
            Qt.Key(event.key()), False
        ):
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit, tokens = theme().px, theme().tokens
        painter = painting.painter_for(self)
        area = QRectF(self.rect())
        arrow = QRectF(0, area.center().y() - unit(8), unit(16), unit(16))
        icons.paint(painter, "chevron-down" if self.is_open else "chevron-right", tokens.ink2, arrow)
        font = theme().font(Type.HEADING, 600)
        left = unit(22)
        room = QRectF(left, 0, area.width() - left, area.height())
        painting.line_of_text(painter, room, self.words, painting.Ink(font, tokens.ink))
        used = left + painting.text_width(font, self.words) + unit(10)
        rest = QRectF(used, 0, max(0.0, area.width() - used), area.height())
        painting.line_of_text(painter, rest, self.aside, painting.Ink(theme().font(), tokens.ink2))
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, area, 6)
        painter.end()


class FoldCard(QFrame):
    """`body` holds the content, `tools` buttons at the right of the title."""

    folded = Signal(bool)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = theme().px
        self.setObjectName(name)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(unit(18), unit(12), unit(18), unit(12))
        outer.setSpacing(unit(8))
        self._line = line = QHBoxLayout()
        line.setSpacing(unit(8))
        self._title = FoldTitle(f"{name}_title", title, self)
        self._title.toggled.connect(self.toggle)
        line.addWidget(self._title, 1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(unit(6))
        line.addLayout(self.tools)
        outer.addLayout(line)
        self._inside = QWidget(self)
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, unit(4))
        self.body.setSpacing(unit(8))
        outer.addWidget(self._inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title.describe()

    def show_title(self, title: str, aside: str = "") -> None:
        """Other words."""
        self._title.words, self._title.aside = title, aside
        self._title.describe()

    def set_picture(self, picture: QWidget) -> None:
        """A small widget before the title."""
        self._line.insertWidget(0, picture)

    @property
    def is_open(self) -> bool:
        """Whether the body is seen."""
        return self._title.is_open

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold without telling anybody."""
        self._title.is_open = is_open
        self._inside.setVisible(is_open)
        self._title.describe()

    def open_line(self, name: str) -> None:
        """What was being written in it is written on."""
        if not self.is_open and self.findChild(QWidget, name) is not None:
            self.toggle()

    def toggle(self) -> None:
        """What the user does."""
        self.set_open(not self.is_open)
        self.folded.emit(self.is_open)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        painting.rounded(painter, QRectF(self.rect()), CARD_RADIUS, tokens.card, tokens.hairline)
        painter.end()
