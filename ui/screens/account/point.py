"""Tab Point: the four parts of the basics, the volumes bought, the next buying window, and the board of needs."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktopcrm.domain import buying_window
from desktopcrm.services.records import NewRecord
from ui.context import Context
from ui.dialogs.record_panel import Group, PanelSpec, RecordPanel
from ui.models.account_lists import volume_row
from ui.models.account_reading import Reading
from ui.screens.account.needs import NeedsCard
from ui.screens.account.page import NEW_PREFIX, CardGrid, TabPage
from ui.screens.account.records import ListSpec, RecordsList
from ui.screens.account.sorting_cards import LeadCard, OrderCheckCard
from ui.screens.account.sorting_care import CareCard, StarsCard
from ui.screens.account.unseen import Part
from ui.theme import Tone
from ui.widgets.chip import Chip
from ui.widgets.surfaces import Card

BLOCKS = ("contact", "size", "consumption", "development")
VOLUMES_IN, WINDOW_IN = "size", "consumption"


class BasicsCard(Card):
    """One block of the account's own facts."""

    def __init__(self, context: Context, block: str, parent: QWidget | None = None) -> None:
        found = context.app.desk.catalogue.blocks[block]
        super().__init__(found.label[context.lang], "", parent)
        self.setObjectName(f"card_{block}")
        self._block, self._title = block, found.label[context.lang]
        spec = PanelSpec("account", (Group(blocks=(block,)),), with_name=False, removable=False)
        self.panel = RecordPanel(context, spec, self)
        self.body.addWidget(self.panel)

    def show_reading(self, reading: Reading, percent: int) -> None:
        """Show the block with its coverage beside the title."""
        self.title.show_title(self._title, f"{percent} %")
        self.panel.show_record(reading, reading.plan.account)


class PointTab(TabPage):
    """The account itself."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "tab_point", parent)
        self._cards = {block: BasicsCard(context, block, self) for block in BLOCKS}
        self._window = Chip("", Tone.NEUTRAL, "calendar", self)
        self._window.setObjectName("buying_window")
        self._cards[WINDOW_IN].title.tools.addWidget(self._window)
        self._volumes = RecordsList(context, self._volume_spec(), self)
        self._cards[VOLUMES_IN].body.addWidget(self._volumes)
        self._needs = NeedsCard(context, self)
        self.body.addWidget(self._needs)
        self.body.addWidget(CardGrid(list(self._cards.values()), self))
        self._sorting = (
            LeadCard(context, self),
            OrderCheckCard(context, self),
            StarsCard(context, self),
            CareCard(context, self),
        )
        self.body.addWidget(CardGrid(list(self._sorting), self))
        self.body.addStretch(1)

    def refresh(self, reading: Reading) -> None:
        parts: list[Part] = [(self._needs, partial(self._needs.show_reading, reading))]
        parts += [(card, partial(self._show_card, reading, block)) for block, card in self._cards.items()]
        parts += [(card, partial(card.show_reading, reading)) for card in self._sorting]
        self.show_parts(*parts)

    def open_at(self, record_id: int, field: str) -> QWidget | None:
        reading = self.reading
        if reading is None:
            return None
        if field.startswith(f"{NEW_PREFIX}need"):
            return self._needs.focus_add(field.rpartition(".")[2])
        if field.startswith(f"{NEW_PREFIX}volume"):
            return self._volumes.focus_add()
        if record_id in (0, reading.plan.account.id):
            for card in self._cards.values():
                row = card.panel.focus_field(field)
                if row is not None:
                    return row
            return self._open_sorting(field)
        return self._needs.focus_record(record_id, field) or self._volumes.focus_record(record_id, field)

    def _open_sorting(self, field: str) -> QWidget | None:
        for card in self._sorting:
            found = card.focus_field(field)
            if found is not None:
                card.set_open(True)
                return found
        return None

    def _show_card(self, reading: Reading, block: str) -> None:
        self._cards[block].show_reading(reading, reading.coverage().blocks[block].percent)
        if block == VOLUMES_IN:
            self._volumes.show_reading(reading)
        elif block == WINDOW_IN:
            self._show_window(reading)

    def _show_window(self, reading: Reading) -> None:
        window = buying_window.of_plan(reading.plan)
        if window is None:
            self._window.show_chip(reading.tr("account.window_unknown"), Tone.NEUTRAL)
            self._window.set_reason(reading.tr("account.window_why"))
            return
        left = window.days_left(reading.today)
        tone = Tone.BAD if left < 0 else Tone.WARN if reading.today >= window.warns else Tone.ACCENT
        self._window.show_chip(reading.tr("account.window_opens", day=reading.day(window.opens)), tone)
        self._window.set_reason(reading.tr("account.window_from", day=reading.day(window.warns)))

    def _volume_spec(self) -> ListSpec:
        tr = self.context.tr
        return ListSpec(
            kind="volume",
            label=tr("account.volumes"),
            records=lambda reading: reading.plan.of("volume"),
            row=volume_row,
            panel=PanelSpec("volume"),
            add=self._add_volume,
            hint=tr("account.add_volume"),
            open_new=True,
        )

    def _add_volume(self, name: str, _second: str) -> int:
        assert self.reading is not None
        return self.context.app.records.add(NewRecord("volume", name, self.reading.plan.account.id))
