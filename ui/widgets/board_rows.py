"""Cards and columns of a board, the model of one column and the picture of a card. Knows no service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.blur import blur
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.class_badge import Badge, paint_badges
from ui.widgets.table_rows import NOWHERE, Index

BOARD_ROLE = int(Qt.ItemDataRole.UserRole) + 7
MIME = "application/x-desktopcrm-card"
CARD_HEIGHT, GAP, PAD = 126, 8, 12
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One card. `days` may be late (`days_tone`); `badges` of classes and `chips` stand at the foot; a card that is
    `fixed` cannot be moved; `mark`: why it stands still, empty while it moves."""

    id: int
    title: str
    detail: str = ""
    amount: str = ""
    days: str = ""
    days_tone: Tone = Tone.NEUTRAL
    chips: tuple[tuple[str, Tone], ...] = ()
    fixed: bool = False
    badges: tuple[Badge, ...] = ()
    mark: str = ""

    @property
    def spoken(self) -> str:
        """The card for a screen reader."""
        badges = (badge.spoken or badge.words for badge in self.badges)
        chips = (words for words, _ in self.chips)
        parts = (self.title, self.detail, self.amount, self.days, self.mark, *badges, *chips)
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column: its number, title, a remark (how many), and a total."""

    number: int
    title: str
    remark: str = ""
    total: str = ""
    cards: tuple[BoardCard, ...] = ()


class BoardModel(QAbstractListModel):
    """The cards of one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[BoardCard, ...] = ()

    def set_cards(self, cards: Sequence[BoardCard]) -> None:
        """Show these cards."""
        if tuple(cards) == self._cards:
            return
        self.beginResetModel()
        self._cards = tuple(cards)
        self.endResetModel()

    def place_of(self, card_id: int) -> int:
        """Place of a card, -1 where it is not here."""
        return next((place for place, card in enumerate(self._cards) if card.id == card_id), -1)

    def card_at(self, place: int) -> BoardCard | None:
        """The card at a place."""
        return self._cards[place] if 0 <= place < len(self._cards) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        card = self._cards[index.row()]
        if role == BOARD_ROLE:
            return card
        if role == _TIP:
            return painting.plain_tip(card.spoken.replace(" · ", "\n"))
        return blur().words(card.spoken) if role in (_DISPLAY, _ACCESSIBLE) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        fixed = not index.isValid() or self._cards[index.row()].fixed
        return base if fixed else base | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        data = QMimeData()
        ids = [str(self._cards[index.row()].id) for index in indexes]
        data.setData(MIME, ",".join(ids).encode())
        return data


class BoardDelegate(QStyledItemDelegate):
    """Paints a card: title, account, amount, days in the stage, chips."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme().px(140), theme().px(CARD_HEIGHT + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        unit, tokens = theme().px, theme().tokens
        card = index.data(BOARD_ROLE)
        if not isinstance(card, BoardCard):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(unit(1), 0, -unit(1), -unit(GAP))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        line = tokens.field_line if over else tokens.hairline
        painting.rounded(painter, area, 10, tokens.tint if chosen else tokens.card, line)
        view = self.parent()
        if chosen and isinstance(view, QWidget) and view.hasFocus():
            painting.focus_ring(painter, area, 9)
        if card.mark or card.days_tone is Tone.BAD:
            painter.save()
            painter.setClipRect(QRectF(area.left(), area.top(), unit(4), area.height()))
            painting.rounded(painter, area, 10, tokens.bad_fill)
            painter.restore()
        self._paint_words(painter, area.adjusted(unit(PAD), unit(9), -unit(PAD), -unit(9)), card)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRectF, card: BoardCard) -> None:
        unit, tokens = theme().px, theme().tokens
        line = unit(19)
        title = QRectF(area.left(), area.top(), area.width(), line)
        painting.line_of_text(
            painter, title, card.title, painting.Ink(theme().font(Type.BODY, 600), tokens.ink)
        )
        second = title.translated(0, line)
        painting.line_of_text(
            painter, second, card.detail, painting.Ink(theme().font(Type.DENSE), tokens.ink2)
        )
        third = second.translated(0, line)
        days = painting.Ink(theme().font(Type.SMALL, 600), tokens.text(card.days_tone), painting.RIGHT)
        used = painting.text_width(days.font, card.days) + unit(16) if card.days else 0
        painting.line_of_text(
            painter,
            third.adjusted(0, 0, -used, 0),
            card.amount,
            painting.Ink(theme().font(Type.DENSE), tokens.ink),
        )
        if card.days:
            painting.line_of_text(painter, third, card.days, days)
            sign = QRectF(third.right() - used, third.center().y() - unit(6), unit(12), unit(12))
            icons.paint(painter, "pause" if card.mark else "clock", tokens.text(card.days_tone), sign)
        badges = QRectF(area.left(), area.bottom() - unit(47), area.width(), unit(22))
        paint_badges(painter, badges, card.badges)
        self._paint_chips(
            painter, QRectF(area.left(), area.bottom() - unit(21), area.width(), unit(22)), card
        )

    def _paint_chips(self, painter: QPainter, area: QRectF, card: BoardCard) -> None:
        left = area.left()
        for words, tone in card.chips:
            width = min(chip_width(words), area.right() - left)
            if width < theme().px(36):
                break
            paint_chip(painter, QRectF(left, area.top(), width, area.height()), words, tone)
            left += width + theme().px(5)
