"""What the tab shows while the account has no purchase."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.surfaces import Card


def empty_card(context: Context, start_new: Callable[[], None], parent: QWidget) -> Card:
    """A sentence, and the button that asks for the name of the first purchase."""
    tr = context.tr
    card = Card("", "", parent)
    words = (tr("procurement.no_purchase"), tr("procurement.no_purchase_hint"))
    state = EmptyState("square-kanban", *words, card)
    add = Button("first_purchase", tr("procurement.new"), "plus", Kind.PRIMARY)
    add.clicked.connect(start_new)
    state.add_button(add)
    card.body.addWidget(state)
    return card
