"""Buttons: primary, secondary, ghost, danger, and the round-cornered icon button. All painted from tokens."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.blur import blur
from ui.theme import Tokens, Type, theme
from ui.widgets import painting
from ui.widgets.pressing import pressed_by

GAP = 6
RADIUS = 8


class Kind(StrEnum):
    """How much a button asks for attention; one primary on a page."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    DANGER = "danger"
    ON_DARK = "on_dark"


class Button(QPushButton):
    """A button with words and, if wanted, an icon before them. `name` is its object name."""

    def __init__(
        self, name: str, text: str, icon: str = "", kind: Kind = Kind.SECONDARY, parent: QWidget | None = None
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._kind = kind
        self._icon = icon
        self._dense = False
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setAccessibleName(blur().words(text))
        self.setFont(theme().font(Type.BODY, 600))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def dense(self) -> Button:
        """The lower form for rows and headers of cards; gives itself back."""
        self._dense = True
        self.setFont(theme().font(Type.DENSE, 600))
        return self

    def set_words(self, text: str, icon: str = "") -> None:
        """Other words, and another icon if one is given."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(blur().words(text))
        self._icon = icon or self._icon
        self.updateGeometry()

    def words(self) -> str:
        """What is written on it."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        unit = theme().px
        words = painting.text_width(self.font(), self.words())
        sign = unit(16) + (unit(GAP) if self.words() else 0) if self._icon else 0
        arrow = unit(18) if self.menu() is not None else 0
        side = unit(8 if self._dense or self._kind in (Kind.GHOST, Kind.ON_DARK) else 14)
        return QSize(round(words + sign + arrow + 2 * side) + 1, unit(28 if self._dense else 32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

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
        painter = painting.painter_for(self)
        tokens = theme().tokens
        area = QRectF(self.rect())
        self._paint_ground(painter, area, tokens)
        self._paint_words(painter, area, self._ink(tokens))
        if self._focus_sign.shown(self):
            rings = {Kind.PRIMARY: tokens.on_accent, Kind.ON_DARK: tokens.toast_action}
            inner = rings.get(self._kind, tokens.accent)
            inset = 2.0 if self._kind is Kind.PRIMARY else 0.0
            painting.focus_ring(painter, area.adjusted(inset, inset, -inset, -inset), RADIUS - inset, inner)
        painter.end()

    def _active(self) -> bool:
        return self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())

    def _ink(self, tokens: Tokens) -> str:
        if not self.isEnabled():
            return tokens.ornament
        if self._kind is Kind.GHOST and self.isCheckable() and self.isChecked():
            return tokens.accent
        if self._kind is Kind.ON_DARK:
            return tokens.toast_action
        inks = {Kind.PRIMARY: tokens.on_accent, Kind.DANGER: tokens.bad, Kind.GHOST: tokens.accent}
        return inks.get(self._kind, tokens.ink)

    def _paint_ground(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        active = self._active()
        if self._kind is Kind.PRIMARY and self.isEnabled():
            painting.rounded(painter, area, RADIUS, tokens.accent_strong if active else tokens.accent)
        elif self._kind is Kind.ON_DARK:
            return
        elif self._kind is Kind.GHOST:
            painting.rounded(painter, area, RADIUS, tokens.tint if active else "")
        else:
            painting.rounded(
                painter, area, RADIUS, tokens.hover if active else tokens.card, tokens.field_line
            )

    def _paint_words(self, painter: QPainter, area: QRectF, ink: str) -> None:
        unit = theme().px
        words = painting.text_width(self.font(), self.words())
        sign = unit(16) + (unit(GAP) if self.words() else 0) if self._icon else 0
        arrow = unit(18) if self.menu() is not None else 0
        left = area.left() + max(4.0, (area.width() - words - sign - arrow) / 2)
        if self._icon:
            top = area.center().y() - unit(16) / 2
            icons.paint(painter, self._icon, ink, QRectF(left, top, unit(16), unit(16)))
        room = QRectF(left + sign, area.top(), min(words + 1, area.right() - left - sign), area.height())
        painting.line_of_text(painter, room, self.words(), painting.Ink(self.font(), ink))
        if arrow:
            where = QRectF(room.right() + unit(4), area.center().y() - unit(7), unit(14), unit(14))
            icons.paint(painter, "chevron-down", ink, where)


class IconButton(Button):
    """An icon alone; `text` is its tool tip and its accessible name."""

    def __init__(self, name: str, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", icon, Kind.GHOST, parent)
        self.setAccessibleName(blur().words(text))
        self.setToolTip(painting.plain_tip(text))

    def sizeHint(self) -> QSize:
        side = theme().px(28 if self._dense else 32)
        return QSize(side, side)

    def _ink(self, tokens: Tokens) -> str:
        if not self.isEnabled():
            return tokens.ornament
        return tokens.accent if self._active() else tokens.ink2
