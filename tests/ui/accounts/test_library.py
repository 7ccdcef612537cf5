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
from ui.screens.library.entries import FACTORS, STAGES, Entries
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label


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
    assert len(entries) == fields + items + types + len(catalogue.factors)
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
