"""d7: four learning stages, from practice and from what happened; every boundary of the rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.domain.exercise import Shown, exercise, next_card
from desktopcrm.domain.learning import Skill, Try, overall, real, skills
from desktopcrm.domain.rulebook import Rulebook
from desktopcrm.services.objections import NewRejection
from tests.method.conftest import Rep

START = date(2026, 3, 2)
SIGNS = {
    "+": (False, True, True),  # turned round at a customer, surely without the card
    "c": (False, True, False),  # turned round with the card, or nobody knows
    "-": (False, False, True),
    "o": (False, None, True),  # left open
    "p": (True, True, True),  # practice: knew it
    "f": (True, False, True),  # practice: did not
}


def tries(pattern: str, objection: str = "material") -> list[Try]:
    """One try a day."""
    found = []
    for number, sign in enumerate(pattern):
        is_drill, good, free = SIGNS[sign]
        found.append(Try(number, objection, START + timedelta(days=number), is_drill, good, free))
    return found


def skill(rep: Rep, pattern: str, **tuned: int) -> Skill:
    catalogue = rep.app.desk.catalogue
    rules = catalogue.rulebook.tuned({key.replace("__", "."): value for key, value in tuned.items()})
    return skills(catalogue.objections, tries(pattern), rules)[0]


def rules_of(rep: Rep) -> Rulebook:
    return rep.app.desk.catalogue.rulebook


def test_d7_a_new_user_stands_at_stage_1_everywhere(rep: Rep) -> None:
    found = rep.app.objections.skills()
    assert [one.stage for one in found] == [1] * 7
    assert overall(found).counts == (7, 0, 0, 0)
    assert {one.why.key for one in found} == {"learning.why_new"}


@pytest.mark.parametrize(
    ("pattern", "stage", "rule"),
    [
        ("", 1, "learning_aware"),
        ("o", 2, "learning_aware"),
        ("f", 2, "learning_aware"),
        ("-", 2, "learning_aware"),
        ("p", 2, "learning_aware"),
        ("pp", 3, "learning_skilled"),
        ("+p", 3, "learning_skilled"),
        ("cc", 3, "learning_skilled"),
        ("pfp", 2, "learning_aware"),
        ("pfpp", 3, "learning_skilled"),
        ("pop", 3, "learning_skilled"),
        ("pp++", 3, "learning_skilled"),
        ("pp+++", 4, "learning_mastered"),
        ("++" + "+++", 4, "learning_mastered"),
        ("pp++-+", 3, "learning_skilled"),
        ("pp++-+++", 4, "learning_mastered"),
        ("pp++c+", 4, "learning_mastered"),
        ("ppccc", 3, "learning_skilled"),
        ("pp" + "p" * 9, 3, "learning_skilled"),
        ("pp+++-", 4, "learning_mastered"),
        ("pp+++--", 3, "learning_falls"),
        ("pp+++ff", 3, "learning_falls"),
        ("pp+++-o-", 3, "learning_falls"),
        ("pp+++-+-", 4, "learning_mastered"),
        ("pp+++-p-", 4, "learning_mastered"),
        ("pp+++--++", 3, "learning_falls"),
        ("pp+++--+++", 4, "learning_mastered"),
        ("ppf", 3, "learning_skilled"),
        ("ppff", 2, "learning_falls"),
        ("pp+++----", 2, "learning_falls"),
        ("pp+++------", 2, "learning_falls"),
        ("ff" + "ff", 2, "learning_aware"),
    ],
)
def test_d7_the_stage_rises_and_falls(rep: Rep, pattern: str, stage: int, rule: str) -> None:
    found = skill(rep, pattern)
    assert (found.stage, found.rule) == (stage, rule)


@pytest.mark.parametrize(
    ("pattern", "tuned", "stage"),
    [
        ("o", {"learning_aware__tries": 2}, 1),
        ("oo", {"learning_aware__tries": 2}, 2),
        ("pp", {"learning_skilled__passes": 3}, 2),
        ("ppp", {"learning_skilled__passes": 3}, 3),
        ("pp++", {"learning_mastered__outcomes": 2}, 4),
        ("ppppp", {"learning_mastered__drills_count": 1}, 4),
        ("pppp", {"learning_mastered__drills_count": 1}, 3),
        ("pp+++-", {"learning_falls__failures": 1}, 3),
        ("pp+++--", {"learning_falls__failures": 3}, 4),
        ("pp+++---", {"learning_falls__failures": 3}, 3),
    ],
)
def test_d7_the_numbers_are_parameters(rep: Rep, pattern: str, tuned: dict[str, int], stage: int) -> None:
    assert skill(rep, pattern, **tuned).stage == stage


def test_d7_each_move_has_its_day_and_the_stage_its_evidence(rep: Rep) -> None:
    found = skill(rep, "pp+++--")
    moves = [(one.before, one.after, (one.day - START).days) for one in found.moves]
    assert moves == [(1, 2, 0), (2, 3, 1), (3, 4, 4), (4, 3, 6)]
    assert [one.record_id for one in found.evidence] == [5, 6]
    assert [one.record_id for one in skill(rep, "pp+++").evidence] == [2, 3, 4]
    assert [one.record_id for one in skill(rep, "pp").evidence] == [0, 1]


@pytest.mark.parametrize(
    ("pattern", "key", "n"),
    [
        ("", "learning.next_aware", 1),
        ("f", "learning.next_skilled", 2),
        ("p", "learning.next_skilled", 1),
        ("pp", "learning.next_mastered", 3),
        ("pp++", "learning.next_mastered", 1),
        ("pp+++", "learning.next_keep", 2),
        ("pp+++-", "learning.next_keep", 1),
    ],
)
def test_d7_it_says_what_leads_on(rep: Rep, pattern: str, key: str, n: int) -> None:
    found = skill(rep, pattern).next
    assert (found.key, dict(found.params)["n"]) == (key, n)


def test_d7_one_rejection_teaches_nothing_about_another(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    found = skills(catalogue.objections, tries("pp+++", "no_budget"), catalogue.rulebook)
    assert [one.objection for one in found if one.stage > 1] == ["no_budget"]
    assert overall(found).weakest == "material"
    assert overall(found).counts == (6, 0, 0, 1)


def test_d7_what_nobody_knows_about_the_card_is_no_look_into_ones_own_head(rep: Rep) -> None:
    for looked in (None, True, False):
        rep.app.objections.heard(NewRejection(rep.account, "material", result="turned", looked=looked))
    assert [one.free for one in real(rep.app.objections.all_events())] == [True, False, False]


def test_d7_practice_and_life_make_the_stage_together(rep: Rep) -> None:
    objections = rep.app.objections
    objections.drill("material", passed=True)
    assert objections.skills()[0].stage == 2
    objections.heard(NewRejection(rep.account, "material", result="turned"))
    assert objections.skills()[0].stage == 3
    for _ in range(3):
        objections.heard(NewRejection(rep.account, "material", result="turned", looked=False))
    assert objections.skills()[0].stage == 4
    for _ in range(2):
        objections.drill("material", passed=False)
    assert objections.skills()[0].stage == 3


def test_d7_the_stage_of_an_earlier_day_knows_nothing_of_later(rep: Rep) -> None:
    yesterday = date.today() - timedelta(days=1)
    rep.app.objections.drill("material", passed=True, day=yesterday)
    rep.app.objections.drill("material", passed=True)
    assert [
        rep.app.objections.skills(day)[0].stage for day in (yesterday - timedelta(days=1), yesterday)
    ] == [
        1,
        2,
    ]
    assert rep.app.objections.skills()[0].stage == 3


# the next exercise


def found_skills(rep: Rep, **patterns: str) -> tuple[Skill, ...]:
    catalogue = rep.app.desk.catalogue
    every = [one for key, pattern in patterns.items() for one in tries(pattern, key)]
    return skills(catalogue.objections, every, catalogue.rulebook)


def test_d7_a_beginner_goes_through_the_deck_in_its_order(rep: Rep) -> None:
    found, round_ = found_skills(rep), []
    while key := next_card(found, round_, rules_of(rep)):
        round_.append(Shown(key, passed=True))
    assert [one.objection for one in round_] == [one.objection for one in found]


def test_d7_the_weakest_comes_first_then_the_one_longest_ago_then_what_is_mastered(rep: Rep) -> None:
    known = {one.key: "p" for one in rep.app.desk.catalogue.objections}
    patterns = {**known, "material": "pp+++", "in_house": "pp", "no_budget": "pf"}
    found, round_ = found_skills(rep, **patterns), []
    while key := next_card(found, round_, rules_of(rep)):
        round_.append(Shown(key, passed=True))
    order = [one.objection for one in round_]
    assert order[-3:] == ["no_budget", "in_house", "material"]


def test_d7_what_was_not_known_comes_back_after_two_others(rep: Rep) -> None:
    found, rules = found_skills(rep), rules_of(rep)
    round_ = [Shown("material", passed=False)]
    for _ in range(2):
        key = next_card(found, round_, rules)
        assert key != "material"
        round_.append(Shown(key, passed=True))
    assert next_card(found, round_, rules) == "material"
    round_.append(Shown("material", passed=True))
    assert next_card(found, round_, rules) == "not_responsible"


def test_d7_a_round_ends_when_all_are_known_or_ten_cards_are_through(rep: Rep) -> None:
    found, rules = found_skills(rep), rules_of(rep)
    known = [Shown(one.objection, passed=True) for one in found]
    assert next_card(found, known, rules) == ""
    missed = [Shown(one.objection, passed=False) for one in found]
    assert next_card(found, missed, rules) == "material"
    assert next_card(found, [*missed, *known[:2]], rules) != ""
    assert next_card(found, [*missed, *known[:3]], rules) == ""


def test_d7_wordings_and_answers_take_turns(rep: Rep) -> None:
    one = rep.app.desk.catalogue.objections[0]
    cards = [exercise(one, times) for times in range(5)]
    assert [card.wording for card in cards] == [0, 1, 2, 3, 0]
    assert [card.answer for card in cards] == [*one.answer, one.answer[0]]
