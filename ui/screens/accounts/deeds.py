"""What the page of accounts does beyond showing: begin with a new one, archive, bring back, take a dropped file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

from desktopcrm.domain.prelim_class import NO_TIME
from desktopcrm.services.classes import UNKNOWN
from ui.context import Context, Place
from ui.models.guide_line import FIRST_QUESTION
from ui.screens.accounts.filters import said_sorted

Chosen = Sequence[tuple[int, str]]


def begin(context: Context, account_id: int) -> None:
    """Go to an account that was just added: its first question is in hand."""
    context.go(Place("account", account_id, focus=FIRST_QUESTION))


def put_away(context: Context, chosen: Chosen) -> None:
    """Archive accounts (id, name) in one step and offer to take it back."""
    if chosen and context.attempt(lambda: context.app.accounts.put_away([one for one, _ in chosen])):
        tr, many = context.tr, len(chosen)
        words = tr("accounts.archived_one", name=chosen[0][1])
        context.say_undo(words if many == 1 else tr("accounts.archived_many", n=many))


def bring_back(context: Context, chosen: Chosen) -> None:
    """The other way round."""
    if chosen and context.attempt(lambda: context.app.accounts.bring_back([one for one, _ in chosen])):
        tr, many = context.tr, len(chosen)
        words = tr("accounts.restored_one", name=chosen[0][1])
        context.say_undo(words if many == 1 else tr("accounts.restored_many", n=many))


def sort(context: Context, chosen: Chosen, prelim: str, is_hidden: bool) -> None:
    """Sort accounts into 1, 2 or 3 in one step, or take the class back; those of class 3 may leave the list."""
    if chosen and context.attempt(
        lambda: context.app.classes.sort([one for one, _ in chosen], prelim or UNKNOWN)
    ):
        context.say_undo(said_sorted(context, len(chosen), prelim, is_hidden and prelim == NO_TIME))


def dropped_file(data: QMimeData) -> Path | None:
    """The one account file that is being dragged, if it is one."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    found = [file for file in files if file.suffix.lower() == ".json"]
    return found[0] if len(found) == 1 == len(files) else None
