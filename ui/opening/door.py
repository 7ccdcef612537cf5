"""The way to the data and away from it, as states: closed, looked at, unlocked, open, locked, worked on.

The one place of the window that opens and closes the data. What stands in the way it knows only as a sentence and
ways out; the pages at the door are made in `ui.opening.door_pages`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktopcrm import logs
from desktopcrm.errors import UserError
from ui.context import Closed, Context
from ui.dialogs.sweep import Clipboard, destroy_now, sweep
from ui.dialogs.work_page import WorkPage
from ui.jobs import Progress
from ui.opening.face import Face, Make
from ui.opening.idle import idle_of
from ui.opening.keeper import Keeper
from ui.opening.looking import Seen, open_with, see
from ui.opening.places import first_place
from ui.theme import Tone

if TYPE_CHECKING:
    from desktopcrm.app import App
    from ui.opening.care import Care

T = TypeVar("T")
BUSY_TRIES, BUSY_MS = 5, 300
"""A window that is just closing still holds the file for a moment."""
UNWIND_TRIES, UNWIND_MS = 25, 20
LOCK_PATIENCE_MS = 300
WARNED = "opening.warned"


class Opening(QObject):
    """One a window. `arrived()` and `left()` the data; `folder_changed(Path)`; `refused(UserError)`: an obstacle is shown."""

    arrived = Signal()
    left = Signal()
    folder_changed = Signal(object)
    refused = Signal(object)

    def __init__(self, context: Context, face: Face, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._face = context, face
        self.folder = Path()
        self.is_working = False
        self._page: QWidget | None = None
        self._care: Care | None = None
        self._key: bytes | None = None
        self._tries = 0
        self._then: Callable[[], None] | None = None
        self._clipboard = Clipboard(self)
        context.leaving.lost.connect(self._on_lost)
        self.keeper = Keeper(context, face, self)
        self.idle = idle_of(context, self.lock, self)

    # to the data

    def begin(self, folder: Path) -> None:
        """Open the data of a folder, or show what stands in the way."""
        self.folder, self._tries, self._key = folder, 0, None
        self._look()

    def open_with(self, key: bytes | None, read_only: bool = False) -> None:
        """Open with what was typed, or for reading only."""
        folder, self._key = self.folder, key
        self._start(lambda _: open_with(folder, key, read_only))

    def again(self) -> None:
        """Try once more what did not work."""
        self.show_page(lambda: WorkPage(self._context.tr("opening.opening")))
        if self._key is not None:
            self.open_with(self._key)
        else:
            self._look()

    def hold_key(self, key: bytes) -> None:
        """Keep the key while the data cannot be opened: the recovery needs it."""
        self._key = key

    def tell_then(self, sentence: str, tone: Tone = Tone.GOOD) -> None:
        """Say this once the data are open."""
        self._then = lambda: self._context.say(sentence, tone)

    @property
    def key(self) -> bytes | None:
        """What `hold_key` was given."""
        return self._key

    def _look(self) -> None:
        folder = self.folder
        self._start(lambda _: see(folder))

    def _start(self, work: Callable[[Progress], Seen]) -> None:
        self._context.jobs.start(work, self._on_seen, self._on_refused)

    def _on_seen(self, seen: Seen) -> None:
        from ui.opening import door_pages

        if seen.app is not None:
            self._arrive(seen.app)
            self._warn(seen.sight.warnings)
        elif seen.sight.error is not None:
            self._on_refused(seen.sight.error)
        else:
            door_pages.show_unlock(self, self._context)

    def _on_refused(self, error: UserError) -> None:
        if error.key == "errors.database_in_use" and self._tries < BUSY_TRIES:
            self._tries += 1
            QTimer.singleShot(BUSY_MS, self, self._look)
            return
        self.show_obstacle(error)

    def _arrive(self, app: App) -> None:
        """The data are open: back to where the user was, with what he had begun."""
        from ui.opening.care import Care

        self._key, self._tries = None, 0
        self.folder = app.folder
        self._context.open(app)
        self._face.come_back(first_place(self._context))
        self._care = self._care or Care(self._context, self._on_lost, self)
        ended_badly = self._care.start()
        if app.store.place.key is not None:
            self.idle.start(self._face.window().windowHandle())
        self.keeper.start()
        logs.info("data.open", sealed=app.store.place.key is not None, read_only=app.is_read_only)
        self.arrived.emit()
        then, self._then = self._then, None
        if then is not None:
            then()
        elif ended_badly:
            self._care.examine()

    def _warn(self, warnings: tuple[UserError, ...]) -> None:
        """What endangers the data where they lie is said once of each kind; the page of safety says it always."""
        preferences = self._context.preferences
        told = preferences.text(WARNED).split()
        for warning in warnings:
            if warning.key not in told:
                self._context.say(self._context.error_text(warning), Tone.WARN)
                preferences.put(WARNED, " ".join([*told, warning.key]))
                return

    # away from the data

    def lock(self) -> None:
        """Close encrypted data until they are unlocked; what is not encrypted cannot be locked."""
        if not self._context.is_open or self.is_working:
            return
        if self._context.app.store.place.key is None:
            self._context.say(self._context.tr("opening.lock_plain"), Tone.WARN)
            return
        self._on_clean_stack(self._lock, UNWIND_TRIES)

    def work_closed(self, title: str, work: Callable[[Closed], T], done: Callable[[T], None]) -> None:
        """See `Shell`."""
        if self._context.is_open and not self.is_working:
            self.is_working = True
            self._on_clean_stack(lambda: self._work(title, work, done), UNWIND_TRIES)

    def reopen(self, done: Callable[[], None] | None = None) -> None:
        """See `Shell`."""
        words = self._context.tr("opening.opening")
        self.work_closed(words, lambda _: None, lambda _: done() if done is not None else None)

    def end(self) -> None:
        """The window is closed: keep what is unsent, make the backup of the day, close."""
        if self._context.is_open and self._care is not None:
            self._context.leaving.now.emit()
            self.show_page(QWidget)  # pages that still wait for something must not find the data closed
            destroy_now()
            self._care.back_up_at_exit()
            self._care.stop()
        self.idle.end()
        self._context.close()

    def show_obstacle(self, error: UserError) -> None:
        """Why there is no data, and the ways out."""
        from ui.opening import door_pages

        logs.refusal(error)
        door_pages.show_obstacle(self, self._context, error)
        self.refused.emit(error)

    def show_page(self, make: Make) -> None:
        """One page alone."""

        def remembered() -> QWidget:
            self._page = make()
            return self._page

        self._face.show_alone(remembered)

    def change_folder(self, folder: Path) -> None:
        """Other data from now on."""
        self.folder_changed.emit(folder)
        self.begin(folder)

    def quit(self) -> None:
        """Close the window."""
        self._face.window().close()

    def face_window(self) -> QWidget:
        """What file dialogs belong to."""
        return self._face.window()

    def _on_clean_stack(self, run: Callable[[], None], tries: int) -> None:
        """Pages are destroyed only when nothing of theirs is being run: a click, or a dialog that waits."""

        def attempt() -> None:
            if QThread.currentThread().loopLevel() > 1 and tries:
                sweep(cast("QWidget", self._face))
                QTimer.singleShot(UNWIND_MS, self, lambda: self._on_clean_stack(run, tries - 1))
            else:
                run()

        QTimer.singleShot(0, self, attempt)

    def _lock(self) -> None:
        from ui.opening import door_pages

        if not self._context.is_open:
            return
        folder = self.folder = self._context.app.folder
        if self._context.jobs.shown():
            self.tell_then(self._context.tr("opening.cut_short"), Tone.WARN)
        self._leave(lambda: door_pages.unlock_page(self, self._context, folder, locked=True))
        self._clipboard.empty()
        logs.info("data.locked")

    def _work(self, title: str, work: Callable[[Closed], T], done: Callable[[T], None]) -> None:
        if not self._context.is_open:  # locked, or lost, in the moment between
            self.is_working = False
            return
        folder, key = self._context.app.folder, self._context.app.store.place.key
        self.folder, held = folder, list[Closed]()
        self._leave(lambda: WorkPage(title))

        def run(progress: Progress) -> tuple[T | None, Exception | None]:
            held.append(Closed(folder, key, progress))
            try:
                return work(held[0]), None
            except Exception as error:  # noqa: BLE001 - the data must be opened again before it is told
                return None, error

        def come_back(outcome: tuple[T | None, Exception | None]) -> None:
            self.is_working = False
            self._then = lambda: self._tell(outcome, done)
            self.open_with(held[0].key)

        self._context.jobs.start_alone(run, come_back, self._on_step)

    def _tell(self, outcome: tuple[T | None, Exception | None], done: Callable[[T], None]) -> None:
        result, error = outcome
        if isinstance(error, UserError):
            self._context.say_error(error)
        elif error is not None:
            raise error
        else:
            done(cast("T", result))

    def _leave(self, make: Make) -> None:
        """Unsent words go into the drafts, pages go away, the data are closed; only work on the closed data waits."""
        with nullcontext() if self.is_working else self._context.app.store.alone():
            self._context.leaving.now.emit()
            self.idle.stop(comes_back=self.is_working)
            if self._care is not None:
                self._care.stop()
            self.show_page(make)
            destroy_now()
            self._context.close(LOCK_PATIENCE_MS)
        self.left.emit()

    def _on_lost(self, error: UserError) -> None:
        """The file is not where it was, or not whole."""

        def leave() -> None:
            if not self._context.is_open:
                return
            self.folder, self._key = self._context.app.folder, self._context.app.store.place.key
            self._leave(lambda: WorkPage(self._context.tr("opening.opening")))
            self.show_obstacle(error)

        self._on_clean_stack(leave, UNWIND_TRIES)

    def _on_step(self, done: int, total: int, text: str) -> None:
        if isinstance(self._page, WorkPage) and isValid(self._page):
            self._page.panel.show_step(done, total, text)
