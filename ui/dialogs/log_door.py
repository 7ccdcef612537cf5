"""The way to the log, known from the first moment on; the log itself is made when it is first wanted.

What the disk refuses of logs is held here while the data are closed, and given back to the same data only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktopcrm.domain.begun import LOG_COVERED, LOG_OPEN
from desktopcrm.errors import UserError
from ui.context import Context, LogAt, Place
from ui.dialogs.log_refused import Refused
from ui.models.log_drafts import BegunLog, LogDrafts
from ui.models.which_data import which_data

if TYPE_CHECKING:
    from ui.dialogs.log_book import LogBook
    from ui.dialogs.log_written import Written


class LogDoor(QObject):
    """One a window; the book behind it keeps the drafts. `changed()`: other logs may be begun than before; `resumed()`:
    the data were opened."""

    changed = Signal()
    resumed = Signal()

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self.window = context, window
        self.is_to_tell = False
        """Whether nobody has said yet since the data were opened that logs are begun."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.changed)
        self._book: LogBook | None = None
        self._refused: dict[str, Refused] = {}
        """By the data it belongs to."""
        context.leaving.asked.connect(self._on_asked)

    def open(self, at: LogAt) -> None:
        """Open the panel; nothing happens before the data is there."""
        if self._context.is_open:
            self._there().open(at)

    def cover(self) -> bool:
        """Put away what is being written, until it is asked for or private values are shown again; whether there was any."""
        return self._book is not None and self._book.cover()

    def uncover(self) -> None:
        """What was put away, where no other log is being written."""
        if self._may_write() and (self._book is not None or self._is_kept(LOG_COVERED)):
            self._there().uncover()

    def resume(self) -> None:
        """Open the panel again if it stood open when the data were closed."""
        if self._may_write() and (
            self._refused_here() or self._is_kept(LOG_OPEN) or self._is_kept(LOG_COVERED)
        ):
            self._there().resume()
        self.is_to_tell = True
        self.look_soon()
        self.resumed.emit()

    def begun(self) -> tuple[BegunLog, ...]:
        """Logs that can be gone on with, but the one that is being written, the newest first."""
        if not self._may_write():
            return ()
        here = self._book.account_id() if self._book is not None else None
        return tuple(one for one in LogDrafts(self._context).every() if one.account_id != here)

    def look_soon(self, _changes: object = None) -> None:
        """Once what happens now is through."""
        self._soon.start(0)

    def take_down(self) -> Written | None:
        """The panel goes away for a moment: what stands in it; `None` where it is not open."""
        return self._book.take_down() if self._book is not None else None

    def put_up(self, written: Written) -> None:
        """The panel as it was."""
        if self._context.is_open:
            self._there().put_up(written)

    def shut(self) -> None:
        """Take the panel and what it holds away; what is in the drafts comes back with the data."""
        if self._book is not None:
            self._book.deleteLater()
            self._book = None

    def _on_asked(self) -> None:
        """May the window close? Not with words whose data are closed."""
        if self.holds_words():
            self._context.leaving.unkept.emit(UserError("opening.unkept_closed"))

    def holds_words(self) -> bool:
        """Whether words of a log are in memory alone, and nobody can keep them now: their data are not open."""
        here = self._refused_here() if self._book is not None and self._may_write() else None
        return any(held for held in self._refused.values() if held is not here)

    def _may_write(self) -> bool:
        """Data that are only read wait with what was begun until they may be changed."""
        return self._context.is_open and not self._context.app.is_read_only

    def _is_kept(self, place: str) -> bool:
        return bool(self._context.app.drafts.get(place))

    def _refused_here(self) -> Refused:
        return self._refused.setdefault(which_data(self._context.app), Refused())

    def _there(self) -> LogBook:
        if self._book is None:
            from ui.dialogs.log_book import LogBook

            self._book = LogBook(self._context, self.window, self._refused_here())
            self._book.changed.connect(self.look_soon)
        return self._book


def log_at(place: Place | None) -> LogAt:
    """The account in front, if there is one."""
    return LogAt(place.target if place is not None and place.screen == "account" else 0)
