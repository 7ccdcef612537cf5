"""What counts as an answer to a flag and what does not: unknown is never yes (d4.2), a rumour of a step is no step."""

from __future__ import annotations

import pytest

from tests.method.conftest import Rep
from tests.method.flag_case import Case
from tests.method.flag_scenes import boss, criterion, promise, stage
from tests.method.purchase_world import on


@pytest.fixture
def case(rep: Rep) -> Case:
    return Case(rep.app)


def test_d2_leaving_stage_3_without_an_informant_leaves_the_flag(case: Case) -> None:
    stage(3)(case)
    assert not case.is_raised("no_informant")
    case.app.projects.advance(case.project, "the draft is due", on(0))
    assert case.said("no_informant") == "Stage 4, and nobody inside tells us how things really stand."
    for item in ("2d", "3b", "3c", "3e"):
        case.tick(item)
    owed = "Still owed from an earlier stage: An informant who helps us has been found."
    assert case.said("forced_items") == owed


@pytest.mark.parametrize("how", ["field", "role", "item"])
def test_an_informant_may_be_named_in_any_of_three_ways(case: Case, how: str) -> None:
    stage(4)(case)
    member = case.member("Jess Novak", role="user")
    if how == "field":
        case.know(case.project, informant="Jess Novak")
    elif how == "role":
        case.know(member, role="informant")
    else:
        case.tick("3d", "na")
    assert not case.is_raised("no_informant")


def test_an_informant_who_is_gone_informs_no_more(case: Case) -> None:
    stage(4)(case)
    member = case.member("Jess Novak", role="user")
    case.know(case.project, informant="Jess Novak")
    case.app.records.archive(case.person(member))
    assert case.is_raised("no_informant")


@pytest.mark.parametrize("written_by", ["buyer", "rival", "unknown"])
def test_beyond_7_criteria_of_others_leave_the_window_open(case: Case, written_by: str) -> None:
    stage(4)(case)
    criterion(written_by=written_by)(case)
    assert "1 written down, none of them ours" in case.said("criteria_window")


def test_beyond_7_an_action_against_a_rival_is_a_block(case: Case) -> None:
    stage(4)(case)
    rival = case.rival()
    action = case.put("action", "Show the test run before they do", rival)
    assert not case.is_raised("criteria_window")
    case.know(action, status="dropped")
    assert case.is_raised("criteria_window")


def test_beyond_7_a_block_that_came_too_late_does_not_heal_the_weakness(case: Case) -> None:
    stage(5)(case)
    case.today(20)
    case.tick("4e", "yes", 20)
    assert case.is_raised("criteria_by_others", 20)


def test_beyond_7_a_block_in_time_does(case: Case) -> None:
    case.tick("4e")
    stage(5)(case)
    assert not case.is_raised("criteria_by_others")


@pytest.mark.parametrize(("planned", "raised"), [(9, False), (10, False), (11, True)])
def test_beyond_7_an_action_counts_until_the_day_the_window_closes(
    case: Case, planned: int, raised: bool
) -> None:
    rival = case.rival()
    case.at_stage(4)
    case.today(10)
    case.app.projects.advance(case.project, "the draft is out", on(10))
    case.today(11)
    case.put("action", "Show the test run", rival, planned)
    assert case.is_raised("criteria_by_others", 11) is raised


def test_beyond_7_back_at_stage_4_the_window_is_open_again(case: Case) -> None:
    stage(5)(case)
    case.app.projects.step_back(case.project, "the draft was withdrawn", on(0))
    assert not case.is_raised("criteria_by_others")
    assert case.is_raised("criteria_window")


def test_d3_2_a_small_threat_and_a_rival_that_is_out_need_no_answer(case: Case) -> None:
    rival = case.rival(threat="Talks of a price war", threat_level="low")
    assert not case.is_raised("threat_unanswered")
    case.know(rival, threat_level="high")
    assert [one.severity for one in case.raised("threat_unanswered")] == ["red"]
    firm = case.app.records.get(rival).ref_id
    made = case.app.rivals.add_contender(case.project, "Hartmann")
    assert case.app.records.get(made).ref_id == firm
    case.know(made, fate="removed")
    assert not case.is_raised("threat_unanswered")


@pytest.mark.parametrize(("level", "raised"), [("low", False), ("medium", True), ("high", True)])
def test_d3_2_a_threat_counts_from_medium_on(case: Case, level: str, raised: bool) -> None:
    case.rival(threat_level=level)
    assert case.is_raised("threat_unanswered") is raised
    assert case.is_raised("threat_unanswered", 0, case.tuned(threat_unanswered__least_level=0))


def test_d3_4_a_role_in_the_team_names_the_decision_maker_too(case: Case) -> None:
    stage(4)(case)
    case.member("Walter Pike", role="decision_maker")
    assert not case.is_raised("decision_maker_unknown")


def test_d4_5_a_call_is_no_meeting_unless_the_rep_says_so(case: Case) -> None:
    stage(3)(case)
    boss(case)
    case.contact("call", 0, case.plan().of("member")[0].id)
    assert case.said("first_key_never_met") == "Walter Pike decides, and we have never met."
    assert not case.is_raised("first_key_never_met", 0, case.tuned(first_key_never_met__calls_count=1))


def test_d4_5_an_absence_is_said(case: Case) -> None:
    stage(3)(case)
    boss(case)
    case.know(case.plan().of("member")[0].id, away_until=on(10).isoformat())
    assert case.said("first_key_never_met").endswith("the absence lasts until 12 Mar 2026.")
    assert case.said("first_key_never_met", 10) == "Walter Pike decides, and we have never met."


def test_d4_5_nobody_known_to_decide_is_the_other_flag(case: Case) -> None:
    stage(4)(case)
    assert not case.is_raised("first_key_never_met")
    assert case.is_raised("decision_maker_unknown")


def test_a_planned_visit_and_material_are_no_contact(case: Case) -> None:
    stage(2)(case)
    anna, ben = case.member("Anna Wells"), case.member("Ben Ode")
    case.contact("visit", 0, anna)
    case.contact("material", 0, ben)
    case.contact("visit", 9, ben)
    assert case.said("single_contact") == "Everything here runs through Anna Wells alone."
    assert not case.is_raised("single_contact", 9)


def test_nobody_at_all_is_not_a_single_contact(case: Case) -> None:
    stage(4)(case)
    assert not case.is_raised("single_contact")


def test_d1_3_hidden_needs_are_counted_and_an_explicit_one_of_another_purchase_is_not(case: Case) -> None:
    stage(2)(case)
    assert case.said("no_explicit_need") == "Stage 2, and no need has been written down."
    case.app.projects.add(case.account, "Another furnace", on(0))
    case.put("need", "Less noise", None, 0, nature="hidden")
    case.put("need", "Less scrap", None, 0, nature="explicit", project="Another furnace")
    assert case.said("no_explicit_need") == "Stage 2: we see 1 need, the customer has said none."


def test_d1_3_the_needs_of_the_company_are_pressed_before_somebodys_own(case: Case) -> None:
    stage(2)(case)
    case.member("Kim Tran")
    case.put("need", "To be promoted", None, 0, kind="personal", nature="hidden", person="Kim Tran")
    plant = case.put("need", "Less scrap", None, 0, kind="product", nature="hidden")
    assert case.raised("no_explicit_need")[0].place == ("point", f"{plant}:nature")


def test_d1_3_the_newest_need_is_named_and_one_found_today_counts(case: Case) -> None:
    case.put("need", "Less noise")
    newest = case.put("need", "Less scrap", None, 5)
    found = case.raised("no_new_need", 40)[0]
    assert [one.record_id for one in found.evidence] == [case.project, newest]
    case.today(40)
    case.know(newest, 40, found_on=on(40).isoformat())
    assert not case.is_raised("no_new_need", 40)


def test_the_budget_is_yellow_at_its_stage_and_red_after_it(case: Case) -> None:
    stage(2)(case)
    assert [one.severity for one in case.raised("budget_unknown")] == ["yellow"]
    case.app.projects.advance(case.project, "approved", on(0))
    assert [one.severity for one in case.raised("budget_unknown")] == ["red"]
    case.tick("2d", "na")
    assert not case.is_raised("budget_unknown")


def test_d10_an_action_that_serves_a_key_point_is_its_action(case: Case) -> None:
    point = case.put("key_point", "Start without a stop", None, 0, solution="A hot swap")
    assert case.said("key_point_unanswered", 9).endswith("has a solution, and nobody acts on it.")
    action = case.put("action", "Show it to the board")
    case.app.records.link("serves", action, point)
    assert not case.is_raised("key_point_unanswered", 9)


def test_d10_an_action_under_a_key_point_is_its_action_until_it_is_called_off(case: Case) -> None:
    point = case.put("key_point", "Start without a stop", None, 0, solution="A hot swap")
    action = case.put("action", "Show it to the board", point)
    assert not case.is_raised("key_point_unanswered", 9)
    case.know(action, status="dropped")
    assert case.is_raised("key_point_unanswered", 9)


@pytest.mark.parametrize("status", ["won", "failed"])
def test_d10_a_key_point_that_is_settled_is_left_alone(case: Case, status: str) -> None:
    point = case.put("key_point", "Start without a stop")
    case.app.records.link("rests_on", point, case.account)
    case.know(point, status=status)
    assert not case.is_raised("key_point_unanswered", 30)


def test_a_promise_about_a_purchase_that_is_over_is_history(case: Case) -> None:
    promise("ours")(case)
    case.know(case.plan().of("action")[0].id, project="Third furnace")
    assert case.is_raised("promise_ours_overdue", 20)
    case.app.projects.lose(case.project, "price", on(0))
    assert not case.is_raised("promise_ours_overdue", 20)


def test_a_promise_names_to_whom_it_was_given(case: Case) -> None:
    case.member("Anna Wells")
    promise("ours")(case)
    case.know(case.plan().of("action")[0].id, person="Anna Wells")
    assert case.said("promise_ours_overdue", 9) == "We promised Anna Wells “Send the drawing”: 1 day late."


@pytest.mark.parametrize("named", [True, False])
def test_a_flag_about_a_record_tells_the_purchase_it_belongs_to(case: Case, named: bool) -> None:
    case.app.projects.add(case.account, "Another furnace", on(0))
    facts = {"project": "Third furnace"} if named else {}
    promise("ours")(case)
    case.know(case.plan().of("action")[0].id, **facts)
    case.put("key_point", "Start without a stop", None, 0, **facts)
    case.contact("material", 0, outcome="forward", **facts)
    for rule in ("promise_ours_overdue", "key_point_unanswered", "material_as_progress", "material_last"):
        assert [one.project_id for one in case.raised(rule, 9)] == [case.project if named else None], rule


def test_a_date_is_mended_where_its_field_stands(case: Case) -> None:
    case.know(case.project, decision_date=on(1).isoformat())
    assert case.raised("date_passed", 5)[0].place == ("line", f"{case.project}:decision_date")
    case.know(case.project, evaluation_date=on(0).isoformat())
    assert case.raised("date_passed", 5)[0].place == ("procurement", f"{case.project}:evaluation_date")


def test_the_signatory_who_is_missing_is_asked_for(case: Case) -> None:
    stage(8)(case)
    assert case.raised("signatories_unknown")[0].place[1] == f"{case.project}:their_signatory"
    case.member("Walter Pike", role="signatory")
    assert case.raised("signatories_unknown")[0].place[1] == f"{case.project}:our_signatory"


def test_items_owed_are_named_until_each_is_settled(case: Case) -> None:
    case.to_stage(2)
    assert case.tell(case.raised("forced_items")[0].said, "zh").startswith("前面欠着的必办事项：")
    case.tick("1a", "doing")
    case.tick("1b", "na")
    assert len(case.raised("forced_items")[0].evidence) == 1


def test_seen_from_an_earlier_day_the_flags_are_those_of_that_day(case: Case) -> None:
    stage(4)(case)
    case.today(30)
    case.know(case.project, 30, budget="USD 900,000")
    assert case.is_raised("budget_unknown", 29)
    assert not case.is_raised("budget_unknown", 30)
