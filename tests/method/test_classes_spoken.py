"""Of whom a key-person class is judged: people we have spoken with (d4.5)."""

from __future__ import annotations

import pytest

from desktopcrm.domain import key_person_class, spoken
from desktopcrm.domain.key_person_class import KpJudgement
from tests.method.conftest import Rep
from tests.method.purchase import TODAY, Purchase, ago


@pytest.fixture
def purchase(rep: Rep) -> Purchase:
    return Purchase(rep)


def judged(purchase: Purchase, member: int) -> KpJudgement:
    return key_person_class.judge_member(purchase.plan, member, purchase.catalogue)


def whole(purchase: Purchase) -> KpJudgement:
    return key_person_class.judge_project(purchase.plan, purchase.project, purchase.catalogue)


def test_d4_5_where_the_person_says_nothing_the_purchase_speaks(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", kp_rank="first")
    purchase.lamps(has_need="yes", has_money="yes")
    purchase.talk("Zhou Min", ago(3))
    found = judged(purchase, member)
    assert found.kp == "kp_a"
    assert {one.record_id for one in found.evidence if one.fact_id} == {member, purchase.project}
    purchase.know(member, kp_ability="no")
    assert judged(purchase, member).kp == ""
    assert judged(purchase, member).d_traits == ("ability",)


def test_d4_5_of_somebody_we_never_spoke_with_the_purchase_says_nothing_good(purchase: Purchase) -> None:
    purchase.lamps(ago(9), has_need="yes", has_money="yes")
    head = purchase.member("Chen Hao", ago(9), kp_rank="first")
    ally = purchase.member("Zhou Min", ago(9), kp_rank="second", value_recognised="yes", will_recommend="yes")
    purchase.talk("Zhou Min", ago(8))
    assert (whole(purchase).kp, whole(purchase).member_id) == ("kp_b", ally)
    found = judged(purchase, head)
    assert purchase.told(found.missing) == ["not spoken with yet"]
    assert purchase.told(found.would_change)[0] == "once we have spoken: KP-A"
    purchase.talk("Chen Hao", ago(4))
    assert (whole(purchase).kp, whole(purchase).since, whole(purchase).member_id) == ("kp_a", ago(4), head)


@pytest.mark.parametrize(
    ("kind", "state", "is_spoken"),
    [
        ("visit", "done", True),
        ("call", "done", True),
        ("message", "done", True),
        ("material", "done", False),
        ("visit", "cancelled", False),
        ("visit", "planned", False),
    ],
)
def test_d4_5_what_counts_as_having_spoken(
    purchase: Purchase, kind: str, state: str, is_spoken: bool
) -> None:
    purchase.lamps(has_need="yes", has_money="yes")
    member = purchase.member("Chen Hao", kp_rank="first")
    purchase.talk("Chen Hao", ago(4), kind, state)
    assert (judged(purchase, member).kp == "kp_a") is is_spoken


def test_d4_5_what_somebody_says_himself_is_a_talk_and_so_is_a_noted_contact(purchase: Purchase) -> None:
    purchase.lamps(ago(30), has_need="yes", has_money="yes")
    first = purchase.member("Chen Hao", ago(30), kp_rank="first")
    other = purchase.member("Li Wen", ago(30), kp_rank="first")
    purchase.know(purchase.project, ago(20), "Chen Hao", budget="USD 400000")
    purchase.know(other, ago(2), last_contact=ago(10).isoformat())
    assert (judged(purchase, first).kp, judged(purchase, first).since) == ("kp_a", ago(20))
    assert (judged(purchase, other).kp, judged(purchase, other).since) == ("kp_a", ago(10))


def test_the_last_contact_about_a_purchase_is_the_later_of_told_and_noted(purchase: Purchase) -> None:
    member = purchase.member("Chen Hao", last_contact=ago(12).isoformat())
    days = [spoken.last_about(purchase.plan, purchase.plan.record(member))]
    for day, state in ((ago(20), "done"), (ago(3), "done"), (TODAY, "planned")):
        purchase.talk("Chen Hao", day, "visit", state)
        days.append(spoken.last_about(purchase.plan, purchase.plan.record(member)))
    assert days == [ago(12), ago(12), ago(3), ago(3)]


def test_d4_5_a_talk_of_today_counts_today(purchase: Purchase) -> None:
    purchase.lamps(ago(30), has_need="yes", has_money="yes")
    purchase.member("Chen Hao", ago(30), kp_rank="first")
    purchase.talk("Chen Hao", TODAY)
    assert (whole(purchase).kp, whole(purchase).since) == ("kp_a", TODAY)


def test_d4_5_the_first_of_several_talks_counts(purchase: Purchase) -> None:
    purchase.lamps(ago(30), has_need="yes", has_money="yes")
    member = purchase.member("Chen Hao", ago(30), kp_rank="first", last_contact=ago(12).isoformat())
    purchase.talk("Chen Hao", ago(5))
    assert judged(purchase, member).since == ago(12)
    purchase.talk("Chen Hao", ago(20))
    assert judged(purchase, member).since == ago(20)


def test_d4_5_what_is_denied_of_the_purchase_holds_for_everybody(purchase: Purchase) -> None:
    purchase.lamps(has_need="no", has_money="no")
    found = judged(purchase, purchase.member("Chen Hao", kp_rank="first"))
    assert found.d_traits == ("ability", "need")


def test_d4_5_that_the_purchase_speaks_for_the_person_can_be_switched_off(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", kp_rank="first")
    purchase.lamps(has_need="yes", has_money="yes")
    purchase.talk("Zhou Min", ago(3))
    tuned = purchase.tuned("kp_class.from_project", 0)
    assert key_person_class.judge_member(purchase.plan, member, tuned).kp == ""


@pytest.mark.parametrize(
    ("promise", "outcome", "ally"),
    [("yes", "no_ally", {"promise"}), ("no", "ally", {"outcome"})],
)
def test_d4_5_what_is_newer_is_told_apart_among_the_members_of_one_team(
    purchase: Purchase, promise: str, outcome: str, ally: set[str]
) -> None:
    team = {
        newer: purchase.member(
            newer, ago(9), kp_rank="second", kp_need="yes", kp_ability="yes", value_recognised="yes"
        )
        for newer in ("neither", "promise", "outcome")
    }
    for newer, member in team.items():
        purchase.know(member, ago(4 if newer == "promise" else 5), will_recommend=promise)
        purchase.know(member, ago(4 if newer == "outcome" else 5), ally_outcome=outcome)
    for newer, member in team.items():
        found = judged(purchase, member)
        assert (found.kp, found.since) == (("kp_b", ago(4)) if newer in ally else ("", None))


def test_d4_5_a_decision_about_a_purchase_without_a_team_harms_nothing(purchase: Purchase) -> None:
    purchase.decide("kept", "", ago(9))
    assert (whole(purchase).kp, whole(purchase).since) == ("", None)
    purchase.lamps(ago(5), has_need="yes")
    assert (whole(purchase).kp, whole(purchase).since) == ("", None)
