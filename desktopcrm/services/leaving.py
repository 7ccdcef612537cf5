"""The end of a session: a backup here, and in the second place what can be had in a few seconds.

The window is gone by then, and nobody can open the data anew as long as this lasts: neither a place that is slow nor one
that answers no more is waited for. What it lacks then it gets at the next start, and until then nothing says otherwise.
"""

from __future__ import annotations

from threading import Event, Thread

from desktopcrm import logs
from desktopcrm.errors import UserError
from desktopcrm.services import second_return
from desktopcrm.services.backups import Backups
from desktopcrm.services.erasing import Erasing
from desktopcrm.storage.folder_lock import alone_if_free

HERE_S = 20.0
"""So long the backup here may take: where that is not enough, a place does not answer."""
THERE_S = 4.0
"""So long the second place is given, the newest backup first."""
PIECE_S = 2.0
"""So long what is just being written there."""


class _Late(Exception):
    """Nobody waits any more."""


class Leaving:
    """Once a session. `leave` on the thread that closes the data."""

    def __init__(self, backups: Backups, erasing: Erasing) -> None:
        self._backups, self._erasing = backups, erasing
        self._made, self._late = Event(), Event()
        self._failed: UserError | None = None

    def leave(self) -> None:
        """Raises `UserError` where no backup could be made here. Where work on the folder does not end, none is made: the
        next one holds all."""
        # nobody waits for the thread once the process ends, wherever it stands
        thread = Thread(target=self._run, name="leaving", daemon=True)
        thread.start()
        is_made = self._made.wait(HERE_S)
        if is_made:
            thread.join(THERE_S)
        self._late.set()
        if is_made:
            thread.join(PIECE_S)
        if self._failed is not None:
            raise self._failed

    def _run(self) -> None:
        try:
            with alone_if_free(self._erasing.folder) as is_free:
                if is_free:
                    self._work()
        except _Late:
            return
        except UserError as error:
            self._failed = error.bare()
        except Exception as error:  # noqa: BLE001 - the data must be closed in order, whatever it was
            logs.crash(error)
        finally:
            self._made.set()

    def _work(self) -> None:
        failed: UserError | None = None
        try:
            self._backups.make_if_changed("exit", here=True)
        except UserError as error:  # a full disk here: there what was made before may still be copied
            failed = error.bare()
        self._made.set()
        second_return.before_leaving(self._backups, self._erasing, self._step)
        if failed is not None:
            raise failed

    def _step(self, _done: int, _total: int, _what: str) -> None:
        if self._late.is_set():
            raise _Late
