"""d6: the seven rejections of S2, what each leads on to, which to expect and which answer to give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktopcrm.domain.heard import (
    UNKNOWN_COLUMN,
    Heard,
    Tally,
    by_answer,
    by_objection,
    heat_by_stage,
    heat_by_style,
)
from desktopcrm.domain.practice import OPENS
from desktopcrm.domain.rejections import (
    Likely,
    Moment,
    best_answer,
    events,
    likeliest,
    ranked_answers,
    recognise,
)
from desktopcrm.services.objections import NewRejection
from desktopcrm.services.records import NewRecord
from tests.method.conftest import Rep

SEVEN = (
    "material", "in_house", "have_supplier", "not_responsible", "no_budget", "too_expensive", "bad_experience",
)  # fmt: skip
TODAY = date.today()


def expected(rep: Rep, project: int | None, *people: int) -> tuple[Likely, ...]:
    """The likeliest first; here all that have a sign."""
    catalogue = rep.app.desk.catalogue
    rules = catalogue.rulebook.tuned({"objection_likely.shown": len(SEVEN)})
    return likeliest(rep.plan, project, replace(catalogue, rulebook=rules), people)


def reasons(found: tuple[Likely, ...], objection: str) -> list[str]:
    return [said.key for one in found if one.objection == objection for said in one.reasons]


def stage(rep: Rep, project: int, number: int) -> None:
    for _ in range(number - 1):
        rep.app.projects.advance(project, "known to be there")


def heard(objection: str = "material", answer: str = "", result: str = "", **more: object) -> Heard:
    return Heard(1, 1, "Northfield", objection, TODAY, answer=answer, result=result, **more)  # type: ignore[arg-type]


def test_d6_seven_present_in_the_order_of_the_source(rep: Rep) -> None:
    found = rep.app.desk.catalogue.objections
    assert tuple(one.key for one in found) == SEVEN
    assert [one.origin for one in found] == [f"S2 rejections ({number})" for number in range(1, 8)]


def test_d6_each_asks_for_information_and_has_several_answers_of_ours(rep: Rep) -> None:
    for one in rep.app.desk.catalogue.objections:
        assert one.means.en
        assert 3 <= len(one.answer) <= 4
        assert {answer.origin for answer in one.answer} == {"ours"}
        assert all(answer.situation.zh for answer in one.answer)
        assert any(answer.style for answer in one.answer)


def test_d6_each_leads_on_to_something_else(rep: Rep) -> None:
    assert sorted(one.opens for one in rep.app.desk.catalogue.objections) == sorted(OPENS)


def test_d6_the_remark_of_the_source_about_material_is_there(rep: Rep) -> None:
    about = rep.app.desk.catalogue.objections[0].about
    assert "where it stood before the call" in about.en
    assert "正中下怀" in about.zh


def test_d6_one_event_updates_the_counts(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    before = by_objection(events(rep.plan, catalogue), catalogue.objections)
    assert set(before.values()) == {Tally()}
    rep.app.objections.heard(NewRejection(rep.account, "no_budget", result="turned"))
    after = by_objection(events(rep.plan, catalogue), catalogue.objections)
    assert after["no_budget"] == Tally(1, 1, 0, 0)
    assert [key for key in SEVEN if after[key] != before[key]] == ["no_budget"]


def test_d6_a_rejection_is_not_there_before_it_was_heard(rep: Rep) -> None:
    yesterday = TODAY - timedelta(days=1)
    rep.app.objections.heard(NewRejection(rep.account, "material", day=yesterday))
    catalogue = rep.app.desk.catalogue
    assert events(rep.app.desk.plan(rep.account, yesterday - timedelta(days=1)), catalogue) == ()
    assert [one.day for one in events(rep.app.desk.plan(rep.account, yesterday), catalogue)] == [yesterday]


def test_d6_an_unknown_look_at_the_card_stays_unknown(rep: Rep) -> None:
    for looked in (None, True, False):
        rep.app.objections.heard(NewRejection(rep.account, "material", looked=looked))
    assert [one.looked for one in events(rep.plan, rep.app.desk.catalogue)] == [False, True, None]


# which answer


def best(rep: Rep, moment: Moment, *past: Heard) -> str:
    catalogue = rep.app.desk.catalogue
    found = best_answer(catalogue.objections[0], moment, past, catalogue.rulebook)
    assert found is not None
    return found.answer.key


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        (Moment(), "material_two_pages"),
        (Moment(1), "material_two_pages"),
        (Moment(3), "material_before_meeting"),
        (Moment(1, ("dominant",)), "material_one_page"),
        (Moment(1, ("analytical", "technical")), "material_right_figures"),
        (Moment(1, ("amiable",)), "material_two_pages"),
        (Moment(3, ("amiable",)), "material_before_meeting"),
    ],
)
def test_d6_the_answer_fits_stage_and_behaviour_type(rep: Rep, moment: Moment, answer: str) -> None:
    assert best(rep, moment) == answer


def test_d6_what_has_proved_itself_goes_before_what_only_fits(rep: Rep) -> None:
    once = heard(answer="material_before_meeting", result="turned")
    dominant = Moment(1, ("dominant",))
    assert best(rep, dominant, once) == "material_one_page"
    assert best(rep, dominant, once, once) == "material_before_meeting"


def test_d6_an_answer_that_failed_oftener_than_it_helped_comes_last(rep: Rep) -> None:
    failed = heard(answer="material_two_pages", result="lost")
    helped = heard(answer="material_two_pages", result="turned")
    assert best(rep, Moment(1), failed, helped) == "material_two_pages"
    assert best(rep, Moment(1), failed) == "material_before_meeting"


def test_d6_left_open_speaks_neither_for_nor_against_an_answer(rep: Rep) -> None:
    assert (
        best(rep, Moment(1), *[heard(answer="material_two_pages", result="open")] * 5) == "material_two_pages"
    )


def test_d6_each_answer_says_why_it_stands_where_it_stands(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    past = [heard(answer="material_before_meeting", result="turned")] * 2
    found = ranked_answers(catalogue.objections[0], Moment(1, ("dominant",)), past, catalogue.rulebook)
    assert [(one.answer.key, one.why.key) for one in found] == [
        ("material_before_meeting", "objections.why_proved"),
        ("material_one_page", "objections.why_style"),
        ("material_two_pages", "objections.why_stage"),
        ("material_right_figures", "objections.why_others"),
    ]
    assert by_answer(past, catalogue.objections[0])["material_before_meeting"] == Tally(2, 2)


# which to expect


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


# the picture


def test_d6_the_heat_map_counts_by_stage_and_keeps_what_has_none_apart(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    found = heat_by_stage(
        [heard(stage=6, result="turned"), heard(stage=6, result="lost"), heard()], catalogue
    )
    assert found.columns == ("1", "2", "3", "4", "5", "6", "7", "8", UNKNOWN_COLUMN)
    assert found.cells == {("material", "6"): Tally(2, 1, 0, 1), ("material", UNKNOWN_COLUMN): Tally(1)}
    assert found.most == 2


def test_d6_the_heat_map_keeps_both_schemes_of_types_apart(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    found = heat_by_style([heard(styles=("technical", "dominant")), heard(styles=("dominant",))], catalogue)
    assert found.columns[:4] == ("dominant", "amiable", "expressive", "analytical")
    assert found.cells == {("material", "dominant"): Tally(2), ("material", "technical"): Tally(1)}


# what the log can recognise


@pytest.mark.parametrize(
    ("line", "objection"),
    [
        ("He wants us to send material first", "material"),
        ("王工说：先发份资料我看看", "material"),
        ("他让我先寄份资料过去", "material"),
        ("Their own workshop does that in-house", "in_house"),
        ("他们自己就能做", "in_house"),
        ("Li says they already have a good supplier", "have_supplier"),
        ("老供应商用得挺好，不想换", "have_supplier"),
        ("he is not the person for that", "not_responsible"),
        ("这事不归他管，要找设备科", "not_responsible"),
        ("no budget this year", "no_budget"),
        ("今年没列这笔预算", "no_budget"),
        ("said our price is 8 % too high", "too_expensive"),
        ("嫌贵，比另一家贵15%", "too_expensive"),
        ("bad experience with us in 2019", "bad_experience"),
        ("以前用过咱们的，不满意", "bad_experience"),
        ("I shall send the material tomorrow", ""),
        ("明天给他发资料", ""),
        ("预算还不知道", ""),
        ("Budget is 1.2m, decided in March", ""),
        ("", ""),
    ],
)
def test_d6_a_line_of_the_log_is_recognised(rep: Rep, line: str, objection: str) -> None:
    assert recognise(line, rep.app.desk.catalogue.objections) == objection


def test_d6_an_own_rejection_is_recognised_by_its_label(rep: Rep) -> None:
    key = rep.app.objections.deck.add_own("等总部批")
    assert recognise("他说要等总部批下来", rep.app.desk.catalogue.objections) == key
