"""A restore from the page and its undo: alone on the screen, then the data are opened again. Outlives the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from desktopcrm.app import App
from desktopcrm.services.backups import Backup
from ui.context import Closed, Context
from ui.dialogs.undo import NO_WAY_BACK, WAY_BACK
from ui.models.moments import clock_words
from ui.screens.safety.task import told


def restore(context: Context, backup: Backup) -> None:
    """Let the data be as they were then, and offer to take that back."""
    when = clock_words(context.tr, backup.made_at, datetime.now(UTC))
    sentence = context.tr("safety.restored", when=when)

    def done(before: Backup) -> None:
        context.preferences.put(WAY_BACK, before.made_at.isoformat())
        context.say_undo(sentence, lambda: take_back(context, before))

    _put_back(context, backup, done)


def take_back(context: Context, before: Backup) -> None:
    """The undo of a restore: the state just before it, and that is the end of it."""
    if context.is_open:
        _put_back(context, before, lambda made: _undone(context, made))


def _undone(context: Context, made: Backup) -> None:
    context.preferences.put(WAY_BACK, "")
    context.preferences.put(NO_WAY_BACK, made.file.name)
    context.say(context.tr("safety.restore_undone"))


def _put_back(context: Context, backup: Backup, then: Callable[[Backup], None]) -> None:
    def work(closed: Closed) -> Backup:
        """Nothing else of this window has the data meanwhile: nobody writes into what is being exchanged."""
        app = App.open(closed.folder, closed.key)
        try:
            return app.backups.restore(backup, told(closed, context))
        finally:
            app.close()

    context.shell.work_closed(context.tr("safety.restoring"), work, then)
