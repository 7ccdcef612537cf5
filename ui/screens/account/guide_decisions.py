"""What the rep decides about a line of the guide: pass a question over, close it, accept a flag, ask why.

Knows services through the context; knows no list.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktopcrm.domain.flags import Flag, flags
from desktopcrm.errors import UserError
from desktopcrm.services.questions import NewQuestion, Skipped
from ui.context import Context
from ui.dialogs.why import open_why
from ui.models.account_reading import Reading
from ui.models.class_reading import facts_of, rule_of
from ui.models.guide_judged import (
    ACCEPT,
    ANSWER,
    ASK_AGAIN,
    GO,
    LET_GO,
    NOT_NOW_DEED,
    SAY,
    TAKE_BACK,
    UNKNOWABLE_DEED,
    WHY,
)
from ui.models.guide_line import GuideLine
from ui.screens.account.guide_deeds import DeedWords
from ui.screens.account.guide_list import OPEN
from ui.widgets.why_panel import WhyData

LETTERS = {
    NOT_NOW_DEED: "N",
    UNKNOWABLE_DEED: "U",
    LET_GO: "L",
    ACCEPT: "A",
    TAKE_BACK: "W",
    WHY: "?",
    GO: "G",
}
ASKING = (SAY, UNKNOWABLE_DEED, ACCEPT)
"""Deeds that need words of the rep."""


class GuideDecisions:
    """Does the deeds for the account that is shown; a refusal is given back as a sentence."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._reading: Reading | None = None

    def show_reading(self, reading: Reading) -> None:
        self._reading = reading

    def words(self, line: GuideLine) -> list[DeedWords]:
        """The deeds of a line, as they are shown."""
        tr = self._context.tr
        return [
            DeedWords(
                deed,
                tr(f"guide.deed_{deed}"),
                LETTERS.get(deed, ""),
                tr(f"guide.asks_{deed}") if deed in ASKING else "",
            )
            for deed in line.deeds
        ]

    def leads(self, deed: str) -> bool:
        """Whether a deed only leads to the place where the matter is settled."""
        return deed in (OPEN, ANSWER, GO)

    def note(self, text: str) -> str:
        """Note a question of one's own."""
        reading = self._reading
        if reading is None:
            return ""
        new = NewQuestion(reading.plan.account.id, text)
        return self._try(lambda: self._context.app.questions.ask(new), "guide.noted")

    def do(self, line: GuideLine, deed: str, text: str, anchor: QWidget) -> str:
        """Do it; gives a sentence where it is refused."""
        if self._reading is None:
            return ""
        if deed == WHY:
            self._tell_why(line, anchor)
            return ""
        if deed in (ACCEPT, TAKE_BACK):
            return self._about_flag(line, deed, text)
        return self._about_question(line, deed, text)

    def _about_flag(self, line: GuideLine, deed: str, text: str) -> str:
        app, account = self._context.app, self._account
        if deed == ACCEPT:
            return self._try(lambda: app.flags.accept(account, line.subject, text), "guide.accepted")
        return self._try(lambda: app.flags.take_back(account, line.subject), "guide.raised")

    def _about_question(self, line: GuideLine, deed: str, text: str) -> str:
        questions, account = self._context.app.questions, self._account
        one = Skipped(account, line.subject, line.state, line.text)
        if deed == NOT_NOW_DEED:
            days = self._context.app.desk.catalogue.rulebook.param("not_now", "days")
            return self._try(lambda: questions.not_now(one), "guide.put_off", n=days)
        if deed == UNKNOWABLE_DEED:
            return self._try(lambda: questions.unknowable(one, text), "guide.unknown")
        if deed == ASK_AGAIN:
            return self._try(lambda: questions.take_back(account, line.subject), "guide.asked_again")
        if deed == SAY and not text:
            return self._context.tr("errors.value_empty")
        return self._try(lambda: questions.close(line.target[0], text), "guide.closed")

    def _tell_why(self, line: GuideLine, anchor: QWidget) -> None:
        """Rule, source and facts of a flag."""
        reading, flag = self._reading, self._flag(line)
        if reading is None or flag is None:
            return
        rule = rule_of(self._context, flag.rule)
        data = WhyData(
            rule.label,
            reasons=(line.text,),
            facts=facts_of(reading, flag.evidence),
            changes=(reading.words(flag.way_out),),
            rules=(rule,),
            about=line.about,
        )
        open_why(self._context, reading.plan, data, anchor)

    def _flag(self, line: GuideLine) -> Flag | None:
        if self._reading is None:
            return None
        found = flags(self._reading.plan, self._reading.catalogue)
        return next((one for one in found if one.subject == line.subject), None)

    @property
    def _account(self) -> int:
        return self._reading.plan.account.id if self._reading is not None else 0

    def _try(self, run: Callable[[], object], said: str, **params: object) -> str:
        try:
            run()
        except UserError as error:
            return self._context.error_text(error)
        self._context.say_undo(self._context.tr(said, **params))
        return ""
