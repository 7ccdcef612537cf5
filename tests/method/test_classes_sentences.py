"""The interview with oneself (d4.6) and the assumed deal (d4.7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktopcrm.domain import assumed_deal, class_sentences
from desktopcrm.services.records import NewRecord
from tests.method.conftest import Rep
from tests.method.purchase import TODAY, Purchase, ago

A_STANDARDS = {"kp_rank": "first", "kp_need": "yes", "kp_ability": "yes"}
B_STANDARDS = {
    "kp_rank": "second",
    "kp_need": "yes",
    "kp_ability": "yes",
    "value_recognised": "yes",
    "will_recommend": "yes",
}


@pytest.fixture
def purchase(rep: Rep) -> Purchase:
    return Purchase(rep)


def said(purchase: Purchase, which: str, lang: str = "en") -> list[str]:
    speak = {
        "forward": class_sentences.forward,
        "reverse": class_sentences.reverse,
        "not_signed": class_sentences.not_signed,
    }[which]
    return purchase.told(speak(purchase.plan, purchase.project, purchase.catalogue), lang)


def plan_visit(purchase: Purchase, name: str, days: int, kind: str = "visit", state: str = "planned") -> None:
    purchase.talk(name, TODAY + timedelta(days=days), kind, state)


def test_d4_6_forward_lists_the_true_standards_only(purchase: Purchase) -> None:
    member = purchase.member("Chen Hao", **A_STANDARDS)
    assert said(purchase, "forward") == ["Chen Hao is KP-A: first key person, has the need, able to buy."]
    assert said(purchase, "forward", "zh") == ["Chen Hao是 KP-A：是第一KP、有需求、有购买能力。"]
    purchase.know(member, kp_ability="no")
    assert said(purchase, "forward") == [
        "Chen Hao is in no class yet. So far: first key person, has the need."
    ]


def test_d4_6_forward_of_nobody_and_of_an_unknown_person(purchase: Purchase) -> None:
    assert said(purchase, "forward") == ["Nobody of the buying team is known yet."]
    purchase.member("Chen Hao")
    assert said(purchase, "forward") == ["Nothing is known yet that would put Chen Hao into a class."]


def test_d4_6_forward_of_kp_d_names_what_is_denied(purchase: Purchase) -> None:
    purchase.member("Chen Hao", kp_need="no", kp_ability="no", value_recognised="no", will_report="yes")
    assert said(purchase, "forward") == [
        "Chen Hao is KP-D: not able to buy, does not see our value, no need."
    ]


def test_d4_6_forward_names_the_reps_own_decision(purchase: Purchase) -> None:
    purchase.member("Chen Hao", ago(30), **A_STANDARDS)
    purchase.decide("lowered", "kp_b", ago(19))
    assert said(purchase, "forward") == [
        "Chen Hao is KP-B: first key person, has the need, able to buy.",
        (
            "KP-B by your decision of 3 Nov 2026: He wants to see it run. "
            "It stands until newer facts change the class."
        ),
    ]


def test_d4_6_where_only_the_reps_decision_lowered_it_the_decision_is_the_answer(purchase: Purchase) -> None:
    purchase.member("Chen Hao", ago(30), **A_STANDARDS)
    purchase.decide("lowered", "", ago(19))
    decision = (
        "no class yet by your decision of 3 Nov 2026: He wants to see it run. "
        "It stands until newer facts change the class."
    )
    assert said(purchase, "reverse") == [decision]
    assert said(purchase, "forward") == [
        "Chen Hao is in no class yet. So far: first key person, has the need, able to buy.",
        decision,
    ]
    assert not any("holds it up" in one for one in said(purchase, "not_signed"))


def test_d4_6_of_a_class_kept_reverse_still_names_what_is_missing(purchase: Purchase) -> None:
    purchase.member("Zhou Min", ago(30), **B_STANDARDS)
    purchase.decide("kept", "", ago(19))
    assert said(purchase, "reverse")[0] == "Zhou Min is not KP-A: not the first key person."


def test_d4_6_of_a_first_key_person_never_spoken_with_that_is_what_is_missing(purchase: Purchase) -> None:
    purchase.lamps(has_need="yes", has_money="yes")
    purchase.member("Chen Hao", kp_rank="first")
    assert said(purchase, "reverse")[0] == "Chen Hao is not KP-A: not spoken with yet."
    purchase.member("Zhou Min", kp_rank="second", value_recognised="yes", will_recommend="yes", kp_need="yes")
    assert said(purchase, "reverse")[0] == "Chen Hao is not KP-A: not spoken with yet."


def test_d4_6_reverse_lists_the_missing_ones_and_when_we_judge_again(purchase: Purchase) -> None:
    purchase.member("Zhou Min", **B_STANDARDS)
    purchase.member("Chen Hao", kp_rank="first", away_until="2026-11-26")
    plan_visit(purchase, "Chen Hao", 8)
    plan_visit(purchase, "Chen Hao", 6)
    plan_visit(purchase, "Chen Hao", 2, kind="call")
    plan_visit(purchase, "Chen Hao", 1, state="cancelled")
    plan_visit(purchase, "Zhou Min", 3)
    assert said(purchase, "reverse") == [
        "Zhou Min is not KP-A: not the first key person.",
        "Chen Hao, the first key person, is away until 26 Nov 2026.",
        "I will meet Chen Hao on 28 Nov 2026 and judge again.",
    ]
    assert said(purchase, "reverse", "zh") == [
        "Zhou Min不是 KP-A：不是第一KP。",
        "第一KP Chen Hao出差，2026年11月26日回来。",
        "我2026年11月28日去见Chen Hao，到时再判断。",
    ]


@pytest.mark.parametrize(("days", "is_away"), [(0, True), (-1, False)])
def test_d4_6_whoever_is_back_is_not_away(purchase: Purchase, days: int, is_away: bool) -> None:
    back = (TODAY + timedelta(days=days)).isoformat()
    purchase.member("Zhou Min", **B_STANDARDS)
    purchase.member("Chen Hao", kp_rank="first", away_until=back)
    assert any("away until" in one for one in said(purchase, "reverse")) is is_away
    assert "No meeting with Chen Hao is planned yet." in said(purchase, "reverse")


def test_d4_6_reverse_where_nobody_knows_who_decides(purchase: Purchase) -> None:
    assert said(purchase, "reverse") == ["Nobody of the buying team is known yet."]
    purchase.member("Zhou Min", value_recognised="no")
    assert said(purchase, "reverse") == [
        (
            "Zhou Min is not KP-A: key-person rank not known, need not known, ability to buy not known, "
            "does not see our value."
        ),
        "We do not know yet who the first key person is.",
    ]


def test_d4_6_of_a_first_key_person_an_unknown_view_of_our_value_is_not_missing(purchase: Purchase) -> None:
    purchase.member("Chen Hao", kp_rank="first", kp_need="yes")
    assert said(purchase, "reverse")[0] == "Chen Hao is not KP-A: ability to buy not known."


def test_d4_6_of_kp_a_there_is_no_reverse(purchase: Purchase) -> None:
    purchase.member("Chen Hao", **A_STANDARDS)
    assert said(purchase, "reverse") == []


def test_d4_6_not_signed_gives_reason_negotiations_and_what_is_missing(purchase: Purchase) -> None:
    purchase.member("Zhou Min", **B_STANDARDS)
    purchase.lamps(ago(2), not_signed_because="He wants to think it over for two days")
    for name, status in (("Payment", "stuck"), ("Warranty", "agreed"), ("Penalty", "talking")):
        clause = purchase.rep.app.records.add(NewRecord("clause", name, purchase.project))
        purchase.know(clause, status=status)
    purchase.rep.app.records.add(NewRecord("clause", "Training", purchase.project))
    assert said(purchase, "not_signed") == [
        "He wants to think it over for two days (20 Nov 2026)",
        "Still being negotiated: Payment, Penalty, Training.",
        "What holds it up with Zhou Min: not the first key person.",
        "The purchase stands at stage 1, Find the problem, raise the need: there is nothing to sign yet.",
    ]


@pytest.mark.parametrize(("stage", "is_early"), [(6, True), (7, False), (8, False)])
def test_d4_6_before_the_negotiation_there_is_nothing_to_sign(
    purchase: Purchase, stage: int, is_early: bool
) -> None:
    purchase.member("Chen Hao", **A_STANDARDS)
    for _ in range(1, stage):
        purchase.rep.app.projects.advance(purchase.project, "agreed with the customer")
    found = said(purchase, "not_signed")
    assert any("nothing to sign yet" in one for one in found) is is_early
    assert (found == ["Nothing that we know of stands in the way: ask for the signature."]) is not is_early


def test_d4_6_of_an_order_won_nothing_is_asked(purchase: Purchase) -> None:
    for _ in range(1, 8):
        purchase.rep.app.projects.advance(purchase.project, "agreed with the customer")
    purchase.rep.app.projects.win(purchase.project, "signed")
    assert said(purchase, "not_signed") == []


@pytest.mark.parametrize(
    ("which", "field"),
    [("forward", "said_forward"), ("reverse", "said_reverse"), ("not_signed", "said_not_signed")],
)
def test_d4_6_own_words_count_until_something_newer_is_known(
    purchase: Purchase, which: str, field: str
) -> None:
    member = purchase.member("Zhou Min", ago(9), **B_STANDARDS)
    facts = said(purchase, which)
    purchase.lamps(ago(10), **{field: "As I told the boss."})
    assert said(purchase, which) == facts
    purchase.lamps(ago(9), **{field: "As I told the boss."})
    assert said(purchase, which) == ["As I told the boss."]
    purchase.know(member, ago(8), kp_ability="yes")
    assert said(purchase, which) == facts


def test_d4_6_a_newer_decision_or_reason_outdates_own_words(purchase: Purchase) -> None:
    purchase.member("Zhou Min", ago(9), **B_STANDARDS)
    purchase.lamps(ago(8), said_forward="Mine.", said_not_signed="Mine.")
    purchase.lamps(ago(7), not_signed_because="The board meets on Monday")
    assert said(purchase, "forward") == ["Mine."]
    assert said(purchase, "not_signed")[0].startswith("The board meets on Monday")
    purchase.decide("kept", "", ago(5))
    assert said(purchase, "forward") != ["Mine."]


@pytest.mark.parametrize(
    ("facts", "is_complete"),
    [
        ({}, False),
        ({"gain_bonus": "A share of what the line saves"}, False),
        ({"lose_standing": "The old line stops again"}, False),
        ({"gain_bonus": "A share of what the line saves", "lose_standing": "The old line stops again"}, True),
        ({"gain_bonus": "A share", "gain_post": "Head of works"}, False),
    ],
)
def test_d4_7_a_sheet_is_complete_with_one_entry_in_each_column(
    purchase: Purchase, facts: dict[str, str], is_complete: bool
) -> None:
    member = purchase.member("Zhou Min", **facts)
    sheet = assumed_deal.sheet(purchase.plan, member)
    assert [row.prompt for row in sheet.rows] == list(assumed_deal.PROMPTS)
    assert sheet.is_complete is is_complete
    assert {row.gain for row in sheet.rows} | {row.lose for row in sheet.rows} == {"", *facts.values()}


def test_d4_7_the_outcome_is_the_ally_test(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ally_outcome="ally")
    assert assumed_deal.sheet(purchase.plan, member).outcome == "ally"
