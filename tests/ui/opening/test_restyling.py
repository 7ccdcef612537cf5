"""Another language or size makes every page anew: what was being typed stands there again, a secret does not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opening.conftest import Desk
from tests.ui.opening.test_locking import open_field, texts_of_editors
from tests.ui.shown import settle
from ui.context import LogAt, Place
from ui.dialogs.log_panel import LogPanel
from ui.editors.fact_editor import FactEditor
from ui.opening import begun_on
from ui.screens.objections.answers import AnswersCard
from ui.theme import theme
from ui.widgets.inputs import TextLine
from ui.widgets.popover import Popover
from ui.widgets.secret_line import SecretLine

WORDS = "half a thought"
Change = Callable[[Desk], None]


def chinese(desk: Desk) -> None:
    desk.window.change_language("zh")


def larger(desk: Desk) -> None:
    desk.window.change_scale(theme().style.scale + 0.2)


CHANGES = pytest.mark.parametrize("change", [chinese, larger])


@pytest.fixture
def desk(qtbot: QtBot, full_once: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "full"
    shutil.copytree(full_once, folder)
    desk = Desk(qtbot, folder).begin()
    yield desk
    desk.end()


def account(desk: Desk) -> int:
    return desk.context.app.records.of_kind("account")[0].id


def steps(desk: Desk) -> int:
    return len(desk.context.app.history.steps())


def written(desk: Desk) -> list[str]:
    lines = [one.text() for one in desk.frame.findChildren(QLineEdit) if one.isVisible()]
    return lines + [one.toPlainText() for one in desk.frame.findChildren(QPlainTextEdit) if one.isVisible()]


def quiet(desk: Desk) -> None:
    """Wait until all is read that a page asked for."""
    desk.qtbot.waitUntil(lambda: desk.context.jobs.running() == 0)
    settle()


def notes(desk: Desk) -> list[TextLine]:
    """The lines of the page that one may write into."""
    page = desk.window.page()
    found = page.findChildren(TextLine) if page is not None else []
    return [
        one
        for one in found
        if one.isVisible() and not one.isReadOnly() and one.objectName() != "people_search"
    ]


@CHANGES
def test_a_field_is_edited_on_and_not_stored_by_the_change(desk: Desk, change: Change) -> None:
    desk.go(Place("account", account(desk), "point"))
    rows, key = open_field(desk)
    editor = next(one for one in rows.findChildren(FactEditor) if one.isVisible())
    line = editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, WORDS)
    typed, before = editor.text(), steps(desk)
    change(desk)
    desk.qtbot.waitUntil(lambda: typed in texts_of_editors(desk))
    QTest.qWait(50)
    assert steps(desk) == before, key


@CHANGES
def test_the_log_is_written_on_in_its_second_look_too(desk: Desk, change: Change) -> None:
    desk.window.write_log(LogAt(account(desk)))
    panel = desk.get(LogPanel, "log_panel")
    QTest.keyClicks(panel.first.text, WORDS)
    change(desk)
    panel = desk.get(LogPanel, "log_panel")
    assert panel.first.text.toPlainText() == WORDS
    assert panel.first.text.hasFocus()
    before = steps(desk)
    panel.go_on()
    panel.after.line.setText("call next tue")
    change(desk)
    panel = desk.get(LogPanel, "log_panel")
    assert panel.is_second()
    assert panel.after.line.text() == "call next tue"
    assert steps(desk) == before


@CHANGES
def test_an_answer_is_worded_on(desk: Desk, change: Change) -> None:
    desk.go(Place("objections"))
    desk.qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.frame.findChildren(AnswersCard)))
    part = next(one for one in desk.frame.findChildren(AnswersCard) if one.isVisible())
    quiet(desk)
    part.start_new()
    assert part.new is not None
    QTest.qWait(20)
    QTest.keyClicks(part.new.text, WORDS)
    assert WORDS in written(desk)
    change(desk)
    desk.qtbot.waitUntil(lambda: WORDS in written(desk))


@CHANGES
def test_a_note_waits_on_its_page_while_the_settings_are_in_front(desk: Desk, change: Change) -> None:
    place = Place("account", account(desk), "surface")
    desk.go(place)
    desk.qtbot.waitUntil(lambda: bool(notes(desk)))
    quiet(desk)
    line = notes(desk)[0]
    QTest.keyClicks(line, WORDS)
    desk.go(Place("settings"))
    change(desk)
    assert WORDS not in written(desk)
    assert WORDS in (desk.context.app.drafts.get("unsent.aside") or "")
    desk.go(place)
    desk.qtbot.waitUntil(lambda: WORDS in written(desk))
    assert desk.context.app.drafts.get("unsent.aside") is None


@CHANGES
def test_a_panel_is_let_finish_first(desk: Desk, change: Change) -> None:
    desk.go(Place("accounts"))
    panel = Popover("some_panel", "Some", desk.window)
    line = TextLine("some_line", "Line")
    panel.body.addWidget(line)
    panel.open_centred(line)
    QTest.keyClicks(line, WORDS)
    style = theme().style
    change(desk)
    assert line.text() == WORDS
    assert panel.isVisible()
    assert theme().style == style
    panel.close_popover()
    desk.qtbot.waitUntil(lambda: theme().style != style)


def test_a_secret_is_not_kept_even_while_it_is_shown(desk: Desk) -> None:
    desk.go(Place("safety", tab="encryption"))
    box = SecretLine("some_secret", "Secret", ("Show", "Hide"), desk.window.page())
    box.show()
    box.setFocus()
    QTest.keyClicks(box.line, WORDS)
    desk.get(QWidget, "some_secret_eye").click()  # type: ignore[attr-defined]
    assert box.is_shown()
    assert begun_on(desk.window.roots()) == []
    larger(desk)
    desk.opening.keeper.keep()
    assert not any(WORDS in one.body for one in desk.context.app.drafts.every())
