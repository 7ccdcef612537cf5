"""What is shown instead of the first page when the data cannot be opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktopcrm.texts import Translate
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState


def obstacle_page(tr: Translate, sentence: str, try_again: Callable[[], None]) -> QWidget:
    """The reason in one sentence, and a button that tries again."""
    page = EmptyState("triangle-alert", tr("window.open_failed"), sentence)
    page.add_button(Button("try_again", tr("window.try_again"), "rotate-ccw", Kind.PRIMARY)).clicked.connect(
        try_again
    )
    return page
