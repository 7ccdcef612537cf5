"""What the page of accounts does beyond showing: archive, bring back, take a dropped file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

from ui.context import Context

Chosen = Sequence[tuple[int, str]]


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


def dropped_file(data: QMimeData) -> Path | None:
    """The one account file that is being dragged, if it is one."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    found = [file for file in files if file.suffix.lower() == ".json"]
    return found[0] if len(found) == 1 == len(files) else None
