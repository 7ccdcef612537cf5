"""The method on screen: every field and item can be found and read; own ones come and go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens.library import LibraryScreen
from ui.screens.library.entries import FACTORS, RULES, STAGES, Entries
from ui.screens.library.param_row import ParamRow
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label
from ui.widgets.number_line import NumberLine


@pytest.fixture
def library(window: MainWindow, context: Context) -> LibraryScreen:
    context.go(Place("library"))
    found = window.findChild(LibraryScreen)
    assert found is not None
    return found


def titles(library: LibraryScreen) -> list[str]:
    model = library.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_everything_that_can_be_asked_is_an_entry_with_a_title(app: App, lang: str) -> None:
    catalogue = app.desk.catalogue
    entries = Entries(catalogue, app.texts.bind(lang), lang).all()
    fields = sum(len(catalogue.fields(kind)) for kind in catalogue.kinds)
    items = sum(len(stage.item) for stage in catalogue.stages)
    types = sum(len(scheme.type) for scheme in catalogue.schemes)
    rules = len(catalogue.rulebook.rules)
    assert len(entries) == fields + items + types + len(catalogue.factors) + rules
    assert all(entry.title and entry.said for entry in entries)


def test_the_search_looks_through_the_whole_method_in_both_languages(
    library: LibraryScreen, qtbot: QtBot
) -> None:
    library.search.insert("预算")
    count = library.findChild(Label, "library_count")
    assert count is not None
    qtbot.waitUntil(lambda: "whole" in count.text())
    assert any("udget" in title for title in titles(library))


def test_the_arrow_keys_read_one_entry_after_the_other(library: LibraryScreen, qtbot: QtBot) -> None:
    library.tabs.set_key(STAGES)
    library.table.setFocus()
    before = library.panel.entry()
    qtbot.keyClick(library.table, Qt.Key.Key_Down)
    after = library.panel.entry()
    assert before is not None
    assert after is not None
    assert before != after
    library.tabs.set_key(FACTORS)
    assert library.table.model().rowCount() == len(library._context.app.desk.catalogue.factors)


def test_an_own_item_is_added_marked_and_removed_again(
    library: LibraryScreen, app: App, qtbot: QtBot
) -> None:
    library.own.open_item()
    line = library.findChild(TextLine, "own_label")
    assert line is not None
    qtbot.keyClicks(line, "Crane booked")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    entry = library.panel.entry()
    assert entry is not None
    assert (entry.title, entry.origin, entry.part) == ("Crane booked", "rep", STAGES)
    remove = library.findChild(QPushButton, "remove_own")
    assert remove is not None
    remove.click()
    assert app.overlay.definitions() == []
    app.history.undo()
    assert any(title.startswith("Crane booked") for title in titles(library))


def test_a_field_that_exists_is_refused_under_its_line(library: LibraryScreen, qtbot: QtBot) -> None:
    library.own.open_field("point")
    line, error = library.findChild(TextLine, "own_label"), library.findChild(Label, "own_error")
    assert line is not None
    assert error is not None
    qtbot.keyClicks(line, "City")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert error.isVisible()
    assert error.text()
    assert library.own.isVisible()


def test_source_entries_cannot_be_removed(library: LibraryScreen) -> None:
    assert library.panel.entry() is not None
    assert library.findChild(QPushButton, "remove_own") is None


def tuned(library: LibraryScreen, qtbot: QtBot, typed: str) -> ParamRow:
    """Go by keys from the list to the first parameter of the rule in hand, and type a value."""
    qtbot.keyClick(library.table, Qt.Key.Key_Return)
    row = library.rule_panel.row("days_a")
    assert row is not None
    assert row.editor.hasFocus()
    qtbot.keyClicks(row.editor, typed)
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    return row


@pytest.fixture
def clock_rule(library: LibraryScreen, context: Context) -> LibraryScreen:
    """The page as *why?* opens it: with a rule in hand."""
    context.go(Place("library", tab=RULES, focus="closing_clock"))
    return library


def held(app: App) -> int:
    return app.desk.catalogue.rulebook.param("closing_clock", "days_a")


def test_why_leads_to_the_rule_in_the_rule_book(clock_rule: LibraryScreen) -> None:
    assert clock_rule.rule_panel.rule() == "closing_clock"
    assert clock_rule.rule_panel.isVisible()
    assert not clock_rule.panel.isVisible()
    assert clock_rule.table.hasFocus()


def test_the_rules_stand_under_headings_that_the_arrow_keys_walk_past(
    library: LibraryScreen, qtbot: QtBot
) -> None:
    library.tabs.set_key(RULES)
    library.table.setFocus()
    model = library.table.model()
    seen = [library.rule_panel.rule()]
    for _ in range(model.rowCount()):
        qtbot.keyClick(library.table, Qt.Key.Key_Down)
        seen.append(library.rule_panel.rule())
    rules = list(library._context.app.desk.catalogue.rulebook.rules)
    assert set(seen) == set(rules)
    assert model.rowCount() > len(rules)


def test_a_value_is_previewed_given_a_reason_stored_logged_and_undone_with_keys_only(
    clock_rule: LibraryScreen, app: App, qtbot: QtBot
) -> None:
    app.accounts.add("Northfield Castings")
    shipped = held(app)
    tuned(clock_rule, qtbot, "12")
    tuning = clock_rule.rule_panel.tuning
    assert tuning is not None
    assert tuning.reason.hasFocus()
    qtbot.waitUntil(lambda: tuning.preview is not None)
    assert held(app) == shipped, "a preview stores nothing"
    qtbot.keyClicks(tuning.reason, "slow market")
    qtbot.keyClick(tuning.reason, Qt.Key.Key_Return)
    assert held(app) == 12
    row = clock_rule.rule_panel.row("days_a")
    assert row is not None
    assert row.editor.hasFocus()
    assert row.findChild(QPushButton, "param_reset") is not None
    assert any("slow market" in label.text() for label in clock_rule.rule_panel.findChildren(Label))
    app.history.undo()
    assert held(app) == shipped


def test_a_value_beyond_the_bounds_is_refused_under_its_line(
    clock_rule: LibraryScreen, app: App, qtbot: QtBot
) -> None:
    shipped = held(app)
    row = tuned(clock_rule, qtbot, "0")
    assert "1" in row.error()
    assert clock_rule.rule_panel.tuning is None
    assert held(app) == shipped


def test_escape_gives_the_change_up_and_then_leads_back_to_the_list(
    clock_rule: LibraryScreen, app: App, qtbot: QtBot
) -> None:
    shipped = held(app)
    row = tuned(clock_rule, qtbot, "12")
    tuning = clock_rule.rule_panel.tuning
    assert tuning is not None
    qtbot.keyClick(tuning.reason, Qt.Key.Key_Escape)
    assert isinstance(row.editor, NumberLine)
    assert row.editor.text() == str(shipped)
    assert row.editor.hasFocus()
    qtbot.keyClick(row.editor, Qt.Key.Key_Escape)
    assert clock_rule.table.hasFocus()


def test_the_shipped_value_is_one_button_away(clock_rule: LibraryScreen, app: App, qtbot: QtBot) -> None:
    shipped = held(app)
    app.rules.tune("closing_clock", "days_a", shipped + 5)
    back = clock_rule.rule_panel.findChild(QPushButton, "param_reset")
    assert back is not None
    back.setFocus()
    qtbot.keyClick(back, Qt.Key.Key_Space)
    assert held(app) == shipped
    row = clock_rule.rule_panel.row("days_a")
    assert row is not None
    assert row.editor.hasFocus()


def test_arrow_keys_count_within_the_bounds(clock_rule: LibraryScreen, qtbot: QtBot) -> None:
    qtbot.keyClick(clock_rule.table, Qt.Key.Key_Return)
    row = clock_rule.rule_panel.row("days_a")
    assert row is not None
    assert isinstance(row.editor, NumberLine)
    for _ in range(20):
        qtbot.keyClick(row.editor, Qt.Key.Key_Down)
    assert row.editor.text() == str(row.param.low)
    qtbot.keyClick(row.editor, Qt.Key.Key_Up)
    assert row.editor.text() == str(row.param.low + 1)
