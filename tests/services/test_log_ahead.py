"""A contact that is only to come: planned in one step, and nobody counts as met."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktopcrm.app import App
from desktopcrm.domain import contacts
from tests.method.debrief_cast import WEDNESDAY, Cast, cast
from tests.services.test_log import named, only_step, plain


@pytest.fixture
def place(app: App) -> Cast:
    return cast(app, "en")


@pytest.mark.parametrize(
    "text", ["call @Marsh on Fri", "Call @Marsh on Fri about the seals, she waits +send the plan !Thu"]
)
def test_a_contact_to_come_is_planned_and_nobody_was_met_today(place: Cast, text: str) -> None:
    done = only_step(place, plain(place, text))
    plan, friday = place.plan, WEDNESDAY + timedelta(days=2)
    assert (done.ahead, done.day, contacts.last_contact(plan)) == (True, friday, None)
    (call,) = plan.of("activity")
    values = [plan.value(call.id, key) for key in ("kind", "state", "day", "people", "summary")]
    marsh = named(place, "person", "Helen Marsh").uid
    assert values == ["call", "planned", friday.isoformat(), marsh, text]


def test_beside_a_contact_that_is_told_the_one_to_come_is_the_next(place: Cast) -> None:
    for text in ("Visited @Becker, good talk. Call @Marsh on Fri", "Call @Shah on Fri. Met @Becker today"):
        assert not only_step(place, plain(place, text)).ahead
    plan = place.plan
    found = [(plan.value(one.id, "state"), plan.value(one.id, "people")) for one in plan.of("activity")]
    uids = {name: named(place, "person", name).uid for name in ("Helen Marsh", "Tom Becker", "Priya Shah")}
    told = ("done", uids["Tom Becker"])
    assert found == [told, ("planned", uids["Helen Marsh"]), told, ("planned", uids["Priya Shah"])]


def test_the_rep_may_say_that_it_happened(place: Cast) -> None:
    found = place.read("call @Marsh on Fri")
    day = next(one for one in found.chips if one.kind == "date")
    behind = next(one for one in day.others if one.target == "happened")
    corrected = found.corrected({day.key: behind})
    assert not corrected.is_plan
    assert corrected.happened == WEDNESDAY - timedelta(days=5)


def test_what_was_written_about_a_planned_contact_stays_when_more_is(place: Cast) -> None:
    texts = ["Call @Marsh on Fri, bring the offer up", "call @Marsh on Fri about the seals"]
    for text in texts:
        only_step(place, plain(place, text))
    (call,) = place.plan.of("activity")
    assert place.plan.value(call.id, "summary") == "\n".join(texts)
