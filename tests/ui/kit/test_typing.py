"""Letters typed on a list to choose from are one search: shown at once, chosen by Enter, Tab or a click elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.shown import press_at
from ui.theme import theme
from ui.widgets.check_row import CheckRow
from ui.widgets.check_row_view import CheckLine, CheckWords
from ui.widgets.edit_grid import EditGrid
from ui.widgets.grid_rows import GridCell, GridColumn, GridRow
from ui.widgets.inputs import Choice, TextLine
from ui.widgets.lamp_list import LampRow
from ui.widgets.lamp_view import LampLine, LampWords

ROLES = (
    ("", "Not known"),
    ("judge", "Judges the technique"),
    ("user", "Uses it"),
    ("decider", "Decides"),
    ("gate", "Guards the door"),
)


class Table:
    """A table of two people whose roles are chosen, and what it was told to store."""

    def __init__(self, host: QWidget, options: Sequence[tuple[str, str]] = ROLES) -> None:
        self.stored: list[tuple[int, str]] = []
        self._words = dict(options)
        self._options = tuple(options)
        self._roles = {1: "", 2: ""}
        self.grid = EditGrid("team", "Team", [GridColumn("name", "Name"), GridColumn("role", "Role")], host)
        self.grid.set_commit(self._commit, "stored")
        self._show()
        layout = host.layout()
        assert layout is not None
        layout.addWidget(self.grid)
        self.grid.choose(1, "role")

    def press(self, *keys: Qt.Key | str) -> None:
        """Keys as they come to the window, wherever the focus is."""
        for key in keys:
            press_at(self.grid, key)

    def _commit(self, row_id: int, _key: str, text: str) -> str:
        self.stored.append((row_id, text))
        self._roles[row_id] = text
        self._show()
        return ""

    def _show(self) -> None:
        self.grid.show_rows([self._row(1, "Mr. Chase"), self._row(2, "Ms. Head")])

    def _row(self, row_id: int, name: str) -> GridRow:
        role = self._roles[row_id]
        cell = GridCell(self._words[role] if role else "", role, options=self._options)
        return GridRow(row_id, name, (GridCell(name, name), cell))


def test_a_word_typed_in_a_cell_is_stored_once_by_enter(host: QWidget) -> None:
    said: list[str] = []
    table = Table(host)
    before = qInstallMessageHandler(lambda _kind, _context, words: said.append(words))
    table.press("Judges")
    assert table.stored == []
    table.press(Qt.Key.Key_Return)
    assert table.stored == [(1, "judge")]
    table.press(Qt.Key.Key_Up)
    table.press("u", Qt.Key.Key_Escape, "uses it", Qt.Key.Key_Escape)
    assert table.stored == [(1, "judge")]
    table.press("g", Qt.Key.Key_Tab)
    qInstallMessageHandler(before)
    assert table.stored == [(1, "judge"), (1, "gate")]
    assert not [words for words in said if "edit" in words]


def test_arrows_in_a_cell_walk_on_and_store_what_they_stopped_at(host: QWidget) -> None:
    table = Table(host)
    table.press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert table.stored == [(1, "user")]


def test_a_click_elsewhere_stores_what_was_typed_in_a_cell(host: QWidget) -> None:
    table = Table(host)
    table.press("Dec")
    QTest.mouseClick(host, Qt.MouseButton.LeftButton)
    line = TextLine("line", "Line", "", host)
    line.show()
    line.setFocus(Qt.FocusReason.MouseFocusReason)
    assert table.stored == [(1, "decider")]


def test_chinese_is_found_by_its_first_letters(host: QWidget) -> None:
    table = Table(host, [("", "未知"), ("user", "使用人"), ("judge", "技术把关人"), ("decider", "决策人")])
    table.press("jc", Qt.Key.Key_Return)
    table.press(Qt.Key.Key_Return, "js", Qt.Key.Key_Return)
    assert table.stored == [(1, "decider"), (1, "judge")]


def test_what_is_typed_right_after_enter_goes_on_or_nowhere(host: QWidget) -> None:
    table = Table(host)
    table.grid.choose(2, "role")
    table.press("Judges", Qt.Key.Key_Return)
    table.press("Decides", Qt.Key.Key_Return)  # Tab would go to a name that is there
    assert table.stored == [(2, "judge")]
    assert table.grid.error() == "stored"
    table.press(Qt.Key.Key_Return, "Decides", Qt.Key.Key_Return)
    assert table.stored == [(2, "judge"), (2, "decider")]


def test_scores_are_typed_one_after_another_with_enter(host: QWidget) -> None:
    values = {"price": "", "quality": ""}

    def row() -> GridRow:
        return GridRow(1, "Us", tuple(GridCell(value, value) for value in values.values()))

    def commit(_row: int, key: str, text: str) -> str:
        values[key] = text
        grid.show_rows([row()])
        return ""

    grid = EditGrid("bid", "Bid", [GridColumn(key, key) for key in values], host)
    host.layout().addWidget(grid)  # type: ignore[union-attr]
    grid.show_rows([row()])
    grid.set_commit(commit)
    grid.choose(1, "price")
    for key in ("7", Qt.Key.Key_Return, "8", Qt.Key.Key_Return):
        QTest.keyClick(host.windowHandle(), key if isinstance(key, Qt.Key) else ord(key))
    assert values == {"price": "7", "quality": "8"}


def test_a_list_of_its_own_chooses_once_a_word_is_typed(host: QWidget) -> None:
    choice, line = Choice("role", "Role", ROLES, host), TextLine("line", "Line", "", host)
    heard: list[str] = []
    choice.chosen.connect(heard.append)
    for widget in (choice, line):
        host.layout().addWidget(widget)  # type: ignore[union-attr]
        widget.show()
    choice.setFocus()
    QTest.keyClicks(choice, "Guards")
    assert (choice.key(), heard) == ("gate", [])
    QTest.keyClick(choice, Qt.Key.Key_Escape)
    assert (choice.key(), heard) == ("", [])
    QTest.keyClicks(choice, "Dec")
    QTest.keyClick(choice, Qt.Key.Key_Return)
    QTest.keyClicks(choice, "us")
    QTest.keyClick(choice, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line
    assert heard == ["decider", "user"]


def test_a_word_typed_on_a_row_answers_once(host: QWidget) -> None:
    words = CheckWords(
        (("yes", "Yes"), ("doing", "Doing"), ("no", "No"), ("na", "N/A")), *("" for _ in range(7))
    )
    row = CheckRow(CheckLine("3a", "Price asked"), words, host)
    lamp = LampRow(
        LampLine("power", "Power", "yes"),
        LampWords((("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")), ""),
        host,
    )
    heard: list[str] = []
    row.state_chosen.connect(lambda _key, state: heard.append(state))
    lamp.answered.connect(lambda _key, state: heard.append(state))
    for widget, typed in ((row, "Doing"), (row, "n"), (lamp, "Unknown")):
        QTest.keyClicks(widget, typed)
    assert heard == ["doing", "no", "unknown"]


def test_the_cell_in_hand_has_a_ring_and_the_ground_of_the_others(host: QWidget) -> None:
    table = Table(host)
    table.grid.choose(1, "name")
    view = table.grid.view
    picture = view.viewport().grab().toImage()
    grounds = {
        picture.pixelColor(view.columnWidth(0) - 12, view.rowHeight(0) * row + 10).name() for row in (0, 1)
    }
    assert grounds == {QColor(theme().tokens.card).name()}
