"""d6: which rejections to expect at a visit: what was said, what is known or missing, who will be met, the stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktopcrm.domain.rejections import Likely, likeliest
from desktopcrm.services.objections import NewRejection
from desktopcrm.services.records import NewRecord
from tests.method.conftest import Rep

TODAY = date.today()


def expected(rep: Rep, project: int | None, *people: int) -> tuple[Likely, ...]:
    """The likeliest first; here all that have a sign."""
    catalogue = rep.app.desk.catalogue
    rules = catalogue.rulebook.tuned({"objection_likely.shown": 7})
    return likeliest(rep.plan, project, replace(catalogue, rulebook=rules), people)


def reasons(found: tuple[Likely, ...], objection: str) -> list[str]:
    return [said.key for one in found if one.objection == objection for said in one.reasons]


def stage(rep: Rep, project: int, number: int) -> None:
    for _ in range(number - 1):
        rep.app.projects.advance(project, "known to be there")


def test_d6_two_are_prepared_and_each_has_an_answer(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    found = likeliest(rep.plan, project, rep.app.desk.catalogue)
    assert len(found) == 2
    assert found == expected(rep, project)[:2]
    assert all(rep.app.objections.deck.answer(one.answer) for one in found)


def test_d6_an_unknown_budget_is_a_gap_from_stage_2_on(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    assert reasons(expected(rep, project), "no_budget") == []
    stage(rep, project, 2)
    assert reasons(expected(rep, project), "no_budget") == [
        "objections.sign_budget_unknown",
        "objections.sign_stage",
    ]


@pytest.mark.parametrize(
    ("budget", "amount", "reason"),
    [
        ("CNY 99", "CNY 100", "objections.sign_budget_small"),
        ("CNY 100", "CNY 100", "objections.sign_stage"),
        ("USD 99", "CNY 100", "objections.sign_stage"),
    ],
)
def test_d6_a_budget_below_the_amount_speaks_for_no_budget(
    rep: Rep, budget: str, amount: str, reason: str
) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    stage(rep, project, 2)
    rep.app.facts.observe(project, "budget", budget)
    rep.app.facts.observe(project, "amount", amount)
    rep.app.facts.observe(project, "decision_maker", _person(rep, "Ann Lee"))
    assert reasons(expected(rep, project), "no_budget")[:1] == [reason]


def test_d6_no_money_is_said_not_guessed(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    rep.app.facts.observe(project, "has_money", "yes")
    assert reasons(expected(rep, project), "no_budget") == []
    rep.app.facts.observe(project, "has_money", "no")
    assert expected(rep, project)[0].why.key == "objections.sign_no_money"


def test_d6_a_high_threat_lets_expect_the_supplier(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    rival = rep.app.rivals.add(rep.account, "Cognos")
    for level, expects in (("medium", "objections.sign_stage"), ("high", "objections.sign_rival")):
        rep.app.facts.observe(rival, "threat_level", level)
        assert reasons(expected(rep, project), "have_supplier")[0] == expects
    assert expected(rep, project)[0].objection == "have_supplier"


@pytest.mark.parametrize(
    ("maker", "mark", "objection", "reason"),
    [
        ("Cognos", "4", "have_supplier", "objections.sign_content"),
        ("Cognos", "3", "have_supplier", "objections.sign_stage"),
        ("us", "5", "have_supplier", "objections.sign_stage"),
        ("us", "2", "bad_experience", "objections.sign_unhappy"),
        ("us", "3", "bad_experience", ""),
        ("Cognos", "2", "bad_experience", ""),
        ("Northfield Castings", "3", "in_house", "objections.sign_made_here"),
    ],
)
def test_d6_products_in_use_tell_what_will_be_said(
    rep: Rep, maker: str, mark: str, objection: str, reason: str
) -> None:
    rep.app.records.add(
        NewRecord("product", "Blowers", rep.account, facts={"maker": maker, "satisfaction": mark})
    )
    rep.app.records.add(
        NewRecord("activity", "Visit", rep.account, facts={"kind": "visit", "day": TODAY.isoformat()})
    )
    found = {one.objection: one.why.key for one in expected(rep, None)}
    assert found.get(objection, "") == reason


def test_d6_a_product_they_no_longer_use_holds_nobody(rep: Rep) -> None:
    facts = {"maker": "Cognos", "satisfaction": "5", "used_to": "2019"}
    rep.app.records.add(NewRecord("product", "Blowers", rep.account, facts=facts))
    assert reasons(expected(rep, None), "have_supplier") == ["objections.sign_stage"]


@pytest.mark.parametrize(("answer", "holds"), [("yes", True), ("no", False)])
def test_d6_a_stable_supply_is_a_supplier(rep: Rep, answer: str, holds: bool) -> None:
    assert "objections.sign_stable" not in reasons(expected(rep, None), "have_supplier")
    rep.app.facts.observe(rep.account, "supply_stable", answer)
    assert ("objections.sign_stable" in reasons(expected(rep, None), "have_supplier")) is holds


@pytest.mark.parametrize(
    ("ours", "theirs", "cheaper"),
    [
        ("CNY 100", "CNY 99", True),
        ("CNY 100", "CNY 100", False),
        ("CNY 100", "CNY 101", False),
        ("CNY 100", "USD 99", False),
    ],
)
def test_d6_a_lower_offer_lets_expect_the_price(rep: Rep, ours: str, theirs: str, cheaper: bool) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    rival = rep.app.rivals.add_contender(project, "Cognos")
    own = next(one.id for one in rep.plan.of("contender", project) if one.ref_id is None)
    rep.app.facts.observe(own, "offer_price", ours)
    rep.app.facts.observe(rival, "offer_price", theirs)
    assert ("objections.sign_cheaper" in reasons(expected(rep, project), "too_expensive")) is cheaper


def test_d6_whoever_was_never_spoken_to_asks_for_paper(rep: Rep) -> None:
    ann = rep.app.records.add(NewRecord("person", "Ann Lee", rep.account))
    assert reasons(expected(rep, None, ann), "material")[0] == "objections.sign_never_met"
    visit = {"kind": "visit", "day": TODAY.isoformat(), "people": "Ann Lee"}
    rep.app.records.add(NewRecord("activity", "Visit", rep.account, facts=visit))
    assert reasons(expected(rep, None, ann), "material") == ["objections.sign_stage"]


def test_d6_material_sent_is_no_talk(rep: Rep) -> None:
    ann = rep.app.records.add(NewRecord("person", "Ann Lee", rep.account))
    sent = {"kind": "material", "day": TODAY.isoformat(), "people": "Ann Lee"}
    rep.app.records.add(NewRecord("activity", "Catalogue", rep.account, facts=sent))
    assert reasons(expected(rep, None, ann), "material")[0] == "objections.sign_never_met"


def test_d6_who_does_not_decide_is_not_responsible(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    assert reasons(expected(rep, project), "not_responsible")[0] == "objections.sign_no_decider"
    boss = rep.app.records.add(NewRecord("person", "Ann Lee", rep.account))
    user = rep.app.records.add(NewRecord("person", "Bob Ray", rep.account))
    rep.app.facts.observe(project, "decision_maker", "Ann Lee")
    assert reasons(expected(rep, project, user), "not_responsible")[0] == "objections.sign_others_decide"
    assert "objections.sign_others_decide" not in [
        said.key for one in expected(rep, project, boss, user) for said in one.reasons
    ]


def test_d6_a_better_score_on_price_lets_expect_the_price(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    stage(rep, project, 6)
    theirs = rep.app.rivals.add_contender(project, "Cognos")
    ours = next(one.id for one in rep.plan.of("contender", project) if one.ref_id is None)
    rep.app.facts.observe(ours, "price", "6")
    for score, reason in (("6", "objections.sign_stage"), ("6.5", "objections.sign_cheaper")):
        rep.app.facts.observe(theirs, "price", score)
        assert reasons(expected(rep, project), "too_expensive")[0] == reason
    rep.app.facts.observe(theirs, "fate", "removed")
    assert reasons(expected(rep, project), "too_expensive")[0] == "objections.sign_stage"


def test_d6_the_part_in_the_purchase_counts_only_of_whom_one_meets(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    ann = rep.app.records.add(NewRecord("person", "Ann Lee", rep.account))
    rep.app.records.add(NewRecord("member", "Ann Lee", project, ann, facts={"role": "purchasing"}))
    assert "objections.sign_role" not in reasons(expected(rep, project), "have_supplier")
    assert "objections.sign_role" in reasons(expected(rep, project, ann), "have_supplier")


def test_d6_what_was_said_and_still_stands_comes_first(rep: Rep) -> None:
    project = rep.app.projects.add(rep.account, "Line 3")
    ann = rep.app.records.add(NewRecord("person", "Ann Lee", rep.account))
    rep.app.objections.heard(NewRejection(rep.account, "bad_experience", ann, project, result="open"))
    assert expected(rep, project, ann)[0].why.key == "objections.sign_person"
    assert reasons(expected(rep, project), "bad_experience") == ["objections.sign_project"]
    assert reasons(expected(rep, None), "bad_experience") == ["objections.sign_account"]


def test_d6_what_was_turned_round_is_no_longer_expected(rep: Rep) -> None:
    ann = rep.app.records.add(NewRecord("person", "Ann Lee", rep.account))
    rep.app.objections.heard(NewRejection(rep.account, "bad_experience", ann, result="lost"))
    assert expected(rep, None, ann)[0].objection == "bad_experience"
    rep.app.objections.heard(NewRejection(rep.account, "bad_experience", ann, result="turned"))
    assert "bad_experience" not in [one.objection for one in expected(rep, None, ann)]


def test_d6_the_person_s_type_chooses_the_answer_for_the_brief(rep: Rep) -> None:
    ann = rep.app.records.add(
        NewRecord("person", "Ann Lee", rep.account, facts={"behaviour_type_2": "dominant"})
    )
    answers = {one.objection: one.answer for one in expected(rep, None, ann)}
    assert answers["material"] == "material_one_page"


def _person(rep: Rep, name: str) -> str:
    rep.app.records.add(NewRecord("person", name, rep.account))
    return name
