"""What is in the window: sidebar, pages, back and forward, undo, palette, notices. Knows screens only as a table.

It is painted before the data is open; the first `go` comes when it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.actions import Command, spoken_keys
from ui.context import Context, LogAt, Place, Trail
from ui.dialogs.log_door import LogDoor, log_at
from ui.dialogs.undo import next_words, redo, undo
from ui.dialogs.window_menu import bind_keys, fill_menu, speak_qt, window_commands
from ui.screens.stack import ScreenSpec, ScreenStack
from ui.theme import Look, Style, Tone, theme
from ui.widgets.button import IconButton
from ui.widgets.inputs import SearchBox
from ui.widgets.menu import Menu
from ui.widgets.notice import InlineNotice, NoticeAction
from ui.widgets.reading_order import stop_after
from ui.widgets.sidebar import Sidebar, SidebarEntry
from ui.widgets.surfaces import Plain, ScrollPage

NARROW_BELOW = 980
SCALE_STEP = 0.1


class MainWindow(Plain):
    """Implements `Shell`; fills the frame that was shown at the start."""

    def __init__(self, context: Context, specs: Sequence[ScreenSpec]) -> None:
        super().__init__("ground")
        self._context = context
        self._trail = Trail()
        self._specs = tuple(specs)
        self._runs: dict[str, Callable[[], None]] = {
            "palette": self.open_palette,
            "back": self.step_back,
            "forward": self.step_forward,
            "find": self.focus_filter,
            "log": lambda: self.write_log(log_at(self._trail.here())),
            "undo": self.undo,
            "redo": self.redo,
            "language": lambda: self.change_language("en" if context.lang == "zh" else "zh"),
            "look_system": lambda: self.change_look(Look.SYSTEM),
            "look_light": lambda: self.change_look(Look.LIGHT),
            "look_dark": lambda: self.change_look(Look.DARK),
            "larger": lambda: self.change_scale(theme().style.scale + SCALE_STEP),
            "smaller": lambda: self.change_scale(theme().style.scale - SCALE_STEP),
            "normal_size": lambda: self.change_scale(1.0),
            "shortcuts": self.open_shortcuts,
            "quit": self._quit,
        }
        self._log = LogDoor(context, self)
        self.setObjectName("main_window")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        context.attach(self)
        self._build()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab, and whatever walks like it: pages are walked as they are read, see `reading_order`."""
        pages = [page for page in self.findChildren(ScrollPage) if page.isVisible()]
        current = self.focusWidget()
        found = stop_after(current, pages, forward) if current is not None else None
        if found is None:
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        found.setFocus(reason)
        return True

    # going places

    def go(self, place: Place) -> None:
        """Show a place and note it in the trail. A screen that this edition lacks is nowhere to go."""
        if self._pages.knows(place.screen):
            self._trail.visit(place)
            self._show(place)

    def note(self, place: Place) -> None:
        """The page has turned to another tab: coming back leads there."""
        self._trail.replace(place)

    def step_back(self) -> None:
        """To the place before."""
        self._step(-1)

    def step_forward(self) -> None:
        """To the place that was left with back."""
        self._step(1)

    def show_obstacle(self, page: QWidget) -> None:
        """Show why there is no data."""
        self._pages.show_page(page)

    # saying things

    def say(self, sentence: str, tone: Tone, undo: bool) -> None:
        """A notice at the foot of the window."""
        action = NoticeAction(self._context.tr("generic.undo"), self.undo) if undo else None
        self._notice.say(sentence, action, tone)

    def undo(self) -> None:
        """Take back the newest change and say which."""
        if self._context.is_open:
            self.say(undo(self._context), Tone.NEUTRAL, undo=False)

    def redo(self) -> None:
        """Do again what was taken back and say what."""
        if self._context.is_open:
            self.say(redo(self._context), Tone.NEUTRAL, undo=False)

    def write_log(self, at: LogAt) -> None:
        """The panel that writes a contact down."""
        self._log.open(at)

    # language, look, size

    def change_language(self, lang: str) -> None:
        """Switch at once; every screen is made anew."""
        self._context.preferences.put("language", lang)
        self._context.set_language(lang)
        style = theme().style
        self._restyle(Style(style.look, lang, style.scale))

    def change_look(self, look: str) -> None:
        """Follow the system, or be light or dark."""
        self._context.preferences.put("look", str(look))
        style = theme().style
        theme().apply(Style(Look(look), style.lang, style.scale))

    def change_scale(self, scale: float) -> None:
        """Text from 100 to 200 percent."""
        style = theme().style
        self._restyle(Style(style.look, style.lang, scale))
        self._context.preferences.put("text.scale", theme().style.scale)

    # panels

    def open_palette(self) -> None:
        """Everything that can be done or found, by typing."""
        from ui.dialogs.palette import Palette

        searches = []
        if self._context.is_open:
            from ui.dialogs.finders import FINDERS

            searches = [finder(self._context) for finder in FINDERS]
        Palette(self, self._context.tr, self.commands(), searches).open()

    def open_shortcuts(self) -> None:
        """The sheet of all keys."""
        from ui.dialogs.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self, self._context.tr, self._pages.commands()).open_centred()

    def commands(self) -> list[Command]:
        """What the palette offers: of the page in front, then places, then the window."""
        tr = self._context.tr
        places = [
            Command(
                f"go_{spec.key}", tr("actions.go_to", place=tr(spec.words)), self._goer(spec.key), spec.icon
            )
            for spec in self._specs
            if spec.in_sidebar
        ]
        return [*self._pages.commands(), *places, *window_commands(tr, self._runs)]

    def focus_filter(self) -> None:
        """The filter line of the page in front, if it has one."""
        page = self._pages.currentWidget()
        line = page.findChild(SearchBox) if page is not None else None
        if line is not None:
            line.setFocus()
            line.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sidebar.set_narrow(self.width() < theme().px(NARROW_BELOW))

    def _build(self) -> None:
        """Sidebar, pages and notice, in the present language and text size."""
        tr = self._context.tr
        self.window().setWindowTitle(tr("window.title"))
        named = [spec for spec in self._specs if spec.in_sidebar]
        entries = [
            SidebarEntry(spec.key, spec.icon, tr(spec.words), spoken_keys(f"Alt+{number}"), spec.foot)
            for number, spec in enumerate(named, 1)
        ]
        self._sidebar = Sidebar(tr("window.name"), entries, tr("window.offline"), self)
        self._sidebar.setAccessibleName(tr("window.sidebar"))
        self._sidebar.chosen.connect(lambda key: self.go(Place(key)))
        more = IconButton("window_menu", "ellipsis", tr("generic.more"), self._sidebar).dense()
        menu = Menu("window_menu_entries", more)
        menu.aboutToShow.connect(lambda: fill_menu(menu, self, next_words(self._context)))
        more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        self._sidebar.tools.addWidget(more)
        self._pages = ScreenStack(self._context, self._specs, self)
        self._row.addWidget(self._sidebar)
        self._row.addWidget(self._pages, 1)
        self._notice = InlineNotice(self)
        self._context.changes.changed.connect(self._notice.drop_action)
        speak_qt(self._context.lang)
        bind_keys(self, tr, self._runs, [self._goer(spec.key) for spec in named])

    def _restyle(self, style: Style) -> None:
        """Words or sizes have changed: everything is made anew, at the same place."""
        theme().apply(style)
        for old in (self._sidebar, self._pages, self._notice):
            old.hide()
            self._row.removeWidget(old)
            old.deleteLater()
        self._build()
        self._sidebar.set_narrow(self.width() < theme().px(NARROW_BELOW))
        here = self._trail.here()
        self._sidebar.show()
        self._pages.show()
        if here is not None:
            self._show(here)

    def _show(self, place: Place) -> None:
        self._pages.show_place(place)
        spec = next(spec for spec in self._specs if spec.key == place.screen)
        self._sidebar.set_key(spec.under or spec.key)

    def _step(self, by: int) -> None:
        place = self._trail.step(by)
        if place is not None:
            self._show(place)

    def _goer(self, key: str) -> Callable[[], None]:
        return lambda: self.go(Place(key)) if self._context.is_open else None

    def _quit(self) -> None:
        self.window().close()
