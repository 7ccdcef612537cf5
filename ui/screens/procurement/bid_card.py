"""The comparison of stage 6: seven factors down, the buyer's weight and the contenders across, totals and places below.

Edited cell by cell; the picture and the sentence under it say where we are behind and what would make us first.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain import bid_matrix
from desktopcrm.domain.bid_matrix import BidMatrix, Contender
from desktopcrm.domain.catalogue import Factor
from desktopcrm.errors import UserError
from ui.context import Context
from ui.screens.procurement.purchase import Purchase
from ui.theme import Tone, theme
from ui.widgets.edit_grid import EditGrid
from ui.widgets.grid_rows import GridCell, GridColumn, GridRow
from ui.widgets.label import DIM_PARAGRAPH, SMALL, Label
from ui.widgets.radar import Radar, RadarShape

WEIGHT = "weight"
SUMS = ("technical", "commercial", "all")
SUM_IDS = {key: -(place + 1) for place, key in enumerate(SUMS)}
RANK_ID = -10
CLEAR_GAP = 2
"""From so many points behind the best rival a score is marked red, before that amber (ours)."""


class BidMatrixView(QWidget):
    """Row ids are places of factors (from 1); column keys are ids of contenders."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._purchase: Purchase | None = None
        tr = context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self.grid = EditGrid("grid_bid", tr("procurement.bid"), self._columns(()), self)
        self.grid.set_commit(self._commit, tr("account.just_stored"))
        self.grid.clear_asked.connect(self._on_clear)
        column.addWidget(self.grid)
        self._keys = Label(tr("procurement.bid_keys"), SMALL.but(wrap=True), self)
        column.addWidget(self._keys)
        self._ways = Label("", DIM_PARAGRAPH, self)
        self._ways.setObjectName("bid_ways")
        column.addWidget(self._ways)
        self.radar = Radar("bid_radar", tr("procurement.bid_picture"), self)
        column.addWidget(self.radar)

    def show_purchase(self, purchase: Purchase) -> None:
        """The matrix of this purchase."""
        self._purchase = purchase
        catalogue = purchase.reading.catalogue
        matrix = bid_matrix.bid_matrix(purchase.plan, purchase.project.id, catalogue)
        self.grid.set_columns(self._columns(matrix.contenders))
        rows = [self._factor_row(matrix, place, one) for place, one in enumerate(catalogue.factors, start=1)]
        rows += [self._sum_row(matrix, key) for key in SUMS]
        rows.append(self._rank_row(matrix))
        self.grid.show_rows(rows)
        self._ways.setText(self._way_words(matrix))
        self._ways.setVisible(bool(self._ways.text()))
        shapes = [
            RadarShape(self._name(one), tuple(_number(one.scores.get(f.key)) for f in catalogue.factors))
            for one in matrix.contenders
            if one.scores
        ]
        self.radar.setVisible(bool(shapes))
        self.radar.show_shapes([self._label(one) for one in catalogue.factors], shapes)

    def focus_cell(self, contender_id: int, factor: str) -> bool:
        """Open the score of a contender for a factor."""
        keys = [one.key for one in self._context.app.desk.catalogue.factors]
        if factor not in keys:
            return False
        self.grid.edit(keys.index(factor) + 1, str(contender_id))
        return True

    def focus_weight(self, factor: str) -> bool:
        """Open the buyer's weight of a factor."""
        keys = [one.key for one in self._context.app.desk.catalogue.factors]
        if factor not in keys:
            return False
        self.grid.edit(keys.index(factor) + 1, WEIGHT)
        return True

    def _columns(self, contenders: tuple[Contender, ...]) -> list[GridColumn]:
        tr = self._context.tr
        found = [
            GridColumn("factor", tr("procurement.factor"), 150),
            GridColumn(WEIGHT, tr("procurement.weight"), 74, centred=True),
        ]
        rivals = tr("procurement.rivals_group") if len(contenders) > 1 else ""
        for one in contenders:
            group = tr("procurement.us_group") if one.is_us else rivals
            found.append(GridColumn(str(one.record.id), self._name(one), 0, centred=True, group=group))
        return found

    def _factor_row(self, matrix: BidMatrix, place: int, factor: Factor) -> GridRow:
        tr, lang = self._context.tr, self._context.lang
        weight = str(matrix.weights[factor.key])
        bid = tr(f"procurement.bid_{factor.bid}")
        first = GridCell(f"{self._label(factor)}", fixed=True, tip=f"{factor.about[lang]} ({bid})")
        cells = [first, self._weight_cell(factor, weight)]
        best = max(
            (
                one.scores[factor.key]
                for one in matrix.contenders
                if not one.is_us and factor.key in one.scores
            ),
            default=None,
        )
        for one in matrix.contenders:
            score = one.scores.get(factor.key)
            text = f"{score:f}" if score is not None else ""
            if one.is_us and score is not None and best is not None and score < best:
                gap = best - score
                tone = Tone.BAD if gap >= CLEAR_GAP else Tone.WARN
                cells.append(
                    GridCell(
                        f"{text}  −{gap:f}", text, tone, strong=True, tip=tr("procurement.behind", gap=gap)
                    )
                )
            elif one.is_us and score is not None and best is not None and score > best:
                cells.append(GridCell(text, text, Tone.GOOD, strong=True))
            else:
                cells.append(GridCell(text, text, hint="–", strong=one.is_us))
        return GridRow(place, self._label(factor), tuple(cells))

    def _weight_cell(self, factor: Factor, weight: str) -> GridCell:
        """A weight nobody has told yet counts as the middle one and is shown dimmer."""
        purchase = self._purchase
        told = purchase is not None and purchase.plan.value(purchase.project.id, f"weight_{factor.key}")
        tip = self._context.tr("procurement.weight_tip")
        return GridCell(weight, weight if told else "", None if told else Tone.NEUTRAL, tip=tip)

    def _sum_row(self, matrix: BidMatrix, key: str) -> GridRow:
        label = self._context.tr(f"procurement.sum_{key}")
        whole = key == "all"
        cells = [GridCell(label, fixed=True, strong=whole), GridCell(fixed=True)]
        for one in matrix.contenders:
            total = one.totals[key]
            text = f"{total:f}" if total is not None else "–"
            cells.append(GridCell(text, fixed=True, strong=whole))
        return GridRow(SUM_IDS[key], label, tuple(cells), quiet=True)

    def _rank_row(self, matrix: BidMatrix) -> GridRow:
        label = self._context.tr("procurement.rank")
        cells = [GridCell(label, fixed=True, strong=True), GridCell(fixed=True)]
        for one in matrix.contenders:
            rank = matrix.rank(one.record.id)
            tone = None
            if one.is_us and rank is not None:
                tone = Tone.GOOD if rank == 1 else Tone.WARN
            words = self._context.tr("procurement.place", n=rank) if rank is not None else "–"
            cells.append(GridCell(words, tone=tone, fixed=True, strong=True))
        return GridRow(RANK_ID, label, tuple(cells), quiet=True)

    def _way_words(self, matrix: BidMatrix) -> str:
        tr, catalogue = self._context.tr, self._context.app.desk.catalogue
        labels = {one.key: self._label(one) for one in catalogue.factors}
        ways = bid_matrix.ways_to_first(matrix)
        if not ways:
            us = next((one for one in matrix.contenders if one.is_us), None)
            first = us is not None and len(matrix.contenders) > 1 and matrix.rank(us.record.id) == 1
            return tr("procurement.leading") if first else ""
        parts = [
            tr("procurement.way", factor=labels[way.factor], now=f"{way.now:f}", needed=f"{way.needed:f}")
            for way in ways[:3]
        ]
        joint = tr("procurement.or")
        return tr("procurement.to_be_first", ways=joint.join(parts))

    def _label(self, factor: Factor) -> str:
        return factor.label[self._context.lang]

    def _name(self, one: Contender) -> str:
        return self._purchase.reading.name(one.record) if self._purchase else one.record.name

    def _commit(self, row_id: int, key: str, text: str) -> str:
        purchase, app = self._purchase, self._context.app
        if purchase is None or row_id < 1:
            return ""
        factor = purchase.reading.catalogue.factors[row_id - 1]
        record_id = purchase.project.id if key == WEIGHT else int(key)
        field = f"weight_{factor.key}" if key == WEIGHT else factor.key
        try:
            if text:
                app.facts.observe(record_id, field, text)
            else:
                app.facts.clear(record_id, field)
        except UserError as error:
            return self._context.error_text(error)
        return ""

    def _on_clear(self, row_id: int, key: str) -> None:
        self._commit(row_id, key, "")


def _number(score: Decimal | None) -> float | None:
    return None if score is None else float(score)
