"""What would change a key-person class, and what is still wanted for the nearest one (d4.5)."""

from __future__ import annotations

import pytest

from desktopcrm.domain import key_person_class
from desktopcrm.domain.key_person_class import KpJudgement
from tests.method.conftest import Rep
from tests.method.purchase import TODAY, Purchase, ago


@pytest.fixture
def purchase(rep: Rep) -> Purchase:
    return Purchase(rep)


def judged(purchase: Purchase, member: int) -> KpJudgement:
    return key_person_class.judge_member(purchase.plan, member, purchase.catalogue)


def test_d4_5_would_change_tries_every_single_answer(purchase: Purchase) -> None:
    purchase.lamps(has_need="yes", has_money="yes")
    member = purchase.member("Zhou Min", value_recognised="yes", will_recommend="yes", will_report="yes")
    purchase.talk("Zhou Min", ago(3))
    said = purchase.told(judged(purchase, member).would_change)
    assert said == [
        "as first key person: KP-A",
        "KP-B as soon as one of these is so: as second key person, as third key person",
    ]
    purchase.know(member, kp_rank="second")
    said = purchase.told(judged(purchase, member).would_change)
    assert said == [
        (
            "no class yet as soon as one of these is so: without the need, without the means to buy, "
            "if our value is denied, without a recommendation to the first key person"
        )
    ]


def test_d4_5_where_one_answer_is_not_enough_what_is_wanted_is_named(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", TODAY, kp_rank="second", kp_need="yes")
    found = judged(purchase, member)
    assert purchase.told(found.would_change) == [
        (
            "still wanted for KP-B: ability to buy not known, not known whether our value is seen, "
            "not known whether we are recommended to the first key person"
        )
    ]
    assert purchase.told(found.met) == ["second key person", "has the need"]
    stranger = judged(purchase, purchase.member("Nobody"))
    assert stranger.would_change == ()


def test_d4_5_a_third_key_person_is_shown_the_nearest_class(purchase: Purchase) -> None:
    member = purchase.member("He Liwei", kp_rank="third", kp_need="yes", kp_ability="no")
    assert purchase.told(judged(purchase, member).would_change) == [
        (
            "still wanted for KP-C: not known whether our value is seen, "
            "not known whether it will be reported upwards"
        )
    ]
    assert purchase.told(judged(purchase, member).missing)[0] == "not able to buy"


def test_d4_5_a_user_without_a_rank_can_become_kp_c(purchase: Purchase) -> None:
    found = judged(purchase, purchase.member("He Liwei", role="user", value_recognised="yes"))
    assert purchase.told(found.missing) == [
        "key-person rank not known",
        "not known whether it will be reported upwards",
    ]
    assert "if it is reported upwards: KP-C" in purchase.told(found.would_change)
