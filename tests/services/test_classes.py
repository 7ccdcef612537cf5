"""Answers, own wording, first sorting, ticks: each one step, each undone at once."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.app import App
from desktopcrm.domain import care, class_sentences, deal_class
from desktopcrm.domain.records import Observation
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


@pytest.fixture
def project(app: App, account: int) -> int:
    return app.projects.add(account, "Second melting line")


def test_a_lamp_is_answered_and_taken_back(app: App, account: int, project: int) -> None:
    app.classes.answer(project, "money", "no", Observation(seen_on=date(2026, 11, 3)))
    assert app.desk.plan(account).value(project, "has_money") == "no"
    app.classes.answer(project, "money", "unknown")
    lamps = deal_class.lamps(app.desk.plan(account), project, app.desk.catalogue)
    assert [lamp.state for lamp in lamps] == ["unknown"] * 4
    assert len(app.desk.plan(account).past(project, "has_money")) == 2


def test_a_standard_of_a_member_is_answered(app: App, account: int, project: int) -> None:
    member = app.projects.add_member(project, "Zhou Min")
    for standard, field in (
        ("need", "kp_need"),
        ("ability", "kp_ability"),
        ("value", "value_recognised"),
        ("ally", "will_recommend"),
        ("report", "will_report"),
    ):
        app.classes.answer_member(member, standard, "yes")
        assert app.desk.plan(account).value(member, field) == "yes"


def test_an_answer_is_yes_no_or_unknown(app: App, account: int, project: int) -> None:
    with pytest.raises(UserError):
        app.classes.answer(project, "need", "perhaps")
    assert app.desk.plan(account).value(project, "has_need") == ""


@pytest.mark.parametrize("which", ["forward", "reverse", "not_signed"])
def test_own_words_are_kept_with_their_day_until_emptied(
    app: App, account: int, project: int, which: str
) -> None:
    app.classes.set_sentence(project, which, "  As I told the boss.  ")
    field = class_sentences.OWN[which]
    fact = app.desk.plan(account).fact(project, field)
    assert fact is not None
    assert (fact.value, fact.seen_on) == ("As I told the boss.", app.desk.today())
    app.classes.set_sentence(project, which, " ")
    assert app.desk.plan(account).fact(project, field) is None


def test_sorting_many_accounts_is_one_step(app: App, account: int) -> None:
    other = app.accounts.add("Hartmann Forge")
    app.classes.sort([account, other], "3")
    assert [app.desk.plan(one).value(one, "prelim_class") for one in (account, other)] == ["3", "3"]
    app.history.undo()
    assert [app.desk.plan(one).value(one, "prelim_class") for one in (account, other)] == ["", ""]
    app.history.redo()
    app.classes.sort([other], "unknown")
    assert app.desk.plan(other).value(other, "prelim_class") == ""


def test_care_is_ticked_line_by_line(app: App, account: int) -> None:
    app.facts.observe(account, "enquiries_per_day", "20")
    app.classes.tick_care(account, "new_1", done=True)
    app.classes.tick_care(account, "new_3", done=True)
    app.classes.tick_care(account, "new_3", done=True)
    app.classes.tick_care(account, "new_1", done=False)
    found = care.care(app.desk.plan(account), app.desk.catalogue)
    assert [one.key for one in found.actions if one.done] == ["new_3"]
    app.classes.tick_care(account, "new_3", done=False)
    assert app.desk.plan(account).value(account, "care_done") == ""


def test_thanking_sets_the_next_day_a_quarter_on(app: App, account: int) -> None:
    app.classes.thanked(account, date(2025, 11, 30))
    assert care.care(app.desk.plan(account), app.desk.catalogue).thanks_due == date(2026, 2, 28)
    app.classes.thanked(account)
    assert app.desk.plan(account).value(account, "thanked_on") == app.desk.today().isoformat()


def test_cues_are_ticked_in_their_own_scheme(app: App, account: int) -> None:
    person = app.records.add(NewRecord("person", "Zhou Min", account))
    app.classes.tick_cue(person, "behaviour_2", "loud", was_seen=True)
    app.classes.tick_cue(person, "behaviour_1", "argues", was_seen=True)
    plan = app.desk.plan(account)
    assert (plan.value(person, "cues_1"), plan.value(person, "cues_2")) == ("argues", "loud")
    app.classes.tick_cue(person, "behaviour_2", "loud", was_seen=False)
    assert app.desk.plan(account).value(person, "cues_2") == ""
