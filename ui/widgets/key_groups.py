"""A recovery key as it is read and copied by hand: numbered groups of large signs. Cannot be marked or copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Type, theme
from ui.widgets import painting

COLUMNS, ROOMY_FROM = 4, 380
HEIGHT, GAP, RADIUS = 46, 8, 8


class KeyGroups(QWidget):
    """`show_groups(groups)`; those that are not to be seen are given as empty texts."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._groups: tuple[str, ...] = ()
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_groups(())

    def show_groups(self, groups: Sequence[str]) -> None:
        """Show these, numbered from 1."""
        self._groups = tuple(groups)
        spoken = ", ".join(f"{number}: {' '.join(group)}" for number, group in enumerate(self._groups, 1))
        self.setAccessibleName(f"{self._label} {spoken}".strip())
        self.updateGeometry()
        self.update()

    def groups(self) -> tuple[str, ...]:
        """What is shown."""
        return self._groups

    def sizeHint(self) -> QSize:
        return QSize(theme().px(520), self.heightForWidth(max(self.width(), theme().px(520))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(220), theme().px(HEIGHT))

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._groups) // self._columns(width))
        return max(0, rows * theme().px(HEIGHT) + max(0, rows - 1) * theme().px(GAP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens, unit = theme().tokens, theme().px
        small = theme().font(Type.SMALL, 400)
        large = _fixed(theme().font(Type.HEADING, 600))
        for place, group in enumerate(self._groups):
            area = self._area(place)
            painting.rounded(painter, area, RADIUS, tokens.chip)
            number = QRectF(area.left() + unit(10), area.top(), unit(22), area.height())
            painting.line_of_text(painter, number, str(place + 1), painting.Ink(small, tokens.ink2))
            room = QRectF(area.left() + unit(26), area.top(), area.width() - unit(36), area.height())
            painting.line_of_text(painter, room, group, painting.Ink(large, tokens.ink, painting.CENTER))
        painter.end()

    def _columns(self, width: int) -> int:
        return COLUMNS if width >= theme().px(ROOMY_FROM) else COLUMNS // 2

    def _area(self, place: int) -> QRectF:
        unit, columns = theme().px, self._columns(self.width())
        width = (self.width() - (columns - 1) * unit(GAP)) / columns
        left = (place % columns) * (width + unit(GAP))
        return QRectF(left, (place // columns) * (unit(HEIGHT) + unit(GAP)), width, unit(HEIGHT))


def _fixed(font: QFont) -> QFont:
    """The same type with room between the signs: they are read one by one."""
    wide = QFont(font)
    wide.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, theme().px(2))
    return wide
