"""The sample accounts are deep enough that every section of a plan is alive, and they name nobody real."""

from __future__ import annotations

import re
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.domain import buying_window, key_points, stages
from desktopcrm.domain.coverage import coverage, dots
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.samples import sample_files

FICTIONAL_PHONE = re.compile(
    r"010-5550-01\d\d|125-5550-01\d\d|\+1 \d{3} 555 01\d\d"
)  # 12x: no mobile network
NAMED_DAY = re.compile(r"202[67]|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Oct|Nov|Dec)[a-z]* \d")
EXAMPLE_MAIL = re.compile(r"[\w.]+@example\.(?:com|cn)")


def values(plan: Plan, kind: str, field: str) -> list[str]:
    return [value for one in plan.of(kind) if (value := plan.value(one.id, field))]


def running(plan: Plan) -> list[tuple[Record, stages.Course]]:
    """Open projects, the one furthest on first."""
    found = [(one, stages.course(plan.course_of(one.id), plan.day)) for one in plan.of("project")]
    return sorted((pair for pair in found if pair[1].is_open), key=lambda pair: -pair[1].stage)


def test_it_holds_more_than_a_hundred_and_twenty_facts(plan: Plan) -> None:
    assert sum(1 for _ in plan.current()) >= 120


def test_seven_people_or_more_have_a_profile_and_two_a_whole_one(loaded: App, plan: Plan) -> None:
    lit = [
        [dot.state for dot in dots(plan, loaded.desk.catalogue, person, plan.day)]
        for person in plan.of("person")
    ]
    assert len([states for states in lit if "lit" in states]) >= 7
    assert len([states for states in lit if len(states) == 8 and set(states) == {"lit"}]) >= 2


def test_everybody_but_the_head_reports_to_somebody(plan: Plan) -> None:
    people = {one.id for one in plan.of("person")}
    assert len(people - {link.from_id for link in plan.links_of("reports_to")}) == 1


def test_people_influence_one_another_and_disagree(plan: Plan) -> None:
    assert len(plan.links_of("influences")) >= 3
    assert plan.links_of("conflicts")


def test_two_rivals_have_their_eight_facts_a_representative_and_dated_moves(loaded: App, plan: Plan) -> None:
    rivals = [
        (one, dots(plan, loaded.desk.catalogue, one, plan.day))
        for one in plan.of("rival")
        if plan.value(one.id, "sales_rep")
    ]
    full = [one for one, found in rivals if len(found) == 8 and all(dot.state != "empty" for dot in found)]
    assert len(full) >= 2
    assert all(plan.of("move", one.ref_id) for one in full)
    assert all(values(plan, "move", "day"))


def test_three_products_are_in_use_and_one_is_ours(plan: Plan) -> None:
    makers = values(plan, "product", "maker")
    assert len(plan.of("product")) >= 3
    assert "us" in makers
    assert len(set(makers)) >= 3


def test_the_next_buying_window_lies_two_to_four_months_ahead(plan: Plan) -> None:
    window = buying_window.of_plan(plan)
    assert window is not None
    assert 60 <= window.days_left(plan.day) <= 120
    assert len(plan.of("volume")) >= 3


def test_needs_are_of_every_kind_in_both_natures(plan: Plan) -> None:
    found = {(plan.value(one.id, "kind"), plan.value(one.id, "nature")) for one in plan.of("need")}
    assert found == {
        (kind, nature) for kind in ("product", "personal", "special") for nature in ("hidden", "explicit")
    }


def test_a_hidden_need_has_become_explicit(plan: Plan) -> None:
    natures = [[fact.value for fact in plan.past(one.id, "nature")] for one in plan.of("need")]
    assert ["explicit", "hidden"] in natures


def test_a_personal_need_names_its_person(plan: Plan) -> None:
    personal = [one for one in plan.of("need") if plan.value(one.id, "kind") == "personal"]
    assert personal
    assert all(plan.value(one.id, "person") for one in personal)


def test_two_purchases_run_at_different_stages_and_one_was_won(plan: Plan) -> None:
    late, early = (course for _, course in running(plan))
    assert late.stage in (4, 5, 6)
    assert early.stage in (1, 2)
    courses = [stages.course(plan.course_of(one.id), plan.day) for one in plan.of("project")]
    assert "won" in {course.status for course in courses}


def test_a_stage_was_entered_with_a_mandatory_item_open_and_a_reason(plan: Plan) -> None:
    forced = [event for _, course in running(plan) for event in course.forced]
    assert forced
    assert all(event.reason for event in forced)


def test_the_main_purchase_has_criteria_contenders_clauses_and_planned_days(plan: Plan) -> None:
    project = running(plan)[0][0]
    criteria = plan.of("criterion", project.id)
    assert len(criteria) >= 5
    assert {"us", "buyer", "rival"} <= {plan.value(one.id, "written_by") for one in criteria}
    assert len(plan.of("clause", project.id)) >= 4
    assert all(plan.value(project.id, f"planned.{number}") for number in range(1, 9))


def test_we_and_each_rival_are_scored_on_all_seven_factors(loaded: App, plan: Plan) -> None:
    contenders = plan.of("contender", running(plan)[0][0].id)
    assert len(contenders) >= 3
    assert [one.ref_id for one in contenders].count(None) == 1
    for one in contenders:
        assert all(plan.value(one.id, factor.key) for factor in loaded.desk.catalogue.factors)


def test_the_team_has_one_first_key_person_and_mixed_stances(plan: Plan) -> None:
    team = plan.team(running(plan)[0][0].id)
    assert len(team) >= 7
    assert all(plan.value(one.id, "role") for one in team)
    assert [plan.value(one.id, "kp_rank") for one in team].count("first") == 1
    assert {"champion", "rival"} <= {plan.value(one.id, "stance") for one in team}


def test_the_chance_and_the_budget_have_a_history(plan: Plan) -> None:
    project = running(plan)[0][0]
    assert len(plan.past(project.id, "probability")) >= 3
    assert len(plan.past(project.id, "budget")) >= 2


def test_key_points_cover_all_four_kinds_and_rest_on_facts(plan: Plan) -> None:
    assert len(plan.of("key_point")) >= 5
    assert set(values(plan, "key_point", "kind")) == {"product", "special", "person", "individual"}
    assert {"idea", "checked", "acted", "won"} <= set(values(plan, "key_point", "status"))
    for one in plan.of("key_point"):
        key_points.check_status(plan, one, plan.value(one.id, "status"))


def test_promises_go_both_ways_and_some_are_late(plan: Plan) -> None:
    actions = plan.of("action")
    promised = [one for one in actions if plan.value(one.id, "promise") == "yes"]
    late = [
        one
        for one in promised
        if plan.value(one.id, "status") == "open" and plan.value(one.id, "due") < plan.day.isoformat()
    ]
    assert len(actions) >= 10
    assert {plan.value(one.id, "direction") for one in promised} == {"ours", "theirs"}
    assert late
    assert {"open", "done", "dropped"} == set(values(plan, "action", "status"))


def test_activities_of_every_usual_kind_run_over_half_a_year(plan: Plan) -> None:
    days = sorted(values(plan, "activity", "day"))
    assert len(days) >= 8
    assert int(days[-1][5:7]) - int(days[0][5:7]) + 12 * (int(days[-1][:4]) - int(days[0][:4])) >= 6
    assert {"call", "visit", "meeting", "material"} <= set(values(plan, "activity", "kind"))


def test_all_four_streams_of_the_data_line_have_a_note(plan: Plan) -> None:
    assert set(values(plan, "note", "stream")) == {"rivals", "industry", "macro", "decisions"}


def test_free_notes_hang_on_a_person_a_purchase_and_a_rival(plan: Plan) -> None:
    kinds = {plan.record(one.parent_id).kind for one in plan.of("note") if one.parent_id is not None}
    assert {"person", "project", "rival"} <= kinds


def test_there_are_sensitive_facts_for_privacy_to_hide(loaded: App, plan: Plan) -> None:
    catalogue = loaded.desk.catalogue
    classes = {
        field.privacy
        for fact in plan.current()
        if (field := catalogue.find(plan.record(fact.record_id).kind, fact.field))
    }
    assert classes == {"normal", "private", "sensitive"}


def test_facts_differ_in_certainty_and_come_from_every_kind_of_source(plan: Plan) -> None:
    facts = tuple(plan.current())
    assert {fact.certainty for fact in facts} == {"", "rumour", "twice", "written"}
    assert {fact.source.kind for fact in facts} >= {"person", "document", "own_eyes", "hearsay"}


def test_the_layers_are_lively_and_uneven(loaded: App, plan: Plan) -> None:
    found = coverage(plan, loaded.desk.catalogue, plan.day).layers
    shares = [found[key].percent for key in ("point", "line", "surface", "precision")]
    assert all(40 <= share <= 80 for share in shares)
    assert max(shares) - min(shares) >= 10


def test_nothing_in_it_is_without_a_home(loaded: App) -> None:
    for file in sample_files():
        assert loaded.exchange.load(file, dry_run=True).homeless == ()


def test_phones_and_addresses_are_fictional(loaded: App, plan: Plan) -> None:
    for fact in plan.current():
        field = loaded.desk.catalogue.find(plan.record(fact.record_id).kind, fact.field)
        if field is not None and field.type == "phone":
            assert FICTIONAL_PHONE.fullmatch(fact.value)
        if field is not None and field.type == "email":
            assert EXAMPLE_MAIL.fullmatch(fact.value)


def test_running_text_names_no_day_of_its_own(loaded: App, plan: Plan) -> None:
    """It is read on any day: "next week" beside the day of the fact stays true, a date in the sentence does not."""
    for fact in plan.current():
        field = loaded.desk.catalogue.find(plan.record(fact.record_id).kind, fact.field)
        if field is not None and field.type in ("text", "note"):
            assert not NAMED_DAY.search(f"{fact.value} {fact.note}")


def test_they_go_as_they_came_in_one_step(tmp_path: Path) -> None:
    app = App.open(tmp_path / "data")
    added = sum(len(app.samples.add(lang)) for lang in ("zh", "en"))
    assert app.samples.remove() == added
    assert app.accounts.count(AccountQuery()) == 0
    assert app.rivals.cards() == []
    app.close()
