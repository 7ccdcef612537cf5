"""Where the keys go while the page is read."""

from __future__ import annotations

from tests.ui.today.conftest import Morning
from ui.context import Place
from ui.dialogs.log_panel import LogPanel


def test_a_list_that_arrives_leaves_the_keys_with_the_panel_over_it(morning: Morning) -> None:
    account = morning.account("Northfield Castings")
    morning.context.go(Place("today"))
    morning.context.log(account, text="half a sentence")
    panel = morning.window.window().findChild(LogPanel)
    assert panel is not None
    morning.settle()
    assert morning.shown()
    assert morning.window.window().focusWidget() is panel.first.text
    panel.close_popover()
