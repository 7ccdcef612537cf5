"""The *Check* lines of the method, d1 to d3, d9 and d10: each is a test named after its section."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.domain import behaviour, stages
from desktopcrm.domain.buying_window import buying_window, of_plan
from desktopcrm.domain.coverage import dots
from desktopcrm.domain.gates import GateClosed
from desktopcrm.domain.key_points import unused_facts
from desktopcrm.domain.products import own_share, unhappy
from desktopcrm.domain.records import Observation
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord
from tests.method.conftest import Rep

RIVAL_VALUES = {
    "products_services": "Induction furnaces, 24 h service",
    "product_use": "Two lines in the old hall",
    "satisfaction": "4",
    "position_strength": "Second in the region; spare parts from stock",
    "sales_rep": "Tom Birch",
    "sales_style_channels": "Golf with the owner; sells direct",
    "market_share": "35",
    "threat": "Offers a free trial furnace",
}


def test_d1_1_an_account_with_nothing_covers_nothing(rep: Rep) -> None:
    assert set(rep.layers().values()) == {0}


def test_d1_1_one_rival_fact_raises_the_line_only(rep: Rep) -> None:
    rival = rep.app.rivals.add(rep.account, "Hartmann Furnaces")
    before = rep.layers()
    rep.app.facts.observe(rival, "threat", "Undercuts us by a tenth")
    after = rep.layers()
    assert {key for key in after if after[key] > before[key]} == {"line"}
    assert {key for key in after if after[key] < before[key]} == set()


def test_d1_1_what_serves_nothing_is_listed_as_unused(rep: Rep) -> None:
    rep.app.facts.observe(rep.account, "plans", "A second foundry in two years")
    point = rep.app.records.add(NewRecord("key_point", "Capacity for the second foundry", rep.account))
    assert (rep.account, "plans") in unused_facts(rep.plan)
    rep.app.records.link("rests_on", point, rep.account, "plans")
    assert (rep.account, "plans") not in unused_facts(rep.plan)


def test_d1_2_the_next_purchase_is_the_last_one_plus_the_cycle(rep: Rep) -> None:
    rep.app.facts.observe(rep.account, "cycle_days", "90")
    assert of_plan(rep.plan) is None
    rep.app.facts.observe(rep.account, "last_purchase", "1 March 2026")
    window = of_plan(rep.plan)
    assert window is not None
    assert window.opens == date(2026, 5, 30)
    assert window.opens - window.warns == timedelta(days=22)


def test_d1_2_without_both_figures_there_is_no_forecast() -> None:
    assert buying_window(date(2026, 3, 1), None) is None
    assert buying_window(None, 90) is None

    assert buying_window(date(2026, 3, 1), 36_526) is None  # more than a century


def test_d1_3_a_personal_need_must_name_a_person(rep: Rep) -> None:
    need = rep.app.records.add(NewRecord("need", "To be seen as the one who modernised", rep.account))
    with pytest.raises(UserError) as refused:
        rep.app.facts.observe(need, "kind", "personal")
    assert refused.value.key == "errors.personal_need_without_person"
    rep.app.records.add(NewRecord("person", "Anna Wells", rep.account))
    rep.app.facts.observe(need, "person", "Anna Wells")
    rep.app.facts.observe(need, "kind", "personal")
    assert rep.plan.value(need, "kind") == "personal"
    with pytest.raises(UserError):
        rep.app.facts.clear(need, "person")


def test_d1_3_a_hidden_need_that_becomes_explicit_keeps_both_days(rep: Rep) -> None:
    need = rep.app.records.add(NewRecord("need", "Fewer stops", rep.account, facts={"nature": "hidden"}))
    rep.app.facts.observe(need, "nature", "explicit")
    assert [fact.value for fact in rep.plan.past(need, "nature")] == ["explicit", "hidden"]
    assert rep.plan.value(need, "made_explicit_on") == date.today().isoformat()


def test_d1_3_forgetting_the_person_of_a_personal_need_is_refused(rep: Rep) -> None:
    for name in ("Anna Wells", "Jon Hall"):
        rep.app.records.add(NewRecord("person", name, rep.account))
    need = rep.app.records.add(NewRecord("need", "To be seen", rep.account, facts={"person": "Anna Wells"}))
    rep.app.facts.observe(need, "kind", "personal")
    second = rep.app.facts.observe(need, "person", "Jon Hall").fact
    rep.app.facts.forget(second.id)
    first = rep.plan.fact(need, "person")
    assert first is not None
    with pytest.raises(UserError) as refused:
        rep.app.facts.forget(first.id)
    assert refused.value.key == "errors.personal_need_without_person"
    assert rep.plan.fact(need, "person") == first


def test_d1_3_what_was_explicit_before_it_was_hidden_sets_no_day(rep: Rep) -> None:
    need = rep.app.records.add(NewRecord("need", "Fewer stops", rep.account, facts={"nature": "hidden"}))
    earlier = Observation(seen_on=date.today() - timedelta(days=50))
    assert not rep.app.facts.observe(need, "nature", "explicit", earlier).is_current
    assert rep.plan.value(need, "made_explicit_on") == ""


def test_d2_there_are_eight_stages_with_the_sources_items(rep: Rep) -> None:
    found = rep.app.desk.catalogue.stages
    counts = [sum(item.origin.startswith("S1") for item in stage.item) for stage in found]
    assert [stage.number for stage in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert counts == [2, 4, 5, 5, 3, 4, 5, 4]
    assert all(item.why.en and item.why.zh for stage in found for item in stage.item)


def test_d2_a_purchase_starts_at_stage_one(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Third furnace")
    assert stages.course(rep.plan.course_of(project), date.today()).stage == 1


def _tick_all(rep: Rep, project: int, stage: int, but: str = "") -> None:
    for item in rep.app.desk.catalogue.stage(stage).item:
        if item.key != but:
            rep.app.projects.tick(project, item.key, "yes")


def _at_stage(rep: Rep, stage: int) -> int:
    project = rep.app.projects.add(rep.account, "Third furnace")
    for number in range(1, stage):
        _tick_all(rep, project, number)
        rep.app.projects.advance(project)
    return project


def test_d2_moving_on_without_an_informant_asks_for_a_reason_and_leaves_a_mark(rep: Rep) -> None:
    project = _at_stage(rep, 3)
    _tick_all(rep, project, 3, but="3d")
    with pytest.raises(GateClosed) as closed:
        rep.app.projects.advance(project)
    assert [item.key for item in closed.value.gate.mandatory_open] == ["3d"]
    assert stages.course(rep.plan.course_of(project), date.today()).stage == 3
    rep.app.projects.advance(project, "The tender was published early")
    course = stages.course(rep.plan.course_of(project), date.today())
    assert course.stage == 4
    assert [(one.open_items, one.reason) for one in course.forced] == [
        (("3d",), "The tender was published early")
    ]


def test_d2_a_purchase_is_won_only_from_the_last_stage(rep: Rep) -> None:
    project = _at_stage(rep, 2)
    with pytest.raises(UserError) as refused:
        rep.app.projects.win(project)
    assert refused.value.key == "errors.won_too_early"


def test_d2_won_at_the_end_of_the_eighth_stage(rep: Rep) -> None:
    project = _at_stage(rep, 8)
    rep.app.projects.win(project)
    assert stages.course(rep.plan.course_of(project), date.today()).status == "won"


@pytest.mark.parametrize("stage", [1, 5])
def test_d2_lost_from_any_stage_keeps_the_stage(rep: Rep, stage: int) -> None:
    project = _at_stage(rep, stage)
    rep.app.projects.lose(project, "The owner bought from his brother in law")
    closed = stages.course(rep.plan.course_of(project), date.today()).closed
    assert closed is not None
    assert (closed.kind, closed.stage) == ("lost", stage)


def test_d2_items_can_be_ticked_ahead_of_time(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Third furnace")
    rep.app.projects.tick(project, "7b", "doing")
    assert rep.plan.value(project, "check.7b") == "doing"


def test_d3_1_a_note_on_an_industry_shows_at_every_account_of_it(rep: Rep) -> None:
    other = rep.app.accounts.add("Southgate Forge")
    stranger = rep.app.accounts.add("Miller Dairies")
    for account, industry in ((rep.account, "Foundries"), (other, "foundries"), (stranger, "Food")):
        rep.app.facts.observe(account, "industry", industry)
    note = rep.app.records.add(
        NewRecord(
            "note", "Energy tax", facts={"industry": "Foundries", "text": "A tax on furnace gas comes in May"}
        )
    )
    shown = {
        account: note in rep.app.desk.plan(account).records for account in (rep.account, other, stranger)
    }
    assert shown == {rep.account: True, other: True, stranger: False}


def test_d3_2_eight_rival_facts_light_eight_dots(rep: Rep) -> None:
    rival = rep.app.rivals.add(rep.account, "Hartmann Furnaces")
    for key, text in RIVAL_VALUES.items():
        rep.app.facts.observe(rival, key, text)
    found = dots(rep.plan, rep.app.desk.catalogue, rep.plan.record(rival), date.today())
    assert [dot.state for dot in found] == ["lit"] * 8


def test_d3_2_the_same_representative_appears_in_both_accounts(rep: Rep) -> None:
    other = rep.app.accounts.add("Southgate Forge")
    for account in (rep.account, other):
        rival = rep.app.rivals.add(account, "Hartmann Furnaces")
        rep.app.facts.observe(rival, "sales_rep", "Tom Birch")
    cards = rep.app.rivals.cards()
    assert [(card.firm.name, [(one.name, at) for one, at in card.reps]) for card in cards] == [
        ("Hartmann Furnaces", [("Tom Birch", ("Northfield Castings", "Southgate Forge"))])
    ]


def test_d3_3_a_product_of_our_own_counts_as_own_share(rep: Rep) -> None:
    for name, maker in (("Line 1", "us"), ("Line 2", "Hartmann Furnaces"), ("Line 3", "")):
        rep.app.records.add(NewRecord("product", name, rep.account, facts={"maker": maker}))
    share = own_share(rep.plan)
    assert (share.ours, share.known) == (1, 2)


def test_d3_3_an_unhappy_product_proposes_a_need(rep: Rep) -> None:
    for name, satisfaction in (("Line 1", "2"), ("Line 2", "3")):
        rep.app.records.add(NewRecord("product", name, rep.account, facts={"satisfaction": satisfaction}))
    assert [one.name for one in unhappy(rep.plan)] == ["Line 1"]


def test_d3_4_the_decision_maker_must_be_a_person_of_the_account(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Third furnace")
    with pytest.raises(UserError) as refused:
        rep.app.facts.observe(project, "decision_maker", "Anna Wells")
    assert refused.value.key == "errors.person_unknown"
    rep.app.records.add(NewRecord("person", "Anna Wells", rep.account))
    rep.app.facts.observe(project, "decision_maker", "anna wells")
    person = rep.plan.by_uid(rep.plan.value(project, "decision_maker"))
    assert person is not None
    assert person.name == "Anna Wells"


def test_d3_4_six_project_facts_make_six_dots(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Third furnace")
    found = dots(rep.plan, rep.app.desk.catalogue, rep.plan.record(project), date.today())
    assert len(found) == 6


def test_d9_a_profile_has_eight_dots(rep: Rep) -> None:
    person = rep.app.records.add(NewRecord("person", "Anna Wells", rep.account))
    assert len(dots(rep.plan, rep.app.desk.catalogue, rep.plan.record(person), date.today())) == 8


def _cues(rep: Rep, scheme: str, kind: str, count: int) -> list[str]:
    found = next(one for one in rep.app.desk.catalogue.schemes if one.key == scheme)
    return [cue.key for cue in next(one for one in found.type if one.key == kind).cue][:count]


def test_d9_2_four_cues_of_one_type_give_that_type(rep: Rep) -> None:
    scheme = next(s for s in rep.app.desk.catalogue.schemes if any(t.key == "dominant" for t in s.type))
    assert behaviour.propose(scheme, _cues(rep, scheme.key, "dominant", 4)).type == "dominant"


def test_d9_2_two_and_two_are_mixed(rep: Rep) -> None:
    scheme = next(s for s in rep.app.desk.catalogue.schemes if any(t.key == "dominant" for t in s.type))
    ticked = _cues(rep, scheme.key, "dominant", 2) + _cues(rep, scheme.key, "amiable", 2)
    found = behaviour.propose(scheme, ticked)
    assert found.type == ""
    assert found.is_mixed


def test_d10_a_key_point_is_not_checked_without_a_fact(rep: Rep) -> None:
    point = rep.app.records.add(
        NewRecord("key_point", "Uptime of the old hall", rep.account, facts={"kind": "product"})
    )
    with pytest.raises(UserError) as refused:
        rep.app.facts.observe(point, "status", "checked")
    assert refused.value.key == "errors.key_point_without_fact"
    rep.app.facts.observe(rep.account, "plans", "Close the old hall in 2028")
    rep.app.records.link("rests_on", point, rep.account, "plans")
    rep.app.facts.observe(point, "status", "checked")
    assert rep.plan.value(point, "status") == "checked"


def test_d10_a_key_point_about_a_person_needs_the_person(rep: Rep) -> None:
    rep.app.facts.observe(rep.account, "plans", "Close the old hall in 2028")
    point = rep.app.records.add(
        NewRecord("key_point", "His last year in office", rep.account, facts={"kind": "individual"})
    )
    rep.app.records.link("rests_on", point, rep.account, "plans")
    with pytest.raises(UserError) as refused:
        rep.app.facts.observe(point, "status", "checked")
    assert refused.value.key == "errors.key_point_without_person"


def test_d1_1_a_first_purchase_does_not_make_an_account_look_less_known(rep: Rep) -> None:
    rep.app.records.add(NewRecord("person", "Anna Wells", rep.account, facts={"title": "Owner"}))
    before = rep.layers()
    rep.app.projects.add(rep.account, "Third furnace")
    assert rep.layers()["surface"] >= before["surface"]
