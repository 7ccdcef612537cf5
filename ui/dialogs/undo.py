"""Undo and redo in words. Knows the history service, not what the steps were about."""

from __future__ import annotations

from ui.blur import blur
from ui.context import Context


def undo(context: Context) -> str:
    """Take back the newest change; the sentence that says which."""
    history = context.app.history
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
