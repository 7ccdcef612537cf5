"""What is in the window: sidebar, pages, back and forward, undo, palette, notices. Knows screens only as a table.

It is painted before the data is open; `opening` opens them, and while they are closed shows one page alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.action_table import UNDO_KEYS
from ui.actions import Command, spoken_keys
from ui.context import Closed, Context, LogAt, Place, Trail
from ui.dialogs.log_door import LogDoor
from ui.dialogs.read_only_strip import read_only_strip
from ui.dialogs.sweep import sweep
from ui.dialogs.undo import redo, undo
from ui.dialogs.unwritten import Unwritten
from ui.dialogs.window_menu import bind_keys, speak_qt, window_commands
from ui.dialogs.window_runs import open_palette, place_commands, runs_of
from ui.dialogs.window_side import make_sidebar
from ui.opening import LockKeys, Make, Opening, Roots, roots_of
from ui.opening.restyling import Restyling
from ui.screens.stack import ScreenSpec, ScreenStack
from ui.theme import Tone, theme
from ui.widgets.notice import InlineNotice, NoticeAction
from ui.widgets.reading_order import walk
from ui.widgets.surfaces import Plain, ScrollPage

T = TypeVar("T")
NARROW_BELOW = 980


class MainWindow(Plain):
    """Implements `Shell` and `Face`; fills the frame that was shown at the start."""

    def __init__(self, context: Context, specs: Sequence[ScreenSpec]) -> None:
        super().__init__("ground")
        self._context = context
        self._trail = Trail()
        self._specs = tuple(specs)
        self._runs = runs_of(self, context)
        named = [spec for spec in self._specs if spec.in_sidebar]
        self._places = [(spec.key, spec.icon, spec.words, spec.foot) for spec in named]
        self._goers = {spec.key: self._goer(spec.key) for spec in named}
        self.log_door = LogDoor(context, self)
        self._alone: Make | None = None
        self._unwritten = Unwritten(context, self)
        self.opening = Opening(context, self, self)
        self._restyling = Restyling(context, self, self)
        self._lock_keys = LockKeys(self.lock, self)
        self.setObjectName("main_window")
        self._column, self._row, self._side = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        for layout in (self._column, self._row, self._side):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._column.addLayout(self._row, 1)
        self._row.addLayout(self._side, 1)
        context.attach(self)
        self._build()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab, and whatever walks like it: pages are walked as they are read, see `reading_order`."""
        pages = [page for page in self.findChildren(ScrollPage) if page.isVisible()]
        return walk(self, pages, forward) or super().focusNextPrevChild(forward)

    # going places

    def go(self, place: Place) -> None:
        """Show a place and note it in the trail. A screen that this edition lacks is nowhere to go."""
        if self._alone is None and self._pages.knows(place.screen):
            self._trail.visit(place)
            self._show(place)

    def here(self) -> Place | None:
        """Where the user is."""
        return self._trail.here()

    def page(self) -> QWidget | None:
        """The page in front."""
        return self._pages.currentWidget()

    def note(self, place: Place) -> None:
        """The page has turned to another tab: coming back leads there."""
        self._trail.replace(place)
        self.opening.keeper.look_aside()

    def step_back(self) -> None:
        """To the place before."""
        self._step(-1)

    def step_forward(self) -> None:
        """To the place that was left with back."""
        self._step(1)

    # with and without the data

    def lock(self) -> None:
        """See `Shell`; so are the next two."""
        self.opening.lock()

    def work_closed(self, title: str, work: Callable[[Closed], T], done: Callable[[T], None]) -> None:
        self.opening.work_closed(title, work, done)

    def reopen(self, done: Callable[[], None] | None = None) -> None:
        self.opening.reopen(done)

    def show_alone(self, make: Make) -> None:
        """See `Face`: nothing of the data is left in the window."""
        self._alone = make
        self.log_door.shut()
        sweep(self)
        self.rebuild()

    def roots(self) -> Roots:
        """See `Face`."""
        return roots_of(self._pages.shown(), self.here(), self)

    def come_back(self, first: Place) -> None:
        """See `Face`."""
        was_alone, self._alone = self._alone is not None, None
        if self._trail.here() is None and self._pages.knows(first.screen):
            self._trail.visit(first)
        here = self._trail.here()
        if was_alone or self._context.app.is_read_only:
            self.rebuild()
        elif here is not None:
            self._show(here)
        self.log_door.resume()

    # saying things

    def say(self, sentence: str, tone: Tone, undo: bool | Callable[[], None]) -> None:
        """A notice at the foot of the window; `undo`: the newest change, or what takes back something else."""
        run = undo if callable(undo) else self._undo_step
        keys = spoken_keys(UNDO_KEYS)
        action = NoticeAction(self._context.tr("generic.undo"), run, keys) if undo else None
        self._notice.say(sentence, action, tone)

    def undo(self) -> None:
        """What the notice offers to take back, else the newest change; says which."""
        if not self._notice.take():
            self._undo_step()

    def _undo_step(self) -> None:
        if self._context.is_open and self._context.may_write():
            self.say(undo(self._context), Tone.NEUTRAL, undo=False)

    def redo(self) -> None:
        """Do again what was taken back and say what."""
        if self._context.is_open and self._context.may_write():
            self.say(redo(self._context), Tone.NEUTRAL, undo=False)

    def write_log(self, at: LogAt) -> None:
        """The panel that writes a contact down."""
        if self._context.may_write():
            self.log_door.open(at)

    # language, look, size

    def change_language(self, lang: str) -> None:
        """See `Shell`; every screen is made anew. So are the next two."""
        self._restyling.language(lang)

    def change_look(self, look: str) -> None:
        self._restyling.look(look)

    def change_scale(self, scale: float) -> None:
        self._restyling.scale(scale)

    def cover(self) -> str:
        """Private values were covered, or (next) shown again: all is made anew. Gives the sentence that tells it."""
        return self._restyling.cover()

    def uncover(self) -> str:
        return self._restyling.uncover()

    # panels

    def open_palette(self) -> None:
        """Everything that can be done or found, by typing."""
        if self._alone is not None:
            return
        open_palette(self, self._context, self.commands())

    def open_shortcuts(self) -> None:
        """The sheet of all keys."""
        from ui.dialogs.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self, self._context.tr, self._pages.commands()).open_centred()

    def commands(self) -> list[Command]:
        """What the palette offers: of the page in front, then places, then the window."""
        own, tr = self._pages.commands(), self._context.tr
        others = window_commands(tr, self._runs, {one.key for one in own})
        return [*own, *place_commands(tr, self._places, self._goers), *others]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sidebar.set_narrow(self.width() < theme().px(NARROW_BELOW))

    def _build(self) -> None:
        """Sidebar, pages and notice, in the present language and text size."""
        self.window().setWindowTitle(self._context.tr("window.title"))
        self._sidebar = make_sidebar(self._context, self._places, self._goers, self._runs, self.log_door)
        self._pages = ScreenStack(self._context, self._specs, self)
        self._strip = read_only_strip(self._context, self)
        self._column.insertWidget(0, self._strip)
        self._row.insertWidget(0, self._sidebar)
        self._notice = InlineNotice(self)
        self._side.addWidget(self._pages, 1)
        self._side.addWidget(self._notice)
        self._context.changes.changed.connect(self._notice.drop_action)
        speak_qt(self._context.lang, self._context.tr)
        bind_keys(self, self._context.tr, self._runs, list(self._goers.values()))

    def rebuild(self) -> None:
        """Everything is made anew: at the same place, or the one page that is shown alone."""
        for old in (self._strip, self._sidebar, self._pages, self._notice):
            old.hide()
            old.deleteLater()
        self._build()
        self._sidebar.set_narrow(self.width() < theme().px(NARROW_BELOW))
        self._sidebar.setVisible(self._alone is None)
        self._pages.show()
        here = self._trail.here()
        if self._alone is not None:
            self._pages.show_page(self._alone())
        elif here is not None:
            self._show(here)

    def _show(self, place: Place) -> None:
        self.opening.keeper.turn_page(place, self._pages.show_place)
        spec = next(spec for spec in self._specs if spec.key == place.screen)
        self._sidebar.set_key(spec.under or spec.key)

    def _step(self, by: int) -> None:
        place = self._trail.step(by) if self._alone is None else None
        if place is not None:
            self._show(place)

    def _goer(self, key: str) -> Callable[[], None]:
        return lambda: self.go(Place(key)) if self._context.is_open else None

    def quit(self) -> None:
        """Close the window."""
        self.window().close()
