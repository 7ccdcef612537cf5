"""The account that a contact is written down for: its name, replaced by typing a few letters of another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktopcrm.services.accounts import AccountQuery
from ui.context import Context
from ui.theme import theme
from ui.widgets.card_list import CardItem
from ui.widgets.inputs import TextLine
from ui.widgets.offer_list import OfferList, takes_tab

MOST, WIDTH = 6, 600


class AccountLine(TextLine):
    """`chosen(account id)`. Esc and leaving bring the chosen name back."""

    chosen = Signal(int)
    _offers: OfferList | None = None
    """None while Qt makes the line."""

    def __init__(self, context: Context, offers: OfferList, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__("log_account", tr("log.account"), tr("log.account_hint"), parent)
        self._context, self._offers = context, offers
        self._name = ""
        self.textEdited.connect(self._search)
        offers.taken.connect(self._take)

    def show_account(self, name: str) -> None:
        """The account that is chosen."""
        self._name = name
        self.setText(name)
        self.setCursorPosition(0)

    def typed(self) -> str:
        """What stands here to find another account; empty where it is the one that is chosen."""
        return self.text() if self.text() != self._name else ""

    def type_again(self, text: str) -> None:
        """What was typed before, and what it offers."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(text)
        self._search(text)

    def event(self, event: QEvent) -> bool:
        """Tab takes the account on offer before it leaves the line."""
        return takes_tab(self._offers, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._offers is not None and self._offers.takes(event):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._name:
            self.show_account(self._name)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_offers()
        if (
            event.reason() is not Qt.FocusReason.ActiveWindowFocusReason
        ):  # who looks elsewhere comes back to it
            self.show_account(self._name)

    def _search(self, text: str) -> None:
        found = self._context.app.accounts.page(AccountQuery(text=text, limit=MOST, quick=True))
        detail = " · "
        items = [
            CardItem(
                row.id,
                row.name,
                aside=detail.join(filter(None, (row.city, row.project_title))),
                picture="company",
            )
            for row in found
        ]
        corner = self.mapTo(self.window(), QPoint(0, self.height() + theme().px(2)))
        if self._offers is not None:
            self._offers.offer(items if text.strip() else [], corner, WIDTH)

    def _take(self, account_id: int) -> None:
        if self.hasFocus():
            self._hide_offers()
            self.chosen.emit(account_id)

    def _hide_offers(self) -> None:
        if self._offers is not None:
            self._offers.hide()
