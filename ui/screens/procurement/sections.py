"""The parts of the tab below the checklist, each in a card that folds: at its stage it stands on top and is open.

A section knows its widget and its title; the tab knows the order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktopcrm.domain.records import StageEvent
from desktopcrm.services.records import NewRecord
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.editors.fact_rows import FactRows
from ui.screens.procurement.bid_card import BidMatrixView
from ui.screens.procurement.class_section import ClassSection
from ui.screens.procurement.purchase import Purchase, stage_fields, whole_fields
from ui.screens.procurement.record_grid import GridSpec, RecordGrid
from ui.widgets.fold import FoldCard
from ui.widgets.label import SMALL, Label
from ui.widgets.surfaces import clear_layout

TEAM = GridSpec(
    "member",
    (("role", 108), ("stance", 112), ("kp_rank", 140), ("influence", 74), ("last_contact", 122)),
    0,
    fixed_name=True,
)
CRITERIA = GridSpec(
    "criterion",
    (("weight", 60), ("must", 66), ("owner", 92), ("written_by", 134), ("effect", 112)),
)
OFFERS = GridSpec(
    "contender",
    (("fate", 104), ("offer_price", 110), ("rank_in_test", 140), ("evidence", 0)),
    130,
    fixed_name=True,
)
CLAUSES = GridSpec(
    "clause",
    (("wish", 0), ("expect", 0), ("limit", 0), ("trade", 0), ("cares", 84), ("status", 92)),
    104,
)


class Section(Protocol):
    """What the tab asks of a section; it is a `FoldCard`."""

    stages: tuple[int, ...]

    def show_purchase(self, purchase: Purchase) -> None:
        """Show what belongs to a purchase."""

    def focus_field(self, record_id: int, field: str) -> QWidget | None:
        """Bring a field into hand; `None` where it is not here."""


class TeamSection(FoldCard):
    """The buying team and what each member means for this purchase."""

    stages = (3,)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("section_team", context.tr("procurement.team"), parent)
        self._context = context
        self.table = RecordGrid(context, _worded(context, TEAM, "team"), self._add, self)
        self.body.addWidget(self.table)

    def show_purchase(self, purchase: Purchase) -> None:
        self.table.show_purchase(purchase)
        self.show_title(
            self._context.tr("procurement.team"),
            self._context.tr("procurement.members", n=self.table.count()),
        )

    def focus_field(self, record_id: int, field: str) -> QWidget | None:
        return self.table if self.table.focus_cell(record_id, field) else None

    def _add(self, project_id: int, name: str) -> int:
        return self._context.app.projects.add_member(project_id, name)


class CriteriaSection(FoldCard):
    """Stage 4: what is asked for, by whom, in whose handwriting, and what it does to us."""

    stages = (4,)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("section_criteria", context.tr("procurement.criteria"), parent)
        self._context = context
        self.table = RecordGrid(context, _worded(context, CRITERIA, "criteria"), self._add, self)
        self.body.addWidget(self.table)

    def show_purchase(self, purchase: Purchase) -> None:
        self.table.show_purchase(purchase)
        plan, tr = purchase.plan, self._context.tr
        records = plan.of("criterion", purchase.project.id)
        weights = [int(plan.value(one.id, "weight") or 0) for one in records]
        ours = sum(plan.value(one.id, "written_by") == "us" for one in records)
        aside = tr("procurement.criteria_sum", n=len(records), weight=sum(weights), ours=ours)
        self.show_title(tr("procurement.criteria"), aside if records else "")

    def focus_field(self, record_id: int, field: str) -> QWidget | None:
        return self.table if self.table.focus_cell(record_id, field) else None

    def _add(self, project_id: int, name: str) -> int:
        return self._context.app.records.add(NewRecord("criterion", name, project_id))


class BidSection(FoldCard):
    """Stages 5 and 6: the seven factors, the standards of both bids, the offers."""

    stages = (5, 6)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("section_bid", context.tr("procurement.bid"), parent)
        self._context = context
        self.matrix = BidMatrixView(context, self)
        self._empty = Label(context.tr("procurement.bid_empty"), SMALL.but(wrap=True), self)
        self.offers = RecordGrid(context, _worded(context, OFFERS, "offers"), self._add, self)
        self._offers_title = Label(context.tr("procurement.offers"), SMALL.but(weight=600), self)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.matrix)
        self.body.addWidget(self._offers_title)
        self.body.addWidget(self.offers)

    def show_purchase(self, purchase: Purchase) -> None:
        self.matrix.show_purchase(purchase)
        self.offers.show_purchase(purchase)
        there = bool(purchase.plan.of("contender", purchase.project.id))
        self.matrix.setVisible(there)
        self._empty.setVisible(not there)
        count = self._context.tr("procurement.contenders", n=self.offers.count())
        self.show_title(self._context.tr("procurement.bid"), count if there else "")

    def focus_field(self, record_id: int, field: str) -> QWidget | None:
        if field.startswith("weight_"):
            return self.matrix if self.matrix.focus_weight(field.removeprefix("weight_")) else None
        if self.matrix.focus_cell(record_id, field):
            return self.matrix
        return self.offers if self.offers.focus_cell(record_id, field) else None

    def _add(self, project_id: int, name: str) -> int:
        return self._context.app.rivals.add_contender(project_id, name)


class ClauseSection(FoldCard):
    """Stage 7: per clause wish, expect, limit, what it is traded for, who cares."""

    stages = (7,)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("section_clauses", context.tr("procurement.clauses"), parent)
        self._context = context
        self.table = RecordGrid(context, _worded(context, CLAUSES, "clauses"), self._add, self)
        self.body.addWidget(self.table)

    def show_purchase(self, purchase: Purchase) -> None:
        self.table.show_purchase(purchase)
        records = purchase.plan.of("clause", purchase.project.id)
        agreed = sum(purchase.plan.value(one.id, "status") == "agreed" for one in records)
        words = self._context.tr("procurement.clauses_agreed", agreed=agreed, total=len(records))
        self.show_title(self._context.tr("procurement.clauses"), words if records else "")

    def focus_field(self, record_id: int, field: str) -> QWidget | None:
        return self.table if self.table.focus_cell(record_id, field) else None

    def _add(self, project_id: int, name: str) -> int:
        return self._context.app.records.add(NewRecord("clause", name, project_id))


class FactsSection(FoldCard):
    """Facts about the purchase as rows: those of the stage in view, or those of the purchase as a whole."""

    stages: tuple[int, ...] = ()

    def __init__(self, context: Context, whole: bool, parent: QWidget | None = None) -> None:
        name = "section_whole" if whole else "section_stage_facts"
        super().__init__(name, context.tr("procurement.whole"), parent)
        self._context, self._whole = context, whole
        self._account_id = 0
        self.rows = FactRows(context, f"rows_{name}", 190, self)
        self.rows.history_requested.connect(self._on_history)
        self.body.addWidget(self.rows)

    def show_purchase(self, purchase: Purchase) -> None:
        reading, tr = purchase.reading, self._context.tr
        self._account_id = purchase.plan.account.id
        fields = whole_fields(reading) if self._whole else stage_fields(reading, purchase.stage)
        known = sum(purchase.plan.fact(purchase.project.id, one.key) is not None for one in fields)
        if self._whole:
            title = tr("procurement.whole")
        elif purchase.stage == max(one.number for one in reading.catalogue.stages):
            title = tr("procurement.signing")
        else:
            title = tr("procurement.stage_facts", stage=purchase.stage)
        self.show_title(title, tr("procurement.known", known=known, total=len(fields)))
        self.rows.show_record(purchase.plan, purchase.project, reading.rows(purchase.project, fields))

    def focus_field(self, record_id: int, field: str) -> QWidget | None:
        if self.rows.record is None or self.rows.record.id != record_id or not self.rows.edit(field):
            return None
        return self.rows.row(field)

    def _on_history(self, key: str) -> None:
        record, row = self.rows.record, self.rows.row(key)
        if record is not None and row is not None:
            FactHistory(self._context, record, key, self).shown_from(self._account_id).open_below(row)


class HistorySection(FoldCard):
    """What happened to the purchase, newest first."""

    stages: tuple[int, ...] = ()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("section_history", context.tr("procurement.history"), parent)
        self._context = context

    def show_purchase(self, purchase: Purchase) -> None:
        events = purchase.plan.course_of(purchase.project.id)
        self.show_title(
            self._context.tr("procurement.history"), self._context.tr("procurement.steps", n=len(events))
        )
        clear_layout(self.body)
        for event in reversed(events):
            line = Label(self._words(purchase, event), SMALL.but(ink="ink", wrap=True), self)
            line.setObjectName(f"event_{event.id}")
            self.body.addWidget(line)

    def focus_field(self, record_id: int, field: str) -> QWidget | None:
        del record_id, field
        return None

    def _words(self, purchase: Purchase, event: StageEvent) -> str:
        tr = self._context.tr
        key = "forced" if event.open_items else event.kind
        if key == "forced":
            return tr(
                "procurement.forced",
                stage=event.stage,
                day=purchase.reading.day(event.day),
                items=purchase.item_labels(event.open_items),
                reason=event.reason,
            )
        label = purchase.reading.catalogue.stage(event.stage).label[purchase.reading.lang]
        words = f"{purchase.reading.day(event.day)} · {tr(f'procurement.history_{key}', stage=event.stage)} · {label}"
        return tr("procurement.because", what=words, reason=event.reason) if event.reason else words


def _worded(context: Context, spec: GridSpec, area: str) -> GridSpec:
    """The spec with the words of its line to add and of its empty state."""
    return GridSpec(
        spec.kind,
        spec.columns,
        spec.name_width,
        spec.fixed_name,
        context.tr(f"procurement.add_{area}"),
        context.tr(f"procurement.empty_{area}"),
    )


MAKERS: tuple[Callable[[Context, QWidget], FoldCard], ...] = (
    ClassSection,
    TeamSection,
    CriteriaSection,
    BidSection,
    ClauseSection,
    lambda context, parent: FactsSection(context, False, parent),
    lambda context, parent: FactsSection(context, True, parent),
    HistorySection,
)
"""All sections in the order of the stages; the classes are at home at each."""
