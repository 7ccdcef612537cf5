"""Tab Precision: key points ranked, actions and promises both ways, and what was collected but serves nothing yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktopcrm.domain import key_points
from desktopcrm.domain.records import Fact, Record
from desktopcrm.services.records import NewRecord
from ui.context import Context, Place
from ui.dialogs.record_panel import PanelSpec
from ui.models.account_lists import action_row, actions_of, dotted, key_point_row
from ui.models.account_reading import Reading
from ui.screens.account.evidence import EvidencePart
from ui.screens.account.notes import NotesPart
from ui.screens.account.page import NEW_PREFIX, TabPage
from ui.screens.account.records import ListSpec, RecordsCard
from ui.screens.account.unseen import Part
from ui.widgets.card_list import CardItem, CardList
from ui.widgets.surfaces import Card

DIRECTIONS = ("ours", "theirs")
SHOWN_UNUSED = 8
WORKING_KINDS = ("key_point", "action", "activity", "note", "member", "firm", "rep", "move")
"""Kinds whose facts are work, not knowledge: they need no use."""


class PrecisionTab(TabPage):
    """Where knowledge becomes a blow."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "tab_precision", parent)
        tr = context.tr
        self._points = RecordsCard(context, self._point_spec(), self)
        self._actions = {key: RecordsCard(context, self._action_spec(key), self) for key in DIRECTIONS}
        self._unused_card = Card(tr("account.unused"), "", self)
        self._unused_card.setObjectName("card_unused")
        self._unused = CardList("unused_facts", tr("account.unused"), parent=self)
        self._unused.opened.connect(self._on_unused)
        self._unused_card.body.addWidget(self._unused)
        self._facts: list[Fact] = []
        for card in (self._points, *self._actions.values(), self._unused_card):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self, reading: Reading) -> None:
        parts: list[Part] = [(self._points, partial(self._show_points, reading))]
        parts += [(card, partial(self._show_actions, reading, key)) for key, card in self._actions.items()]
        self.show_parts(*parts, (self._unused_card, partial(self._show_unused, reading)))

    def open_at(self, record_id: int, field: str) -> QWidget | None:
        if field.startswith(f"{NEW_PREFIX}key_point") or record_id == 0:
            return self._points.list.focus_add()
        if field.startswith(f"{NEW_PREFIX}action"):
            return self._actions["ours"].list.focus_add()
        for card in (self._points, *self._actions.values()):
            found = card.list.focus_record(record_id, field)
            if found is not None:
                return found
        return None

    def _show_points(self, reading: Reading) -> None:
        points = reading.plan.of("key_point")
        self._points.show_reading(reading, reading.tr("account.key_points_aside") if points else "")

    def _show_actions(self, reading: Reading, key: str) -> None:
        late = sum(_is_late(reading, one.id) for one in actions_of(reading, key))
        self._actions[key].show_reading(reading, reading.tr("account.n_late", n=late) if late else "")

    def _show_unused(self, reading: Reading) -> None:
        plan = reading.plan
        found = []
        for record_id, key in key_points.unused_facts(plan):
            record = plan.records.get(record_id)
            field = reading.catalogue.find(record.kind, key) if record else None
            fact = plan.fact(record_id, key)
            if record and field and fact and field.weight and record.kind not in WORKING_KINDS:
                found.append((-field.weight, -fact.seen_on.toordinal(), fact.id, fact, field))
        found.sort(key=lambda one: one[:3])
        self._facts = [one[3] for one in found]
        items = [
            CardItem(
                index,
                reading.shown(fact).replace("\n", " "),
                dotted(reading.words(field.label), reading.name(plan.records[fact.record_id])),
                aside=reading.age(fact.seen_on),
            )
            for index, (*_, fact, field) in enumerate(found[:SHOWN_UNUSED], start=1)
        ]
        self._unused.show_items(items)
        self._unused.fit_height()
        self._unused_card.setVisible(bool(items))
        self._unused_card.title.show_title(
            reading.tr("account.unused"), reading.tr("account.unused_aside", n=len(found))
        )

    def _on_unused(self, index: int) -> None:
        fact = self._facts[index - 1]
        assert self.reading is not None
        self.context.go(Place("account", self.reading.plan.account.id, "", f"{fact.record_id}:{fact.field}"))

    def _point_spec(self) -> ListSpec:
        tr = self.context.tr
        return ListSpec(
            kind="key_point",
            label=tr("account.key_points"),
            records=lambda reading: key_points.ranked(reading.plan),
            row=key_point_row,
            panel=PanelSpec("key_point"),
            add=partial(self._add, "key_point", {}),
            hint=tr("account.add_key_point"),
            empty=tr("account.no_key_points"),
            parts=(EvidencePart, NotesPart),
            open_new=True,
        )

    def _action_spec(self, direction: str) -> ListSpec:
        tr = self.context.tr
        return ListSpec(
            kind="action",
            label=tr(f"account.actions_{direction}"),
            records=partial(_directed, direction),
            row=action_row,
            panel=PanelSpec("action"),
            add=partial(self._add, "action", {"direction": direction}),
            hint=tr(f"account.add_action_{direction}"),
            empty=tr(f"account.no_actions_{direction}"),
            parts=(NotesPart,),
            open_new=True,
        )

    def _add(self, kind: str, facts: dict[str, str], name: str, _second: str) -> int:
        assert self.reading is not None
        return self.context.app.records.add(
            NewRecord(kind, name, self.reading.plan.account.id, facts=dict(facts))
        )


def _directed(direction: str, reading: Reading) -> list[Record]:
    return actions_of(reading, direction)


def _is_late(reading: Reading, action_id: int) -> bool:
    due = reading.day_of(action_id, "due")
    closed = reading.plan.value(action_id, "status") in ("done", "dropped")
    return due is not None and due < reading.today and not closed
