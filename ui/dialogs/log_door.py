"""The way to the log, known from the first moment on; the log itself is made when it is first wanted."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktopcrm.errors import UserError
from ui.blur import blur
from ui.context import Context, LogAt, Place

if TYPE_CHECKING:
    from ui.dialogs.log_book import LogBook, Written

OPEN = "log.open"
"""The draft that tells on which account the panel stood open when the data were closed, and what stood in it besides."""
COVERED = "log.covered"
"""The draft that tells whether the open log was put away with private values."""


class LogDoor:
    """One a window; the book behind it keeps the drafts."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self._context, self._window = context, window
        self._book: LogBook | None = None
        self._covered: Written | None = None

    def open(self, at: LogAt) -> None:
        """Open the panel; nothing happens before the data is there."""
        covered = self._covered
        if covered is not None and at.account_id in (0, covered.account_id):
            self.uncover()
        elif self._context.is_open:
            self._there().open(at)

    def cover(self) -> bool:
        """Put away what is being written, until it is asked for or private values are shown again; whether there was any."""
        written = self.take_down()
        if written is not None:
            self._covered = written
            self._note_covered("1")
        return written is not None

    def uncover(self) -> None:
        """What was put away, where no other log is being written."""
        covered = self._covered
        if covered is not None and self._context.is_open and not self._there().is_standing():
            self._covered = None
            self._note_covered("")
            self._there().put_up(covered)

    def resume(self) -> None:
        """Open the panel again if it stood open when the data were closed."""
        if self._context.is_open and self._context.app.drafts.get(OPEN):
            self._there().resume()
            if blur().on and self._context.app.drafts.get(COVERED):
                self.cover()

    def _note_covered(self, body: str) -> None:
        """The lock and the next start know it too; a disk that refuses is told when the user stores."""
        with suppress(UserError):
            self._context.app.drafts.put(COVERED, body)

    def _there(self) -> LogBook:
        if self._book is None:
            from ui.dialogs.log_book import LogBook

            self._book = LogBook(self._context, self._window)
        return self._book

    def take_down(self) -> Written | None:
        """The panel goes away for a moment: what stands in it; `None` where it is not open."""
        return self._book.take_down() if self._book is not None else None

    def put_up(self, written: Written) -> None:
        """The panel as it was."""
        if self._context.is_open:
            self._there().put_up(written)

    def shut(self) -> None:
        """Take the panel and what it holds away; what is in the drafts comes back with the data."""
        self._covered = None
        if self._book is not None:
            self._book.deleteLater()
            self._book = None


def log_at(place: Place | None) -> LogAt:
    """The account in front, if there is one."""
    return LogAt(place.target if place is not None and place.screen == "account" else 0)
