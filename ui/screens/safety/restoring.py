"""A restore from the page and its undo: alone on the screen, then the data are opened again. Outlives the page."""

from __future__ import annotations

from datetime import UTC, datetime

from desktopcrm.app import App
from desktopcrm.services.backups import Backup
from ui.context import Closed, Context
from ui.models.moments import clock_words
from ui.screens.safety.task import told


def restore(context: Context, backup: Backup) -> None:
    """Let the data be as they were then, and offer to take that back."""
    when = clock_words(context.tr, backup.made_at, datetime.now(UTC))
    _put_back(context, backup, context.tr("safety.restored", when=when))


def take_back(context: Context, before: Backup) -> None:
    """The undo of a restore: the state just before it. It can be undone as well."""
    if context.is_open:
        _put_back(context, before, context.tr("safety.restore_undone"))


def _put_back(context: Context, backup: Backup, sentence: str) -> None:
    def work(closed: Closed) -> Backup:
        """Nothing else of this window has the data meanwhile: nobody writes into what is being exchanged."""
        app = App.open(closed.folder, closed.key)
        try:
            return app.backups.restore(backup, told(closed, context))
        finally:
            app.close()

    def done(before: Backup) -> None:
        context.say_undo(sentence, lambda: take_back(context, before))

    context.shell.work_closed(context.tr("safety.restoring"), work, done)
