"""Purchases on their way: forward, back, closed, paused, reopened; and what of them counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.app import App
from desktopcrm.domain import stages
from desktopcrm.domain.coverage import coverage
from desktopcrm.domain.guide import open_questions
from desktopcrm.errors import UserError
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.records import NewRecord

TODAY = date.today()
DAY = timedelta(days=1)
START = TODAY - 60 * DAY


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


@pytest.fixture
def project(app: App, account: int) -> int:
    return app.projects.add(account, "Third furnace", START)


def _course(app: App, project: int, day: date = TODAY) -> stages.Course:
    account = app.records.get(project).account_id
    assert account is not None
    return stages.course(app.desk.plan(account).course_of(project), day)


def test_a_forced_gate_is_no_longer_held_against_a_purchase_that_went_back_behind_it(
    app: App, project: int
) -> None:
    app.projects.advance(project, "the board wants it")
    app.projects.advance(project, "the board wants it")
    assert [one.stage for one in _course(app, project).forced] == [2, 3]
    app.projects.step_back(project, "too early")
    course = _course(app, project)
    assert [one.stage for one in course.forced] == [2]
    assert (course.stage, set(course.entered), set(course.left)) == (2, {1, 2}, {1})


def test_a_purchase_that_is_reopened_goes_on_where_it_was_lost(app: App, project: int) -> None:
    app.projects.advance(project, "urgent", START + 10 * DAY)
    app.projects.lose(project, "price", START + 20 * DAY)
    lost = _course(app, project)
    assert (lost.status, lost.stage, lost.days_in_stage) == ("lost", 2, 10)
    assert lost.closed is not None
    with pytest.raises(UserError) as refused:
        app.projects.advance(project, "urgent")
    assert refused.value.key == "errors.project_closed"
    app.projects.resume(project)
    again = _course(app, project)
    assert (again.status, again.stage, again.closed, set(again.left)) == ("open", 2, None, {1})
    assert again.days_in_stage == lost.days_in_stage


def test_no_step_lies_before_the_one_before_it_or_after_today(app: App, project: int) -> None:
    app.projects.advance(project, "urgent", START + 10 * DAY)
    with pytest.raises(UserError) as early:
        app.projects.step_back(project, "too early", START + 9 * DAY)
    with pytest.raises(UserError) as late:
        app.projects.step_back(project, "too early", TODAY + DAY)
    assert (early.value.key, late.value.key) == ("errors.before_last_step", "errors.step_in_future")
    assert _course(app, project).stage == 2


def test_a_closed_purchase_counts_only_where_none_is_running(app: App, account: int, project: int) -> None:
    def shares() -> tuple[float, float]:
        found = coverage(app.desk.plan(account), app.desk.catalogue, TODAY).blocks["project"]
        return found.known, found.total

    app.facts.observe(project, "amount", "USD 385000")
    alone = shares()
    app.projects.drop(project, "no budget")
    assert shares() == alone
    app.projects.add(account, "Fourth furnace")
    assert shares() == (0.0, alone[1])


def test_the_list_shows_the_purchase_that_is_running(app: App, account: int, project: int) -> None:
    app.projects.advance(project, "urgent")
    app.projects.lose(project, "price")
    app.projects.add(account, "Fourth furnace")
    (row,) = app.accounts.page(AccountQuery())
    assert (row.project_title, row.stage, row.status) == ("Fourth furnace", 1, "open")


def test_only_a_running_purchase_is_late(app: App, project: int) -> None:
    late = (TODAY - START).days - app.desk.catalogue.stage(1).expected_days
    assert [row.late_days for row in app.board.rows()] == [late] != [0]
    app.projects.pause(project, "no budget this year")
    assert [row.late_days for row in app.board.rows()] == [0]


def test_whoever_was_put_away_is_in_no_team_any_more(app: App, account: int, project: int) -> None:
    app.projects.add_member(project, "Anna Wells")
    (person,) = app.records.of_kind("person", account)
    app.records.archive(person.id)
    assert app.desk.plan(account).team(project) == ()


def test_a_line_drawn_today_was_not_there_yesterday(app: App, account: int) -> None:
    people = [
        app.records.add(NewRecord("person", name, account, created_on=START)) for name in ("Anna", "Jon")
    ]
    app.records.link("influences", *people)
    assert len(app.desk.plan(account).links) == 1
    assert app.desk.plan(account, TODAY - DAY).links == ()
    assert len(app.desk.plan(account, TODAY - DAY).of("person")) == len(people)


def test_the_same_question_about_one_after_another_sinks(app: App, account: int) -> None:
    for name in ("Anna Wells", "Jon Hall"):
        app.records.add(NewRecord("person", name, account))
    asked = open_questions(app.desk.plan(account), app.desk.catalogue, TODAY)
    twins = [one for one in asked if (one.kind, one.field) == ("person", "title")]
    assert len(twins) == 2
    assert twins[0].weight > twins[1].weight > 0


def test_days_of_rest_are_no_days_in_the_stage(app: App) -> None:
    project = app.projects.add(app.accounts.add("Acme"), "Line 3", TODAY - timedelta(days=40))
    app.projects.pause(project, "budget freeze", TODAY - timedelta(days=30))
    account = app.records.get(project).account_id
    assert account is not None

    def days() -> int:
        return stages.course(app.desk.plan(account).course_of(project), TODAY).days_in_stage

    assert days() == 10
    app.projects.resume(project, TODAY - timedelta(days=5))
    assert days() == 15


def test_a_paused_purchase_that_moves_on_runs_again(app: App) -> None:
    project = app.projects.add(app.accounts.add("Acme"), "Line 3", TODAY - timedelta(days=40))
    app.projects.pause(project, "budget freeze", TODAY - timedelta(days=30))
    app.projects.advance(project, "they called", TODAY - timedelta(days=1))
    account = app.records.get(project).account_id
    assert account is not None
    course = stages.course(app.desk.plan(account).course_of(project), TODAY)
    assert (course.stage, course.status, course.days_in_stage) == (2, "open", 1)


def test_a_purchase_in_mid_course_gets_its_true_days_and_keeps_their_order(app: App, account: int) -> None:
    late = app.projects.add(account, "Written down late")
    app.projects.advance(late, "long since")
    app.projects.date_stage(late, 1, START)
    app.projects.date_stage(late, 2, START + 20 * DAY)
    course = _course(app, late)
    assert course.entered == {1: START, 2: START + 20 * DAY}
    assert (course.left[1], course.days_in_stage) == (START + 20 * DAY, 40)
    refused = ((1, START + 21 * DAY), (2, START - DAY), (2, TODAY + DAY), (3, TODAY))
    for stage, day in refused:
        with pytest.raises(UserError):
            app.projects.date_stage(late, stage, day)
    assert app.history.undo() is not None
    assert _course(app, late).entered[2] == TODAY


def test_a_stage_entered_anew_is_dated_by_its_new_beginning(app: App, project: int) -> None:
    app.projects.advance(project, "urgent", START + 10 * DAY)
    app.projects.step_back(project, "too early", START + 20 * DAY)
    with pytest.raises(UserError):
        app.projects.date_stage(project, 2, START + 5 * DAY)
    app.projects.advance(project, "now it is", START + 30 * DAY)
    app.projects.date_stage(project, 2, START + 25 * DAY)
    assert _course(app, project).entered == {1: START, 2: START + 25 * DAY}
