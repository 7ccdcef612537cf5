"""The deck and the card, with the keyboard only: walking, wording answers, one's own objections, what was heard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktopcrm.services.objection_deck import AnswerText
from desktopcrm.services.objections import NewRejection
from tests.ui.objections.conftest import Ground, child, focused, press, write
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.objections import ObjectionsScreen
from ui.screens.objections.answer_view import AnswerView
from ui.widgets.button import Button
from ui.widgets.card_list import ITEM_ROLE, CardItem
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DOWN, UP, ENTER, ESC, DEL = (
    Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete,
)  # fmt: skip


def items(page: ObjectionsScreen) -> list[CardItem]:
    model = page.deck.list.model()
    return [model.index(row, 0).data(ITEM_ROLE) for row in range(model.rowCount())]


def front(window: MainWindow) -> ObjectionsScreen:
    """The page that is seen: the window makes it anew in another language or size."""
    return next(one for one in window.findChildren(ObjectionsScreen) if one.isVisible())


def in_hand(page: ObjectionsScreen) -> str:
    found = page.objection()
    assert found is not None
    return found.key


def test_the_deck_has_the_seven_in_order_and_a_beginner_stands_at_stage_1(page: ObjectionsScreen) -> None:
    found = items(page)
    assert [one.title for one in found][:2] == [
        "Please send me some written material",
        "We can supply that ourselves",
    ]
    assert [one.ladder for one in found] == [1] * 7
    assert {one.detail for one in found} == {"not heard yet"}


def test_counts_and_stages_follow_what_is_noted(page: ObjectionsScreen, ground: Ground, qtbot: QtBot) -> None:
    for result in ("turned", "lost"):
        ground.app.objections.heard(NewRejection(ground.account, "no_budget", result=result))
    qtbot.waitUntil(lambda: items(page)[4].detail == "heard 2× · turned round 1 · stood 1")
    assert items(page)[4].ladder == 2


def test_arrows_walk_the_deck_and_enter_goes_into_the_card(page: ObjectionsScreen) -> None:
    assert focused() is page.deck.list
    press(DOWN, DOWN)
    assert in_hand(page) == "have_supplier"
    assert child(page, Label, "objection_said").text() == "“We already have a supplier”"
    press(ENTER)
    assert focused().objectName() == "answer_have_supplier_one_wish"
    press(DOWN)
    assert focused().objectName() == "answer_have_supplier_second"
    press(UP, ESC)
    assert focused() is page.deck.list


def test_an_answer_is_worded_in_place_and_ours_comes_back(
    page: ObjectionsScreen, ground: Ground, qtbot: QtBot
) -> None:
    ours = ground.answers()
    press(ENTER, Qt.Key.Key_F2)
    press(Qt.Key.Key_A, held=CONTROL)
    write("Two pages on Thursday.")
    press(ENTER, held=CONTROL)
    assert ground.answers()[0] == "Two pages on Thursday."
    view = child(page, AnswerView, "answer_material_two_pages")
    assert focused() is view
    qtbot.waitUntil(lambda: view.answer.is_own)
    press(DEL)
    assert ground.answers() == ours


def test_an_empty_answer_is_refused_under_what_was_typed(page: ObjectionsScreen, ground: Ground) -> None:
    before = ground.answers()
    press(ENTER, ENTER)
    press(Qt.Key.Key_A, held=CONTROL)
    press(DEL)
    press(ENTER, held=CONTROL)
    assert child(page, Label, "answer_error").text() == "Write down what you would say."
    assert ground.answers() == before
    press(ESC)
    assert focused().objectName() == "answer_material_two_pages"


def test_a_wrong_stage_is_refused(page: ObjectionsScreen, ground: Ground) -> None:
    press(ENTER, ENTER)
    child(page, TextLine, "answer_stages").setFocus()
    press(Qt.Key.Key_A, held=CONTROL)
    write("2, 9")
    press(ENTER)
    assert "no stage 9" in child(page, Label, "answer_error").text()
    assert not ground.app.objections.deck.answer("material_two_pages")[1].is_own


def test_answers_of_one_s_own_come_and_go_and_the_keyboard_stays(
    page: ObjectionsScreen, ground: Ground, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_N, held=CONTROL | SHIFT)
    write("Whose line gives you trouble?")
    press(ENTER, held=CONTROL)
    assert len(ground.answers()) == 5
    shown = page.page.answers.in_order
    qtbot.waitUntil(lambda: len(shown()) == 5 and shown()[-1].isVisible())
    shown()[-1].setFocus()
    press(DEL)
    assert len(ground.answers()) == 4
    qtbot.waitUntil(lambda: len(page.page.answers.in_order()) == 4)
    assert isinstance(focused(), AnswerView)


def test_what_is_being_worded_survives_a_change_elsewhere(
    page: ObjectionsScreen, ground: Ground, qtbot: QtBot
) -> None:
    press(ENTER, ENTER)
    press(Qt.Key.Key_A, held=CONTROL)
    write("Half a sen")
    ground.app.objections.heard(NewRejection(ground.account, "material", result="turned"))
    qtbot.waitUntil(lambda: items(page)[0].detail.startswith("heard 1"))
    view = child(page, AnswerView, "answer_material_two_pages")
    assert view.editor is not None
    assert view.editor.text.toPlainText() == "Half a sen"


def test_copy_puts_the_words_on_the_clipboard(page: ObjectionsScreen, ground: Ground) -> None:
    press(ENTER, DOWN)
    press(Qt.Key.Key_C, held=CONTROL)
    assert page.isVisible()
    assert QGuiApplication.clipboard().text() == ground.answers()[1]


def test_for_a_kind_of_person_the_best_answer_stands_first_and_says_why(
    page: ObjectionsScreen, ground: Ground
) -> None:
    page.page.answers.style_of.setFocus()
    while page.page.answers.style_of.key() != "dominant":
        press(DOWN)
    page.page.answers.style_of.chosen.emit("dominant")
    first = page.page.answers.in_order()[0]
    assert first.answer.key == "material_one_page"
    assert first.accessibleDescription() == "made for this kind of person"
    assert ground.app.objections.all_events() == ()


def test_an_objection_of_one_s_own_is_added_worded_and_taken_out(
    page: ObjectionsScreen, ground: Ground, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_N, held=CONTROL)
    write("Head office must agree")
    press(ENTER)
    qtbot.waitUntil(lambda: in_hand(page).startswith("own."))
    assert [one.title for one in items(page)][-1] == "Head office must agree"
    page.page.head.edit_own()
    press(ESC)
    assert focused().objectName() == "edit_own_objection"
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_A, held=CONTROL)
    write("Paris must agree")
    press(ENTER)
    qtbot.waitUntil(lambda: items(page)[-1].title == "Paris must agree")
    child(page, Button, "remove_own_objection").setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(items(page)) == 7)
    assert in_hand(page) == "material"
    ground.app.history.undo()
    qtbot.waitUntil(lambda: len(items(page)) == 8)


def test_one_that_is_there_already_is_refused_in_place(page: ObjectionsScreen) -> None:
    press(Qt.Key.Key_N, held=CONTROL)
    write("Your price is too high")
    press(ENTER)
    assert "in the deck already" in page.deck.add.error()
    assert len(items(page)) == 7


def test_the_palette_offers_what_the_page_can_do(page: ObjectionsScreen, window: MainWindow) -> None:
    assert page.isVisible()
    offered = {command.key: command.keys for command in window.commands() if command.keys}
    assert offered["heard"] == "Ctrl+R"
    assert offered["practise"] == "Ctrl+D"
    assert offered["own_objection"] == "Ctrl+N"


def test_the_why_of_a_learning_stage_names_the_rule(page: ObjectionsScreen, context: Context) -> None:
    child(page, Button, "why_stage").setFocus()
    press(Qt.Key.Key_Space)
    panel = focused().parent()
    assert panel is not None
    assert context.app.desk.catalogue.rulebook["learning_aware"].says.en in [
        label.text() for label in page.window().findChildren(Label)
    ]
    press(ESC)


def test_the_next_language_shows_the_deck_in_it(window: MainWindow, page: ObjectionsScreen) -> None:
    assert page.isVisible()
    window.change_language("zh")
    again = front(window)
    assert items(again)[0].title == "请先寄份资料给我"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_card_never_has_to_be_moved_sideways(
    window: MainWindow, page: ObjectionsScreen, ground: Ground, lang: str, scale: float
) -> None:
    assert page.isVisible()
    ground.app.objections.deck.edit_answer("material_two_pages", AnswerText("Mine."))
    window.change_language(lang)
    window.change_scale(scale)
    again = front(window)
    again.ask_heard()
    window.repaint()
    assert again.page.horizontalScrollBar().maximum() == 0
    window.change_scale(1.0)
