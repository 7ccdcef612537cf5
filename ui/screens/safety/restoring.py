"""A restore from the page and its undo: in a thread, then the data are opened again. Outlives the page that asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from desktopcrm.errors import UserError
from desktopcrm.services.backups import Backup
from ui.context import Context
from ui.models.moments import clock_words


def restore(context: Context, backup: Backup, refused: Callable[[], None] | None = None) -> None:
    """Let the data be as they were then, and offer to take that back."""
    when = clock_words(context.tr, backup.made_at, datetime.now(UTC))
    _put_back(context, backup, lambda: context.tr("safety.restored", when=when), refused)


def take_back(context: Context, before: Backup) -> None:
    """The undo of a restore: the state just before it. It can be undone as well."""
    _put_back(context, before, lambda: context.tr("safety.restore_undone"), None)


def _put_back(
    context: Context, backup: Backup, sentence: Callable[[], str], refused: Callable[[], None] | None
) -> None:
    app = context.app

    def done(before: Backup) -> None:
        context.reopen(lambda: context.say_undo(sentence(), lambda: take_back(context, before)))

    def failed(error: UserError) -> None:
        context.say_error(error)
        if refused is not None:
            refused()

    context.jobs.start(lambda _: app.backups.restore(backup), done, failed)
