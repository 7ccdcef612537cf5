"""The key-person class: standards, ally test, KP-D and its risk, the best of a team (d4.5)."""

from __future__ import annotations

from itertools import product

import pytest

from desktopcrm.domain import key_person_class
from desktopcrm.domain.key_person_class import KpJudgement
from desktopcrm.domain.key_person_standards import STANDARDS, Standards, classify, is_risk
from tests.method.conftest import Rep
from tests.method.purchase import Purchase, ago

STATES = ("yes", "no", "unknown")
ALL_TRAITS = 3

# rank, user, need, ability, value, ally, report → class; y yes, n no, ? unknown.
TABLE = (
    ("first", "", "yyy??", "kp_a"),
    ("first", "", "yy???", "kp_a"),
    ("first", "", "yyn??", ""),
    ("first", "", "y?y??", ""),
    ("first", "", "?yy??", ""),
    ("first", "", "yny??", ""),
    ("first", "", "nyy??", ""),
    ("first", "", "yyynn", "kp_a"),
    ("first", "user", "n?y?y", ""),
    ("second", "", "yyyy?", "kp_b"),
    ("second", "", "yyy??", ""),
    ("second", "", "yyyn?", ""),
    ("second", "", "yyyny", ""),
    ("second", "user", "yyyny", "kp_c"),
    ("second", "", "yy?y?", ""),
    ("second", "", "yyny?", ""),
    ("second", "", "y?yy?", ""),
    ("second", "", "?yyy?", ""),
    ("second", "", "yyyyn", "kp_b"),
    ("third", "", "yyyy?", "kp_b"),
    ("third", "", "yyyyy", "kp_b"),
    ("third", "", "yyyny", "kp_c"),
    ("third", "", "yyy?y", "kp_c"),
    ("third", "", "??y?y", "kp_c"),
    ("third", "", "yny?y", "kp_c"),
    ("third", "", "yyyn?", ""),
    ("third", "", "yyynn", ""),
    ("third", "", "yy?ny", ""),
    ("", "user", "??y?y", "kp_c"),
    ("", "", "yyyyy", ""),
    ("", "user", "??y??", ""),
    ("", "", "nnn??", "kp_d"),
    ("first", "", "nnn??", "kp_d"),
    ("third", "", "nnnyy", "kp_d"),
    ("second", "", "nn?y?", ""),
    ("second", "", "n?n??", ""),
    ("second", "", "?nn??", ""),
)
LETTERS = {"y": "yes", "n": "no", "?": "unknown"}


def standards(rank: str, user: str, letters: str) -> Standards:
    states = {name: LETTERS[one] for name, one in zip(STANDARDS, letters, strict=True)}
    return Standards(rank, bool(user), **states, facts={})


@pytest.fixture
def purchase(rep: Rep) -> Purchase:
    return Purchase(rep)


def judged(purchase: Purchase, member: int) -> KpJudgement:
    return key_person_class.judge_member(purchase.plan, member, purchase.catalogue)


def whole(purchase: Purchase) -> KpJudgement:
    return key_person_class.judge_project(purchase.plan, purchase.project, purchase.catalogue)


@pytest.mark.parametrize(("rank", "user", "letters", "kp"), TABLE)
def test_d4_5_the_table_of_classes(rank: str, user: str, letters: str, kp: str) -> None:
    assert classify(standards(rank, user, letters), ALL_TRAITS) == kp


def test_d4_5_nothing_unknown_is_ever_taken_for_yes() -> None:
    for rank, user, *states in product(("first", "second", "third", ""), (True, False), *[STATES] * 5):
        one = Standards(rank, user, *states, facts={})
        doubted = [("no" if state == "unknown" else state) for state in states]
        doubting = Standards(rank, user, *doubted, facts={})
        found = classify(one, ALL_TRAITS)
        if found in ("kp_b", "kp_c"):
            assert classify(doubting, ALL_TRAITS) == found
        if found == "kp_a":
            assert one.need == one.ability == "yes"


@pytest.mark.parametrize(
    ("letters", "traits", "is_risked"),
    [
        ("yyy??", (), False),
        ("nyy??", ("need",), True),
        ("yny??", ("ability",), True),
        ("yyn??", ("value",), True),
        ("nny??", ("ability", "need"), True),
        ("?nn??", ("ability", "value"), True),
        ("nnn??", ("ability", "value", "need"), False),
        ("?????", (), False),
    ],
)
def test_d4_5_three_traits_are_kp_d_and_fewer_a_risk(
    letters: str, traits: tuple[str, ...], is_risked: bool
) -> None:
    one = standards("second", "", letters)
    kp = classify(one, ALL_TRAITS)
    assert one.traits == traits
    assert is_risk(one, kp) is is_risked
    assert (kp == "kp_d") is (len(traits) == ALL_TRAITS)


@pytest.mark.parametrize(("letters", "is_risked"), [("?ny?y", False), ("nny?y", True), ("nyy?y", True)])
def test_d4_5_that_a_user_cannot_pay_is_no_risk(letters: str, is_risked: bool) -> None:
    one = standards("third", "", letters)
    assert classify(one, ALL_TRAITS) == "kp_c"
    assert is_risk(one, "kp_c") is is_risked


@pytest.mark.parametrize(("traits", "kp"), [(1, "kp_d"), (2, "kp_d"), (3, "")])
def test_d4_5_how_many_traits_make_kp_d_is_the_reps_to_say(traits: int, kp: str) -> None:
    assert classify(standards("second", "", "nn???"), traits) == kp


def test_d4_5_a_second_key_person_becomes_kp_b_with_the_recommendation(purchase: Purchase) -> None:
    member = purchase.member(
        "Zhou Min", ago(9), kp_rank="second", kp_need="yes", kp_ability="yes", value_recognised="yes"
    )
    assert judged(purchase, member).kp == ""
    assert purchase.told(judged(purchase, member).missing) == [
        "not known whether we are recommended to the first key person"
    ]
    purchase.know(member, ago(2), will_recommend="yes")
    found = judged(purchase, member)
    assert (found.kp, found.since, found.missing) == ("kp_b", ago(2), ())


@pytest.mark.parametrize(
    ("promise", "outcome", "kp"),
    [
        (("yes", 5), None, "kp_b"),
        (("no", 5), None, ""),
        (None, ("ally", 5), "kp_b"),
        (None, ("undecided", 5), ""),
        (None, ("no_ally", 5), ""),
        (("yes", 5), ("no_ally", 5), ""),
        (("no", 5), ("ally", 5), ""),
        (("yes", 5), ("no_ally", 4), ""),
        (("yes", 4), ("no_ally", 5), "kp_b"),
        (("no", 5), ("ally", 4), "kp_b"),
        (("no", 4), ("ally", 5), ""),
        (("yes", 5), ("undecided", 4), "kp_b"),
        (("yes", 5), ("ally", 5), "kp_b"),
    ],
)
def test_d4_5_the_ally_test_takes_the_newer_word_and_on_one_day_the_refusal(
    purchase: Purchase, promise: tuple[str, int] | None, outcome: tuple[str, int] | None, kp: str
) -> None:
    member = purchase.member(
        "Zhou Min", ago(9), kp_rank="second", kp_need="yes", kp_ability="yes", value_recognised="yes"
    )
    if promise:
        purchase.know(member, ago(promise[1]), will_recommend=promise[0])
    if outcome:
        purchase.know(member, ago(outcome[1]), ally_outcome=outcome[0])
    assert judged(purchase, member).kp == kp


def test_d4_5_a_title_never_makes_a_rank(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", kp_need="yes", kp_ability="yes", role="decision_maker")
    purchase.know(purchase.plan.record(member).ref_id or 0, title="General Manager")
    found = judged(purchase, member)
    assert (found.rank, found.kp) == ("", "")
    assert purchase.told(found.missing)[0] == "key-person rank not known"


def test_d4_5_the_best_of_the_team_stands_for_the_purchase(purchase: Purchase) -> None:
    purchase.lamps(has_need="yes", has_money="yes")
    purchase.member("User", kp_rank="third", value_recognised="yes", will_report="yes")
    ally = purchase.member("Ally", kp_rank="second", value_recognised="yes", will_recommend="yes")
    purchase.member("Head", kp_rank="first", value_recognised="no")
    for name in ("User", "Ally", "Head"):
        purchase.talk(name, ago(3))
    found = whole(purchase)
    assert (found.member_id, found.kp) == (ally, "kp_b")
    purchase.know(ally, will_recommend="no")
    assert whole(purchase).kp == "kp_c"


def test_d4_5_a_third_who_denies_everything_does_not_damn_a_purchase(purchase: Purchase) -> None:
    nothing = {"kp_need": "no", "kp_ability": "no", "value_recognised": "no"}
    third = purchase.member("User", kp_rank="third", **nothing)
    assert (whole(purchase).member_id, whole(purchase).kp) == (third, "kp_d")
    head = purchase.member("Head", kp_rank="first")
    assert (whole(purchase).member_id, whole(purchase).kp) == (head, "")
    purchase.know(head, **nothing)
    assert (whole(purchase).member_id, whole(purchase).kp) == (head, "kp_d")


def test_d4_5_of_equals_who_denies_everything_stands_for_the_purchase(purchase: Purchase) -> None:
    purchase.member("One", kp_rank="second", kp_need="yes", kp_ability="yes", value_recognised="yes")
    denier = purchase.member(
        "Two", kp_rank="second", kp_need="no", kp_ability="no", value_recognised="no", will_report="yes"
    )
    assert whole(purchase).member_id == denier


def test_d4_5_of_two_of_one_rank_the_one_who_meets_more_stands_for_the_purchase(purchase: Purchase) -> None:
    purchase.member("One", kp_rank="second", kp_need="yes")
    more = purchase.member("Two", kp_rank="second", kp_need="yes", kp_ability="yes")
    assert whole(purchase).member_id == more


def test_d4_5_without_a_team_what_the_purchase_has_is_nobodys_yet(purchase: Purchase) -> None:
    purchase.lamps(has_need="yes", has_money="yes")
    found = whole(purchase)
    assert (found.kp, found.met, found.d_traits) == ("", (), ())


def test_d4_5_without_a_team_nothing_is_judged(purchase: Purchase) -> None:
    purchase.lamps(has_need="no", has_money="no")
    found = whole(purchase)
    assert (found.member_id, found.person_id, found.kp, found.since) == (None, None, "", None)
    assert (found.d_traits, found.is_d_risk) == (("ability", "need"), True)
    assert purchase.told(found.missing) == ["Nobody of the buying team is known yet."]


def test_d4_5_why_gives_each_fact_its_origin(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(19), kp_rank="second", role="user")
    purchase.know(member, ago(150), "Li Wen", value_recognised="no")
    said = purchase.told(judged(purchase, member).why)
    assert said == [
        "second key person (noted on 3 Nov 2026)",
        "uses the product (noted on 3 Nov 2026)",
        "does not see our value (said by Li Wen on 25 Jun 2026; that is old by now)",
    ]
    assert purchase.told(judged(purchase, purchase.member("Nobody")).why) == [
        "nothing known yet about rank, need, ability or value"
    ]


def test_d4_5_what_would_tell_more_is_named_as_missing_evidence(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", kp_need="yes")
    missing = {one.field for one in judged(purchase, member).evidence if one.fact_id is None}
    assert missing == {"kp_rank", "kp_ability", "value_recognised", "will_recommend", "will_report"}
