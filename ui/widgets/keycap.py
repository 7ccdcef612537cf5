"""Keys drawn as caps, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Type, theme
from ui.widgets import painting


class KeyCaps(QWidget):
    """Each text is one cap ("Ctrl+K", "Enter")."""

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self.setAccessibleName(", ".join(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        gap = theme().px(4)
        return QSize(round(sum(self._widths()) + gap * max(0, len(self._keys) - 1)), theme().px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        ink = painting.Ink(theme().font(Type.SMALL, 600), tokens.ink2, painting.CENTER)
        left = 0.0
        for key, width in zip(self._keys, self._widths(), strict=True):
            area = QRectF(left, 0, width, self.height())
            painting.rounded(painter, area, 5, tokens.hover, tokens.field_line)
            painting.line_of_text(painter, area, key, ink)
            left += width + theme().px(4)
        painter.end()

    def _widths(self) -> list[float]:
        font = theme().font(Type.SMALL, 600)
        return [painting.text_width(font, key) + theme().px(14) for key in self._keys]
