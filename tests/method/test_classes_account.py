"""What an account as a whole is: first sorting, source grade, stars, care, behaviour (d4.1, d9, d11.2, d12)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktopcrm.domain import behaviour, care, prelim_class, source_grade, stars
from tests.method.conftest import Rep
from tests.method.purchase import TODAY, Purchase, ago

DETAILS = ("specification", "quantity", "payment", "delivery")


@pytest.fixture
def purchase(rep: Rep) -> Purchase:
    return Purchase(rep)


@pytest.mark.parametrize(("prelim", "share"), [("1", 70), ("2", 30), ("", 30), ("3", 0)])
def test_d4_1_the_hours_go_where_we_are_wanted(purchase: Purchase, prelim: str, share: int) -> None:
    if prelim:
        purchase.account(prelim_class=prelim)
    found = prelim_class.prelim_class(purchase.plan)
    assert found == prelim
    assert prelim_class.hours_share(found, purchase.catalogue.rulebook) == share
    tuned = purchase.tuned("prelim_class.first_share", 100).rulebook
    assert prelim_class.hours_share(found, tuned) == (100 if prelim == "1" else 0)


GRADES = (
    ("exhibition", ("saw_product", "deep_talk"), "src_a", ()),
    ("exhibition", ("saw_product",), "", ("deep_talk",)),
    ("exhibition", ("deep_talk",), "", ("saw_product",)),
    ("exhibition", (), "", ("saw_product", "deep_talk")),
    ("exhibition", ("agent", *DETAILS), "", ("saw_product", "deep_talk")),
    ("enquiry", ("agent", *DETAILS), "src_b", ()),
    ("enquiry", ("agent", "specification", "quantity", "payment"), "", ("delivery",)),
    ("enquiry", ("agent", "specification", "quantity", "delivery"), "", ("payment",)),
    ("enquiry", ("agent", "price_only", *DETAILS), "src_b", ()),
    ("enquiry", DETAILS, "", ("agent",)),
    ("enquiry", ("specification",), "", ("quantity", "payment", "delivery", "agent")),
    ("enquiry", ("price_only",), "src_c", ()),
    ("enquiry", ("price_only", "agent"), "src_c", ()),
    ("enquiry", ("price_only", "quantity"), "", ("specification", "payment", "delivery", "agent")),
    ("enquiry", ("saw_product", "deep_talk"), "", (*DETAILS, "agent")),
    ("search", ("agent",), "src_c", ()),
    ("search", (), "", ("agent",)),
    ("other", ("agent", *DETAILS), "", ()),
    ("", ("saw_product", "deep_talk"), "", ()),
)


@pytest.mark.parametrize(("source", "signs", "grade", "missing"), GRADES)
def test_d11_2_the_table_of_grades(
    purchase: Purchase, source: str, signs: tuple[str, ...], grade: str, missing: tuple[str, ...]
) -> None:
    if source:
        purchase.account(lead_source=source)
    if signs:
        purchase.account(lead_ticks=",".join(signs))
    found = source_grade.grade(purchase.plan, purchase.catalogue)
    assert (found.grade, found.missing) == (grade, missing)
    assert (found.ask is None) is bool(grade)


def test_d11_2_three_of_four_details_ask_for_the_fourth(purchase: Purchase) -> None:
    purchase.account(ago(19), lead_source="enquiry", lead_ticks="agent,specification,quantity,payment")
    found = source_grade.grade(purchase.plan, purchase.catalogue)
    assert found.ask is not None
    assert purchase.told((found.ask,)) == ["Ask for the one thing that is missing: Names the delivery date"]
    assert purchase.told((found.ask,), "zh") == ["还差一项，先问清：写明交期"]
    assert purchase.told(found.why)[0] == (
        "Lead came from: Enquiry on a trading platform (noted on 3 Nov 2026)"
    )
    assert len(found.evidence) == 2
    eased = source_grade.grade(purchase.plan, purchase.tuned("source_grade.details", 3))
    assert eased.grade == "src_b"
    purchase.account(lead_ticks="specification,quantity,payment")
    eased = source_grade.grade(purchase.plan, purchase.tuned("source_grade.details", 3))
    assert (eased.grade, eased.missing) == ("", ("agent",))


def test_d11_2_without_a_source_the_source_is_asked_for(purchase: Purchase) -> None:
    found = source_grade.grade(purchase.plan, purchase.catalogue)
    assert found.ask is not None
    assert purchase.told((found.ask,)) == ["Where did this lead come from?"]
    assert [one.fact_id for one in found.evidence] == [None]


def test_d11_2_an_agent_of_the_chain_needs_no_tick(purchase: Purchase) -> None:
    purchase.account(lead_source="search", role_in_chain="end_user")
    assert source_grade.grade(purchase.plan, purchase.catalogue).grade == ""
    purchase.account(role_in_chain="agent")
    assert source_grade.grade(purchase.plan, purchase.catalogue).grade == "src_c"


@pytest.mark.parametrize(
    ("facts", "total"),
    [
        ({}, 0),
        ({"star_frequency": "yes"}, 4),
        ({"star_amount": "yes"}, 5),
        ({"star_referee": "yes"}, 3),
        ({"star_expert": "yes"}, 4),
        ({"star_leader": "yes"}, 5),
        ({"star_frequency": "yes", "star_expert": "yes"}, 4 + 4),
        ({"star_frequency": "yes", "star_leader": "no"}, 4),
    ],
)
def test_d12_1_stars_add_up(purchase: Purchase, facts: dict[str, str], total: int) -> None:
    if facts:
        purchase.account(**facts)
    found = stars.stars(purchase.plan, purchase.catalogue)
    assert found.total == total
    assert found.matched == tuple(key for key, value in facts.items() if value == "yes")
    assert len(found.why) == len(found.matched)


def test_d12_1_why_says_how_many_stars_for_what(purchase: Purchase) -> None:
    purchase.account(ago(19), star_referee="yes")
    why = stars.stars(purchase.plan, purchase.catalogue).why
    assert purchase.told(why) == ["Is a referee site (shop review): 3 stars (noted on 3 Nov 2026)"]


PHASES = (
    (0, "new"),
    (49, "new"),
    (50, "between_new_middle"),
    (75, "between_new_middle"),
    (100, "between_new_middle"),
    (101, "middle"),
    (299, "middle"),
    (300, "between_middle_advanced"),
    (500, "between_middle_advanced"),
    (501, "advanced"),
)
ACTIONS = {"new": 5, "middle": 6, "advanced": 6}
NEIGHBOURS = {
    "between_new_middle": ("new", "middle"),
    "between_middle_advanced": ("middle", "advanced"),
}


@pytest.mark.parametrize(("enquiries", "phase"), PHASES)
def test_d12_2_the_phase_by_enquiries_a_day(purchase: Purchase, enquiries: int, phase: str) -> None:
    purchase.account(enquiries_per_day=str(enquiries))
    found = care.care(purchase.plan, purchase.catalogue)
    assert found.phase == phase
    lists = NEIGHBOURS.get(phase, (phase,))
    assert len(found.actions) == sum(ACTIONS[one] for one in lists)
    assert {one.key.split("_")[0] for one in found.actions} == set(lists)


def test_d12_2_without_a_number_there_is_no_phase(purchase: Purchase) -> None:
    found = care.care(purchase.plan, purchase.catalogue)
    assert (found.phase, found.actions, found.goals, found.thanks_due) == ("", (), (), None)


def test_d12_2_what_is_done_is_ticked(purchase: Purchase) -> None:
    purchase.account(enquiries_per_day="20", care_done="new_2,new_5,middle_1")
    found = care.care(purchase.plan, purchase.catalogue)
    assert [one.key for one in found.actions if one.done] == ["new_2", "new_5"]


@pytest.mark.parametrize(
    ("enquiries", "goals"),
    [
        ("20", [("old_share", 5, 10)]),
        ("75", [("old_share", 5, 10), ("loyal_share", 5, 0)]),
        ("200", [("loyal_share", 5, 0)]),
        ("400", [("loyal_share", 5, 0), ("loyal_share", 10, 0)]),
        ("600", [("loyal_share", 10, 0)]),
    ],
)
def test_d12_2_the_goals_are_two_different_measures(
    purchase: Purchase, enquiries: str, goals: list[tuple[str, int, int]]
) -> None:
    purchase.account(enquiries_per_day=enquiries)
    found = care.care(purchase.plan, purchase.catalogue).goals
    assert [(one.measure, one.low, one.high) for one in found] == goals
    assert not any(one.is_reached for one in found)


@pytest.mark.parametrize(("share", "is_reached"), [("4.9", False), ("5", True), ("12", True)])
def test_d12_2_a_goal_is_reached_from_its_lower_end(purchase: Purchase, share: str, is_reached: bool) -> None:
    purchase.account(enquiries_per_day="20", old_share=share, loyal_share="99")
    goal = care.care(purchase.plan, purchase.catalogue).goals[0]
    assert goal.value == Decimal(share)
    assert goal.is_reached is is_reached


def test_d12_2_thanks_are_due_a_quarter_after_the_last(purchase: Purchase) -> None:
    purchase.account(thanked_on="2026-08-31")
    assert care.care(purchase.plan, purchase.catalogue).thanks_due == date(2026, 11, 30)
    monthly = purchase.tuned("thanks.months", 1)
    assert care.care(purchase.plan, monthly).thanks_due == date(2026, 9, 30)


@pytest.mark.parametrize(("enquiries", "due"), [("300", True), ("501", True), ("299", False)])
def test_d12_2_the_first_thanks_come_with_the_advanced_list(
    purchase: Purchase, enquiries: str, due: bool
) -> None:
    purchase.account(ago(19), enquiries_per_day=enquiries)
    expected = date(2027, 2, 3) if due else None
    assert care.care(purchase.plan, purchase.catalogue).thanks_due == expected


def _cues(purchase: Purchase, kind: str, count: int, scheme: int = 1) -> list[str]:
    found = next(one for one in purchase.catalogue.schemes[scheme].type if one.key == kind)
    return [cue.key for cue in found.cue[:count]]


@pytest.mark.parametrize(
    ("dominant", "analytical", "likely", "is_mixed"),
    [(4, 0, "dominant", False), (2, 2, "", True), (3, 2, "dominant", False), (0, 1, "analytical", False)],
)
def test_d9_2_cues_make_a_type_or_mixed(
    purchase: Purchase, dominant: int, analytical: int, likely: str, is_mixed: bool
) -> None:
    person = purchase.person("Zhou Min")
    ticked = _cues(purchase, "dominant", dominant) + _cues(purchase, "analytical", analytical)
    purchase.know(person, cues_2=",".join(ticked))
    first, second = behaviour.reading(purchase.plan, person, purchase.catalogue)
    assert (second.likely, second.is_mixed) == (likely, is_mixed)
    assert second.scores["dominant"] == dominant
    assert [cue.key for cue in second.ticked] == ticked
    assert (first.likely, first.is_mixed, first.ticked, first.type) == ("", False, (), None)


def test_d9_2_five_cues_of_which_three_are_not_enough_when_more_is_asked(purchase: Purchase) -> None:
    person = purchase.person("Zhou Min")
    ticked = _cues(purchase, "dominant", 3) + _cues(purchase, "amiable", 2)
    purchase.know(person, cues_2=",".join(ticked))
    tuned = purchase.tuned("behaviour.clear_share", 61)
    assert behaviour.reading(purchase.plan, person, tuned)[1].is_mixed


@pytest.mark.parametrize(("clear_share", "likely"), [(66, "dominant"), (67, "")])
def test_d9_2_two_of_three_are_two_thirds(purchase: Purchase, clear_share: int, likely: str) -> None:
    scheme = purchase.catalogue.schemes[1]
    ticked = _cues(purchase, "dominant", 2) + _cues(purchase, "amiable", 1)
    assert behaviour.propose(scheme, ticked, clear_share).type == likely


def test_d9_2_as_shipped_three_of_five_are_clear(purchase: Purchase) -> None:
    scheme = purchase.catalogue.schemes[1]
    ticked = _cues(purchase, "dominant", 3) + _cues(purchase, "amiable", 2)
    assert behaviour.propose(scheme, ticked).type == "dominant"
    assert purchase.catalogue.rulebook.param("behaviour", "clear_share") == behaviour.CLEAR_SHARE


def test_d9_2_two_types_level_at_the_top_are_mixed_whatever_the_share(purchase: Purchase) -> None:
    scheme = purchase.catalogue.schemes[1]
    ticked = _cues(purchase, "dominant", 2) + _cues(purchase, "amiable", 2)
    assert behaviour.propose(scheme, ticked, clear_share=34).is_mixed


def test_d9_1_the_reps_own_word_counts_and_a_contradiction_is_told(purchase: Purchase) -> None:
    person = purchase.person("Zhou Min")
    purchase.know(person, cues_1=",".join(_cues(purchase, "technical", 3, scheme=0)))
    talk = behaviour.reading(purchase.plan, person, purchase.catalogue)[0]
    assert (talk.likely, talk.stored, talk.disagrees) == ("technical", "", False)
    assert talk.type is not None
    assert talk.type.treat.en.startswith("Let them be the expert")
    purchase.know(person, behaviour_type_1="sales")
    talk = behaviour.reading(purchase.plan, person, purchase.catalogue)[0]
    assert talk.disagrees
    assert talk.type is not None
    assert (talk.type.key, talk.likely) == ("sales", "technical")
    purchase.know(person, behaviour_type_1="technical")
    assert not behaviour.reading(purchase.plan, person, purchase.catalogue)[0].disagrees


def test_d9_1_a_stored_type_without_cues_does_not_disagree(purchase: Purchase) -> None:
    person = purchase.person("Zhou Min")
    purchase.know(person, TODAY, behaviour_type_2="amiable")
    decide = behaviour.reading(purchase.plan, person, purchase.catalogue)[1]
    assert (decide.likely, decide.disagrees) == ("", False)
    assert decide.type is not None
    assert decide.type.key == "amiable"
