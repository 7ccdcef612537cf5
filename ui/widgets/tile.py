"""A large button: a word, a sentence under it, an icon. For the few choices that open a way."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.pressing import pressed_by

SIDE, RADIUS = 18, 12


class Tile(QAbstractButton):
    """Space, Enter or a click. A checked tile shows that its choice is in force."""

    def __init__(
        self, name: str, title: str, sentence: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._sentence, self._icon = title, sentence, icon
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme().px(220))
        return QSize(theme().px(260), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(150), self.heightForWidth(max(self.width(), theme().px(150))))

    def heightForWidth(self, width: int) -> int:
        unit = theme().px
        height = painting.text_height(theme().font(Type.HEADING, 600)) + 2 * unit(SIDE)
        if self._sentence:
            room = width - 2 * unit(SIDE) - self._icon_room()
            height += unit(4) + painting.text_height(theme().font(Type.BODY), self._sentence, room)
        return round(height)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by(event, self):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit, tokens = theme().px, theme().tokens
        painter = painting.painter_for(self)
        area = QRectF(self.rect())
        fill = (
            tokens.tint
            if self.isChecked() or self.isDown()
            else tokens.hover
            if self.underMouse()
            else tokens.card
        )
        painting.rounded(
            painter, area, RADIUS, fill, tokens.accent if self.isChecked() else tokens.field_line
        )
        font = theme().font(Type.HEADING, 600)
        line = painting.text_height(font)
        left, top = unit(SIDE), float(unit(SIDE))
        if not self._sentence:
            top = (self.height() - line) / 2
        if self._icon:
            sign = QRectF(left, top + (line - unit(22)) / 2, unit(22), unit(22))
            icons.paint(painter, self._icon, tokens.accent, sign)
            left += self._icon_room()
        room = QRectF(left, top, self.width() - left - unit(SIDE), line)
        painting.line_of_text(painter, room, self._title, painting.Ink(font, tokens.ink))
        if self.isChecked():
            tick = QRectF(self.width() - unit(SIDE + 16), room.center().y() - unit(8), unit(16), unit(16))
            icons.paint(painter, "check", tokens.accent, tick)
        below = QRectF(left, room.bottom() + unit(4), room.width(), self.height() - room.bottom())
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painting.block_of_text(
            painter, below, self._sentence, painting.Ink(theme().font(), tokens.ink2, start)
        )
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, area, RADIUS - 1)
        painter.end()

    def _icon_room(self) -> int:
        return theme().px(34) if self._icon else 0
