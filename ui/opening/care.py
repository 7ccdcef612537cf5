"""Takes care of open data: are they where they were, is a backup due, is the second place back, did the last session
end badly.

Knows when; what a backup or an examination is, the services know.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktopcrm import logs
from desktopcrm.errors import UserError
from desktopcrm.services import encryption, running
from desktopcrm.services.leaving import Leaving
from ui.context import Context
from ui.dialogs import erase_run
from ui.models.second_look import second_look
from ui.theme import Tone

WATCH_MS = 2000
BACKUP_MS = 60_000
SETTLED_MS = 1500
"""After opening: the first page is there and what can wait begins."""


class Care(QObject):
    """`lost(error)` is called once, when the file is not where it was."""

    def __init__(self, context: Context, lost: Callable[[UserError], None], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._lost = context, lost
        self._backing_up = False
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self.look)
        self._backups = QTimer(self)
        self._backups.setInterval(BACKUP_MS)
        self._backups.timeout.connect(self.back_up_if_due)
        self._backups.timeout.connect(self._look_for_second)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._settle)

    def start(self) -> bool:
        """The data are open; tells whether the last session ended badly."""
        self._backing_up = False  # whatever was begun before tells nothing any more
        app = self._context.app
        if app.is_read_only:
            self._look_for_second()
            return False
        ended_badly = running.begin(app.folder)
        for timer in (self._watch, self._backups, self._settled):
            timer.start()
        return ended_badly

    def stop(self) -> None:
        """The data are about to be closed in order."""
        for timer in (self._watch, self._backups, self._settled):
            timer.stop()
        if self._context.is_open and not self._context.app.is_read_only:
            running.end(self._context.app.folder)

    def look(self) -> None:
        """Whether the file is still the one that was opened."""
        if not self._context.is_open:
            return
        try:
            self._context.app.store.check_place()
        except UserError as error:
            self._watch.stop()
            logs.refusal(error)
            self._lost(error)

    def back_up_if_due(self) -> None:
        """After hours of use: a backup beside the work, where anything changed or the newest one is no longer whole."""
        if not self._context.is_open or self._backing_up:
            return
        backups = self._context.app.backups
        if backups.is_look_due() or backups.is_due():
            self._backing_up = True
            self._context.jobs.start(
                lambda progress: backups.make_if_changed("auto", progress.step),
                lambda made: logs.info("backup.made") if made is not None else None,
                self._context.say_error,
                ended=self._on_backed_up,
            )

    def back_up_at_exit(self) -> None:
        """The window is gone already; what cannot be written now was told before or will be at the next start."""
        if not self._context.is_open or self._context.app.is_read_only:
            return
        self._context.jobs.stop()  # what is under way goes on at the next start; nobody shall wait for it now
        app = self._context.app
        try:
            Leaving(app.backups, app.erasing).leave()
        except UserError as error:
            logs.refusal(error)
        except Exception as error:  # noqa: BLE001 - the data must be closed in order, whatever it was
            logs.crash(error)

    def examine(self) -> None:
        """After a bad end: look through the whole file, and say that all is well, or lead to the recovery."""
        backups, context = self._context.app.backups, self._context
        context.say(context.tr("opening.examining"), Tone.NEUTRAL)
        file = context.app.store.place.file

        def told(good: bool) -> None:
            if good:
                context.say(context.tr("opening.ended_badly"), Tone.GOOD)
            elif context.is_open:
                self._lost(UserError("errors.database_damaged", file=str(file)))

        context.jobs.start(lambda _: backups.health(run=True).is_good, told, context.say_error)

    def _settle(self) -> None:
        """What an interrupted change of keys has left is brought to an end."""
        if not self._context.is_open:
            return
        app = self._context.app
        folder, key = app.folder, app.store.place.key
        self._context.jobs.start(
            lambda progress: encryption.finish(folder, key, progress.step),
            lambda _: None,
            self._context.say_error,
            ended=self._look_for_second,
        )
        if app.erasing.is_settle_due():
            erase_run.settle(self._context)
        elif app.erasing.is_purge_due():
            erase_run.purge(self._context)

    def _on_backed_up(self) -> None:
        self._backing_up = False
        self._look_for_second()

    def _look_for_second(self) -> None:
        """It may have been connected, or taken away: said at the foot, and what it lacks is copied."""
        second_look().look(self._context)
