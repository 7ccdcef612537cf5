"""A contact written down: everything in one step, the planned one told instead of doubled, paper never progress."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktopcrm.app import App
from desktopcrm.domain import contacts, fieldtypes
from desktopcrm.domain.debrief_types import NOTE, Meaning
from desktopcrm.domain.records import Observation, Record
from desktopcrm.errors import UserError
from desktopcrm.services.log import Entry, Logged, Then
from desktopcrm.services.records import NewRecord
from tests.method.debrief_cast import WEDNESDAY, Cast, cast

EVERYTHING = (
    "Yesterday with @Marsh and @Ravi Menon: budget $2.2m, Ridgeway quoted $1.98m. #short downtime, "
    "@Marsh #personal: a quiet year. +send the plan !Fri ?who signs. Next !Tue 10:00 call about the plan"
)


@pytest.fixture
def place(app: App) -> Cast:
    return cast(app, "en")


def taken(place: Cast, text: str) -> Entry:
    """The entry as a rep would have it who takes every offer of the app."""
    found = place.read(text)
    fixes = {one.key: one.others[0] for one in found.chips if one.is_note and one.others}
    return Entry(place.account, found.corrected(fixes), found.kind or "visit", place.project)


def plain(place: Cast, text: str, **more: object) -> Entry:
    found = place.read(text)
    return Entry(place.account, found, found.kind or "visit", place.project, **more)  # type: ignore[arg-type]


def named(place: Cast, kind: str, name: str) -> Record:
    return next(one for one in place.plan.of(kind) if one.name == name)


def planned(place: Cast, day: date, kind: str = "visit") -> int:
    facts = {"kind": kind, "day": day.isoformat(), "state": "planned"}
    return place.app.records.add(NewRecord("activity", "Walk the line", place.account, facts=facts))


def only_step(place: Cast, entry: Entry) -> Logged:
    before = len(place.app.history.steps(1000))
    done = place.app.log.store(entry)
    assert len(place.app.history.steps(1000)) == before + 1
    return done


def test_everything_of_a_line_is_stored_in_one_step(place: Cast) -> None:
    done = only_step(place, taken(place, EVERYTHING))
    plan, yesterday = place.plan, WEDNESDAY - timedelta(days=1)
    values = {
        key: plan.value(done.activity_id, key)
        for key in ("kind", "day", "state", "summary", "people", "outcome")
    }
    people = ",".join(named(place, "person", name).uid for name in ("Helen Marsh", "Ravi Menon"))
    assert values == {
        "kind": "visit",
        "day": yesterday.isoformat(),
        "state": "done",
        "summary": EVERYTHING,
        "people": people,
        "outcome": "",
    }
    assert plan.value(place.project, "budget") == "USD 2200000"
    contender = next(one for one in plan.of("contender") if one.ref_id is not None)
    assert plan.value(contender.id, "offer_price") == "USD 1980000"
    need, personal = named(place, "need", "short downtime"), named(place, "need", "a quiet year")
    assert (plan.value(need.id, "nature"), plan.value(personal.id, "kind")) == ("explicit", "personal")
    assert plan.value(personal.id, "person") == named(place, "person", "Helen Marsh").uid
    promise = named(place, "action", "send the plan")
    facts = [plan.value(promise.id, key) for key in ("direction", "promise", "due", "status")]
    assert facts == ["ours", "yes", "2026-11-27", "open"]
    assert plan.value(named(place, "question", "who signs").id, "status") == "open"
    following = named(place, "activity", "call about the plan")
    facts = [plan.value(following.id, key) for key in ("kind", "day", "time", "state")]
    assert facts == ["call", "2026-12-01", "10:00", "planned"]
    assert contacts.last_contact(plan) == yesterday


def test_undo_leaves_no_trace_and_redo_brings_all_of_it_back(place: Cast) -> None:
    before = place.app.exchange.dump_bytes(None)
    place.app.log.store(taken(place, EVERYTHING))
    after = place.app.exchange.dump_bytes(None)
    place.app.history.undo()
    assert place.app.exchange.dump_bytes(None) == before
    place.app.history.redo()
    assert place.app.exchange.dump_bytes(None) == after


def test_a_fact_remembers_who_said_it_and_when_even_one_who_is_new(place: Cast) -> None:
    found = place.read("Yesterday @Ravi Menon: budget $2.2m")
    new = next(one for one in found.chips if one.kind == "person")
    entry = Entry(place.account, found.corrected({new.key: new.others[0]}), "call", place.project)
    place.app.log.store(entry)
    fact = place.plan.fact(place.project, "budget")
    assert fact is not None
    assert fact.source.person_id == named(place, "person", "Ravi Menon").id
    assert (fact.certainty, fact.seen_on) == ("rumour", WEDNESDAY - timedelta(days=1))


def test_what_is_corrected_to_a_note_is_stored_as_a_note_only(place: Cast) -> None:
    found = place.read("@Marsh: budget $2.2m #short downtime +send the plan !Fri")
    notes = found.corrected({one.key: NOTE for one in found.chips})
    done = place.app.log.store(Entry(place.account, notes, "visit", place.project))
    assert done.made == {"activity": 1}
    assert place.plan.value(done.activity_id, "summary") == found.text
    assert place.plan.value(done.activity_id, "people") == ""


@pytest.mark.parametrize(
    ("back", "kind", "completes"),
    [
        (0, "visit", True),
        (0, "meeting", True),
        (0, "call", False),
        (7, "visit", True),
        (8, "visit", False),
        (1, "call", False),
    ],
)
def test_a_planned_contact_is_told_instead_of_doubled(
    place: Cast, back: int, kind: str, completes: bool
) -> None:
    activity = planned(place, WEDNESDAY - timedelta(days=back))
    done = place.app.log.store(Entry(place.account, place.read("@Marsh short talk"), kind, place.project))
    assert done.completed is completes
    assert (done.activity_id == activity) is completes
    if completes:
        values = [place.plan.value(activity, key) for key in ("state", "kind", "day", "summary")]
        assert values == ["done", kind, WEDNESDAY.isoformat(), "@Marsh short talk"]
        assert place.plan.record(activity).name == "Walk the line"
    place.app.history.undo()
    assert place.plan.value(activity, "state") == "planned"


@pytest.mark.parametrize(("with_whom", "completes"), [("Marsh", True), ("Becker", False), ("", True)])
@pytest.mark.parametrize("text", ["@Marsh short talk", "a short talk, Marsh told us of the new line"])
@pytest.mark.parametrize("back", [0, 3])
def test_a_contact_planned_with_somebody_else_stays_planned(
    place: Cast, back: int, text: str, with_whom: str, completes: bool
) -> None:
    activity = planned(place, WEDNESDAY - timedelta(days=back))
    person = next((one for one in place.plan.of("person") if with_whom and with_whom in one.name), None)
    if person is not None:
        place.app.facts.observe_value(activity, "people", person.uid)
    done = place.app.log.store(Entry(place.account, place.read(text), "visit", place.project))
    assert done.completed is completes
    assert place.plan.value(activity, "state") == ("done" if completes else "planned")


def test_paper_completes_no_visit_and_a_visit_no_paper(place: Cast) -> None:
    planned(place, WEDNESDAY)
    assert not place.app.log.store(plain(place, "sent the file to @Marsh")).completed


def test_material_sent_is_no_progress_and_asks_for_a_dated_next_step(place: Cast) -> None:
    done = place.app.log.store(plain(place, "sent the file to @Marsh"))
    plan = place.plan
    assert plan.value(done.activity_id, "outcome") == "same"
    assert contacts.last_contact(plan) is None
    assert done.follow_up == WEDNESDAY + timedelta(days=3)
    (action,) = plan.of("action")
    assert plan.value(action.id, "due") == done.follow_up.isoformat()
    assert plan.value(action.id, "direction") == "ours"


def test_material_with_a_date_of_its_own_gets_no_second_one(place: Cast) -> None:
    for entry in (
        plain(place, "sent the file to @Marsh. !Mon call her"),
        plain(place, "sent the list", then=Then(WEDNESDAY + timedelta(days=5), "call")),
    ):
        assert place.app.log.store(entry).follow_up is None
    assert place.plan.of("action") == ()


def test_ticked_items_and_the_next_contact_join_the_same_step(place: Cast) -> None:
    then = Then(WEDNESDAY + timedelta(days=2), "call", "about the layout", "14:00")
    entry = plain(place, "@Marsh short talk", ticks={"1a": "yes", "1b": "doing"}, then=then)
    only_step(place, entry)
    plan = place.plan
    assert (plan.value(place.project, "check.1a"), plan.value(place.project, "check.1b")) == ("yes", "doing")
    following = named(place, "activity", "about the layout")
    assert [plan.value(following.id, key) for key in ("day", "time", "state", "kind")] == [
        "2026-11-27", "14:00", "planned", "call"
    ]  # fmt: skip
    assert plan.value(following.id, "people") == named(place, "person", "Helen Marsh").uid


def test_a_tick_told_of_yesterday_beats_what_was_ticked_today(place: Cast) -> None:
    place.app.projects.tick(place.project, "1a", "no")
    place.app.log.store(plain(place, "Yesterday with @Marsh", ticks={"1a": "yes"}))
    assert place.plan.value(place.project, "check.1a") == "yes"


@pytest.mark.parametrize(
    ("text", "name", "due"),
    [
        ("+send the plan by Friday", "send the plan", "2026-11-27"),
        ("+send the plan !Fri", "send the plan", "2026-11-27"),
        ("+by Friday the plan", "by Friday the plan", "2026-11-27"),
        ("+by Friday", "by Friday", "2026-11-27"),
    ],
)
def test_a_promise_is_named_without_the_day_at_its_end(place: Cast, text: str, name: str, due: str) -> None:
    place.app.log.store(plain(place, text))
    promise = named(place, "action", name)
    assert place.plan.value(promise.id, "due") == due


def test_a_need_heard_again_is_the_same_need_and_explicit_now(place: Cast) -> None:
    hidden = {"kind": "product", "nature": "hidden"}
    seen = Observation(seen_on=WEDNESDAY - timedelta(days=9))
    place.app.records.add(NewRecord("need", "Short downtime", place.account, facts=hidden, seen=seen))
    place.app.log.store(plain(place, "@Marsh #short downtime"))
    (need,) = place.plan.of("need")
    assert place.plan.value(need.id, "nature") == "explicit"
    assert place.plan.value(need.id, "made_explicit_on") == WEDNESDAY.isoformat()


def test_two_dates_for_one_day_are_one_planned_contact(place: Cast) -> None:
    planned(place, date(2026, 11, 27), "call")
    place.app.log.store(plain(place, "@Marsh asks for more. !Fri 15:00 call her"))
    (call,) = [one for one in contacts.contacts(place.plan) if one.state == "planned"]
    assert place.plan.value(call.record_id, "time") == "15:00"


def test_a_rejection_taken_is_written_down_with_who_said_it(place: Cast) -> None:
    found = place.read("@Shah says your price is too high")
    heard = Meaning("rejection", "too_expensive")
    entry = Entry(place.account, found.corrected({found.chips[0].key: heard}), "call", place.project)
    assert only_step(place, entry).made["rejection"] == 1
    (rejection,) = place.plan.of("rejection")
    assert place.plan.value(rejection.id, "objection") == "too_expensive"
    assert place.plan.value(rejection.id, "person") == named(place, "person", "Priya Shah").uid


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"day": WEDNESDAY + timedelta(days=1)}, "errors.seen_in_future"),
        ({"project_id": None, "ticks": {"1a": "yes"}}, "errors.log_without_project"),
        ({"ticks": {"9z": "yes"}}, "errors.item_unknown"),
        ({"project_id": 999_999}, "errors.record_gone"),
    ],
)
def test_what_cannot_be_stored_stores_nothing(place: Cast, change: dict[str, object], error: str) -> None:
    before = place.app.exchange.dump_bytes(None)
    entry = {"project_id": place.project} | change
    with pytest.raises(UserError) as refusal:
        place.app.log.store(Entry(place.account, place.read("@Marsh #short downtime"), **entry))  # type: ignore[arg-type]
    assert refusal.value.key == error
    assert place.app.exchange.dump_bytes(None) == before


def test_a_text_that_is_too_long_is_refused_whole(place: Cast) -> None:
    with pytest.raises(UserError) as refusal:
        place.app.log.store(plain(place, "@Marsh " + "x" * fieldtypes.MAX_TEXT))
    assert refusal.value.key == "errors.value_too_long"


def test_every_sign_of_a_text_is_in_the_summary(app: App) -> None:
    place = cast(app, "zh")

    @settings(max_examples=40)
    @given(st.text(min_size=1).filter(lambda text: bool(fieldtypes.clean(text))))
    def kept(text: str) -> None:
        done = app.log.store(taken(place, text))
        assert place.plan.value(done.activity_id, "summary") == fieldtypes.clean(text)

    kept()
