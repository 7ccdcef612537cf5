"""The last stage and the last day without a flag, and the first with one; each number is a parameter."""

from __future__ import annotations

import pytest

from desktopcrm.domain.records import Observation
from tests.method.conftest import Rep
from tests.method.flag_case import Case
from tests.method.flag_scenes import boss, criterion, key_point, meet, promise, stage
from tests.method.purchase_world import on

STAGES = range(1, 9)


@pytest.fixture
def case(rep: Rep) -> Case:
    return Case(rep.app)


def stages_of(case: Case, rule: str) -> list[int]:
    """The stages at which a rule raises its flag, going through all eight."""
    found = []
    for number in STAGES:
        if number > 1:
            case.app.projects.advance(case.project, "the board wants it", on(0))
        if case.is_raised(rule):
            found.append(number)
    return found


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("no_explicit_need", [2, 3, 4, 5, 6, 7, 8]),  # d1.3: past stage 1
        ("decision_maker_unknown", [4, 5, 6, 7, 8]),  # d3.4: after stage 3
        ("no_informant", [4, 5, 6, 7, 8]),  # d2: item 3d left open
        ("budget_unknown", [2, 3, 4, 5, 6, 7, 8]),  # item 2d
        ("timetable_unknown", [3, 4, 5, 6, 7, 8]),
        ("criteria_window", [4]),  # beyond 7: while the window is open
        ("criteria_by_others", [5, 6, 7, 8]),  # and the weakness for good
        ("signatories_unknown", [8]),  # item 8b
        ("forced_items", [2, 3, 4, 5, 6, 7, 8]),
        ("no_block_action", []),  # the window's own flag says it
    ],
)
def test_a_flag_comes_with_its_stage(case: Case, rule: str, expected: list[int]) -> None:
    assert stages_of(case, rule) == expected


@pytest.mark.parametrize(("rule", "first"), [("first_key_never_met", 3), ("single_contact", 2)])
def test_a_flag_about_people_comes_with_its_stage(case: Case, rule: str, first: int) -> None:
    if rule == "single_contact":
        meet("Anna Wells")(case)
    else:
        boss(case)
    assert stages_of(case, rule) == [number for number in STAGES if number >= first]


def test_no_block_action_is_a_matter_of_stage_4(case: Case) -> None:
    criterion(written_by="us")(case)
    assert stages_of(case, "no_block_action") == [4]


def test_a_criterion_that_shuts_out_matters_from_stage_4_to_6(case: Case) -> None:
    criterion(effect="excludes")(case)
    assert stages_of(case, "criterion_shuts_out") == [4, 5, 6]


def test_d3_2_a_rival_is_looked_at_again_within_sixty_days(case: Case) -> None:
    rival = case.rival(checked_on=on(0).isoformat())
    assert case.days("rival_unchecked", 60, 61) == [False, True]
    case.today(61)
    case.know(rival, 61, market_share="30")
    assert not case.is_raised("rival_unchecked", 61)
    tuned = case.tuned(rival_unchecked__days=10)
    assert [case.is_raised("rival_unchecked", day, tuned) for day in (71, 72)] == [False, True]


def test_d3_2_only_a_running_purchase_makes_an_old_picture_of_a_rival_dangerous(case: Case) -> None:
    case.rival()
    case.app.projects.pause(case.project, "no money", on(0))
    assert not case.is_raised("rival_unchecked", 90)


def test_d1_3_thirty_days_without_a_new_need(case: Case) -> None:
    assert case.days("no_new_need", 30, 31) == [False, True]
    case.today(10)
    case.put("need", "Less scrap", None, 10, found_on=on(10).isoformat())
    assert case.days("no_new_need", 40, 41) == [False, True]


def test_d1_3_a_hidden_need_that_is_said_aloud_counts_as_gathered(case: Case) -> None:
    need = case.put("need", "Less scrap", None, 0, nature="hidden")
    case.today(20)
    case.know(need, 20, nature="explicit")
    assert case.days("no_new_need", 50, 51) == [False, True]


def test_d1_3_the_same_last_need_is_warned_of_once(case: Case) -> None:
    case.put("need", "Less scrap", None, 0)
    other = case.app.projects.add(case.account, "Second furnace", on(0))
    assert len(case.raised("no_new_need", 31)) == 1
    case.put(
        "need", "More room", None, 0, project=case.app.records.get(other).uid, found_on=on(5).isoformat()
    )
    assert len(case.raised("no_new_need", 40)) == 2


def test_d1_3_from_stage_7_on_it_is_about_terms(case: Case) -> None:
    stage(6)(case)
    assert case.is_raised("no_new_need", 40)
    case.app.projects.advance(case.project, "on we go", on(0))
    assert not case.is_raised("no_new_need", 40)


@pytest.mark.parametrize("rule", ["promise_ours_overdue", "promise_theirs_overdue"])
def test_a_promise_is_late_on_the_day_after(case: Case, rule: str) -> None:
    promise(rule.split("_")[1])(case)
    assert case.days(rule, 7, 8, 9) == [False, False, True]
    other = {"ours": "theirs", "theirs": "ours"}[rule.split("_")[1]]
    assert not case.is_raised(f"promise_{other}_overdue", 9)


def test_what_was_not_promised_is_no_broken_promise(case: Case) -> None:
    case.put("action", "Send the drawing", None, 0, direction="ours", due=on(1).isoformat())
    assert not case.is_raised("promise_ours_overdue", 30)


def test_d3_4_a_date_is_passed_on_the_day_after(case: Case) -> None:
    case.know(case.project, decision_date=on(10).isoformat())
    assert case.days("date_passed", 10, 11) == [False, True]
    assert case.said("date_passed", 11) == "Passed without result: Decision date 12 Mar 2026."


def test_d3_4_a_date_that_was_kept_is_none_to_warn_of(case: Case) -> None:
    case.app.facts.observe(case.project, "planned.2", on(5).isoformat(), Observation(seen_on=on(0)))
    assert case.is_raised("date_passed", 6)
    case.to_stage(2, 0)
    assert not case.is_raised("date_passed", 6)


def test_d3_4_once_the_choice_has_fallen_the_day_of_decision_is_history(case: Case) -> None:
    case.know(case.project, decision_date=on(1).isoformat())
    stage(6)(case)
    assert case.is_raised("date_passed", 5)
    case.app.projects.advance(case.project, "chosen", on(0))
    assert not case.is_raised("date_passed", 5)


def test_d3_4_an_evaluation_is_awaited_until_its_stage_is_over(case: Case) -> None:
    case.know(case.project, evaluation_date=on(1).isoformat())
    stage(5)(case)
    assert case.is_raised("date_passed", 5)
    case.app.projects.advance(case.project, "compared", on(0))
    assert not case.is_raised("date_passed", 5)


def test_d10_a_new_key_point_may_rest_for_a_week(case: Case) -> None:
    key_point(case)
    assert case.days("key_point_unanswered", 7, 8) == [False, True]


def test_d10_only_the_three_strongest_key_points_are_pressed(case: Case) -> None:
    for number in range(5):
        case.put("key_point", f"Point {number}", None, 0, effect=str(5 - number))
    found = case.raised("key_point_unanswered", 30)
    assert [case.plan().record(one.record_id).name for one in found] == ["Point 0", "Point 1", "Point 2"]


def test_d6_after_material_a_step_within_the_week(case: Case) -> None:
    case.contact("material", 0)
    case.contact("visit", 8)
    assert case.days("material_last", 0, 1) == [True, False]


def test_d6_a_promise_with_a_day_is_a_next_step_too(case: Case) -> None:
    case.contact("material", 0)
    case.put("action", "They read it", None, 0, direction="theirs", due=on(7).isoformat())
    assert case.days("material_last", 0, 7, 8) == [False, False, True]


def test_d6_material_counted_as_progress_is_forgotten_after_a_quarter(case: Case) -> None:
    case.contact("material", 0, outcome="forward")
    assert case.days("material_as_progress", 0, 90, 91) == [True, True, False]


def test_d6_a_visit_that_moved_us_forward_is_progress(case: Case) -> None:
    case.contact("visit", 0, outcome="forward")
    assert not case.is_raised("material_as_progress")


def test_a_fact_is_old_on_the_day_after_its_last_good_day(case: Case) -> None:
    case.know(case.project, purchase_plan="Two furnaces")
    limit = case.catalogue.field("project", "purchase_plan").stale_after
    assert case.days("stale_facts", limit, limit + 1) == [False, True]


def test_a_fact_the_stage_does_not_need_may_be_old(case: Case) -> None:
    case.know(case.project, purchase_plan="Two furnaces")
    stage(4)(case)
    assert not case.is_raised("stale_facts", 300)


def test_old_facts_are_one_flag_that_names_the_most_valuable(case: Case) -> None:
    case.know(case.project, purchase_plan="Two", plan_purpose="More")
    case.know(case.project, timetable="May", decision_date="1 Dec 2026", special_needs="Hot swap")
    said = case.said("stale_facts", 200)
    assert said.startswith("Too old for this stage: Purchase plan (200 days), ")
    assert said.endswith(", and 2 more.")
