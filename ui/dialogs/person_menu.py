"""What can be done with a person as a whole, as a menu with its keys: open, save the data, put away, erase for good.

Knows words and keys; whoever shows the person does it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktopcrm.texts import Translate
from ui.widgets.menu import Menu

ERASE_KEYS = "Ctrl+Shift+Delete"
Run = Callable[[], None]


@dataclass(frozen=True, slots=True)
class PersonDeeds:
    """`open` is `None` where the person is open already; `is_away`: brought back instead of put away; `away_keys`: the
    key that does it there, if there is one."""

    give_data: Run
    put_away: Run
    erase: Run
    open: Run | None = None
    is_away: bool = False
    away_keys: str = ""


def person_menu(tr: Translate, deeds: PersonDeeds, parent: QWidget) -> Menu:
    """A menu that deletes itself when it closes."""
    menu = Menu("person_menu", parent)
    menu.aboutToHide.connect(menu.deleteLater)
    if deeds.open is not None:
        menu.add(_with(tr("people.open"), "Return"), "user").triggered.connect(deeds.open)
    menu.add(tr("privacy.give_data"), "download").triggered.connect(deeds.give_data)
    words = tr("people.bring_back" if deeds.is_away else "people.put_away")
    icon = "archive-restore" if deeds.is_away else "archive"
    menu.add(_with(words, deeds.away_keys), icon).triggered.connect(deeds.put_away)
    menu.add(_with(f"{tr('people.erase')} …", ERASE_KEYS), "trash-2").triggered.connect(deeds.erase)
    return menu


def _with(words: str, keys: str) -> str:
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{words}\t{shown}" if keys else words
