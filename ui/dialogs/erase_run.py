"""One erasing that was confirmed: a backup before, in a job; the person taken out at once, on the window's thread, so that
nothing is typed between; the backup after and the forgetting of the others in a job again.

Holds the context alone: the page that asked may be made anew meanwhile, and what was confirmed is done and told all the same.
Where the data are closed before the person is taken out, nobody is erased.
"""

from __future__ import annotations

from PySide6.QtCore import QMetaMethod, QObject, Signal

from desktopcrm.errors import UserError
from desktopcrm.services.erasing import Ready
from ui.context import Context
from ui.jobs import Job
from ui.theme import Tone


class EraseRun(QObject):
    """`stepped(done, total, text key)`; then `erased(n)`, with texts that a human has to look at, or `refused(UserError)`:
    nobody was. Nothing comes once it was cancelled."""

    stepped = Signal(int, int, str)
    erased = Signal(int)
    refused = Signal(object)

    def __init__(self, context: Context, person_id: int, at_once: bool) -> None:
        super().__init__()
        self._context, self._person_id, self._at_once = context, person_id, at_once
        self._job: Job | None = None
        context.leaving.asked.connect(self._on_asked)
        context.leaving.now.connect(self._end)  # nothing of the job arrives any more

    def start(self) -> None:
        """Begin; may be over at once."""
        try:
            self._context.app.erasing.ask(self._person_id)
        except UserError as error:
            self._refuse(error)
            return
        if self._at_once:
            self._take_out(Ready(at_once=True))
        else:
            self._make_ready()

    def cancel(self) -> None:
        """Nobody is erased: he is taken out in one go with the last word of the job, of which nothing is heard now."""
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _make_ready(self) -> None:
        erasing = self._context.app.erasing
        self._job = self._context.jobs.start(
            lambda progress: erasing.make_ready(at_once=False, progress=progress.step),
            self._take_out,
            self._refuse,
            self.stepped.emit,
        )

    def _take_out(self, ready: Ready) -> None:
        try:
            if not self._context.app.erasing.take_out(self._person_id, ready):
                self._make_ready()
                return
        except UserError as error:
            self._refuse(error)
            return
        self._end()
        self.erased.emit(self._tell())
        settle(self._context)  # once the next page is read: everybody waits while the file is written anew

    def _tell(self) -> int:
        """Say what a human has to look at now; gives how many texts may still mean the person."""
        context, erasing = self._context, self._context.app.erasing
        left = sum(not one.is_seen for one in erasing.left())
        said = context.tr("erasing.said_left", n=left) if left else context.tr("people.said_erased")
        strange, folder = len(erasing.strange()), str(erasing.folder)
        context.say(
            context.tr("erasing.said_strange", n=strange, said=said, folder=folder) if strange else said
        )
        return left

    def _refuse(self, error: UserError) -> None:
        self._end()
        if self.isSignalConnected(QMetaMethod.fromSignal(self.refused)):
            self.refused.emit(error)
        else:  # the page is gone
            self._context.say_error(error)

    def _end(self) -> None:
        self._job = None
        self._context.leaving.asked.disconnect(self._on_asked)
        self._context.leaving.now.disconnect(self._end)

    def _on_asked(self) -> None:
        """Who closes the window now may think that somebody was erased."""
        self._context.leaving.busy.emit(UserError("errors.erasing_under_way"))


def settle(context: Context) -> None:
    """What follows an erasing, in a job; the backups forget whose day has come."""
    erasing = context.app.erasing
    context.jobs.start(
        lambda progress: erasing.finish(progress.step),
        lambda changed: _tell_purged(context, changed),
        context.say_error,
    )


def purge(context: Context) -> None:
    """Let the backups forget whose day has come, in a job; said when it is done."""
    erasing = context.app.erasing
    context.jobs.start(
        lambda progress: erasing.purge_due(progress.step),
        lambda changed: _tell_purged(context, changed),
        context.say_error,
    )


def _tell_purged(context: Context, changed: int) -> None:
    second = context.app.backups.second_as_seen()
    if changed and second is not None and second.state == "away":
        folder = str(second.folder)
        context.say(context.tr("erasing.purged_away", n=changed, folder=folder), Tone.WARN)
    elif changed:
        context.say(context.tr("erasing.purged", n=changed))
