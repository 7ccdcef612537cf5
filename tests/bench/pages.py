"""P5: from a click on another account to its painted page, in the real window, against labels that are merely refilled.

The floor reads the same rows without objects and puts their texts into a kept page of plain labels: two for each row
that the cards of the page show, and two for each question of the guide in sight.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QScrollArea, QWidget

from desktopcrm.app import App
from desktopcrm.texts import Texts
from tests.bench.clock import Ratio, alternate, ratio
from tests.bench.data import deep_account, many_accounts
from ui.app import make_application
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered
from ui.screens.account.needs import NeedTile
from ui.screens.account.screen import AccountScreen
from ui.theme import Look, Style, theme
from ui.widgets.field_row import FieldRow
from ui.widgets.fold_list import FoldHeader

SIZE = (1280, 800)
TABS = ("point", "line", "surface", "precision")
TIMES = 40
GUIDE_ROWS = 10
ROWS = (FieldRow, FoldHeader, NeedTile)
COUNT = 1_000
MANY, FEW = 10, 2
"""So many accounts are opened by turns: more than the window keeps read, and as few as one goes to and fro between."""

RECORDS = "SELECT id, kind, name FROM record WHERE id = ?1 OR account_id = ?1"
FACTS = (
    "SELECT record_id, field, value, certainty, source_text, seen_on FROM fact WHERE is_current = 1 "
    "AND record_id IN (SELECT id FROM record WHERE id = ?1 OR account_id = ?1)"
)
LINKS = "SELECT * FROM link WHERE from_id IN (SELECT id FROM record WHERE account_id = ?1)"
EVENTS = "SELECT * FROM stage_event WHERE project_id IN (SELECT id FROM record WHERE account_id = ?1)"


class LabelPage(QScrollArea):
    """A kept page of pairs of labels."""

    def __init__(self, pairs: int) -> None:
        super().__init__()
        inside = QWidget(self)
        grid = QGridLayout(inside)
        self._pairs = [(QLabel(inside), QLabel(inside)) for _ in range(pairs)]
        for place, (name, value) in enumerate(self._pairs):
            value.setWordWrap(True)
            grid.addWidget(name, place, 0)
            grid.addWidget(value, place, 1)
        grid.setColumnStretch(1, 1)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        self.resize(*SIZE)

    def show_account(self, app: App, account_id: int) -> None:
        """Read its rows, show their texts."""
        with app.store.read() as tx:
            names = {row[0]: row[2] for row in tx.exec_driver_sql(RECORDS, (account_id,))}
            facts = tx.exec_driver_sql(FACTS, (account_id,)).all()
            for query in (LINKS, EVENTS):
                tx.exec_driver_sql(query, (account_id,)).all()
        self.setWindowTitle(names[account_id])
        for (name, value), fact in zip(self._pairs, facts, strict=False):
            name.setText(fact[1])
            value.setText(fact[2])
        QCoreApplication.sendPostedEvents()


def open_accounts(context: Context, window: MainWindow, accounts: Sequence[int], tab: str) -> Ratio:
    """P5 on one tab: the accounts by turns."""
    screen = _visit(context, window, Place("account", accounts[0], tab))
    shown = [row for kind in ROWS for row in screen.findChildren(kind) if row.isVisible()]
    page = LabelPage(len(shown) + GUIDE_ROWS)
    page.show()
    turns, ours_turns = itertools.cycle(accounts), itertools.cycle(accounts)

    def floor() -> None:
        page.show_account(context.app, next(turns))

    def ours() -> None:
        context.go(Place("account", next(ours_turns), tab))
        # Posted events are layout and painting; what the page leaves for idle moments is not part of the picture.
        QCoreApplication.sendPostedEvents()

    samples = alternate(floor, ours, TIMES, between=_settle)
    page.close()
    what = "open" if len(accounts) > FEW else "re-open"
    return ratio("P5", f"{what} an account of 400 facts, {tab} (floor: labels)", "≤ 1.4, p95 ≤ 2", samples)


def _visit(context: Context, window: MainWindow, place: Place) -> AccountScreen:
    context.go(place)
    _settle()
    screen = window.findChild(AccountScreen)
    if screen is None:
        raise RuntimeError("there is no account screen")
    return screen


def _settle() -> None:
    for _ in range(20):
        QApplication.processEvents()


def run(count: int = COUNT) -> Iterator[Ratio]:
    """All tabs that show rows."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        app = many_accounts(Path(folder), count)
        accounts = [deep_account(app) for _ in range(MANY)]
        context = Context(Texts.load(), app.preferences)
        context.set_language("en")
        theme().apply(Style(Look.LIGHT, "en", 1.0))
        context.open(app)
        window = MainWindow(context, offered())
        window.resize(*SIZE)
        window.show()
        for tab in TABS:
            yield open_accounts(context, window, accounts, tab)
            yield open_accounts(context, window, accounts[:FEW], tab)
        window.close()
        context.close()


if __name__ == "__main__":
    for one in run(*map(int, sys.argv[1:])):
        print(f"{one.what:60} {one.floor:8.2f} {one.ours:8.2f} {one.p95:8.2f} {one.value:6.2f}")
