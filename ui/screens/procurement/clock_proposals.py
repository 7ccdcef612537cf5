"""What the clocks propose about a purchase, as bars: the sentence, and the deeds one key away. The rep decides.

Knows proposals and the service of the clocks; reasons are asked for in the card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain.proposal import Proposal
from ui import icons
from ui.context import Context
from ui.theme import Tone, theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.label import PARAGRAPH, Label
from ui.widgets.surfaces import clear_layout

ICONS = {
    "lower": "triangle-alert",
    "give_up": "ban",
    "invite": "building-2",
    "see_first": "clock",
    "start_path": "network",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """A button of a bar. `key`: lower, keep, drop, invite, hop, later."""

    key: str
    kind: Kind = Kind.SECONDARY


DEEDS: dict[str, tuple[Deed, ...]] = {
    "lower": (Deed("lower"), Deed("keep"), Deed("drop", Kind.GHOST)),
    "give_up": (Deed("drop"), Deed("keep")),
    "invite": (Deed("invite"), Deed("later", Kind.GHOST)),
    "see_first": (Deed("hop"), Deed("later", Kind.GHOST)),
    "start_path": (Deed("hop"), Deed("later", Kind.GHOST)),
}


class ProposalBar(QFrame):
    """`chosen(deed)`."""

    chosen = Signal(str)

    def __init__(self, context: Context, proposal: Proposal, hop: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposal = proposal
        unit, tr = theme().px, context.tr
        self._tone = Tone.WARN if proposal.preview or proposal.kind not in ("lower", "give_up") else Tone.BAD
        self.setObjectName(f"proposal_{proposal.kind}")
        words = context.tell(proposal.said)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(42), unit(10), unit(14), unit(10))
        column.setSpacing(unit(6))
        column.addWidget(Label(words, PARAGRAPH, self))
        flow = FlowRow(self, 6)
        for deed in DEEDS[proposal.kind]:
            if deed.key == "hop" and not hop:
                continue
            label = tr("proposal.hop", hop=hop) if deed.key == "hop" else tr(f"proposal.{deed.key}")
            button = Button(f"{proposal.kind}_{deed.key}", label, "", deed.kind, flow).dense()
            button.clicked.connect(lambda _=False, key=deed.key: self.chosen.emit(key))
            flow.add(button)
        why = Button(f"{proposal.kind}_why", tr("why.ask"), "", Kind.GHOST, flow).dense()
        why.clicked.connect(lambda: self.chosen.emit("why"))
        flow.add(why)
        column.addWidget(flow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self.rect())
        painting.rounded(painter, area, 10, tokens.under(self._tone))
        sign = QRectF(unit(14), unit(11), unit(16), unit(16))
        icons.paint(painter, ICONS[self.proposal.kind], tokens.text(self._tone), sign)
        painter.end()


class ProposalBars(QWidget):
    """`chosen(proposal, deed)`. The same proposals keep their bars, and the focus on them."""

    chosen = Signal(object, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[tuple[Proposal, str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(6))
        self.hide()

    def show_proposals(self, found: Sequence[Proposal], hop: str) -> None:
        """Show these; `hop` names the introduction that could begin now, empty where there is none."""
        wanted = tuple((one, hop, self._context.tell(one.said)) for one in found)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear_layout(self._column)
        for one in found:
            bar = ProposalBar(self._context, one, hop, self)
            bar.chosen.connect(lambda deed, one=one: self.chosen.emit(one, deed))
            self._column.addWidget(bar)
        self.setVisible(bool(found))

    def take(self) -> bool:
        """Give the first button the focus."""
        bars = self.findChildren(ProposalBar)
        button = next((one.findChild(Button) for one in bars if not one.isHidden()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)
        return button is not None
