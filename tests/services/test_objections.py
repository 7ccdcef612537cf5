"""Rejections: one step each, their follow-ups, practice, undo of everything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.app import App
from desktopcrm.domain.follow_up import FollowUp
from desktopcrm.errors import UserError
from desktopcrm.services.objections import NewRejection
from desktopcrm.services.records import NewRecord

TODAY = date.today()


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


def facts(app: App, account: int, record_id: int) -> dict[str, str]:
    plan = app.desk.plan(account)
    return {key: plan.value(record_id, key) for key in plan.fields_of(record_id)}


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
    app.erasing.erase(ann)
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
