"""Every flag comes up, says why and how out, is mended, stays accepted, and comes back when its facts change."""

from __future__ import annotations

import pytest

from desktopcrm.domain.flags import FLAG_RULES
from desktopcrm.errors import UserError
from tests.method.conftest import Rep
from tests.method.flag_case import Case
from tests.method.flag_scenes import SCENES
from tests.method.purchase_world import on

RULES = sorted(SCENES)


@pytest.fixture
def case(rep: Rep) -> Case:
    return Case(rep.app)


def test_every_flag_is_a_rule_of_the_book_and_the_other_way_round(case: Case) -> None:
    assert set(FLAG_RULES) == {one.key for one in case.catalogue.rulebook.of_group("flag")} == set(SCENES)


def test_every_flag_names_its_source_and_a_way_out(case: Case) -> None:
    for rule in case.catalogue.rulebook.of_group("flag"):
        assert rule.severity in ("red", "yellow")
        assert rule.source
        assert rule.section
        assert rule.way_out.en
        assert rule.way_out.zh


@pytest.mark.parametrize("rule", RULES)
def test_it_comes_up_with_its_evidence_and_is_put_out_by_what_the_way_out_says(case: Case, rule: str) -> None:
    scene = SCENES[rule]
    scene.arise(case)
    flag = case.raised(rule, scene.day)[0]
    plan = case.plan(scene.day)
    assert flag.subject == f"flag:{rule}:{plan.record(flag.record_id).uid}"
    assert flag.evidence
    assert all(one.record_id in plan.records for one in flag.evidence)
    assert all(flag.place)
    assert "{" not in case.tell(flag.said) + case.tell(flag.said, "zh")
    scene.mend(case)
    assert not case.is_raised(rule, scene.day)


@pytest.mark.parametrize("rule", RULES)
def test_accepted_it_is_quiet_and_last_until_its_facts_change(case: Case, rule: str) -> None:
    scene = SCENES[rule]
    scene.arise(case)
    case.accept(rule, scene.day)
    assert not case.is_raised(rule, scene.day)
    accepted = [one for one in case.flags(scene.day) if one.accepted is not None]
    assert [one.rule for one in accepted] == [rule]
    assert case.flags(scene.day)[-1] == accepted[0]
    assert accepted[0].accepted is not None
    assert (accepted[0].accepted.reason, accepted[0].accepted.day) == ("we know and wait", on(scene.day))
    scene.change(case)
    assert case.is_raised(rule, scene.day)


@pytest.mark.parametrize("rule", RULES)
def test_a_purchase_that_is_over_or_rests_raises_nothing_of_its_own(case: Case, rule: str) -> None:
    SCENES[rule].arise(case)
    case.app.projects.pause(case.project, "no money this year", case.plan().day)
    assert all(one.project_id is None for one in case.flags(SCENES[rule].day))
    case.app.projects.drop(case.project, "no money ever", case.plan().day)
    assert all(one.project_id is None for one in case.flags(SCENES[rule].day))


def test_taking_an_acceptance_back_raises_the_flag_again(case: Case) -> None:
    case.at_stage(4)
    case.accept("no_informant")
    subject = next(one.subject for one in case.flags() if one.accepted)
    case.app.flags.take_back(case.account, subject)
    assert case.is_raised("no_informant")
    case.app.history.undo()
    assert not case.is_raised("no_informant")


def test_a_flag_is_accepted_only_with_a_reason_and_only_while_it_is_up(case: Case) -> None:
    case.at_stage(4)
    subject = case.raised("no_informant")[0].subject
    with pytest.raises(UserError) as refused:
        case.app.flags.accept(case.account, subject, "  ")
    assert refused.value.key == "errors.reason_missing"
    case.tick("3d")
    with pytest.raises(UserError) as gone:
        case.app.flags.accept(case.account, subject, "never mind")
    assert gone.value.key == "errors.flag_gone"


def test_red_ones_come_first(case: Case) -> None:
    case.at_stage(4)
    case.put("key_point", "Only we can start without a stop")
    severities = [one.severity for one in case.flags(10)]
    assert severities == sorted(severities, key=("red", "yellow").index)
    assert set(severities) == {"red", "yellow"}


def test_an_empty_account_has_nothing_to_warn_of(case: Case) -> None:
    assert case.flags() == ()
