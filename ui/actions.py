"""What an action is: its words, keys and sign as data, and the command it becomes. Knows no action by name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktopcrm.domain.search_text import Wanted, search_text

NO_MATCH = 9
ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the window can do. `words` is a text key, `also` another one: by what else it is looked for; the first of
    `keys` is the one shown."""

    key: str
    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = "window"
    in_palette: bool = True
    also: str = ""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that a widget answers to by itself; only the shortcut sheet needs it."""

    words: str
    keys: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be chosen in the palette: words ready in the language of the screen, and what it does. `also`: it
    is found by these words, too, and does not show them."""

    key: str
    words: str
    run: Callable[[], None]
    icon: str = ""
    detail: str = ""
    keys: str = ""
    also: str = ""


def bind(command: Command, host: QWidget) -> None:
    """Let the keys of a command work while the focus is inside `host`."""
    if not command.keys:
        return
    shortcut = QShortcut(QKeySequence(command.keys), host)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(command.run)


def matching(commands: Iterable[Command], text: str) -> list[Command]:
    """The commands that hold every word of `text`, also in pinyin; those that begin with it first, else as given."""
    wanted = Wanted(text)
    ranked = [(_rank(command, wanted), place, command) for place, command in enumerate(commands)]
    return [command for rank, _, command in sorted(ranked, key=lambda one: one[:2]) if rank < NO_MATCH]


def _rank(command: Command, wanted: Wanted) -> int:
    """0 the words begin so, 1 one of the words does, 2 it is somewhere in them."""
    words = search_text(command.words)
    also = search_text(command.also) if command.also else ""
    if not wanted.fits(f"{words} {command.detail.casefold()} {also}"):
        return NO_MATCH
    typed, *spoken = wanted.words[0] if wanted.words else ("",)
    if words.startswith(typed) or any(f" {one}" in words for one in spoken):
        return 0
    return 1 if f" {typed}" in words else 2


def spoken_keys(keys: str) -> str:
    """Keys as this system writes them (⌘K on a Mac, Ctrl+K elsewhere), arrows as arrows."""
    sequence = QKeySequence(keys)
    if sys.platform == "darwin":
        return sequence.toString(QKeySequence.SequenceFormat.NativeText)
    written = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    for name, arrow in ARROWS.items():
        written = written.replace(name, arrow)
    return written
