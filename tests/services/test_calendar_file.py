"""Agreed visits as a calendar file, read back by the library: who, when, where, and nothing private."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.calendar_file import CalendarWish
from desktopcrm.services.today import NewVisit
from tests.method.purchase_world import World, on

LONG = "谈定试验的验收标准，确认由谁签字，以及十二月的停机窗口能不能给我们三天，这样现场改造才来得及；另外带上备件清单"


@pytest.fixture
def world(app: App) -> World:
    return World(app)


def events(data: bytes) -> list[Event]:
    return [one for one in Calendar.from_ical(data.decode()).walk("VEVENT") if isinstance(one, Event)]


def visit(world: World, **more: object) -> int:
    known: dict[str, object] = {"objective": "Agree on the trial", **more}
    return world.app.today.plan_visit(NewVisit(world.account, on(2), **known))  # type: ignore[arg-type]


def test_a_visit_is_read_back_as_it_was_agreed(world: World) -> None:
    anna = world.person(world.member("Anna Wells"))
    record = visit(world, time="15:00", people=(anna,), project_id=world.project, place="Hall 2")
    (event,) = events(world.app.calendar.make([record]))
    assert event["summary"] == "Northfield Castings: Agree on the trial"
    assert event["location"] == "Hall 2"
    assert event["description"] == "Purchase: Third furnace\nWith: Anna Wells"
    start = datetime.combine(on(2), datetime.min.time().replace(hour=15))
    assert (event["dtstart"].dt, event["dtend"].dt) == (start, start.replace(hour=16))
    assert start.tzinfo is None
    assert event["uid"] == f"{world.app.records.get(record).uid}@desktopcrm.invalid"


def test_without_a_time_it_takes_the_day(world: World) -> None:
    (event,) = events(world.app.calendar.make([visit(world)]))
    assert (event["dtstart"].dt, event["dtend"].dt) == (on(2), on(3))


@pytest.mark.parametrize(
    ("kind", "minutes", "ends"),
    [
        ("visit", 150, "16:30"),
        ("visit", 20, "15:15"),
        ("call", 20, "15:20"),
        ("call", None, "15:15"),
        ("call", 0, "15:15"),
        ("call", -50, "15:15"),
        ("call", 999_999_999_999, "15:15"),
    ],
)
def test_it_ends_without_the_way(world: World, kind: str, minutes: int | None, ends: str) -> None:
    (event,) = events(world.app.calendar.make([visit(world, time="15:00", kind=kind, minutes=minutes)]))
    assert f"{event['dtend'].dt:%H:%M}" == ends


def test_no_time_that_a_calendar_cannot_hold_is_taken(world: World) -> None:
    record = visit(world, time="15:00")
    with pytest.raises(UserError) as refused:
        world.know(record, time="in the afternoon")
    assert refused.value.key == "errors.not_a_time"
    world.know(record, time="4pm")
    (event,) = events(world.app.calendar.make([record]))
    assert f"{event['dtstart'].dt:%H:%M}" == "16:00"


def test_the_same_visits_give_the_same_bytes(world: World) -> None:
    record = visit(world, time="15:00")
    first = world.app.calendar.make([record])
    assert world.app.calendar.make([record, record]) == first


def test_a_moved_visit_keeps_its_name_and_has_a_newer_stamp(world: World) -> None:
    record = visit(world, time="15:00")
    (before,) = events(world.app.calendar.make([record]))
    world.app.today.move(record, on(4))
    (after,) = events(world.app.calendar.make([record]))
    assert before["uid"] == after["uid"]
    assert after["dtstart"].dt.date() == on(4)
    assert after["dtstamp"].dt >= before["dtstamp"].dt


def test_long_chinese_is_folded_and_comes_back_whole(world: World) -> None:
    data = world.app.calendar.make([visit(world, objective=LONG)])
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    (event,) = events(data)
    assert event["summary"].endswith(LONG)


def test_nothing_private_is_in_it(world: World) -> None:
    anna = world.person(world.member("Anna Wells"))
    world.know(anna, family_situation="Two daughters", mobile="0151 2345678")
    record = visit(world, people=(anna,))
    world.know(record, summary="She is looking for another job")
    data = world.app.calendar.make([record]).decode()
    assert "Anna Wells" in data
    assert "daughters" not in data
    assert "0151" not in data
    assert "another job" not in data
    assert "Anna" not in world.app.calendar.make([record], CalendarWish(with_people=False)).decode()


def test_text_cannot_break_out_of_its_line(world: World) -> None:
    record = visit(world, objective="Trial; a, b\\n", place="Hall 2")
    (event,) = events(world.app.calendar.make([record]))
    assert event["summary"] == "Northfield Castings: Trial; a, b\\n"


def test_a_week_is_found_over_all_accounts(world: World) -> None:
    late, early = visit(world, time="15:00"), visit(world, time="09:00")
    world.contact("material", 2, state="planned")
    far = world.app.today.plan_visit(NewVisit(world.account, on(9)))
    gone = visit(world)
    world.app.today.cancel(gone)
    assert world.app.calendar.agreed(on(0), on(6)) == [early, late]
    assert world.app.calendar.agreed(on(0), on(9)) == [early, late, far]


def test_the_file_is_written_whole_or_not_at_all(world: World, tmp_path: Path) -> None:
    file = tmp_path / "week.ics"
    with pytest.raises(UserError) as refused:
        world.app.calendar.write([world.project], file)
    assert refused.value.key == "errors.no_visit_agreed"
    assert not file.exists()
    assert world.app.calendar.write([visit(world)], file) == 1
    assert len(events(file.read_bytes())) == 1
