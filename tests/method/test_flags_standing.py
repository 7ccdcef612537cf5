"""Who stands against us and who leads: with what weight, from and until which stage, and what makes it less."""

from __future__ import annotations

import pytest

from tests.method.conftest import Rep
from tests.method.flag_case import Case


@pytest.fixture
def case(rep: Rep) -> Case:
    return Case(rep.app)


@pytest.mark.parametrize(
    ("facts", "raised"),
    [
        ({"role": "decision_maker", "stance": "against"}, True),
        ({"role": "technical", "stance": "rival"}, True),
        ({"kp_rank": "second", "favours": "Cognos"}, True),
        ({"kp_rank": "second", "favours": "Cognos", "stance": "supports"}, False),
        ({"kp_rank": "third", "role": "user", "stance": "against"}, False),
        ({"role": "user", "influence": "4", "stance": "against"}, True),
        ({"role": "user", "influence": "3", "stance": "against"}, False),
        ({"kp_rank": "first", "stance": "mixed"}, False),
    ],
)
def test_d10_weight_and_stance_together_make_the_danger(
    case: Case, facts: dict[str, str], raised: bool
) -> None:
    case.at_stage(2)
    case.member("Walter Pike", 0, **facts)
    assert not case.is_raised("weighty_against")
    case.to_stage(2)
    assert case.is_raised("weighty_against") is raised


def test_d10_he_who_decides_by_the_purchase_has_weight_and_a_planned_step_makes_it_yellow(case: Case) -> None:
    case.at_stage(3)
    case.member("Walter Pike", favours="Cognos")
    assert not case.is_raised("weighty_against")
    case.know(case.project, decision_maker="Walter Pike")
    assert case.said("weighty_against") == "Walter Pike has weight in this purchase and favours Cognos."
    assert case.raised("weighty_against")[0].severity == "red"
    case.put("action", "Show him the pilot", person="Walter Pike", due="2026-03-10")
    assert case.raised("weighty_against")[0].severity == "yellow"


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("3 of 3", "1 of 3", "Hartmann leads the comparison; we stand at place 3."),
        ("第二名", "第2", "We stand at place 2 in the comparison."),
        ("not told yet", "1st", "Hartmann leads the comparison; where we stand is not known."),
        ("1 of 3", "1 of 3", ""),
        ("First with engineering", "95 points", ""),
        ("2 of 5 tests passed", "95", ""),
        ("95", "2 of 5 samples", ""),
        ("not told yet", "2 of 3, first after Brio left", ""),
    ],
)
def test_s1_a_rank_is_read_where_it_is_one(case: Case, ours: str, theirs: str, said: str) -> None:
    case.at_stage(3)
    for name, rank in (("Hartmann", theirs), ("", ours)):
        case.ranked(name, rank)
    assert (case.said("rival_leads") if case.is_raised("rival_leads") else "") == said


def test_s1_the_seven_factors_say_who_leads_until_the_choice_has_fallen(case: Case) -> None:
    case.at_stage(6)
    rival, we = (
        case.app.rivals.add_contender(case.project, "Hartmann"),
        case.app.rivals.add_contender(case.project),
    )
    case.know(rival, price="8")
    case.know(we, price="8")
    case.know(we, quality="7", grade="7")
    assert not case.is_raised("rival_leads")
    case.know(rival, quality="7", grade="7")
    assert not case.is_raised("rival_leads")
    case.know(we, price="5")
    assert case.said("rival_leads") == "By the seven factors Hartmann leads: 7.3 against our 6.3."
    case.know(we, fate="second")
    assert case.said("rival_leads") == "We are the runner-up: somebody else is preferred."
    case.know(we, fate="shortlisted")
    case.know(rival, fate="withdrew")
    assert not case.is_raised("rival_leads")
    case.know(rival, fate="preferred")
    assert case.is_raised("rival_leads")
    case.to_stage(2)
    assert not case.is_raised("rival_leads")
