"""What every screen is handed: the open data, the words of the present language, and the ways to the shell.

Knows the shell only as a protocol; holds no widget.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from desktopcrm import logs
from desktopcrm.domain.changes import ChangeSet
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.said import Said
from desktopcrm.errors import UserError
from desktopcrm.paths import PREFERENCES_NAME
from desktopcrm.preferences import Preferences
from desktopcrm.services.telling import tell
from desktopcrm.texts import Texts, Translate
from ui.blur import blur
from ui.bus import ChangeSignal, Leaving
from ui.departure import departure
from ui.jobs import JobRunner, Progress
from ui.theme import Theme, Tone, theme

if TYPE_CHECKING:
    from desktopcrm.app import App

T = TypeVar("T")
DAMAGED = "errors.database_damaged"
BLUR = "privacy.blur"
"""Setting: private values are covered."""
PRIVATE_SENTENCES = (
    "today.birthday_", "flags.", "classes.", "questions.", "guide.", "origin.",
    *(f"clocks.{one}" for one in ("hop_", "path", "lower_", "trait_", "kp_d", "give_up_", "see_first", "start_path",
       "since_meeting")),
)  # fmt: skip
"""Judgements about people and rivals, and what is private in itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: a screen, what it shows, which of its tabs, and the object name to bring into view."""

    screen: str
    target: int = 0
    tab: str = ""
    focus: str = ""


@dataclass(frozen=True, slots=True)
class LogAt:
    """What a contact is to be written down for. `account_id` 0: it is chosen there; `kind`: empty as the text says;
    `text`: how it begins ("@Carol Brandt "), where nothing was begun yet; `project_id`: else the one furthest on."""

    account_id: int = 0
    kind: str = ""
    text: str = ""
    project_id: int | None = None


class Trail:
    """Where the user has been; back and forward like a browser."""

    LONGEST = 100

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def visit(self, place: Place) -> None:
        """Note a place; what lay ahead is forgotten, the same place twice is one visit."""
        if self.here() == place:
            return
        self._places = [*self._places[: self._at + 1], place][-self.LONGEST :]
        self._at = len(self._places) - 1

    def replace(self, place: Place) -> None:
        """Correct the present place (another tab of the same page)."""
        if self._at >= 0:
            self._places[self._at] = place

    def here(self) -> Place | None:
        """The present place."""
        return self._places[self._at] if self._at >= 0 else None

    def step(self, by: int) -> Place | None:
        """Go back (-1) or forward (1); `None` at the end of the trail."""
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]


class Closed:
    """The data folder while nothing of it is open: what work that exchanges the file is handed, in its thread.

    `key` opens the data (`None`: they are not encrypted); work that changes it says so here as soon as it has.
    `step(done, total, text)` moves the progress page.
    """

    def __init__(self, folder: Path, key: bytes | None, progress: Progress) -> None:
        self.folder = folder
        self.key = key
        self.step = progress.step


class Shell(Protocol):
    """What the window offers to its screens."""

    def go(self, place: Place) -> None:
        """Show a place and note it in the trail."""

    def note(self, place: Place) -> None:
        """The present page has turned to another tab or row: coming back shall lead there."""

    def step_back(self) -> None:
        """Return to the place before."""

    def say(self, sentence: str, tone: Tone, undo: bool | Callable[[], None]) -> None:
        """Show a notice, with an Undo button if wanted: for the newest change, or for what is handed in."""

    def write_log(self, at: LogAt) -> None:
        """Open the panel that writes a contact down."""

    def change_language(self, lang: str) -> None:
        """Switch the language of the window."""

    def change_look(self, look: str) -> None:
        """Switch between system, light and dark."""

    def change_scale(self, scale: float) -> None:
        """Text size, 1.0 to 2.0."""

    def lock(self) -> None:
        """Close the data and show nothing of them until they are unlocked."""

    def work_closed(self, title: str, work: Callable[[Closed], T], done: Callable[[T], None]) -> None:
        """Close the data, run `work` on the folder with a progress page, open the data again at the same place.

        `done` gets its result afterwards; a `UserError` becomes a notice once the data is open again. The page that
        asked for it is gone by then: `done` must hold only the context.
        """

    def reopen(self, done: Callable[[], None] | None = None) -> None:
        """Close the data and open them again at the same place: nothing that was read before is still believed."""


class Context:
    """Screens read it; only the window and the start set it."""

    def __init__(self, texts: Texts, preferences: Preferences) -> None:
        self.texts = texts
        self.jobs = JobRunner(orphaned=self.say_error)
        self.changes = ChangeSignal()
        self.leaving = Leaving()
        self.departure = departure()
        self.preferences = preferences
        self._lang = preferences.language
        self._tr = texts.bind(self._lang)
        self._app: App | None = None
        self._shell: Shell | None = None

    @property
    def app(self) -> App:
        """The open data folder; screens are made only once there is one."""
        if self._app is None:
            raise RuntimeError("no data folder is open yet")
        return self._app

    @property
    def is_open(self) -> bool:
        """Whether a data folder is open."""
        return self._app is not None

    @property
    def lang(self) -> str:
        """`en` or `zh`."""
        return self._lang

    @property
    def tr(self) -> Translate:
        """`tr("area.key", n=3)` in the language of the window."""
        return self._tr

    def tell(self, said: Said) -> str:
        """What a rule said, in the language of the window."""
        if blur().on and said.key.startswith(PRIVATE_SENTENCES):
            return COVER
        return tell(self.texts, self._lang, said)

    @property
    def theme(self) -> Theme:
        """Colours, type and sizes."""
        return theme()

    @property
    def shell(self) -> Shell:
        """The window."""
        if self._shell is None:
            raise RuntimeError("the context has no window yet")
        return self._shell

    def attach(self, shell: Shell) -> None:
        """The window makes itself known."""
        self._shell = shell

    def open(self, app: App) -> None:
        """The data is there; changes are heard from now on."""
        self._app = app
        self.preferences = app.preferences
        app.store.bus.subscribe(self._learn)  # before anybody shows it
        self.changes.follow(app.store.bus)
        self.set_blur(app.preferences.get(BLUR) is True)

    def _learn(self, changes: ChangeSet) -> None:
        """What is new may be private."""
        if blur().on and self._app is not None:
            blur().learn(self._app.privacy.to_cover(self._lang, changes.records))

    def close(self, patience_ms: int = 5000) -> None:
        """Stop all work and let go of the data; whoever still listens to their changes hears nothing any more."""
        self.jobs.stop(patience_ms)
        self.changes.leave()
        app, self._app = self._app, None
        blur().turn(on=False)
        if app is not None:
            self.changes = ChangeSignal()
            # The settings that lie in the data are closed with them; those outside serve what is shown meanwhile.
            self.preferences = Preferences(app.folder / PREFERENCES_NAME)
            app.close()

    def reopen(self, done: Callable[[], None] | None = None) -> None:
        """Close and open the data again at the same place (after a restore); then `done`."""
        self.shell.reopen(done)

    def set_blur(self, on: bool) -> None:
        """Cover what is private, or show it; only the window calls this: it rebuilds its screens afterwards."""
        privacy = self.app.privacy
        blur().turn(on, privacy.to_cover(self._lang) if on else (), privacy.labels_to_cover(self._lang))

    def set_language(self, lang: str) -> None:
        """Only the window calls this: it rebuilds its screens afterwards."""
        self._lang = lang
        self._tr = self.texts.bind(lang)
        if self._app is not None:
            self.set_blur(blur().on)

    def go(self, place: Place) -> None:
        """Show a place."""
        self.shell.go(place)

    def note(self, place: Place) -> None:
        """Remember where on the present page the user is, for back and forward."""
        self.shell.note(place)

    def back(self) -> None:
        """Return to the place before."""
        self.shell.step_back()

    def log(self, account_id: int, kind: str = "", text: str = "", project_id: int | None = None) -> None:
        """Write a contact with an account down, in the panel over the page."""
        self.shell.write_log(LogAt(account_id, kind, text, project_id))

    def say(self, sentence: str, tone: Tone = Tone.GOOD) -> None:
        """A notice at the foot of the window."""
        self.shell.say(sentence, tone, undo=False)

    def say_undo(self, sentence: str, run: Callable[[], None] | None = None) -> None:
        """A notice with an Undo button: instead of asking beforehand. `run`: where it is no step of the journal."""
        self.shell.say(sentence, Tone.GOOD, undo=run or True)

    def say_error(self, error: UserError) -> None:
        """What stands in the way, as a notice; a damaged file is more than that."""
        logs.refusal(error)
        if error.key == DAMAGED and self._app is not None and not self._app.is_read_only:
            self.leaving.lost.emit(error)
        self.shell.say(self.error_text(error), Tone.BAD, undo=False)

    def error_text(self, error: UserError) -> str:
        """The sentence of an error in the language of the window (for the line under a field)."""
        return self.texts.of_error(error, self._lang)

    def may_write(self) -> bool:
        """Whether what is typed now can be stored; where not, that is said, with what to do. Asked before one begins."""
        if self._app is None or not self._app.is_read_only:
            return True
        self.shell.say(self.error_text(UserError("errors.read_only_mode")), Tone.WARN, undo=False)
        return False

    def attempt(self, run: Callable[[], object]) -> bool:
        """Do something a user's error may stop; the error becomes a notice. Tells whether it worked."""
        try:
            run()
        except UserError as error:
            self.say_error(error)
            return False
        return True
