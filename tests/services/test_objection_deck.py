"""The deck: own rejections behind the seven, own answers over the shipped ones, everything undoable."""

from __future__ import annotations

import pytest

from desktopcrm.app import App
from desktopcrm.domain import fieldtypes
from desktopcrm.errors import UserError
from desktopcrm.services.checkup import Checkup
from desktopcrm.services.objection_deck import AnswerText, ObjectionDeck
from desktopcrm.services.objections import NewRejection


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


@pytest.fixture
def deck(app: App) -> ObjectionDeck:
    return app.objections.deck


def answers(app: App, objection: str) -> list[tuple[str, str, str]]:
    return [(one.key, one.text.en, one.origin) for one in app.objections.deck.objection(objection).answer]


def refusal(error: UserError, app: App) -> str:
    return app.texts.of_error(error, "en")


def test_an_own_rejection_stands_behind_the_seven(app: App, deck: ObjectionDeck, account: int) -> None:
    key = deck.add_own("  Head office must agree ", "I am afraid to decide.")
    own = app.desk.catalogue.objections[-1]
    assert (own.key, own.label.en, own.means.zh, own.is_own) == (
        key, "Head office must agree", "I am afraid to decide.", True,
    )  # fmt: skip
    assert app.objections.skills()[-1].stage == 1
    app.objections.heard(NewRejection(account, key, result="turned", looked=False))
    assert app.objections.skills()[-1].stage == 2


def test_an_own_rejection_can_be_worded_anew_and_keeps_its_place(app: App, deck: ObjectionDeck) -> None:
    first, _ = deck.add_own("One"), deck.add_own("Two")
    deck.edit_own(first, "Uno", "why")
    assert [one.label.en for one in app.desk.catalogue.objections[7:]] == ["Uno", "Two"]
    app.history.undo()
    assert [one.label.en for one in app.desk.catalogue.objections[7:]] == ["One", "Two"]


def test_a_changed_answer_stands_in_the_place_of_ours_and_comes_back(app: App, deck: ObjectionDeck) -> None:
    shipped = answers(app, "material")
    situation = deck.answer("material_two_pages")[1].situation
    deck.edit_answer("material_two_pages", AnswerText("Two pages. Thursday.", situation.en, "", (1,)))
    changed = answers(app, "material")
    assert changed == [("material_two_pages", "Two pages. Thursday.", "rep"), *shipped[1:]]
    assert deck.answer("material_two_pages")[1].situation == situation
    deck.edit_answer("material_two_pages", AnswerText("Friday.", "on the train"))
    assert deck.answer("material_two_pages")[1].situation.zh == "on the train"
    deck.reset_answer("material_two_pages")
    assert answers(app, "material") == shipped
    for _ in range(3):
        app.history.undo()
    assert answers(app, "material") == shipped
    app.history.redo()
    assert answers(app, "material") == changed


def test_own_answers_come_and_go(app: App, deck: ObjectionDeck) -> None:
    shipped = answers(app, "no_budget")
    key = deck.add_answer("no_budget", AnswerText("Whose budget?", "by phone", "analytical", (3, 1, 3)))
    _, answer = deck.answer(key)
    assert (answer.situation.en, answer.style, answer.stages) == ("by phone", "analytical", (1, 3))
    deck.edit_answer(key, AnswerText("Whose budget is it?"))
    assert answers(app, "no_budget") == [*shipped, (key, "Whose budget is it?", "rep")]
    deck.remove_answer(key)
    assert answers(app, "no_budget") == shipped
    app.history.undo()
    assert answers(app, "no_budget")[-1][1] == "Whose budget is it?"


def test_what_was_recorded_stays_when_a_card_is_taken_out(
    app: App, deck: ObjectionDeck, account: int
) -> None:
    key = deck.add_own("Head office must agree")
    deck.add_answer(key, AnswerText("Who there?"))
    app.objections.heard(NewRejection(account, key))
    deck.remove_own(key)
    assert [one.key for one in app.desk.catalogue.objections] == [
        one.key for one in app.desk.catalogue.objections if not one.is_own
    ]
    assert [one.objection for one in app.objections.all_events()] == [key]
    app.history.undo()
    assert len(deck.objection(key).answer) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_was_recorded_with_a_card_that_is_gone_is_no_damage_and_shows_no_key(
    app: App, deck: ObjectionDeck, account: int, lang: str
) -> None:
    own = deck.add_own("Head office must agree")
    answer = deck.add_answer(own, AnswerText("Who there?"))
    heard = app.objections.heard(NewRejection(account, own, answer=answer)).record_id
    app.objections.drill(own, passed=True)
    deck.remove_own(own)
    assert Checkup(app.desk).run().problems == []
    plan = app.desk.plan(account)
    for key in ("objection", "answer"):
        field = app.desk.catalogue.field("rejection", key)
        assert fieldtypes.show(field, plan.value(heard, key), app.desk.scope(plan, lang)) == "—"


def test_the_deck_says_what_it_cannot_do(app: App, deck: ObjectionDeck) -> None:
    own = deck.add_own("Head office must agree")
    key = deck.add_answer(own, AnswerText("Who there?"))
    wrong = (
        (lambda: deck.add_own("head OFFICE must agree"), "in the deck already"),
        (lambda: deck.add_own("你们的价格太高了"), "in the deck already"),
        (lambda: deck.add_own(" \n"), "name is needed"),
        (lambda: deck.add_answer("nothing", AnswerText("x")), "no rejection"),
        (lambda: deck.add_answer(own, AnswerText("  ")), "what you would say"),
        (lambda: deck.add_answer(own, AnswerText("x" * 2001)), "2000"),
        (lambda: deck.add_answer(own, AnswerText("x", "", "shy")), "no behaviour type"),
        (lambda: deck.add_answer(own, AnswerText("x", "", "", (9,))), "no stage 9"),
        (lambda: deck.reset_answer(key), "your own"),
        (lambda: deck.remove_answer("material_two_pages"), "belongs to the method"),
        (lambda: deck.remove_own("material"), "belongs to the method"),
        (lambda: deck.edit_own("material", "x"), "belongs to the method"),
    )
    for run, sentence in wrong:
        with pytest.raises(UserError) as refused:
            run()
        assert sentence in refusal(refused.value, app)
