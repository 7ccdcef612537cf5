"""Done against due: calls and visits of the week and the month, by tier. Figures only, no revenue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktopcrm.domain.scoreboard import DEEDS, SPANS, Score, Tally
from ui.context import Context
from ui.theme import Tone, Type, theme
from ui.widgets import painting

LINE, HEAD, CELL = 26, 40, 46


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line of the board: whose, and a tally for each span and deed."""

    label: str
    cells: tuple[Tally, ...]
    strong: bool = False


def score_rows(context: Context, score: Score) -> list[ScoreRow]:
    """All together, then each tier of which something is due or was done."""
    tiers = [
        (option.key, option.label[context.lang]) for option in context.app.desk.catalogue.options("tier")
    ]
    tiers.append(("", context.tr("today_page.no_tier")))
    found = [ScoreRow(context.tr("today_page.all_tiers"), _cells(score, None), strong=True)]
    rows = [ScoreRow(label, _cells(score, key)) for key, label in tiers]
    return found + [row for row in rows if any(row.cells)]


def _cells(score: Score, tier: str | None) -> tuple[Tally, ...]:
    return tuple(score.tally(span, deed, tier) for span in SPANS for deed in DEEDS)


class ScoreBoard(QWidget):
    """Painted; read to a screen reader line by line."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: Sequence[ScoreRow] = ()
        self.setObjectName("score_board")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_score(self, score: Score) -> None:
        """Show other figures."""
        self._rows = score_rows(self._context, score)
        self.setAccessibleName(self.spoken())
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        """The board in words."""
        tr = self._context.tr
        heads = [
            f"{tr(f'today_page.span_{span}')} {tr(f'today_page.made_{deed}')}"
            for span in SPANS
            for deed in DEEDS
        ]
        return "\n".join(
            f"{row.label}: "
            + ", ".join(f"{head} {_figure(cell)}" for head, cell in zip(heads, row.cells, strict=True))
            for row in self._rows
        )

    def sizeHint(self) -> QSize:
        unit = theme().px
        return QSize(unit(260), unit(HEAD) + unit(LINE) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(220), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tr = theme().px, self._context.tr
        cell = self._cell_width()
        left = self.width() - 4 * cell
        small, dim = theme().font(Type.SMALL, 600), theme().font(Type.SMALL)
        ink = theme().tokens.ink2
        for number, span in enumerate(SPANS):
            begin = max(0.0, cell - painting.text_width(dim, tr(f"today_page.made_{DEEDS[0]}")))
            area = QRectF(left + 2 * number * cell + begin, 0, 2 * cell - begin, unit(18))
            painting.line_of_text(
                painter, area, tr(f"today_page.span_{span}"), painting.Ink(small, ink, painting.CENTER)
            )
            for place, deed in enumerate(DEEDS):
                head = QRectF(left + (2 * number + place) * cell, unit(18), cell, unit(18))
                painting.line_of_text(
                    painter, head, tr(f"today_page.made_{deed}"), painting.Ink(dim, ink, painting.RIGHT)
                )
        for number, row in enumerate(self._rows):
            self._paint_row(
                painter, QRectF(0, unit(HEAD) + number * unit(LINE), self.width(), unit(LINE)), row, cell
            )
        painter.end()

    def _cell_width(self) -> float:
        """Room for the longest figure; names give way."""
        font = theme().font(Type.DENSE, 600, figures=True)
        figures = (_figure(cell) for row in self._rows for cell in row.cells)
        widest = max((painting.text_width(font, one) for one in figures), default=0.0) + theme().px(8)
        return min(max(theme().px(CELL), widest), self.width() / 5)

    def _paint_row(self, painter: QPainter, area: QRectF, row: ScoreRow, cell: float) -> None:
        tokens = theme().tokens
        left = area.width() - len(row.cells) * cell
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), QColor(tokens.hairline))
        font = theme().font(Type.DENSE, 600 if row.strong else 400)
        room = QRectF(area.left(), area.top(), left, area.height())
        painting.line_of_text(painter, room, row.label, painting.Ink(font, tokens.ink))
        figures = theme().font(Type.DENSE, 600 if row.strong else 400, figures=True)
        for number, tally in enumerate(row.cells):
            spot = QRectF(left + number * cell, area.top(), cell, area.height())
            painting.line_of_text(
                painter, spot, _figure(tally), painting.Ink(figures, _ink(tally), painting.RIGHT)
            )


def _figure(tally: Tally) -> str:
    """Done of due; where nothing is due, what was made besides."""
    if tally.due:
        return f"{tally.done}/{tally.due}"
    return f"+{tally.made}" if tally.made else "–"


def _ink(tally: Tally) -> str:
    tokens = theme().tokens
    if not tally.due:
        return tokens.text(Tone.GOOD) if tally.made else tokens.ink2
    return tokens.text(Tone.GOOD) if tally.done >= tally.due else tokens.ink
