"""What is proposed (d4.5, d4.8, R6): lower, give up, invite, see the first key person, start the way."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.domain.proposals import Proposal, proposals
from tests.method.purchase_world import CLASSES, KP_A, KP_B, KP_C, World, on


def _all(world: World, day: int) -> dict[str, Proposal]:
    return {one.kind: one for one in proposals(world.plan(day), world.project, world.catalogue)}


def _class_proposals(world: World, *days: int) -> list[tuple[int, str, str, bool]]:
    found = []
    for day in days:
        those = [one for kind, one in _all(world, day).items() if kind in ("lower", "give_up")]
        found += [(day, one.kind, one.target, one.preview) for one in those]
    return found


def test_d4_5_kp_a_over_ten_days_becomes_kp_b(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    assert _class_proposals(world, 6, 7, 10, 11) == [
        (7, "lower", "kp_b", True),
        (10, "lower", "kp_b", True),
        (11, "lower", "kp_b", False),
    ]
    soon, now = _all(world, 9)["lower"], _all(world, 12)["lower"]
    assert soon.by == now.by == on(10)
    assert world.tell(soon.said) == (
        "If you do not meet Anna Wells, the first key person, by Thursday, 12 Mar 2026, this KP-A is due to become KP-B; you decide."
    )
    assert world.tell(now.said) == "KP-A is 2 days over its 10 days: make it KP-B?"


@pytest.mark.parametrize("member", [KP_A, KP_B])
def test_d4_8_thirty_days_without_an_order_are_enough_for_every_class(
    world: World, member: dict[str, str]
) -> None:
    world.quick()
    world.member("Anna Wells", **member)
    kinds = [(day, kind) for day, kind, _, _ in _class_proposals(world, 30, 31)]
    assert kinds == [(30, "lower"), (31, "give_up")]


def test_d4_5_once_met_it_is_the_signature_that_is_missing(world: World) -> None:
    world.quick()
    world.contact("visit", 0, world.member("Anna Wells", **KP_A))
    assert world.tell(_all(world, 8)["lower"].said) == (
        "If it is not signed by Thursday, 12 Mar 2026, this KP-A is due to become KP-B; you decide."
    )
    assert world.tell(_all(world, 8)["lower"].said, "zh") == (
        "到2026年3月12日（周四）还没签下来，这个 KP-A 就该降为 KP-B 了，由您定。"
    )


@pytest.mark.parametrize("field", ["has_need", "has_money"])
def test_r6_kp_a_becomes_kp_d_only_with_one_of_its_traits(world: World, field: str) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.know(world.project, **{field: "yes"})
    assert _all(world, 11)["lower"].target == "kp_b"
    world.know(world.project, **{field: "no"})
    found = _all(world, 11)["lower"]
    assert found.target == "kp_d"
    reason = {"has_need": "there is no need", "has_money": "the means to buy are missing"}[field]
    assert world.tell(found.said) == f"KP-A is 1 day over its 10 days, and {reason}: make it KP-D?"


@pytest.mark.parametrize(("report", "target"), [("yes", "kp_c"), ("no", ""), ("", "")])
def test_d4_5_kp_b_over_twenty_days_becomes_kp_c_if_the_person_reports(
    world: World, report: str, target: str
) -> None:
    world.quick()
    world.member("Anna Wells", **KP_B, **({"will_report": report} if report else {}))
    assert _class_proposals(world, 16, 17, 20, 21) == [
        (17, "lower", target, True),
        (20, "lower", target, True),
        (21, "lower", target, False),
    ]


def test_d4_5_kp_b_is_lowered_unless_the_first_key_person_is_met(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_B, will_report="yes")
    signed = "If it is not signed by Sunday, 22 Mar 2026, this KP-B is due to become KP-C; you decide."
    assert world.tell(_all(world, 18)["lower"].said) == signed
    first = world.member("Rita Stone", kp_rank="first")
    assert world.tell(_all(world, 18)["lower"].said) == (
        "If you do not meet Rita Stone, the first key person, by Sunday, 22 Mar 2026, this KP-B is due to become KP-C; you decide."
    )
    world.contact("visit", 0, first)
    assert world.tell(_all(world, 18)["lower"].said) == signed


def test_d4_8_thirty_days_are_in_time_and_thirty_one_propose_giving_up(world: World) -> None:
    world.quick()
    jon = world.member("Jon Hall", **KP_C)
    world.contact("visit", 0, jon, minutes="90")
    world.contact("call", 0, jon)
    assert _class_proposals(world, 26, 27, 30, 31) == [
        (27, "give_up", "", True),
        (30, "give_up", "", True),
        (31, "give_up", "", False),
    ]
    assert world.tell(_all(world, 31)["give_up"].said) == (
        "KP-C: 31 days without an order. Give it up? So far: 1 visit, 1 call, 1:45 h."
    )


def test_d4_8_a_first_key_person_lowered_to_kp_b_is_given_up_next(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(11)
    world.app.clocks.decide(_all(world, 11)["lower"], "lowered", "No word for ten days")
    assert _class_proposals(world, 11, 31, 32) == [(31, "give_up", "", True), (32, "give_up", "", False)]


def test_d4_8_kp_d_is_given_up_at_once(world: World) -> None:
    member = world.member("Jon Hall", **CLASSES["kp_d"])
    assert _class_proposals(world, 0) == [(0, "give_up", "", False)]
    traits = "the means to buy are missing, our value is not recognised, there is no need"
    said = world.tell(_all(world, 0)["give_up"].said)
    assert said == f"KP-D: {traits}. Let it go now? So far: no contact yet."
    world.today(2)
    world.app.clocks.decide(_all(world, 2)["give_up"], "kept", "The owner is a friend")
    assert _class_proposals(world, 2, 40) == []
    world.today(5)
    world.know(member, day=3, kp_need="yes")
    world.know(member, day=4, kp_need="no")
    assert _class_proposals(world, 5) == [(5, "give_up", "", False)]


def test_r6_what_was_lowered_to_kp_d_is_given_up_next(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.know(world.project, has_money="no")
    world.today(11)
    world.app.clocks.decide(_all(world, 11)["lower"], "lowered", "The money went elsewhere")
    assert _class_proposals(world, 11) == [(11, "give_up", "", False)]
    assert world.tell(_all(world, 11)["give_up"].said).startswith("KP-D: the means to buy are missing. Let")
    world.know(world.project, day=11, has_money="yes")
    assert world.tell(_all(world, 11)["give_up"].said).startswith("KP-D, as you decided. Let it go now?")


def test_d4_8_no_line_alone_is_no_reason_to_give_up(world: World) -> None:
    jon, first = world.member("Jon Hall", **KP_C), world.member("Rita Stone", kp_rank="first")
    world.contact("visit", 0, jon)
    found = _all(world, 0)
    assert set(found) == {"start_path"}
    assert world.tell(found["start_path"].said).startswith("Nobody we know leads to Rita Stone")
    world.line("influences", jon, first)
    hop = world.app.clocks.start_hop(world.project, world.person(jon), world.person(first))
    assert _all(world, 0) == {}
    world.app.clocks.hop_given_up(hop, "He does not dare")
    assert set(_all(world, 0)) == {"give_up", "start_path"}
    assert world.tell(_all(world, 0)["give_up"].said) == (
        "No way leads to Rita Stone, the first key person, any more. Give it up? So far: 1 visit, 2:00 h."
    )


def test_d4_5_a_decision_silences_a_proposal_until_things_change(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(12)
    world.app.clocks.decide(_all(world, 12)["lower"], "kept", "Signs after the trial")
    assert _class_proposals(world, 12, 18) == []
    assert _class_proposals(world, 19, 22, 23) == [
        (19, "lower", "kp_b", True),
        (22, "lower", "kp_b", True),
        (23, "lower", "kp_b", False),
    ]


def test_d4_5_put_off_comes_back_after_its_day_or_with_another_target(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(12)
    world.app.clocks.decide(_all(world, 12)["lower"], "snoozed", "He is at the fair", until=on(15))
    assert [bool(_class_proposals(world, day)) for day in (12, 15, 16)] == [False, False, True]
    world.know(world.project, day=12, has_money="no")
    assert _all(world, 13)["lower"].target == "kp_d"


def test_d4_5_a_stopped_clock_proposes_nothing(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.app.clocks.pause_clock(world.project, "The plant is shut")
    assert _all(world, 20) == {}
    world.app.clocks.resume_clock(world.project)
    assert "lower" in _all(world, 20)
    world.app.projects.pause(world.project, "no budget")
    assert _all(world, 40) == {}


def test_r9_the_industrial_clock_proposes_nothing_before_stage_six(world: World) -> None:
    world.member("Anna Wells", **KP_A, invited_on=on(0).isoformat())
    assert _all(world, 60) == {}


def test_d4_5_a_new_kp_a_is_invited_within_five_days(world: World) -> None:
    anna = world.member("Anna Wells", **KP_A)
    found = [(day, "invite" in _all(world, day)) for day in (0, 5, 6, 30, 31)]
    assert found == [(0, True), (5, True), (6, True), (30, True), (31, False)]
    first, late = _all(world, 5)["invite"], _all(world, 6)["invite"]
    assert (first.by, first.subject) == (on(5), f"row:invite:{world.app.records.get(anna).uid}")
    assert world.tell(first.said) == (
        "Invite Anna Wells, a new KP-A, to our company, for a day between 5 Mar 2026 and 7 Mar 2026."
    )
    assert world.tell(late.said).startswith("Invite Anna Wells to our company now:")
    world.app.clocks.invited(anna)
    assert "invite" not in _all(world, 2)


def test_d4_5_kp_b_sees_the_first_key_person_within_three_days(world: World) -> None:
    anna = world.member("Anna Wells", **KP_B)
    assert world.tell(_all(world, 0)["see_first"].said) == (
        "Ask Anna Wells who decides, and meet that first key person by 5 Mar 2026."
    )
    first = world.member("Rita Stone", kp_rank="first")
    world.contact("visit", 0, anna)
    world.line("influences", anna, first)
    found = _all(world, 0)["see_first"]
    assert (found.by, world.tell(found.said)) == (
        on(3),
        "Meet Rita Stone, the first key person, by 5 Mar 2026: ask Anna Wells today to take you to Rita Stone.",
    )
    assert [day for day in (3, 4, 30, 31) if "see_first" in _all(world, day)] == [3, 4, 30]
    world.contact("visit", 0, first)
    assert "see_first" not in _all(world, 0)


def test_d4_5_a_first_key_person_who_is_away_is_seen_three_days_after_coming_back(world: World) -> None:
    world.member("Anna Wells", **KP_B)
    world.member("Rita Stone", kp_rank="first", away_until=on(12).isoformat())
    assert _all(world, 0)["see_first"].by == on(15)


def test_d4_8_kp_c_starts_the_way_within_three_days(world: World) -> None:
    jon, anna, first = (
        world.member("Jon Hall", **KP_C),
        world.member("Anna Wells"),
        world.member("Rita Stone"),
    )
    world.know(first, kp_rank="first")
    world.contact("visit", 0, jon)
    world.line("reports_to", jon, anna)
    world.line("reports_to", anna, first)
    found = _all(world, 0)["start_path"]
    assert (found.by, world.tell(found.said)) == (
        on(3),
        "To Rita Stone, the first key person, it is 2 steps; the first: Jon Hall takes us to Anna Wells.",
    )
    world.app.clocks.start_hop(world.project, world.person(jon), world.person(anna))
    assert "start_path" not in _all(world, 9)
    world.contact("visit", 0, anna)
    assert world.tell(_all(world, 0)["start_path"].said) == (
        "Anna Wells can take us to Rita Stone, the first key person: agree on a day."
    )


def test_d4_8_whom_we_have_only_spoken_with_is_asked_for_a_meeting(world: World) -> None:
    jon, first = world.member("Jon Hall", **KP_C), world.member("Rita Stone", kp_rank="first")
    world.contact("call", 0, jon, first)
    assert world.tell(_all(world, 0)["start_path"].said) == (
        "We have spoken with Rita Stone, the first key person, but not met: ask for a meeting."
    )


def test_d4_8_without_a_class_the_way_is_proposed_from_stage_three(world: World) -> None:
    jon, first = world.member("Jon Hall"), world.member("Rita Stone", kp_rank="first")
    world.contact("visit", 0, jon)
    world.line("relates", jon, first)
    assert _all(world, 0) == {}
    world.to_stage(3)
    found = _all(world, 0)["start_path"]
    assert (found.by, found.preview) == (None, False)


def test_d4_8_a_closed_purchase_is_asked_nothing(world: World) -> None:
    world.quick()
    world.member("Jon Hall", **KP_C)
    world.app.clocks.drop(world.project, "No budget")
    assert [_all(world, day) for day in (0, 31, 400)] == [{}, {}, {}]


def test_the_most_urgent_comes_first(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    found = proposals(world.plan(8), world.project, world.catalogue)
    assert [(one.kind, one.preview) for one in found] == [("invite", False), ("lower", True)]
    assert all(isinstance(one.by, date) for one in found)
