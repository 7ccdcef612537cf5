"""What stands in for the list: nothing is due; the page is being made; it was stopped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.services.today import TodayPage
from ui.context import Context, Place
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.progress import ProgressPanel


def calm(context: Context, page: TodayPage) -> QWidget:
    """Nothing to do: why that may be."""
    tr = context.tr
    if not page.accounts:
        state = EmptyState("sun", tr("today_page.empty_title"), tr("today_page.empty"))
    else:
        state = EmptyState("sun", tr("today_page.calm_title"), tr("today_page.calm"))
    button = Button("to_accounts", tr("today_page.to_accounts"), "building-2", Kind.PRIMARY)
    button.clicked.connect(lambda: context.go(Place("accounts")))
    state.add_button(button)
    return state


def loading(context: Context, stop: Callable[[], None]) -> QWidget:
    """How far the page is."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    bar = ProgressPanel(
        "today_progress", context.tr("today_page.loading"), context.tr("today_page.stop"), box
    )
    bar.setMaximumWidth(theme().px(480))
    bar.cancel_requested.connect(stop)
    column.addWidget(bar, 0, Qt.AlignmentFlag.AlignTop)
    column.addStretch(1)
    return box


def stopped(context: Context, again: Callable[[], None]) -> QWidget:
    """The user did not want to wait."""
    tr = context.tr
    state = EmptyState("pause", tr("today_page.stopped_title"), tr("today_page.stopped"))
    button = Button("today_again", tr("today_page.again"), "rotate-ccw", Kind.PRIMARY)
    button.clicked.connect(again)
    state.add_button(button)
    return state
