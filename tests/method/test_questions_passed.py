"""Passing a question over, noting one, answering one."""

from __future__ import annotations

import pytest

from desktopcrm.domain.next_questions import NextQuestion, next_questions
from desktopcrm.domain.records import Observation, Source
from desktopcrm.errors import UserError
from desktopcrm.services.questions import NewQuestion, Skipped
from tests.method.conftest import Rep
from tests.method.flag_case import Case
from tests.method.flag_scenes import stage
from tests.method.purchase_world import on

DAYS = 7


@pytest.fixture
def case(rep: Rep) -> Case:
    made = Case(rep.app)
    stage(2)(made)
    return made


def budget(case: Case, day: int = 0) -> NextQuestion | None:
    found = next_questions(case.plan(day), case.catalogue)
    return next((one for one in found if one.field == "budget"), None)


def skipped(case: Case) -> Skipped:
    one = budget(case)
    assert one is not None
    return Skipped(case.account, one.subject, one.state, one.text.en)


def test_not_now_comes_back_after_its_days(case: Case) -> None:
    case.app.questions.not_now(skipped(case))
    assert [budget(case, day) is None for day in (0, DAYS - 1, DAYS)] == [True, True, False]


def test_not_now_may_be_tuned(case: Case) -> None:
    assert case.catalogue.rulebook.param("not_now", "days") == DAYS
    assert case.catalogue.rulebook["not_now"].param[0].low >= 1


def test_what_cannot_be_known_comes_back_at_another_stage(case: Case) -> None:
    case.app.questions.unknowable(skipped(case), "Finance tells nobody")
    assert [budget(case, day) is None for day in (0, DAYS, 200)] == [True, True, True]
    case.today(20)
    case.app.projects.advance(case.project, "approved", on(20))
    assert budget(case, 20) is not None


def test_what_cannot_be_known_needs_a_reason(case: Case) -> None:
    with pytest.raises(UserError) as refused:
        case.app.questions.unknowable(skipped(case), " ")
    assert refused.value.key == "errors.reason_missing"
    assert budget(case) is not None


def test_passing_over_is_one_step_and_can_be_taken_back(case: Case) -> None:
    one = skipped(case)
    case.app.questions.not_now(one)
    case.app.history.undo()
    assert budget(case) is not None
    case.app.questions.unknowable(one, "Finance tells nobody")
    case.app.questions.take_back(case.account, one.subject)
    assert budget(case) is not None


def test_an_answer_becomes_a_fact_with_its_source(case: Case) -> None:
    one = budget(case)
    assert one is not None
    anna = case.put("person", "Anna Wells")
    seen = Observation(Source("person", "", anna), "twice", on(0))
    case.app.questions.answer(case.account, one, "USD 900,000", seen)
    fact = case.plan().fact(case.project, "budget")
    assert fact is not None
    assert (fact.value, fact.source.person_id, fact.certainty) == ("USD 900000", anna, "twice")
    assert budget(case) is None


def test_an_answer_that_names_somebody_new_adds_the_person(case: Case) -> None:
    case.to_stage(3)
    found = next_questions(case.plan(), case.catalogue)
    who = next(one for one in found if one.field == "decision_maker")
    case.app.questions.answer(case.account, who, "Walter Pike")
    plan = case.plan()
    assert [one.name for one in plan.of("person")] == ["Walter Pike"]
    assert plan.value(case.project, "decision_maker") == plan.of("person")[0].uid


def test_an_answer_that_does_not_fit_is_refused(case: Case) -> None:
    one = budget(case)
    assert one is not None
    with pytest.raises(UserError):
        case.app.questions.answer(case.account, one, "rather a lot")
    assert budget(case) is not None


def test_a_missing_record_is_made_of_the_answer(case: Case) -> None:
    one = next(one for one in next_questions(case.plan(), case.catalogue) if one.kind == "need")
    made = case.app.questions.answer(case.account, one, "Less scrap")
    plan = case.plan()
    assert (plan.record(made).name, plan.value(made, "kind")) == ("Less scrap", "product")


def test_an_own_question_is_noted_answered_and_gone(case: Case) -> None:
    made = case.app.questions.ask(NewQuestion(case.account, "Who sits on the committee?", step="pave"))
    assert case.plan().value(made, "status") == "open"
    own = next(one for one in next_questions(case.plan(), case.catalogue) if one.origin == "own")
    case.app.questions.answer(case.account, own, "Pike and Hollis")
    assert (case.plan().value(made, "status"), case.plan().value(made, "answer")) == (
        "answered",
        "Pike and Hollis",
    )
    assert all(one.origin != "own" for one in next_questions(case.plan(), case.catalogue))
    case.app.history.undo()
    assert case.plan().value(made, "status") == "open"


def test_an_own_question_can_be_let_go(case: Case) -> None:
    made = case.app.questions.ask(NewQuestion(case.account, "Who sits on the committee?"))
    case.app.questions.close(made)
    assert case.plan().value(made, "status") == "dropped"
