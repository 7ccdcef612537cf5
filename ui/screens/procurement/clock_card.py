"""The clocks of a purchase in one card: proposals on top, the strip, below it what stands behind the clock in hand.

Knows the service of the clocks; every deed is one step that can be undone, reasons are asked for in place.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.paths import reach
from desktopcrm.domain.proposal import Proposal
from desktopcrm.domain.proposals import proposals
from desktopcrm.errors import UserError
from ui.context import Context
from ui.dialogs.course_asks import is_about_day
from ui.dialogs.drop_panel import DropPanel
from ui.dialogs.why import open_why
from ui.models.class_reading import rule_of
from ui.models.clock_reading import account_faces, purchase_faces
from ui.screens.procurement.clock_details import RULES, ClockDetails
from ui.screens.procurement.clock_proposals import ProposalBars
from ui.screens.procurement.purchase import Purchase
from ui.widgets.ask_panel import Answer, Ask, AskPanel
from ui.widgets.clock_strip import ClockStrip
from ui.widgets.surfaces import Card
from ui.widgets.why_panel import WhyData

VERDICTS = {"lower": "lowered", "keep": "kept", "later": "snoozed"}
PAUSE, NO_WAY = "pause", "no_way"


class ClockCard(Card):
    """`dropped(project)` after the purchase was given up."""

    dropped = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.tr("clock_card.title"), " ", parent)
        self._context = context
        self._purchase: Purchase | None = None
        self._proposal: Proposal | None = None
        self._hop = 0
        self.setObjectName("clock_card")
        self.bars = ProposalBars(context, self)
        self.bars.chosen.connect(self._on_deed)
        self.strip = ClockStrip("clock_strip", context.tr("clock_card.title"), self)
        self.strip.asked.connect(self._on_clock)
        self.details = ClockDetails(context, self)
        self.panel = AskPanel("clock_ask", self)
        self.panel.answered.connect(self._on_answer)
        self.panel.given_up.connect(self._back)
        self.drop = DropPanel(context, self)
        self.drop.done.connect(self.dropped)
        self.drop.given_up.connect(self._back)
        for widget in (self.bars, self.strip, self.details, self.panel, self.drop):
            self.body.addWidget(widget)
        self._connect_details()

    def show_purchase(self, purchase: Purchase) -> None:
        """Show the clocks of a purchase and of its account."""
        before = self._purchase
        self._purchase = purchase
        reading, project_id = purchase.reading, purchase.project.id
        if before is None or before.project.id != project_id:
            self.panel.hide()
            self.drop.hide()
            self.details.key = ""
        faces = (*purchase_faces(self._context, reading, project_id), *account_faces(self._context, reading))
        self.strip.show_faces(faces)
        found = proposals(purchase.plan, project_id, reading.catalogue)
        self.bars.show_proposals(found, self._hop_words())
        held = self._details_focus()
        self.details.show_clock(reading, project_id, self.details.key)
        if held:
            self.strip.take(self.details.key)

    def ask_drop(self, because: str = "") -> None:
        """Begin to give the purchase up."""
        if self._purchase is not None:
            self.panel.hide()
            self.drop.ask(self._purchase.reading, self._purchase.project.id, because)

    def take(self, key: str) -> bool:
        """Bring a clock into hand, what stands behind it opened."""
        if key not in [face.key for face in self.strip.faces()]:
            return False
        self.strip.take(key)
        if self.details.key != key:
            self._on_clock(key)
        return True

    def _connect_details(self) -> None:
        details = self.details
        details.preset_chosen.connect(self._on_preset)
        details.pause_asked.connect(lambda: self._ask(PAUSE))
        details.resume_asked.connect(self._on_resume)
        details.hop_started.connect(self._start_hop)
        details.hop_met.connect(self._on_met)
        details.hop_dropped.connect(self._on_no_way)
        details.log_asked.connect(self._on_log)
        details.rules_asked.connect(self._show_rules)
        details.left.connect(self._close_details)

    def _details_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.details.isAncestorOf(focused)

    def _close_details(self) -> None:
        key, self.details.key = self.details.key, ""
        self.details.hide()
        self.strip.take(key)

    def _on_clock(self, key: str) -> None:
        purchase = self._purchase
        if purchase is None:
            return
        if key == self.details.key:
            self._close_details()
            return
        self.details.show_clock(purchase.reading, purchase.project.id, key)
        self.details.take()

    def _hop_words(self) -> str:
        """The introduction that could begin now."""
        purchase = self._purchase
        steps = reach(purchase.plan, purchase.project.id).steps if purchase is not None else ()
        if purchase is None or len(steps) < 2:
            return ""
        return " → ".join(purchase.plan.record(one.person_id).name for one in steps[:2])

    def _on_deed(self, proposal: Proposal, deed: str) -> None:
        self._proposal = proposal
        purchase = self._purchase
        if purchase is None:
            return
        if deed == "drop":
            self.ask_drop()
        elif deed == "hop":
            steps = reach(purchase.plan, purchase.project.id).steps
            if len(steps) > 1:
                self._start_hop(steps[0].person_id, steps[1].person_id)
        elif deed == "invite" and proposal.member_id is not None:
            member = proposal.member_id
            self._do(lambda: self._context.app.clocks.invited(member), "clock_card.said_invited")
        elif deed == "why":
            data = WhyData(self._context.tell(proposal.said), rules=(rule_of(self._context, proposal.rule),))
            open_why(self._context, purchase.plan, data, self.bars)
        elif deed in VERDICTS:
            self._ask(deed)

    def _ask(self, deed: str) -> None:
        tr = self._context.tr
        self.drop.hide()
        self.panel.show_ask(
            Ask(
                deed,
                tr(f"clock_card.ask_{deed}"),
                ""
                if deed in (PAUSE, NO_WAY) or self._proposal is None
                else self._context.tell(self._proposal.said),
                reason_label=tr("clock_card.reason"),
                reason_needed=deed != NO_WAY,
                day_label=tr("clock_card.until") if deed == "later" else "",
                confirm=tr(f"clock_card.do_{deed}"),
                cancel=tr("procurement.cancel"),
            )
        )

    def _on_answer(self, answer: Answer) -> None:
        purchase = self._purchase
        if purchase is None:
            return
        try:
            self._carry_out(purchase, answer)
        except UserError as error:
            self.panel.set_error(self._context.error_text(error), is_about_day(error))
            return
        self.panel.hide()
        self._context.say_undo(self._context.tr(f"clock_card.said_{answer.key}"))
        self._back()

    def _carry_out(self, purchase: Purchase, answer: Answer) -> None:
        clocks, today = self._context.app.clocks, purchase.reading.today
        if answer.key == PAUSE:
            clocks.pause_clock(purchase.project.id, answer.reason)
        elif answer.key == NO_WAY:
            clocks.hop_given_up(self._hop, answer.reason)
        elif self._proposal is not None:
            until = numbers.read_day(answer.day, today) if answer.day else None
            clocks.decide(self._proposal, VERDICTS[answer.key], answer.reason, until)

    def _back(self) -> None:
        if not self.bars.take():
            self.strip.take("")

    def _do(self, run: Callable[[], object], said: str) -> None:
        """One step, with the word that it can be undone."""
        if self._context.attempt(run):
            self._context.say_undo(self._context.tr(said))

    def _on_preset(self, key: str) -> None:
        if self._purchase is not None:
            project_id, facts = self._purchase.project.id, self._context.app.facts
            self._do(lambda: facts.observe(project_id, "clock_preset", key), "clock_card.said_preset")

    def _on_resume(self) -> None:
        if self._purchase is not None:
            project_id, clocks = self._purchase.project.id, self._context.app.clocks
            self._do(lambda: clocks.resume_clock(project_id), "clock_card.said_resume")

    def _start_hop(self, one: int, other: int) -> None:
        if self._purchase is not None:
            project_id, clocks = self._purchase.project.id, self._context.app.clocks
            self._do(lambda: clocks.start_hop(project_id, one, other), "clock_card.said_hop")

    def _on_met(self, hop_id: int) -> None:
        self._do(lambda: self._context.app.clocks.hop_done(hop_id), "clock_card.said_met")

    def _on_no_way(self, hop_id: int) -> None:
        self._hop = hop_id
        self._ask(NO_WAY)

    def _on_log(self, kind: str) -> None:
        if self._purchase is not None:
            self._context.log(self._purchase.plan.account.id, kind)

    def _show_rules(self, key: str) -> None:
        if self._purchase is not None:
            face = next((one for one in self.strip.faces() if one.key == key), None)
            rules = tuple(rule_of(self._context, one) for one in RULES[key])
            data = WhyData(
                face.title if face else "", reasons=(face.headline, face.detail) if face else (), rules=rules
            )
            open_why(self._context, self._purchase.plan, data, self.strip)
