"""What the list shows where there is nothing to list: no account yet, nothing archived, nothing found."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState


def no_account(context: Context, parent: QWidget) -> tuple[EmptyState, tuple[Button, Button, Button]]:
    """The first page of an empty folder: add, samples, file."""
    tr = context.tr
    state = EmptyState("building-2", tr("accounts.empty_title"), tr("accounts.empty"), parent)
    add = Button("add_first", tr("accounts.add_first"), "plus", Kind.PRIMARY)
    samples = Button("try_samples", tr("accounts.try_samples"), "lightbulb")
    load = Button("load_file", tr("accounts.load_file"), "upload")
    for button in (add, samples, load):
        state.add_button(button)
    return state, (add, samples, load)


def nothing_archived(context: Context, parent: QWidget) -> tuple[EmptyState, Button]:
    """No account was put away."""
    tr = context.tr
    state = EmptyState("archive", tr("accounts.no_archived_title"), tr("accounts.no_archived"), parent)
    return state, state.add_button(Button("show_all", tr("accounts.show_all")))


def nothing_left(context: Context, parent: QWidget) -> tuple[EmptyState, Button]:
    """The choices above the list leave nobody, or everybody is in class 3."""
    tr = context.tr
    state = EmptyState("funnel", tr("triage.nothing_title"), tr("triage.nothing"), parent)
    return state, state.add_button(Button("show_all", tr("accounts.show_all")))


def nothing_found(context: Context, text: str, parent: QWidget) -> tuple[EmptyState, tuple[Button, Button]]:
    """The filter finds nothing: show all again, or take the words as a new name."""
    tr = context.tr
    state = EmptyState("search", tr("accounts.nothing_title", text=text), tr("accounts.nothing"), parent)
    add = Button("add_named", tr("accounts.add_named", name=text), "plus", Kind.PRIMARY)
    show_all = Button("show_all", tr("accounts.show_all"))
    state.add_button(add)
    state.add_button(show_all)
    return state, (add, show_all)
