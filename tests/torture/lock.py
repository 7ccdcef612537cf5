"""Locks a window in random states and looks for anything of the data that is left: in widgets, tips, titles, lists,
names for screen readers, the clipboard, the log of the program. What was being typed must be there again afterwards.

Every text of the data holds one marker, so that a single trace is found whatever it belongs to.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktopcrm import logs
from desktopcrm.app import App
from desktopcrm.preferences import Preferences
from desktopcrm.services import encryption
from desktopcrm.services.encryption import SealWish
from desktopcrm.services.records import NewRecord
from desktopcrm.texts import Texts
from tests.torture.left_behind import traces
from tests.torture.outcome import Options, Outcome
from ui.app import dress
from ui.context import Context, LogAt, Place
from ui.dialogs.unlock_page import UnlockPage
from ui.editors.fact_rows import FactRows
from ui.main_window import MainWindow
from ui.screens import offered

MARKER = "Qzvx"
TYPED = "Wkjy"
PASSPHRASE = "seven grey herons under a bridge"
LOCKED_S = 1.0
PATIENCE_S = 20.0
TABS = ("net", "point", "line", "surface", "precision", "procurement", "activity", "plan")
PLACES = ("today", "accounts", "projects", "people", "rivals", "objections", "library", "settings")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def run(options: Options) -> Outcome:
    """`n` times: somewhere, something open, locked, looked through, unlocked. `timed=no`: however long it took."""
    outcome = Outcome("lock")
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name) / "data", random.Random(options.seed))
        bench.is_timed = options.more.get("timed") != "no"
        try:
            for _ in range(options.n):
                outcome.tries += 1
                bench.round(outcome)
        finally:
            bench.end()
        log = "".join(one.read_text("utf-8") for one in (bench.folder / "log").glob("*") if one.is_file())
        if not log or MARKER in log or TYPED in log:
            outcome.failures.append("the log of the program is not there or holds a word of the user")
    outcome.figures["slowest lock"] = f"{bench.slowest:.2f} s"
    return outcome


class Bench:
    """One window for all rounds: what one round leaves behind would be found by the next."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.slowest = 0.0
        self.is_timed = True
        self.accounts = _fill(folder)
        self.key = encryption.seal(folder, SealWish(PASSPHRASE, encryption.new_recovery_key()))
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        QGuiApplication.clipboard().clear()  # what others left there is not the window's to take away
        logs.begin(folder, "debug")
        preferences = Preferences(folder / "preferences.json")
        dress(preferences)
        self.context = Context(Texts.load(), preferences)
        self.frame = QWidget()
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(0, 0, 0, 0)
        self.window = MainWindow(self.context, offered())
        column.addWidget(self.window)
        self.frame.resize(1280, 800)
        self.frame.show()
        self.frame.activateWindow()
        self.window.opening.begin(folder)
        self._pump(lambda: self._unlock_page() is not None)
        self._unlock()

    def round(self, outcome: Outcome) -> None:
        """One try."""
        where = self._go_somewhere()
        what, typed = self._open_something()
        told = f"{where}, {what}"
        outcome.count(what)
        began = time.monotonic()
        self._lock()
        if not self._pump(lambda: not self.context.is_open):
            outcome.failures.append(f"{told}: never locked")
            return
        took = time.monotonic() - began
        self.slowest = max(self.slowest, took)
        if took > LOCKED_S and self.is_timed:
            outcome.failures.append(f"{told}: took {took:.2f} s")
        outcome.failures += [f"{told}: {one}" for one in traces((MARKER, TYPED))]
        if QGuiApplication.clipboard().text():
            outcome.failures.append(f"{told}: the clipboard is not empty")
        self._unlock()
        if typed and not self._pump(lambda: self._is_back(typed)):
            outcome.failures.append(f"{told}: what was typed is gone")

    def end(self) -> None:
        """Close as the program closes."""
        self.window.opening.end()
        logs.end()
        self.frame.close()
        self.frame.deleteLater()

    def _go_somewhere(self) -> str:
        for name in ("unsent", "unsent.lost", "log.open"):
            self.context.app.drafts.drop(name)
        if self.chance.random() < 0.2:
            self.context.shell.change_language(self.chance.choice(("en", "zh")))
        if self.chance.random() < 0.6:
            place = Place("account", self.chance.choice(self.accounts), self.chance.choice(TABS))
        else:
            place = Place(self.chance.choice(PLACES))
        self.context.go(place)
        QTest.qWait(self.chance.choice((0, 20, 120, 400)))
        return f"{place.screen} {place.tab}".strip()

    def _open_something(self) -> tuple[str, str]:
        """What was opened or done, and what was typed that has to come back."""
        deeds: dict[str, Callable[[], str]] = {
            "nothing open": lambda: "",
            "palette": self._open_palette,
            "log": self._open_log,
            "field": self._open_field,
            "tip": self._show_tip,
            "notice": self._say_something,
            "menu": self._open_menu,
            "clipboard": self._copy_something,
            "keys": self._press_keys,
        }
        what = self.chance.choice(list(deeds))
        typed = deeds[what]()
        QTest.qWait(self.chance.choice((0, 10, 60)))
        return what, typed

    def _say_something(self) -> str:
        self.context.say(f"{MARKER} was stored")
        return ""

    def _copy_something(self) -> str:
        QGuiApplication.clipboard().setText(f"{MARKER} copied")
        return ""

    def _open_palette(self) -> str:
        self.window.open_palette()
        focused = self.frame.focusWidget()
        if isinstance(focused, QLineEdit):
            QTest.keyClicks(focused, MARKER[:3])
        return ""

    def _open_log(self) -> str:
        self.window.write_log(LogAt(self.chance.choice(self.accounts)))
        focused = self.frame.focusWidget()
        if not isinstance(focused, QPlainTextEdit):
            return ""
        QTest.keyClicks(focused, f"{TYPED} met @{MARKER}")
        return TYPED

    def _open_field(self) -> str:
        rows = [one for one in self.frame.findChildren(FactRows) if one.isVisible() and one.keys()]
        if not rows:
            return ""
        chosen = self.chance.choice(rows)
        if not chosen.edit(self.chance.choice(chosen.keys())):
            return ""
        focused = self.frame.focusWidget()
        if not isinstance(focused, QLineEdit | QPlainTextEdit) or focused.isReadOnly():
            return ""
        QTest.keyClicks(focused, TYPED)
        return TYPED if isinstance(focused, QLineEdit) else ""

    def _show_tip(self) -> str:
        QToolTip.showText(self.frame.mapToGlobal(self.frame.rect().center()), f"{MARKER} tip", self.frame)
        return ""

    def _open_menu(self) -> str:
        button = self.frame.findChild(QWidget, "window_menu")
        if button is not None and button.isVisible():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return ""

    def _press_keys(self) -> str:
        """Whatever a few random keys do on this page."""
        keys = (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_F1, Qt.Key.Key_Question)
        for _ in range(self.chance.randrange(1, 8)):
            target = QApplication.focusWidget() or self.frame
            QTest.keyClick(target, self.chance.choice(keys))
        return ""

    def _lock(self) -> None:
        if self.chance.random() < 0.5:
            QTest.keyClick(self.frame, Qt.Key.Key_L, CONTROL | SHIFT)
        if self.context.is_open:
            self.context.shell.lock()

    def _unlock(self) -> None:
        page = self._unlock_page()
        if page is not None and self.chance.random() < 0.1:
            page.secret.line.setText(PASSPHRASE)
            page.try_it()
        else:
            self.window.opening.open_with(self.key)
        if not self._pump(lambda: self.context.is_open):
            raise AssertionError("it cannot be unlocked any more")

    def _unlock_page(self) -> UnlockPage | None:
        found = self.frame.findChildren(UnlockPage)
        return found[-1] if found else None

    def _is_back(self, typed: str) -> bool:
        shown = [one.text() for one in self.frame.findChildren(QLineEdit) if one.isVisible()]
        shown += [one.toPlainText() for one in self.frame.findChildren(QPlainTextEdit) if one.isVisible()]
        return any(typed in one for one in shown)

    def _pump(self, until: Callable[[], bool]) -> bool:
        end = time.monotonic() + PATIENCE_S
        while not until() and time.monotonic() < end:
            QTest.qWait(5)
        return until()


def _fill(folder: Path) -> list[int]:
    """Some accounts; every text of theirs holds the marker."""
    app = App.open(folder)
    app.preferences.put("started", True)
    app.preferences.put("author", f"{MARKER} Author")
    accounts = []
    for number in range(3):
        account = app.accounts.add(f"{MARKER} Works {number}")
        accounts.append(account)
        for kind in ("person", "person", "need", "project", "action"):
            with_name = NewRecord(kind, f"{MARKER} {kind} {len(accounts)}", account)
            app.records.add(with_name)
    app.close()
    return accounts
