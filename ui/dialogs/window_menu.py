"""Turns the action table into keys and a menu. Knows the table; what an action does is handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import cast

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktopcrm.texts import Translate
from ui.action_table import ACTIONS
from ui.actions import Command
from ui.widgets.menu import Menu

Run = Callable[[], None]
IN_MENU = ("palette", "", "undo", "redo", "", "safety_data", "privacy")
QT_WORDS = "qt_words"
LACKING = {"&Look in:": "qt_dialogs.look_in", "Files of &type:": "qt_dialogs.of_type"}
"""What the words of Qt's file dialogs lack → text key."""
IN_MENU_LOOKS = ("", "language", "look_system", "look_light", "look_dark", "blur")
IN_MENU_BELOW = ("", "larger", "smaller", "normal_size", "", "shortcuts", "lock", "quit")


def bind_keys(window: QWidget, tr: Translate, runs: Mapping[str, Run], places: Sequence[Run]) -> None:
    """Give the window one action for each row of the table, and Alt+1 … for the places. Earlier ones go."""
    for old in window.actions():
        window.removeAction(old)
        old.deleteLater()
    for row in ACTIONS:
        action = _add(window, f"action_{row.key}", tr(row.words), row.keys, runs[row.key])
        if row.key == "lock":  # also over a menu or a list that is open; the rest: `ui/opening/lock_keys`
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
    for number, run in enumerate(places, 1):
        _add(window, f"action_place_{number}", "", (f"Alt+{number}",), run)


def fill_menu(menu: Menu, window: QWidget, names: Mapping[str, str]) -> None:
    """The menu of the window, made when it opens; `names` gives other words for some (Undo: …)."""
    menu.clear()
    rows = {row.key: row for row in ACTIONS}
    for key in (*IN_MENU, *IN_MENU_LOOKS, *IN_MENU_BELOW):
        if not key:
            menu.addSeparator()
            continue
        action = window.findChild(QAction, f"action_{key}")
        if action is None:
            continue
        action.setText(names.get(key, action.text()).replace("&", "&&"))
        menu.take(action, rows[key].icon)


def window_commands(tr: Translate, runs: Mapping[str, Run], known: Set[str]) -> list[Command]:
    """The rows of the table that the palette offers, but what the page in front does by itself."""
    return [
        Command(
            row.key,
            tr(row.words),
            runs[row.key],
            row.icon,
            keys="".join(row.keys[:1]),
            also=tr(row.also) if row.also else "",
        )
        for row in ACTIONS
        if row.in_palette and row.key not in known
    ]


class QtWords(QTranslator):
    """Qt's own words, with ours where it has none."""

    def __init__(self, tr: Translate, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(QT_WORDS)
        self._more = {source: tr(key) for source, key in LACKING.items()}

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        if context == "QFileDialog" and source in self._more:
            return self._more[source]
        # An empty string would be shown; nothing at all lets Qt show the source.
        return super().translate(context, source, disambiguation, n) or cast("str", None)


def speak_qt(lang: str, tr: Translate) -> None:
    """Qt's own words (menus of text lines, file dialogs) and its dates in the language of the window."""
    application = QCoreApplication.instance()
    if application is None:
        return
    for old in application.findChildren(QTranslator, QT_WORDS):
        application.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale("zh_CN" if lang == "zh" else "en"))
    if lang != "zh":
        return
    translator = QtWords(tr, application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def _add(window: QWidget, name: str, words: str, keys: Sequence[str], run: Run) -> QAction:
    action = QAction(words, window)
    action.setObjectName(name)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.triggered.connect(run)
    window.addAction(action)
    return action
