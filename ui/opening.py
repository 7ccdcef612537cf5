"""The way to the data and away from it: look, unlock, open, lock, close for work on the folder, open again.

The one place of the window that opens and closes the data. Knows what stands in the way only as sentences and ways
out; knows the window as something that can show one page alone or all of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktopcrm.errors import UserError
from ui.context import Closed, Context, Place
from ui.jobs import Progress

if TYPE_CHECKING:
    from desktopcrm.app import App

T = TypeVar("T")
Make = Callable[[], QWidget]


class Face(Protocol):
    """What the window can show."""

    def show_alone(self, make: Make) -> None:
        """One page and nothing else; `make` is called again when language or text size change."""

    def come_back(self, first: Place) -> None:
        """All places again, where the user was; `first` where he was nowhere yet."""


class Opening(QObject):
    """One a window."""

    def __init__(self, context: Context, face: Face, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._face = context, face
        self._page: QWidget | None = None
        self.is_working = False

    def lock(self) -> None:
        """Close the data until they are unlocked."""

    def work_closed(self, title: str, work: Callable[[Closed], T], done: Callable[[T], None]) -> None:
        """See `Shell`."""
        if not self._context.is_open or self.is_working:
            return
        from ui.dialogs.work_page import WorkPage

        app = self._context.app
        folder, key = app.folder, app.store.place.key
        held: list[Closed] = []
        self._leave(lambda: WorkPage(title))
        self.is_working = True

        def run(progress: Progress) -> tuple[T | None, Exception | None]:
            held.append(Closed(folder, key, progress))
            try:
                return work(held[0]), None
            except Exception as error:  # noqa: BLE001 - the data must be opened again before it is told
                return None, error

        def come_back(outcome: tuple[T | None, Exception | None]) -> None:
            result, error = outcome
            self.is_working = False
            self._open(folder, held[0].key)
            if isinstance(error, UserError):
                self._context.say_error(error)
            elif error is not None:
                raise error
            elif self._context.is_open:
                done(cast("T", result))

        self._context.jobs.start(run, come_back, step=self._on_step)

    def reopen(self, done: Callable[[], None] | None = None) -> None:
        """See `Shell`."""
        if not self._context.is_open or self.is_working:
            return
        from ui.dialogs.work_page import WorkPage

        app = self._context.app
        folder, key = app.folder, app.store.place.key
        self._leave(lambda: WorkPage(self._context.tr("opening.opening")))
        self._open(folder, key)
        if done is not None and self._context.is_open:
            done()

    def _leave(self, make: Make) -> None:
        """Unsent words go into the drafts, pages go away, the data are closed."""
        self._context.leaving.now.emit()
        self._show_page(make)
        self._context.close()

    def _show_page(self, make: Make) -> None:
        def remembered() -> QWidget:
            self._page = make()
            return self._page

        self._face.show_alone(remembered)

    def _open(self, folder: Path, key: bytes | None) -> None:
        from desktopcrm.app import App

        self._show(App.open(folder, key))

    def _show(self, app: App) -> None:
        self._context.open(app)
        self._face.come_back(first_place(self._context))

    def _on_step(self, done: int, total: int, text: str) -> None:
        from ui.dialogs.work_page import WorkPage

        if isinstance(self._page, WorkPage) and isValid(self._page):
            self._page.panel.show_step(done, total, text)


def first_place(context: Context) -> Place:
    """The welcome on an empty folder that was never used; Today where there are accounts."""
    from desktopcrm.services.accounts import AccountQuery

    if context.app.accounts.count(AccountQuery()):
        return Place("today")
    return Place("accounts" if context.preferences.get("started") else "welcome")
