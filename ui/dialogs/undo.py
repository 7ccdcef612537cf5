"""Undo and redo in words. Knows the history service, and that a restore is no step of it; not what the steps were about."""

from __future__ import annotations

from desktopcrm.services.backups import Backup
from ui.blur import blur
from ui.context import Context, Place

WAY_BACK, NO_WAY_BACK = "restore.before", "restore.undone"
"""Preferences: the backup of before the last restore, and of one that was undone: it is not offered to go back to."""


def undo(context: Context) -> str:
    """Take back the newest change; the sentence that says which. After a restore that is the restore, not some step of the
    earlier state: the page that takes it back is shown."""
    history = context.app.history
    before, next_step = before_restore(context), history.next_undo()
    if before is not None and (next_step is None or next_step.at <= before.made_at):
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


def before_restore(context: Context) -> Backup | None:
    """The backup that takes back the last restore, as long as it is the newest and was not used for that already."""
    if not context.preferences.text(WAY_BACK):
        return None
    newest = next(iter(context.app.backups.list()), None)
    return newest if newest is not None and is_way_back(context, newest) else None


def is_way_back(context: Context, newest: Backup) -> bool:
    """Whether the newest backup takes back a restore that was not taken back yet."""
    return newest.reason == "before_restore" and context.preferences.text(NO_WAY_BACK) != newest.file.name


def next_words(context: Context) -> dict[str, str]:
    """Words for the menu: what undo and redo would do now. Empty while nothing is open."""
    if not context.is_open:
        return {}
    history, tr, lang = context.app.history, context.tr, context.lang
    before, after = history.next_undo(), history.next_redo()
    return {
        "undo": blur().words(tr("actions.undo_what", what=history.label(before, lang)))
        if before
        else tr("actions.undo"),
        "redo": blur().words(tr("actions.redo_what", what=history.label(after, lang)))
        if after
        else tr("actions.redo"),
    }
