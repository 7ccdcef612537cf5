"""How classes came and went: since when, what moved them, what the rep's decision does (d4.3, d4.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopcrm.domain import class_history, deal_class, key_person_class
from desktopcrm.domain.key_person_class import KpJudgement
from desktopcrm.domain.key_person_standards import MEMBER_FIELDS
from desktopcrm.domain.order_check import SHEET
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Record, Source
from tests.domain.test_catalogue import CATALOGUE
from tests.method.conftest import Rep
from tests.method.purchase import TODAY, Purchase, ago

A_STANDARDS = {"kp_rank": "first", "kp_need": "yes", "kp_ability": "yes"}
ACCOUNT, PROJECT, PERSON, MEMBER, OTHER = 1, 2, 3, 4, 5
DAYS = 6


@pytest.fixture
def purchase(rep: Rep) -> Purchase:
    return Purchase(rep)


def whole(purchase: Purchase) -> KpJudgement:
    return key_person_class.judge_project(purchase.plan, purchase.project, purchase.catalogue)


def moves(purchase: Purchase, scale: str = "kp") -> list[tuple[date, str, str]]:
    found = class_history.changes(purchase.plan, purchase.project, purchase.catalogue)
    return [(one.day, one.before, one.after) for one in found if one.scale == scale]


def test_d4_5_a_class_is_true_since_its_last_standard_was_met(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(30), kp_rank="first", kp_need="yes")
    purchase.know(member, ago(12), kp_ability="yes")
    purchase.know(member, ago(4), kp_need="yes")
    assert (whole(purchase).kp, whole(purchase).since) == ("kp_a", ago(12))
    assert moves(purchase) == [(ago(12), "", "kp_a")]


def test_d4_5_a_break_begins_the_class_anew(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.know(member, ago(20), kp_ability="no")
    purchase.know(member, ago(10), kp_ability="yes")
    assert whole(purchase).since == ago(10)
    assert moves(purchase) == [
        (ago(10), "", "kp_a"),
        (ago(20), "kp_a", ""),
        (ago(30), "", "kp_a"),
    ]


def test_d4_5_what_comes_and_goes_on_one_day_is_no_break(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.know(member, ago(20), kp_ability="no")
    purchase.know(member, ago(20), kp_ability="yes")
    assert whole(purchase).since == ago(30)
    assert moves(purchase) == [(ago(30), "", "kp_a")]


def test_d4_5_an_older_observation_written_down_later_counts_on_its_day(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.know(member, ago(25), value_recognised="no")
    purchase.know(member, ago(15), value_recognised="yes")
    purchase.know(member, ago(40), **A_STANDARDS)
    assert moves(purchase)[-1] == (ago(40), "", "kp_a")
    assert whole(purchase).since == ago(15)


def test_d4_5_the_class_is_the_purchases_whoever_of_the_team_gives_it(purchase: Purchase) -> None:
    first = purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.member("Li Wen", ago(20), **A_STANDARDS)
    purchase.know(first, ago(10), kp_need="no")
    assert (whole(purchase).kp, whole(purchase).since) == ("kp_a", ago(30))


def test_d4_5_a_class_lowered_by_the_rep_stands(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.decide("lowered", "kp_b", ago(19))
    found = whole(purchase)
    assert (found.kp, found.since) == ("kp_b", ago(19))
    assert found.decided is not None
    assert purchase.told(found.why)[0] == (
        "KP-B by your decision of 3 Nov 2026: He wants to see it run. It stands until newer facts change the class."
    )
    purchase.know(member, ago(10), value_recognised="yes")
    assert whole(purchase).kp == "kp_b"
    assert moves(purchase)[0] == (ago(19), "kp_a", "kp_b")


def test_d4_5_newer_facts_that_change_the_class_lift_the_decision(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.decide("lowered", "kp_b", ago(19))
    purchase.know(member, ago(10), kp_ability="no")
    assert (whole(purchase).kp, whole(purchase).decided) == ("", None)
    purchase.know(member, ago(5), kp_ability="yes")
    assert (whole(purchase).kp, whole(purchase).since) == ("kp_a", ago(5))


def test_d4_5_facts_of_the_day_of_the_decision_were_known_when_written_before(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(19), **A_STANDARDS)
    purchase.decide("lowered", "kp_b", ago(19))
    assert whole(purchase).kp == "kp_b"
    purchase.know(member, ago(19), kp_rank="second", value_recognised="yes", will_report="yes", role="user")
    assert (whole(purchase).kp, whole(purchase).decided) == ("kp_c", None)


def test_d4_5_a_class_kept_begins_anew(purchase: Purchase) -> None:
    purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.decide("kept", "kp_a>kp_b", ago(19))
    found = whole(purchase)
    assert (found.kp, found.since) == ("kp_a", ago(19))
    assert "kept by your decision" in purchase.told(found.why)[0]
    assert moves(purchase) == [(ago(19), "kp_a", "kp_a"), (ago(30), "", "kp_a")]


def test_d4_5_keeping_after_lowering_keeps_what_it_was_lowered_to(purchase: Purchase) -> None:
    purchase.member("Zhou Min", ago(60), **A_STANDARDS)
    purchase.decide("lowered", "kp_b", ago(50))
    purchase.decide("kept", "", ago(29))
    assert (whole(purchase).kp, whole(purchase).since) == ("kp_b", ago(29))


def test_d4_5_a_class_can_be_lowered_to_none(purchase: Purchase) -> None:
    purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.decide("lowered", "", ago(9))
    assert (whole(purchase).kp, whole(purchase).since) == ("", None)
    assert whole(purchase).decided is not None


@pytest.mark.parametrize(("until", "kp", "since"), [(0, "kp_b", 19), (1, "kp_a", 0), (5, "kp_a", 4)])
def test_d4_5_a_decision_holds_through_its_last_day(
    purchase: Purchase, until: int, kp: str, since: int
) -> None:
    purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.decide("lowered", "kp_b", ago(19), ago(until))
    assert (whole(purchase).kp, whole(purchase).since) == (kp, ago(since))


def test_d4_5_a_decision_that_was_lifted_does_not_run_out_later(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.decide("lowered", "kp_d", ago(19), ago(5))
    purchase.know(member, ago(10), kp_ability="no")
    assert moves(purchase)[0] == (ago(10), "kp_d", "")


def test_d4_5_a_decision_is_about_the_purchase_and_leaves_its_members_alone(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.decide("lowered", "kp_b", ago(19))
    found = key_person_class.judge_member(purchase.plan, member, purchase.catalogue)
    assert (found.kp, found.since, found.decided) == ("kp_a", ago(30), None)


def test_d4_5_decisions_about_something_else_move_nothing(purchase: Purchase) -> None:
    purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.decide("snoozed", "kp_b", ago(19))
    assert (whole(purchase).kp, whole(purchase).decided) == ("kp_a", None)


def test_d4_3_the_deal_class_has_its_course_too(purchase: Purchase) -> None:
    purchase.lamps(ago(30), has_need="yes", has_money="no")
    purchase.account(ago(25), stock_low="yes", policy_favours="yes")
    purchase.know(purchase.project, ago(20), "Zhou Min", has_money="yes", has_authority="yes")
    assert moves(purchase, "deal") == [
        (ago(20), "next_quarter", "bonus"),
        (ago(30), "", "next_quarter"),
    ]
    judged = deal_class.judge(purchase.plan, purchase.project, purchase.catalogue)
    assert judged.since == ago(20)


def test_d4_5_a_first_talk_moves_the_class_on_its_day(purchase: Purchase) -> None:
    purchase.lamps(ago(30), has_need="yes", has_money="yes")
    purchase.member("Zhou Min", ago(30), kp_rank="first")
    assert whole(purchase).kp == ""
    purchase.talk("Zhou Min", ago(12))
    purchase.talk("Zhou Min", ago(5))
    assert (whole(purchase).kp, whole(purchase).since) == ("kp_a", ago(12))
    newest = class_history.changes(purchase.plan, purchase.project, purchase.catalogue)[0]
    assert purchase.told((newest.why,)) == ["first talk with somebody of the team"]


def test_d4_3_the_history_says_what_moved_a_class(purchase: Purchase) -> None:
    purchase.person("Zhou Min")
    purchase.know(purchase.project, ago(30), "Zhou Min", has_need="no", has_money="no")
    purchase.lamps(ago(20), has_money="-")
    member = purchase.member("Li Wen", ago(40), kp_need="yes", kp_ability="yes")
    purchase.know(member, ago(10), kp_rank="first")
    purchase.decide("lowered", "kp_b", ago(8))
    purchase.decide("kept", "kp_b", ago(6), ago(3))
    found = class_history.changes(purchase.plan, purchase.project, purchase.catalogue)
    assert [(one.day, one.scale) for one in found] == [
        (ago(2), "kp"),
        (ago(6), "kp"),
        (ago(8), "kp"),
        (ago(10), "kp"),
        (ago(20), "deal"),
        (ago(30), "deal"),
    ]
    assert purchase.told(tuple(one.why for one in found)) == [
        "the decision ran out",
        "kept by decision: He wants to see it run",
        "lowered by decision: He wants to see it run",
        "Li Wen, Key-person rank: First key person: decides, noted on 12 Nov 2026",
        "Second melting line, Money: no longer known, noted on 2 Nov 2026",
        "Second melting line, Money: no, said by Zhou Min on 23 Oct 2026",
    ]


def test_d4_5_as_of_an_earlier_day_the_course_ends_there(purchase: Purchase) -> None:
    member = purchase.member("Zhou Min", ago(30), **A_STANDARDS)
    purchase.know(member, ago(10), kp_ability="no")
    earlier = purchase.rep.app.desk.plan(purchase.rep.account, ago(11))
    found = key_person_class.judge_project(earlier, purchase.project, purchase.catalogue)
    assert (found.kp, found.since) == ("kp_a", ago(30))


def _record(record_id: int, kind: str, parent: int | None, ref: int | None = None) -> Record:
    return Record(record_id, f"uid-{record_id}", kind, ACCOUNT, parent, ref, kind, 0.0, ago(300))


RECORDS = {
    one.id: one
    for one in (
        replace(_record(ACCOUNT, "account", None), account_id=None),
        _record(PROJECT, "project", ACCOUNT),
        _record(PERSON, "person", ACCOUNT),
        _record(MEMBER, "member", PROJECT, PERSON),
        _record(OTHER, "member", PROJECT, PERSON),
    )
}
CHOICES = {"kp_rank": ("first", "second", "third"), "role": ("user",), "ally_outcome": ("ally", "no_ally")}
LAMP_FIELDS = ("has_need", "has_money", "has_authority", "is_urgent")
PLACES = (
    *((PROJECT, field) for field in LAMP_FIELDS),
    *((ACCOUNT, field) for field in SHEET),
    *((member, field) for member in (MEMBER, OTHER) for field in MEMBER_FIELDS),
)

Seen = tuple[tuple[int, str], str, int, bool]
"""Where, value, days ago, and whether the person himself said it."""

ALMOST_KP_B: list[Seen] = [
    ((MEMBER, field), value, DAYS, False)
    for field, value in (("kp_rank", "second"), ("kp_need", "yes"), ("kp_ability", "yes"))
]


@st.composite
def observed(draw: st.DrawFn) -> Seen:
    place = draw(st.sampled_from(PLACES))
    return (
        place,
        draw(st.sampled_from((*CHOICES.get(place[1], ("yes", "no")), ""))),
        draw(st.integers(0, DAYS)),
        draw(st.booleans()),
    )


def plan_of(seen: list[Seen]) -> Plan:
    history: dict[tuple[int, str], tuple[Fact, ...]] = {}
    for number, (place, value, days, himself) in enumerate(seen):
        written = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=number)
        source = Source("person", "", PERSON) if himself else Source()
        fact = Fact(number, f"f{number}", *place, value, "", source, ago(days), written)
        past = (*history.get(place, ()), fact)
        history[place] = tuple(sorted(past, key=lambda one: one.order, reverse=True))
    return Plan(RECORDS[ACCOUNT], TODAY, RECORDS, history, (), {})


@given(st.lists(observed(), min_size=4, max_size=40))
def test_d4_5_the_course_tells_what_every_past_day_would_have_judged(
    seen: list[Seen],
) -> None:
    plan = plan_of([*ALMOST_KP_B, *seen])
    courses = {
        "kp": key_person_class.course(plan, PROJECT, CATALOGUE),
        "deal": deal_class.course(plan, PROJECT, CATALOGUE),
    }
    for days in range(DAYS, -1, -1):
        then = plan.on(ago(days))
        kp = key_person_class.judge_project(then, PROJECT, CATALOGUE).kp
        deal = deal_class.judge(then, PROJECT, CATALOGUE).deal
        for scale, found in (("kp", kp), ("deal", deal)):
            told = [turn.after for turn in courses[scale].turns if turn.day <= ago(days)]
            assert (told or [""])[-1] == found
