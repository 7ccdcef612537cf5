"""One monkey at one window, in a process of its own: tells each act on a line before it is done, and what went wrong.

Acts come from timers of the real loop, some right behind one another: so that what threads bring, and what is
destroyed, comes at every moment between two of them.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.services import encryption
from desktopcrm.services.backup_places import SECOND
from desktopcrm.texts import Texts
from tests.torture.monkey_hands import Hands, close_to_the_system
from tests.torture.monkey_watch import Watch
from ui.app import Frame, dress, make_application
from ui.context import Context, Place
from ui.dialogs.erase_panel import ErasePanel
from ui.dialogs.sweep import destroy_now
from ui.dialogs.unlock_page import UnlockPage
from ui.main_window import MainWindow
from ui.opening.closing import Closing
from ui.screens import offered
from ui.screens.account.tabs import TABS

PASSPHRASE = "seven grey herons under a bridge"
PAUSES_MS = (0, 0, 0, 0, 2, 10, 30, 80, 250, 700)
LATE_S = (0.02, 0.1, 0.4)
ACTIONS = (
    *("palette", "back", "forward", "find", "log", "undo", "redo", "language", "larger", "smaller", "blur", "blur"),
    *("look_dark", "look_light", "shortcuts", "safety_data", "safety_backups", "safety_encryption", "privacy"),
)  # fmt: skip


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(str(one) for one in words).replace("\n", "\n    ") + "\n")
    sys.stdout.flush()


class Monkey(QObject):
    """`key`: where the data are encrypted."""

    def __init__(self, folder: Path, key: bytes | None, chance: random.Random) -> None:
        super().__init__()
        self.folder, self.key, self.chance = folder, key, chance
        self.watch, self.hands = Watch(), Hands(chance)
        self.left = self.windows = 0
        self.second = folder.parent / "second"
        self.second.mkdir(exist_ok=True)
        self.acts = self._acts()

    def run(self, acts: int) -> int:
        """So many acts; 1 where anything went wrong."""
        application = make_application()
        application.setQuitOnLastWindowClosed(False)
        close_to_the_system(self.second, self.chance)
        self.watch.begin()
        dress(Preferences(self.folder / "preferences.json"))
        self.left = acts
        heart = QTimer(self)
        heart.timeout.connect(self.watch.is_alive)
        heart.start(1000)
        self.open_window()
        QTimer.singleShot(0, self, self.act)
        application.exec()
        self.close_window()
        tell("figures", self.windows, self.watch.refusals)
        return 1 if self.tell_wrong() else 0

    def tell_wrong(self) -> bool:
        for one in self.watch.wrong:
            tell("wrong", one)
        return bool(self.watch.wrong)

    # the window

    def open_window(self) -> None:
        """As the program does."""
        self.windows += 1
        preferences = Preferences(self.folder / "preferences.json")
        self.frame = Frame(preferences)
        self.context = Context(Texts.load(), preferences)
        self.window = MainWindow(self.context, offered())
        self.frame.fill(self.window)
        opening, closing = self.window.opening, Closing(self.context, self.frame)
        self.frame.may_close = lambda: not opening.is_working and closing.may_close()
        self.hands.frame = self.frame
        self.watch.refused = self.context.say_error
        self.frame.resize(1280, 800)
        self.frame.show()
        self.frame.activateWindow()
        opening.begin(self.folder)

    def close_window(self) -> None:
        """As the program ends."""
        self.frame.close()
        self.window.opening.end()
        self.watch.refused = None
        self.frame.deleteLater()

    def open_again(self) -> str:
        """The window, anew."""
        if self.window.opening.is_working:
            return "cannot be closed now"
        self.close_window()
        if self.chance.random() < 0.5:
            destroy_now()
        self.open_window()
        return "closed and opened again"

    # acts

    def act(self) -> None:
        """One act or some, then a pause; many pauses let only some of what waits happen."""
        # Before: an act may open a menu with a loop of its own, which only later acts end.
        pause = self.chance.choice(PAUSES_MS)
        tell("pause", pause)
        QTimer.singleShot(pause, self, self.act)
        for _ in range(self.chance.choice((1, 1, 1, 1, 2, 4))):
            if not self.left or self.watch.wrong:
                QApplication.exit(0)
                return
            self.left -= 1
            self._one()

    def _one(self) -> None:
        if not self.frame.isVisible():
            tell("act", self.open_again())
            return
        if not self.context.is_open and self.chance.random() < 0.4:
            tell("act", self.unlock())
            return
        name = self.chance.choices(list(self.acts), [weight for weight, _ in self.acts.values()])[0]
        tell("begin", name)
        told = self.acts[name][1]()
        tell("act", told)

    def _acts(self) -> dict[str, tuple[int, Callable[[], str]]]:
        return {
            "go": (16, self.go),
            "action": (14, self.action),
            "key": (16, self.hands.press_key),
            "type": (9, self.hands.type_words),
            "button": (14, self.hands.click_button),
            "click": (6, self.hands.click_anywhere),
            "row": (9, self.hands.take_row),
            "menu": (2, self.hands.open_menu),
            "scroll": (2, self.hands.scroll),
            "resize": (1, self.hands.resize),
            "late": (5, self.be_late),
            "destroy": (4, self.destroy),
            "lock": (3, self.lock),
            "reopen": (1, self.reopen),
            "again": (1, self.open_again),
            "lost": (1, self.lose),
            "erase": (3, self.erase),
            "backup": (2, self.back_up),
            "second": (2, self.turn_second),
        }

    def go(self) -> str:
        """Anywhere."""
        if not self.context.is_open:
            return "nowhere to go"
        place = self.chance.choice(self._places())
        self.context.go(place)
        return f"go {place}"

    def _places(self) -> list[Place]:
        records = self.context.app.records
        places = [Place(spec.key) for spec in offered() if spec.key not in ("account", "welcome")] * 2
        places += [Place("safety", tab=tab) for tab in ("data", "backups", "encryption")]
        for one in records.of_kind("account"):
            places += [Place("account", one.id, spec.key) for spec in TABS]
        people = records.of_kind("person")
        if people:
            one = self.chance.choice(people)
            places += [Place("account", one.account_id or 0, "surface", f"record_{one.id}")] * 3
        return places

    def action(self) -> str:
        """One of the table of keys, quitting aside."""
        name = self.chance.choice(ACTIONS)
        found = self.window.findChild(QAction, f"action_{name}")
        if found is not None and found.isEnabled():
            found.trigger()
        return f"action {name}"

    def be_late(self) -> str:
        """What threads are asked for from now on comes later."""
        wait = self.chance.choice(LATE_S)
        for _ in range(self.chance.choice((1, 2, 2))):
            self.context.jobs.start(lambda _: time.sleep(wait), lambda _: None)
        return f"threads are late by {wait}"

    def destroy(self) -> str:
        """What is to be destroyed is, before anything else happens."""
        if QThread.currentThread().loopLevel() == 1:
            destroy_now()
        return "destroyed what was to be"

    def lock(self) -> str:
        self.context.shell.lock()
        return "lock"

    def unlock(self) -> str:
        """With the passphrase, or as if it had been typed; what stands in the way is tried again."""
        pages = [one for one in self.frame.findChildren(UnlockPage) if one.isVisible()]
        if pages and self.chance.random() < 0.2:
            pages[0].secret.line.setText(PASSPHRASE)
            pages[0].try_it()
            return "type the passphrase"
        if self.context.is_open or self.window.opening.is_working or self.context.jobs.running():
            return "wait"
        self.window.opening.open_with(self.key)
        return "unlock"

    def reopen(self) -> str:
        if self.context.is_open:
            self.context.reopen(None)
        return "reopen"

    def lose(self) -> str:
        """The file is said to be gone."""
        if self.context.is_open:
            self.context.leaving.lost.emit(UserError("errors.database_damaged", file="desktopcrm.db"))
        return "the file is lost"

    def erase(self) -> str:
        """Ask what erasing somebody takes away; chance decides in the panel."""
        panels = [one for one in self.frame.findChildren(ErasePanel) if _page_of(one).isVisible()]
        people = self.context.app.records.of_kind("person") if self.context.is_open else []
        if not panels or not people:
            return "nobody to erase"
        panel = self.chance.choice(panels)
        panel.ask(self.chance.choice(people).id)
        return f"ask to erase somebody on {_page_of(panel).objectName()}"

    def back_up(self) -> str:
        if self.context.is_open:
            self.context.go(Place("safety", tab="backups", focus="make"))
        return "make a backup"

    def turn_second(self) -> str:
        """The second place comes and goes."""
        if not self.context.is_open or self.context.app.is_read_only:
            return "no second place"
        away = self.second.with_name("away")
        if self.second.is_dir() and self.chance.random() < 0.5:
            self.second.rename(away)
            return "second place away"
        if away.is_dir() and not self.second.is_dir():
            away.rename(self.second)
        self.context.app.preferences.put(SECOND, str(self.second))
        return "second place there"


def _page_of(panel: QWidget) -> QWidget:
    return panel.parentWidget() or panel


def main() -> None:
    folder, seed, acts = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    key = encryption.unlock(folder, PASSPHRASE) if encryption.is_sealed(folder) else None
    monkey = Monkey(folder, key, random.Random(seed))
    code = monkey.run(acts)
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
