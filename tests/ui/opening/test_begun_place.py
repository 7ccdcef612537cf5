"""What was begun in a field says after a new start whose it is and at which customer, and goes back to where it stood."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktopcrm.domain.cover import COVER
from tests.ui.opening.conftest import ACCOUNT, PERSON, Desk, Open
from tests.ui.opening.test_locking import account_of, texts_of_editors
from ui.context import Place
from ui.dialogs.begun_panel import BegunPanel
from ui.editors.fact_rows import FactRows
from ui.widgets.button import Button
from ui.widgets.inputs import TextBlock
from ui.widgets.label import Label

WORDS = "Head of some"


def title_rows(desk: Desk) -> list[FactRows]:
    return [one for one in desk.frame.findChildren(FactRows) if one.isVisible() and one.row("title")]


@pytest.fixture
def again(open_desk: Open, plain: Path) -> Desk:
    """The program ended in the middle of a field and was started again: another page is in front."""
    desk = open_desk(plain)
    (person,) = desk.context.app.records.of_kind("person")
    desk.go(Place("account", account_of(desk), "surface", f"record_{person.id}"))
    desk.qtbot.waitUntil(lambda: bool(title_rows(desk)))
    row = title_rows(desk)[0].row("title")
    assert title_rows(desk)[0].edit("title")
    assert row is not None
    line = row.findChild(QLineEdit, "edit_title")
    assert line is not None
    QTest.keyClicks(line, WORDS)
    desk.end()
    desk.frame.hide()
    after = open_desk(plain)
    after.wait_page("begun_panel")
    return after


def test_it_says_whose_it_is_and_is_put_back_where_it_stood(again: Desk) -> None:
    words = {one.text() for one in again.get(BegunPanel, "begun_panel").findChildren(Label)}
    assert f"{PERSON} · {ACCOUNT} · Title" in words
    again.press("begun_go_0")
    again.qtbot.waitUntil(lambda: texts_of_editors(again) == [WORDS])
    focused = again.frame.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == WORDS
    assert again.find(BegunPanel, "begun_panel") is None
    drafts = again.context.app.drafts
    assert [drafts.get(place) for place in ("unsent.lost", "unsent.aside")] == [None, None]
    QTest.keyClick(focused, "\r")
    (person,) = again.context.app.records.of_kind("person")
    assert again.context.app.desk.plan(account_of(again)).value(person.id, "title") == WORDS
    again.opening.keeper.keep()
    assert drafts.get("unsent") is None
    again.opening.keeper.start()
    QApplication.processEvents()
    assert again.find(BegunPanel, "begun_panel") is None


def test_covered_its_words_are_not_shown(again: Desk) -> None:
    again.press("begun_later")
    again.context.set_blur(True)
    try:
        again.opening.keeper.start()
        assert again.get(TextBlock, "begun_0").toPlainText() == COVER
        assert again.find(Button, "begun_copy_0") is None
        assert again.find(Button, "begun_go_0") is None
    finally:
        again.context.set_blur(False)


def test_where_nobody_can_go_any_more_there_is_no_way(again: Desk) -> None:
    again.press("begun_later")
    again.context.app.records.archive(account_of(again))
    again.opening.keeper.start()
    assert again.get(TextBlock, "begun_0").toPlainText() == WORDS
    assert again.find(Button, "begun_go_0") is None
