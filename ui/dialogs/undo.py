"""Undo and redo in words. Knows the history service, and that a restore is no step of it; not what the steps were about."""

from __future__ import annotations

from datetime import datetime

from desktopcrm.services.backups import Backup
from ui.blur import blur
from ui.context import Context, Place

WAY_BACK, NO_WAY_BACK = "restore.before", "restore.undone"
"""Preferences: when the data were last restored, unless that was undone; the backup of before one that was, which is not
offered to go back to."""


def undo(context: Context) -> str:
    """Take back the newest change; the sentence that says which. After a restore that is the restore, not some step of the
    earlier state: the page that takes it back is shown."""
    history = context.app.history
    following = history.next_undo()
    if _is_restore_newest(context, following.at if following else None):
        context.go(Place("safety", tab="backups"))
        return context.tr("window.restore_is_newest")
    step = history.undo()
    if step is None:
        return context.tr("window.nothing_to_undo")
    return context.tr("window.undone", what=history.label(step, context.lang))


def redo(context: Context) -> str:
    """Do again what was taken back; the sentence that says what."""
    history = context.app.history
    step = history.redo()
    if step is None:
        return context.tr("window.nothing_to_redo")
    return context.tr("window.redone", what=history.label(step, context.lang))


def _is_restore_newest(context: Context, stepped: datetime | None) -> bool:
    """Whether the data were restored after the last step. Looks into no folder: the second place may be slow to answer."""
    try:
        restored = datetime.fromisoformat(context.preferences.text(WAY_BACK))
    except ValueError:
        return False
    return stepped is None or stepped <= restored


def is_way_back(context: Context, newest: Backup) -> bool:
    """Whether the newest backup takes back a restore that was not taken back yet."""
    return newest.reason == "before_restore" and context.preferences.text(NO_WAY_BACK) != newest.file.name


def next_words(context: Context) -> dict[str, str]:
    """Words for the menu: what undo and redo would do now. Empty while nothing is open."""
    if not context.is_open:
        return {}
    history, tr, lang = context.app.history, context.tr, context.lang
    before, after = history.next_undo(), history.next_redo()
    undo_words = tr("actions.undo_what", what=history.label(before, lang)) if before else tr("actions.undo")
    redo_words = tr("actions.redo_what", what=history.label(after, lang)) if after else tr("actions.redo")
    if _is_restore_newest(context, before.at if before else None):
        undo_words = tr("actions.undo_restore")
    return {"undo": blur().words(undo_words), "redo": blur().words(redo_words)}
