"""The deal class: 81 combinations, where the lamps come from, what the class says for itself (d4.2, d4.3, d11.3)."""

from __future__ import annotations

from itertools import product

import pytest

from desktopcrm.domain import deal_class
from desktopcrm.domain.deal_class import DEALS, LAMPS, DealVerdict, classify
from tests.method.conftest import Rep
from tests.method.purchase import TODAY, Purchase, ago

STATES = {"Y": "yes", "N": "no", "?": "unknown"}
COMBINATIONS = tuple(product("YN?", repeat=4))

# The rule of d4.3, first line that fits; * stands for any of the three.
TABLE = (
    ("YYYY", DealVerdict("bonus")),
    ("YYYN", DealVerdict("gold_mine")),
    ("YYY?", DealVerdict("gold_mine", "urgency")),
    ("YYN*", DealVerdict("", "", find_authority=True)),
    ("YY?*", DealVerdict("", "authority")),
    ("NY**", DealVerdict("next_month")),
    ("YN**", DealVerdict("next_quarter")),
    ("NN**", DealVerdict("baggage")),
    ("Y?**", DealVerdict("", "money")),
    ("N?**", DealVerdict("", "money")),
    ("?***", DealVerdict("", "need")),
)


def expected(letters: tuple[str, ...]) -> DealVerdict:
    return next(
        verdict
        for pattern, verdict in TABLE
        if all(wanted in ("*", have) for wanted, have in zip(pattern, letters, strict=True))
    )


@pytest.fixture
def purchase(rep: Rep) -> Purchase:
    return Purchase(rep)


def test_d4_3_there_are_81_combinations() -> None:
    assert len(COMBINATIONS) == 3 ** len(LAMPS)


@pytest.mark.parametrize("letters", COMBINATIONS, ids="".join)
def test_d4_3_every_combination_ends_in_a_class_or_in_one_question(letters: tuple[str, ...]) -> None:
    verdict = classify(*(STATES[one] for one in letters))
    assert verdict == expected(letters)
    assert verdict.deal or verdict.find_authority or verdict.ask
    if verdict.ask:
        assert letters[LAMPS.index(verdict.ask)] == "?"


def test_d4_3_every_class_is_reached() -> None:
    assert {classify(*(STATES[one] for one in letters)).deal for letters in COMBINATIONS} == {*DEALS, ""}


@pytest.mark.parametrize("letters", [one for one in COMBINATIONS if expected(one).ask], ids="".join)
def test_d4_3_no_other_question_would_decide_more(letters: tuple[str, ...]) -> None:
    def left_open(lamp: int) -> int:
        ends = [set(), set()]
        for whole in product(*("YN" if one == "?" else one for one in letters)):
            ends[whole[lamp] == "N"].add(expected(whole))
        return len(ends[0]) + len(ends[1])

    asked = LAMPS.index(expected(letters).ask)
    assert all(left_open(asked) <= left_open(lamp) for lamp, one in enumerate(letters) if one == "?")


def test_d4_2_unknown_is_never_taken_for_yes(purchase: Purchase) -> None:
    found = deal_class.judge(purchase.plan, purchase.project, purchase.catalogue)
    assert [lamp.state for lamp in found.lamps] == ["unknown"] * len(LAMPS)
    assert (found.deal, found.ask, found.since) == ("", "need", None)
    assert [lamp.evidence[0].fact_id for lamp in found.lamps] == [None] * len(LAMPS)


def test_d4_2_what_is_taken_back_is_unknown_again(purchase: Purchase) -> None:
    purchase.lamps(ago(9), has_need="no", has_money="no")
    assert deal_class.judge(purchase.plan, purchase.project, purchase.catalogue).deal == "baggage"
    purchase.lamps(ago(2), has_money="-")
    found = deal_class.judge(purchase.plan, purchase.project, purchase.catalogue)
    assert (found.deal, found.ask) == ("", "money")


def test_d4_3_why_names_who_said_it_when_and_who_has_it(purchase: Purchase) -> None:
    purchase.person("Zhou Min")
    purchase.know(purchase.project, ago(19), "Zhou Min", has_need="yes")
    uid = next(one.uid for one in purchase.plan.of("person"))
    purchase.lamps(need_holder=uid, has_money="no")
    found = deal_class.judge(purchase.plan, purchase.project, purchase.catalogue)
    said = purchase.told(found.why)
    assert said[0] == "need: yes, Zhou Min (said by Zhou Min on 3 Nov 2026)"
    assert said[1] == "money: not enough (noted on 22 Nov 2026)"
    assert said[2:] == ["authority: not known", "urgent: not known"]
    assert purchase.told(found.why, "zh")[0] == "有需求：Zhou Min（2026年11月3日Zhou Min说的）"


def test_d4_3_would_change_names_each_answer_that_leads_elsewhere(purchase: Purchase) -> None:
    purchase.lamps(has_need="yes", has_money="no", has_authority="yes", is_urgent="yes")
    found = deal_class.judge(purchase.plan, purchase.project, purchase.catalogue)
    assert purchase.told(found.would_change) == ["if there were no need: Baggage", "if money came: Bonus"]
    assert purchase.told(found.would_change, "zh") == ["如果没需求：包袱型", "如果钱到位：奖金型"]


def test_d4_3_without_authority_the_way_out_is_named(purchase: Purchase) -> None:
    purchase.lamps(has_need="yes", has_money="yes", has_authority="no")
    found = deal_class.judge(purchase.plan, purchase.project, purchase.catalogue)
    assert found.find_authority
    assert found.deal == found.ask == ""
    said = purchase.told(found.would_change)
    assert "if somebody we speak with may decide: Gold mine" in said
    assert not any("urgent" in one or "pressing" in one for one in said)


def test_d4_3_the_question_says_what_each_answer_leaves_open(purchase: Purchase) -> None:
    purchase.lamps(has_need="yes")
    found = deal_class.judge(purchase.plan, purchase.project, purchase.catalogue)
    assert found.ask == "money"
    assert purchase.told(found.would_change) == [
        "if money came, these are left: Bonus, Gold mine, no class: find the person who may decide",
        "if the money were not there: Next quarter",
    ]


def test_d4_3_a_gold_mine_of_unknown_urgency_still_asks_when(purchase: Purchase) -> None:
    purchase.lamps(has_need="yes", has_money="yes", has_authority="yes")
    found = deal_class.judge(purchase.plan, purchase.project, purchase.catalogue)
    assert (found.deal, found.ask) == ("gold_mine", "urgency")
    assert "if it is pressing: Bonus" in purchase.told(found.would_change)


@pytest.mark.parametrize(("age", "is_stale"), [(120, False), (121, True)])
def test_d4_2_a_stale_fact_counts_and_is_marked(purchase: Purchase, age: int, is_stale: bool) -> None:
    purchase.lamps(ago(age), has_need="no")
    lamp = deal_class.lamps(purchase.plan, purchase.project, purchase.catalogue)[0]
    assert (lamp.state, lamp.stale) == ("no", is_stale)
    said = purchase.told(deal_class.judge(purchase.plan, purchase.project, purchase.catalogue).why)[0]
    assert ("old by now" in said) is is_stale


SHEETS = (
    ("need", {"supply_stable": "no"}, "yes"),
    ("need", {"supplier_conflict": "yes"}, "yes"),
    ("need", {"supply_stable": "yes"}, "unknown"),
    ("need", {"supplier_conflict": "no"}, "unknown"),
    ("need", {"supply_stable": "yes", "supplier_conflict": "no"}, "no"),
    ("need", {"supply_stable": "yes", "supplier_conflict": "yes"}, "yes"),
    ("money", {"buying_power": "yes"}, "yes"),
    ("money", {"buying_power": "no"}, "no"),
    ("money", {"business_good": "yes"}, "unknown"),
    ("urgency", {"stock_low": "yes"}, "unknown"),
    ("urgency", {"stock_low": "yes", "business_good": "yes"}, "yes"),
    ("urgency", {"stock_low": "yes", "policy_favours": "yes"}, "yes"),
    ("urgency", {"policy_favours": "yes", "business_good": "yes"}, "unknown"),
    ("urgency", {"stock_low": "yes", "policy_favours": "no", "business_good": "yes"}, "yes"),
    ("urgency", {"stock_low": "no", "policy_favours": "yes", "business_good": "yes"}, "unknown"),
    ("urgency", {"stock_low": "no"}, "unknown"),
    ("urgency", {"stock_low": "no", "business_good": "no"}, "no"),
    ("authority", {"buying_power": "yes", "supply_stable": "no", "stock_low": "yes"}, "unknown"),
)


@pytest.mark.parametrize(("lamp", "answers", "state"), SHEETS)
def test_d11_3_the_accounts_answers_move_the_lamps(
    purchase: Purchase, lamp: str, answers: dict[str, str], state: str
) -> None:
    purchase.account(**answers)
    lamps = deal_class.lamps(purchase.plan, purchase.project, purchase.catalogue)
    found = next(one for one in lamps if one.name == lamp)
    assert found.state == state
    assert found.inferred is (state != "unknown")


def test_d11_3_a_fact_of_the_purchase_always_beats_the_sheet(purchase: Purchase) -> None:
    purchase.lamps(ago(100), has_money="no")
    purchase.account(TODAY, buying_power="yes")
    money = deal_class.lamps(purchase.plan, purchase.project, purchase.catalogue)[1]
    assert (money.state, money.inferred) == ("no", False)
    purchase.lamps(ago(1), has_money="-")
    money = deal_class.lamps(purchase.plan, purchase.project, purchase.catalogue)[1]
    assert (money.state, money.inferred) == ("yes", True)


def test_d11_3_an_inferred_lamp_says_by_which_answers(purchase: Purchase) -> None:
    purchase.account(ago(3), stock_low="yes", business_good="yes")
    found = deal_class.judge(purchase.plan, purchase.project, purchase.catalogue)
    assert purchase.told(found.why)[3] == (
        "urgent: yes, by the account's answers: stock is low (noted on 19 Nov 2026), "
        "business is good (noted on 19 Nov 2026)"
    )
    assert len(found.lamps[3].evidence) == 2


@pytest.mark.parametrize(
    ("param", "value", "lamp", "answers", "state"),
    [
        ("used", 0, "money", {"buying_power": "yes"}, "unknown"),
        ("need_signs", 2, "need", {"supply_stable": "no"}, "unknown"),
        ("need_contra", 1, "need", {"supply_stable": "yes"}, "no"),
        ("urgency_signs", 1, "urgency", {"stock_low": "yes"}, "yes"),
        ("urgency_contra", 1, "urgency", {"business_good": "no"}, "no"),
        ("urgency_needs_stock", 0, "urgency", {"policy_favours": "yes", "business_good": "yes"}, "yes"),
    ],
)
def test_d11_3_the_thresholds_are_the_reps(
    purchase: Purchase, param: str, value: int, lamp: str, answers: dict[str, str], state: str
) -> None:
    purchase.account(**answers)
    tuned = purchase.tuned(f"order_check.{param}", value)
    found = next(one for one in deal_class.lamps(purchase.plan, purchase.project, tuned) if one.name == lamp)
    assert found.state == state
