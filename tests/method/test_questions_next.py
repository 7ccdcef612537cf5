"""The next questions (beyond 3, d13): at most three, whom, why now, how to begin; never tiring, always explained."""

from __future__ import annotations

import pytest

from desktopcrm.domain.inquiry import Inquiry
from desktopcrm.domain.next_questions import Meeting, NextQuestion, next_questions, question_plan, ranked
from desktopcrm.domain.questions_of_rules import as_asked
from desktopcrm.services.questions import NewQuestion
from tests.method.conftest import Rep
from tests.method.flag_case import Case
from tests.method.flag_scenes import stage
from tests.method.purchase_world import on

STEPS = ("need", "pave", "interest", "stand")


@pytest.fixture
def case(rep: Rep) -> Case:
    return Case(rep.app)


def ask(case: Case, *people: int, day: int = 0) -> tuple[NextQuestion, ...]:
    """What to ask next, of whom one will meet."""
    return next_questions(case.plan(day), case.catalogue, Meeting(None, people))


def inquiry(case: Case, day: int = 0) -> Inquiry:
    return Inquiry.of(case.plan(day), case.catalogue, None, ())


def names(case: Case, one: NextQuestion) -> list[str]:
    return [case.plan().record(person).name for person in one.whom]


def why(case: Case, one: NextQuestion, lang: str = "en") -> str:
    return case.tell(one.why_now, lang)


def met(case: Case, name: str, role: str, day: int = 0) -> int:
    """Somebody with a part in the purchase, visited on a day; gives the person."""
    member = case.member(name, role=role)
    case.contact("visit", day, member)
    return case.person(member)


@pytest.mark.parametrize("blocked", [False, True])
def test_beyond_3_at_stage_4_without_criteria_a_known_evaluator_is_asked_about_them(
    case: Case, blocked: bool
) -> None:
    stage(4)(case)
    met(case, "Ray Sato", "technical")
    met(case, "Walter Pike", "decision_maker")
    if blocked:
        case.tick("4e")
    first = ask(case)[0]
    assert (first.kind, names(case, first)) == ("criterion", ["Ray Sato"])
    assert first.text.en.startswith("By what will the offers be measured")
    assert "Ray Sato usually knows (Engineering), last spoken with on 2 Mar 2026." in why(case, first)


def test_an_empty_account_begins_with_the_first_purchase_and_says_who_usually_knows(case: Case) -> None:
    empty = case.app.accounts.add("Empty Ltd")
    found = next_questions(case.app.desk.plan(empty), case.catalogue)
    assert [one.kind for one in found] == ["project", "account", "account"]
    assert all(not one.whom and one.usually for one in found)
    assert "usually: Management, Purchasing" in why(case, found[0])


@pytest.mark.parametrize("number", range(1, 9))
def test_at_every_stage_three_questions_with_why_and_how_in_both_languages(case: Case, number: int) -> None:
    stage(number)(case)
    met(case, "Ray Sato", "technical")
    met(case, "Dana Lind", "purchasing")
    found = ask(case)
    assert len(found) == 3
    assert len({one.subject for one in found}) == 3
    for one in found:
        for lang in ("en", "zh"):
            assert one.text[lang]
            assert one.how[lang]
            assert "{" not in one.text[lang] + one.how[lang] + why(case, one, lang)
        assert one.step in STEPS


def test_the_same_plan_gives_the_same_questions(case: Case) -> None:
    stage(5)(case)
    met(case, "Ray Sato", "technical")
    assert ask(case) == ask(case)


def test_no_field_and_no_person_is_asked_three_times(case: Case) -> None:
    stage(3)(case)
    met(case, "Dana Lind", "purchasing")
    met(case, "Ray Sato", "technical")
    found = ask(case)
    fields = [(one.kind, one.field) for one in found]
    assert len(set(fields)) == len(fields)
    first = [one.whom[0] for one in found if one.whom]
    assert max(first.count(person) for person in first) <= 2


def test_alone_with_one_person_all_questions_may_be_his(case: Case) -> None:
    stage(3)(case)
    dana = met(case, "Dana Lind", "purchasing")
    met(case, "Ray Sato", "technical")
    assert [one.whom[0] for one in ask(case, dana)] == [dana] * 3


def test_who_will_be_met_comes_first_and_it_is_said(case: Case) -> None:
    stage(3)(case)
    met(case, "Dana Lind", "purchasing", 0)
    ray = case.person(case.member("Ray Sato", role="purchasing"))
    with_nobody, with_ray = ask(case), ask(case, ray)
    assert ray not in [person for one in with_nobody for person in one.whom]
    assert with_ray[0].whom[0] == ray
    assert why(case, with_ray[0]).endswith("Ray Sato will be there.")


def test_nobody_is_named_whom_we_have_never_spoken_with_or_who_is_away(case: Case) -> None:
    stage(3)(case)
    dana = case.member("Dana Lind", role="purchasing")
    assert all(not one.whom for one in ask(case))
    case.contact("call", 0, dana)
    assert any("Dana Lind" in names(case, one) for one in ask(case))
    case.know(dana, away_until=on(9).isoformat())
    assert all(not one.whom for one in ask(case))
    assert any("Dana Lind" in names(case, one) for one in ask(case, day=9))


def test_material_makes_nobody_known(case: Case) -> None:
    stage(3)(case)
    case.contact("material", 0, case.member("Dana Lind", role="purchasing"))
    assert all("Dana Lind" not in names(case, one) for one in ask(case) if one.kind != "activity")


def test_what_a_person_is_said_to_know_counts_like_a_part_in_the_purchase(case: Case) -> None:
    stage(2)(case)
    member = case.member("Kim Tran", role="user")
    case.contact("visit", 0, member)
    budget = next(one for one in ask(case) if one.field == "budget")
    assert names(case, budget) == []
    case.know(case.person(member), knows_about="finance")
    budget = next(one for one in ask(case) if one.field == "budget")
    assert names(case, budget) == ["Kim Tran"]


def test_somebody_against_us_is_asked_last(case: Case) -> None:
    stage(2)(case)
    hollis = case.member("Greg Hollis", role="finance", stance="against")
    bell = case.member("Andrea Bell", role="finance", stance="neutral")
    case.contact("visit", 0, hollis, bell)
    budget = next(one for one in ask(case) if one.field == "budget")
    assert names(case, budget) == ["Andrea Bell", "Greg Hollis"]


def test_d4_3_the_lamp_that_decides_the_class_is_asked_for(case: Case) -> None:
    met(case, "Dana Lind", "finance")
    case.know(case.project, has_need="yes", has_authority="yes", is_urgent="yes")
    found = next(one for one in ask(case) if one.origin == "class")
    assert (found.field, names(case, found)) == ("has_money", ["Dana Lind"])
    assert why(case, found).startswith("The deal class hangs on this answer.")


def test_d4_5_a_standard_that_a_key_person_lacks_is_asked_for(case: Case) -> None:
    stage(3)(case)
    walter = case.member(
        "Walter Pike", role="decision_maker", kp_rank="first", kp_need="yes", kp_ability="yes"
    )
    case.contact("visit", 0, walter)
    found = [one for one in ranked(inquiry(case)) if one.motive.origin == "class_kp"]
    assert [one.matter.field for one in found] == ["value_recognised"]
    assert case.tell(found[0].motive.reason) == "Missing for the key-person class of Walter Pike."


def test_an_old_fact_says_its_age(case: Case) -> None:
    met(case, "Dana Lind", "purchasing")
    stage(3)(case)
    case.know(case.project, decision_maker="Dana Lind")
    assert "decision_maker" not in [one.matter.field for one in ranked(inquiry(case, 120))]
    found = next(one for one in ranked(inquiry(case, 121)) if one.matter.field == "decision_maker")
    assert case.tell(found.motive.reason) == "Last heard 121 days ago; good for 120 days."


def test_own_questions_come_first_but_leave_room(case: Case) -> None:
    dana = met(case, "Dana Lind", "purchasing")
    for text in ("Who sits on the committee?", "Who computes the cost?", "When do they meet?"):
        case.app.questions.ask(NewQuestion(case.account, text, dana, case.project, "pave"))
    found = ask(case)
    assert [one.origin for one in found].count("own") == 2
    assert found[0].text.zh == "Who sits on the committee?"
    assert (found[0].step, names(case, found[0])) == ("pave", ["Dana Lind"])
    assert why(case, found[0]).startswith("You noted it on ")


def test_an_accepted_flag_asks_nothing_more(case: Case) -> None:
    stage(2)(case)
    assert "flag:budget_unknown" in [one.origin for one in ask(case)]
    case.accept("budget_unknown")
    assert "flag:budget_unknown" not in [one.origin for one in ask(case)]


def test_another_purchase_is_not_spoken_of_when_one_is_chosen(case: Case) -> None:
    other = case.app.projects.add(case.account, "Another furnace", on(0))
    stage(4)(case)
    found = next_questions(case.plan(), case.catalogue, Meeting(other))
    assert found
    assert {one.project_id for one in found} <= {other, None}
    assert "criterion" not in [one.kind for one in found]


def test_a_personal_need_is_never_quoted_and_never_asked_after_like_a_fault(case: Case) -> None:
    member = case.member("Kim Tran", role="user")
    case.contact("visit", 0, member)
    stage(2)(case)
    case.put("need", "To be promoted", None, 0, kind="personal", nature="hidden", person="Kim Tran")
    words = [one.how.en + one.text.en + one.about for one in ask(case)]
    assert not any("To be promoted" in one for one in words)


def test_an_explicit_need_is_quoted_where_it_is_asked_from_the_need(case: Case) -> None:
    met(case, "Dana Lind", "finance")
    stage(2)(case)
    case.put("need", "Less scrap", None, 0, kind="product", nature="explicit")
    budget = next(one for one in ask(case) if one.field == "budget")
    assert budget.step == "stand"
    assert budget.how.en.startswith("“Less scrap”: that is what this is about.")


@pytest.mark.parametrize("steps", [STEPS, ("interest",), ("stand", "need"), ()])
def test_d13_each_step_chosen_gets_a_question(case: Case, steps: tuple[str, ...]) -> None:
    dana = met(case, "Dana Lind", "purchasing")
    found = question_plan(case.plan(), case.catalogue, Meeting(case.project, (dana,)), steps)
    assert {one.step for one in found} == set(steps)
    order = [STEPS.index(one.step) for one in found]
    assert order == sorted(order)
    assert all(one.text.en for one in found)


def test_d13_where_nothing_is_open_the_opener_is_the_question(case: Case) -> None:
    empty = case.app.accounts.add("Empty Ltd")
    found = question_plan(case.app.desk.plan(empty), case.catalogue, Meeting(), ("interest",))
    assert [(one.origin, one.step) for one in found] == [("step", "interest")]
    assert found[0].text.en.endswith("?")


@pytest.mark.parametrize("number", range(1, 9))
def test_d13_an_opener_leaves_the_asking_to_the_question_behind_it(case: Case, number: int) -> None:
    stage(number)(case)
    met(case, "Ray Sato", "technical")
    assert not [one.how.en for one in ask(case) if one.how.en.endswith("?")]


def test_what_one_asks_the_person_concerned_is_put_otherwise_to_somebody_else(case: Case) -> None:
    """“You” is nobody else; and what somebody likes is asked of nobody else at all."""
    stage(3)(case)
    ray, jess = met(case, "Ray Sato", "technical"), met(case, "Jess Novak", "informant")
    said = {}
    for table in (ray, jess):
        found = ranked(Inquiry.of(case.plan(), case.catalogue, None, (table,)))
        mine = [one for one in found if one.matter.kind == "member" and one.matter.field == "stance"]
        stance = next(one for one in mine if one.matter.record and one.matter.record.ref_id == ray)
        said[table] = (stance.wording.text, stance.asked.people[0])
        others = [one for one in found if one.matter.kind == "person" and one.asked.people]
        assert all(one.matter.record and one.asked.people == (one.matter.record.id,) for one in others)
    assert said[ray] == (case.catalogue.field("member", "stance").ask, ray)
    assert (said[jess][0].en[:35], said[jess][1]) == ("How would Ray Sato answer this: “If", jess)


def test_in_a_meeting_what_somebody_there_knows_comes_before_all_else(case: Case) -> None:
    stage(3)(case)
    ray, dana = met(case, "Ray Sato", "technical"), met(case, "Dana Lind", "purchasing")
    case.app.questions.ask(NewQuestion(case.account, "Who signs?", dana, case.project))
    assert ask(case)[0].text.en == "Who signs?"
    assert all(one.whom[0] == ray for one in ask(case, ray))


def test_d13_every_step_has_an_opener_for_every_stage_and_every_kind_of_need(case: Case) -> None:
    needs = {one.key for one in case.catalogue.options("need_kind")}
    for step in case.catalogue.question_steps:
        assert {number for one in step.opener for number in one.stages} == set(range(1, 9))
        assert {need for one in step.opener for need in one.needs} == needs


@pytest.mark.parametrize(
    ("jotted", "asked"),
    [
        ("who signs", "Who signs?"),
        ("Who signs?", "Who signs?"),
        ("谁签字", "谁签字？"),
        ("谁签字？", "谁签字？"),
    ],
)
def test_a_question_of_ones_own_is_put_as_a_sentence(jotted: str, asked: str) -> None:
    assert as_asked(jotted) == asked
