"""Rejections: one step each, their follow-ups, own answers over the shipped ones, undo of everything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.app import App
from desktopcrm.domain.follow_up import FollowUp
from desktopcrm.errors import UserError
from desktopcrm.services.objection_deck import AnswerText, ObjectionDeck
from desktopcrm.services.objections import NewRejection
from desktopcrm.services.records import NewRecord

TODAY = date.today()


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


@pytest.fixture
def deck(app: App) -> ObjectionDeck:
    return app.objections.deck


def facts(app: App, account: int, record_id: int) -> dict[str, str]:
    plan = app.desk.plan(account)
    return {key: plan.value(record_id, key) for key in plan.fields_of(record_id)}


def answers(app: App, objection: str) -> list[tuple[str, str, str]]:
    return [(one.key, one.text.en, one.origin) for one in app.objections.deck.objection(objection).answer]


def refusal(error: UserError, app: App) -> str:
    return app.texts.of_error(error, "en")


# what was heard


def test_a_rejection_keeps_who_said_it_about_what_and_at_which_stage(app: App, account: int) -> None:
    ann = app.records.add(NewRecord("person", "Ann Lee", account))
    project = app.projects.add(account, "Line 3", TODAY - timedelta(days=30))
    app.projects.advance(project, "on", TODAY - timedelta(days=5))
    early, late = (
        app.objections.heard(
            NewRejection(
                account,
                "too_expensive",
                ann,
                project,
                "too_expensive_compared",
                "turned",
                False,
                "dear!",
                day,
            )
        ).record_id
        for day in (TODAY - timedelta(days=6), None)
    )
    plan = app.desk.plan(account)
    assert facts(app, account, late) == {
        "objection": "too_expensive",
        "person": plan.record(ann).uid,
        "project": plan.record(project).uid,
        "stage": "2",
        "day": TODAY.isoformat(),
        "answer": "too_expensive_compared",
        "result": "turned",
        "looked": "no",
        "comment": "dear!",
    }
    assert facts(app, account, early)["stage"] == "1"


def test_material_makes_a_dated_action_and_no_progress(app: App, account: int) -> None:
    ann = app.records.add(NewRecord("person", "Ann Lee", account))
    project = app.projects.add(account, "Line 3")
    noted = app.objections.heard(NewRejection(account, "material", ann, project))
    plan = app.desk.plan(account)
    [action] = plan.of("action")
    assert noted.made == action
    assert "Ann Lee" in action.name
    assert facts(app, account, action.id) == {
        "person": plan.record(ann).uid,
        "project": plan.record(project).uid,
        "direction": "ours",
        "status": "open",
        "due": (TODAY + timedelta(days=3)).isoformat(),
    }
    assert [event.stage for event in plan.course_of(project)] == [1]
    assert plan.of("activity") == ()


def test_material_can_be_given_another_day(app: App, account: int) -> None:
    friday = TODAY + timedelta(days=11)
    made = app.objections.heard(NewRejection(account, "material", come_back=friday)).made
    assert made is not None
    assert facts(app, account, made.id)["due"] == friday.isoformat()


def test_not_responsible_asks_who_is(app: App, account: int) -> None:
    project = app.projects.add(account, "Line 3")
    noted = app.objections.heard(NewRejection(account, "not_responsible", None, project))
    [question] = app.desk.plan(account).of("question")
    assert noted.made == question
    assert "Line 3" in question.name
    assert facts(app, account, question.id)["status"] == "open"
    assert noted.follow_up == FollowUp("responsible", "procurement", f"{project}:new.member")


@pytest.mark.parametrize(
    ("objection", "opens", "tab", "focus"),
    [
        ("material", "next_step", "", ""),
        ("in_house", "in_house", "line", "new.product"),
        ("have_supplier", "rival", "line", "new.rival"),
        ("not_responsible", "responsible", "surface", "new.person"),
        ("no_budget", "budget", "line", "new.project"),
        ("too_expensive", "factors", "line", "new.project"),
        ("bad_experience", "product_history", "line", "new.product"),
    ],
)
def test_each_rejection_leads_on_even_where_nothing_is_known(
    app: App, account: int, objection: str, opens: str, tab: str, focus: str
) -> None:
    assert app.objections.follow_up(account, objection) == FollowUp(opens, tab, focus)


def test_each_rejection_leads_to_what_is_there(app: App, account: int) -> None:
    project = app.projects.add(account, "Line 3")
    for name, level in (("Calm", "low"), ("Cognos", "high")):
        app.facts.observe(app.rivals.add(account, name), "threat_level", level)
    for name, mark in (("Old blower", "2"), ("New blower", "4"), ("Unrated", "")):
        product = NewRecord("product", name, account, facts={"maker": "us", "satisfaction": mark})
        app.records.add(product)
    plan, objections = app.desk.plan(account), app.objections
    cognos = next(one.id for one in plan.of("rival") if one.name == "Cognos")
    old = next(one.id for one in plan.of("product") if one.name == "Old blower")
    assert objections.follow_up(account, "have_supplier").focus == f"record_{cognos}"
    assert objections.follow_up(account, "bad_experience").focus == f"record_{old}"
    assert objections.follow_up(account, "no_budget", project) == FollowUp(
        "budget", "line", f"{project}:budget"
    )
    assert objections.follow_up(account, "too_expensive", project) == FollowUp(
        "factors", "procurement", f"{project}:new.contender"
    )


@pytest.mark.parametrize("objection", ["material", "not_responsible", "no_budget"])
def test_one_undo_takes_back_all_of_it(app: App, account: int, objection: str) -> None:
    before = app.exchange.dump_bytes(None)
    app.objections.heard(NewRejection(account, objection, result="turned", words="No."))
    assert "rejection heard" in app.history.label(app.history.undo(), "en")  # type: ignore[arg-type]
    assert app.exchange.dump_bytes(None) == before


def test_nothing_is_kept_of_a_rejection_that_is_refused(app: App, account: int) -> None:
    other = app.records.add(NewRecord("person", "Bob", app.accounts.add("Elsewhere")))
    before = app.exchange.dump_bytes(None)
    tomorrow = TODAY + timedelta(days=1)
    for wrong in (
        NewRejection(account, "own.nothing"),
        NewRejection(account, "material", other),
        NewRejection(account, "material", answer="nothing"),
        NewRejection(account, "material", result="won"),
        NewRejection(account, "material", day=tomorrow),
    ):
        with pytest.raises(UserError):
            app.objections.heard(wrong)
    assert app.exchange.dump_bytes(None) == before


def test_events_of_all_customers_come_together_newest_first(app: App, account: int) -> None:
    other = app.accounts.add("Elsewhere")
    bob = app.records.add(NewRecord("person", "Bob", other, facts={"behaviour_type_2": "dominant"}))
    app.objections.heard(NewRejection(account, "material", day=TODAY - timedelta(days=2)))
    app.objections.heard(NewRejection(other, "no_budget", bob, result="lost", words="No way."))
    found = app.objections.all_events()
    assert [(one.account, one.objection, one.person, one.styles, one.words) for one in found] == [
        ("Elsewhere", "no_budget", "Bob", ("dominant",), "No way."),
        ("Northfield Castings", "material", "", (), ""),
    ]
    assert [one.objection for one in app.objections.all_events(TODAY - timedelta(days=1))] == ["material"]


def test_a_rejection_that_was_put_away_counts_no_more(app: App, account: int) -> None:
    noted = app.objections.heard(NewRejection(account, "material"))
    app.records.archive(noted.record_id)
    assert app.objections.all_events() == ()
    assert app.objections.skills()[0].stage == 1


def test_whoever_is_erased_leaves_no_name_in_what_follows(app: App, account: int) -> None:
    ann = app.records.add(NewRecord("person", "Ann Lee", account))
    app.objections.heard(NewRejection(account, "material", ann, words="Ann Lee says no."))
    app.people.erase(ann)
    assert b"Ann Lee" not in app.exchange.dump_bytes(None)
    assert [one.person for one in app.objections.all_events()] == [""]


# practice


def test_practice_is_one_step_and_belongs_to_no_account(app: App) -> None:
    app.objections.drill("material", passed=True)
    assert [(one.objection, one.good, one.day) for one in app.objections.drills()] == [
        ("material", True, TODAY)
    ]
    app.history.undo()
    assert app.objections.drills() == ()


# the deck


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
