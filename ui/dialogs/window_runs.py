"""What each row of the action table does to a window. Knows the window only by what it can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktopcrm.texts import Translate
from ui.actions import Command
from ui.blur import blur
from ui.context import BLUR, Context, LogAt, Place
from ui.dialogs.log_door import log_at
from ui.dialogs.window_side import Place as Named
from ui.theme import Look, Tone, theme
from ui.widgets.inputs import SearchBox

SCALE_STEP = 0.1
Run = Callable[[], None]


class Deeds(Protocol):
    """What the window can be told to do."""

    def here(self) -> Place | None: ...

    def page(self) -> QWidget | None: ...

    def open_palette(self) -> None: ...

    def open_shortcuts(self) -> None: ...

    def step_back(self) -> None: ...

    def step_forward(self) -> None: ...

    def write_log(self, at: LogAt) -> None: ...

    def undo(self) -> None: ...

    def redo(self) -> None: ...

    def change_language(self, lang: str) -> None: ...

    def change_look(self, look: str) -> None: ...

    def change_scale(self, scale: float) -> None: ...

    def cover(self) -> str: ...

    def uncover(self) -> str: ...

    def lock(self) -> None: ...

    def quit(self) -> None: ...


def runs_of(window: Deeds, context: Context) -> dict[str, Run]:
    """By the keys of the action table."""
    return {
        "palette": window.open_palette,
        "back": window.step_back,
        "forward": window.step_forward,
        "find": lambda: focus_filter(window.page()),
        **{f"safety_{tab}": _safety(context, tab) for tab in ("data", "backups", "encryption")},
        "privacy": lambda: context.go(Place("privacy")) if context.is_open else None,
        "new_account": lambda: begin_account(context),
        "log": lambda: window.write_log(log_at(window.here())),
        "undo": window.undo,
        "redo": window.redo,
        "language": lambda: window.change_language("en" if context.lang == "zh" else "zh"),
        "look_system": lambda: window.change_look(Look.SYSTEM),
        "look_light": lambda: window.change_look(Look.LIGHT),
        "look_dark": lambda: window.change_look(Look.DARK),
        "larger": lambda: window.change_scale(theme().style.scale + SCALE_STEP),
        "smaller": lambda: window.change_scale(theme().style.scale - SCALE_STEP),
        "normal_size": lambda: window.change_scale(1.0),
        "blur": lambda: toggle_blur(window, context),
        "shortcuts": window.open_shortcuts,
        "lock": window.lock,
        "quit": window.quit,
    }


def toggle_blur(window: Deeds, context: Context) -> None:
    """Cover what is private on the screen, or show it again; every page is made anew for it."""
    if not context.is_open:
        return
    on = not blur().on
    context.preferences.put(BLUR, value=on)
    context.set_blur(on)
    words = window.cover() if on else window.uncover()
    context.say(context.tr(words), Tone.NEUTRAL)


def begin_account(context: Context) -> None:
    """The line for a new account, from wherever one is."""
    if context.is_open and context.may_write():
        context.go(Place("accounts", tab="new"))


def _safety(context: Context, tab: str) -> Run:
    return lambda: context.go(Place("safety", tab=tab)) if context.is_open else None


def place_commands(tr: Translate, places: Sequence[Named], goers: Mapping[str, Run]) -> list[Command]:
    """One command of the palette for each place of the sidebar."""
    return [
        Command(f"go_{key}", tr("actions.go_to", place=tr(words)), goers[key], icon)
        for key, icon, words, _ in places
    ]


def open_palette(window: QWidget, context: Context, commands: Sequence[Command]) -> None:
    """Commands, and with data open what is in them."""
    from ui.dialogs.palette import Palette

    searches = []
    if context.is_open:
        from ui.dialogs.finders import FINDERS

        searches = [finder(context) for finder in FINDERS]
    Palette(window, context.tr, commands, searches).open()


def focus_filter(page: QWidget | None) -> None:
    """To the filter line of a page, if it has one."""
    line = page.findChild(SearchBox) if page is not None else None
    if line is not None:
        line.setFocus()
        line.selectAll()
