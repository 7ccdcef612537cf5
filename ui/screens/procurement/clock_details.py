"""What stands behind one clock of the strip: since when and why, and what can be done with it. Opened below the strip.

Asks by signals; the card does it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain.cadence import cadence
from desktopcrm.domain.clocks import Clock, closing_clock, stage_clock
from desktopcrm.domain.hops import Hop, hop_said, hops, path_clock
from desktopcrm.domain.paths import Reach, reach
from ui.context import Context
from ui.models.account_reading import Reading
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.label import DENSE, Label
from ui.widgets.surfaces import Hairline, clear_layout
from ui.widgets.tabs import SegmentedChoice

PARAGRAPH = DENSE.but(wrap=True)
RULES = {
    "closing": ("closing_clock", "clock_pause"),
    "way": ("hop_clock", "path_to_first"),
    "stage": ("stage_pace",),
    "call": ("cadence",),
    "visit": ("cadence",),
}


class ClockDetails(QWidget):
    """`preset_chosen(key)`, `pause_asked`, `resume_asked`, `hop_started(from, to)`, `hop_met(hop)`, `hop_dropped(hop)`,
    `log_asked(kind)`, `rules_asked(clock)`, `left`: Esc."""

    preset_chosen = Signal(str)
    pause_asked = Signal()
    resume_asked = Signal()
    hop_started = Signal(int, int)
    hop_met = Signal(int)
    hop_dropped = Signal(int)
    log_asked = Signal(str)
    rules_asked = Signal(str)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.key = ""
        self.setObjectName("clock_details")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme().px(4), 0, 0)
        self._column.setSpacing(theme().px(6))
        self.hide()

    def show_clock(self, reading: Reading, project_id: int, key: str) -> None:
        """Open a clock, or show the open one anew; an empty key closes."""
        self.key = key
        clear_layout(self._column)
        self.setVisible(bool(key))
        if not key:
            return
        makers = {"closing": self._closing, "way": self._way, "stage": self._stage}
        makers.get(key, self._cadence)(reading, project_id)
        self._column.addWidget(Hairline(self))

    def take(self) -> None:
        """Give the first thing to do the focus."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        hosts = [host for item in items if item is not None and (host := item.widget()) is not None]
        wanted = (
            child
            for host in hosts
            for child in (host, *host.findChildren(QWidget))
            if isinstance(child, SegmentedChoice | Button) and not child.isHidden()
        )
        first = next(wanted, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _closing(self, reading: Reading, project_id: int) -> None:
        tr, clock = self._context.tr, closing_clock(reading.plan, project_id, reading.catalogue)
        self._say(self._context.tell(clock.said))
        if clock.started is not None:
            self._say(self._context.tell(clock.start_why))
        options = [(one.key, one.label[reading.lang]) for one in reading.catalogue.options("clock_preset")]
        host = QWidget(self)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(Label(tr("clock_card.preset"), DENSE, host))
        preset = SegmentedChoice("clock_preset", tr("clock_card.preset"), options, host)
        preset.set_key(clock.preset)
        preset.chosen.connect(self.preset_chosen)
        row.addWidget(preset)
        row.addStretch(1)
        self._column.addWidget(host)
        flow = self._flow()
        self._add_pause(flow, reading, project_id)
        self._add_rules(flow)

    def _add_pause(self, flow: FlowRow, reading: Reading, project_id: int) -> None:
        stopped = reading.plan.value(project_id, "clock_paused") == "yes"
        key, icon = ("resume", "play") if stopped else ("pause", "pause")
        button = Button(
            f"clock_{key}", self._context.tr(f"clock_card.{key}"), icon, Kind.SECONDARY, flow
        ).dense()
        button.clicked.connect(self.resume_asked if stopped else self.pause_asked)
        flow.add(button)

    def _way(self, reading: Reading, project_id: int) -> None:
        plan, catalogue, tell = reading.plan, reading.catalogue, self._context.tell
        found, tried = reach(plan, project_id), hops(plan, project_id, catalogue)
        self._say(self._reach_words(reading, found))
        self._say(tell(path_clock(plan, project_id, catalogue).said))
        for hop in tried:
            self._add_hop(hop, tell(hop_said(plan, hop, catalogue)))
        self._add_steps(reading, found, tried)
        self._add_rules(self._flow())

    def _reach_words(self, reading: Reading, found: Reach) -> str:
        first = reading.plan.records.get(found.first_id or 0)
        return self._context.tr(f"clock_strip.reach_{found.state}", name=first.name if first else "")

    def _add_hop(self, hop: Hop, words: str) -> None:
        self._say(f"· {words}")
        if not hop.is_running:
            return
        flow = self._flow()
        met = Button(
            f"hop_met_{hop.record_id}", self._context.tr("clock_card.met"), "check", Kind.SECONDARY, flow
        )
        met.dense().clicked.connect(lambda: self.hop_met.emit(hop.record_id))
        gone = Button(
            f"hop_drop_{hop.record_id}", self._context.tr("clock_card.no_way"), "x", Kind.GHOST, flow
        )
        gone.dense().clicked.connect(lambda: self.hop_dropped.emit(hop.record_id))
        flow.add(met)
        flow.add(gone)

    def _add_steps(self, reading: Reading, found: Reach, tried: tuple[Hop, ...]) -> None:
        """Who introduces whom; the first step that is not under way can begin today."""
        running = {(one.from_id, one.to_id) for one in tried if one.is_running}
        for before, step in zip(found.steps, found.steps[1:], strict=False):
            who, whom = (reading.plan.record(one.person_id).name for one in (before, step))
            line = self._context.tr(f"clock_card.by_{step.by}", who=who, whom=whom)
            self._say(f"· {line}")
            pair = (before.person_id, step.person_id)
            if pair in running:
                continue
            flow = self._flow()
            start = Button(
                f"hop_start_{pair[0]}_{pair[1]}",
                self._context.tr("clock_card.start_hop", who=who),
                "play",
                Kind.SECONDARY,
                flow,
            ).dense()
            start.clicked.connect(lambda _=False, pair=pair: self.hop_started.emit(*pair))
            flow.add(start)

    def _stage(self, reading: Reading, project_id: int) -> None:
        clock: Clock = stage_clock(reading.plan, project_id, reading.catalogue)
        self._say(self._context.tell(clock.said))
        if clock.started is not None:
            self._say(self._context.tell(clock.start_why))
        self._add_rules(self._flow())

    def _cadence(self, reading: Reading, project_id: int) -> None:
        del project_id
        self._say(self._context.tell(cadence(reading.plan, reading.catalogue).why))
        flow, kind = self._flow(), self.key
        words = self._context.tr("clock_card.log_call" if kind == "call" else "clock_card.log_visit")
        log = Button(f"log_{kind}", words, "plus", Kind.SECONDARY, flow).dense()
        log.clicked.connect(lambda: self.log_asked.emit(kind))
        flow.add(log)
        self._add_rules(flow)

    def _say(self, words: str) -> None:
        self._column.addWidget(Label(words, PARAGRAPH, self))

    def _flow(self) -> FlowRow:
        flow = FlowRow(self, 6)
        self._column.addWidget(flow)
        return flow

    def _add_rules(self, flow: FlowRow) -> None:
        key = self.key
        why = Button(f"{key}_rules", self._context.tr("why.ask"), "", Kind.GHOST, flow).dense()
        why.clicked.connect(lambda: self.rules_asked.emit(key))
        flow.add(why)
