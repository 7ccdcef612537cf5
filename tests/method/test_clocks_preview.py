"""What is announced is what comes (d4.5): the preview's class is the later proposal's, and the class agreed to."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktopcrm.domain.key_person_class import judge_project
from desktopcrm.domain.months import add_months
from desktopcrm.domain.proposals import Proposal, proposals
from tests.method.purchase_world import CLASSES, START, World, on

KNOWN = st.sampled_from(["", "yes", "no"])
LIMITS = {"kp_a": 10, "kp_b": 20, "kp_c": 30}


def _proposal(world: World, day: int) -> Proposal | None:
    found = proposals(world.plan(day), world.project, world.catalogue)
    return next((one for one in found if one.kind in ("lower", "give_up")), None)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kp=st.sampled_from(list(LIMITS)), report=KNOWN, money=KNOWN, need=KNOWN, left=st.integers(0, 3))
def test_d4_5_what_the_preview_says_is_what_comes(
    world: World, kp: str, report: str, money: str, need: str, left: int
) -> None:
    world.project = world.app.projects.add(world.account, "Another furnace", START)
    world.quick()
    member = world.member("Anna Wells", **CLASSES[kp])
    answers = {"will_report": report if kp != "kp_c" else "yes"}
    world.know(member, **{key: value for key, value in answers.items() if value})
    lamps = {"has_money": money, "has_need": need}
    world.know(world.project, **{key: value for key, value in lamps.items() if value})
    soon, later = _proposal(world, LIMITS[kp] - left), _proposal(world, LIMITS[kp] + 1)
    assert soon is not None
    assert later is not None
    assert (soon.preview, later.preview, soon.by) == (True, False, on(LIMITS[kp]))
    assert (soon.kind, soon.target, soon.subject, soon.state) == (
        later.kind,
        later.target,
        later.subject,
        later.state,
    )
    world.today(LIMITS[kp] + 1)
    world.app.clocks.decide(later, "lowered", "Too slow")
    judged = judge_project(world.plan(), world.project, world.catalogue)
    assert judged.kp == (kp if later.kind == "give_up" else later.target)
    world.today(0)


@given(day=st.dates(max_value=START.replace(year=2900)), months=st.integers(0, 400))
def test_d5_3_months_keep_the_day_or_the_last_one(day: object, months: int) -> None:
    assert isinstance(day, type(START))
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    last_of_month = add_months(later.replace(day=1), 1).toordinal() - 1
    assert later.day == day.day or (later.day < day.day and later.toordinal() == last_of_month)
    assert add_months(add_months(day.replace(day=1), months), -months) == day.replace(day=1)
