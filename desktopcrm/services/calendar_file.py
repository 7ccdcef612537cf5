"""Agreed visits as a calendar file (.ics), to be opened by any calendar. The one place that knows the library.

In it stand the account, the purpose, the place, the purchase and, if wanted, who takes part: nothing else. Times are
the rep's own, without a zone. The same visits give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desktopcrm import __version__
from desktopcrm.domain import visit_time
from desktopcrm.domain.contacts import Contact, contacts
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.files import write_safely
from desktopcrm.services.records import Records
from desktopcrm.storage import lean_reading, plans
from desktopcrm.texts import Texts

if TYPE_CHECKING:
    from icalendar import Event

UID_DOMAIN = "desktopcrm.invalid"
KINDS = ("visit", "meeting", "call")
"""What has a place in a calendar."""
SHORTEST = 15
AT_ONCE = 500
WANTED = lean_reading.Wanted({"account": (), "activity": ("kind", "day", "state", "time")})


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """`with_people`: names of those who take part stand in the entry."""

    with_people: bool = True
    lang: str = ""


WHOLE = CalendarWish()


class CalendarFile:
    def __init__(self, desk: Desk, records: Records, texts: Texts) -> None:
        self._desk = desk
        self._records = records
        self._texts = texts

    def write(self, record_ids: Sequence[int], file: Path, wish: CalendarWish = WHOLE) -> int:
        """Write these agreed visits into a file; gives how many. Raises `UserError` where there is none."""
        data, many = self._made(record_ids, wish)
        if not many:
            raise UserError("errors.no_visit_agreed")
        write_safely(file, data)
        return many

    def make(self, record_ids: Sequence[int], wish: CalendarWish = WHOLE) -> bytes:
        """The file's bytes."""
        return self._made(record_ids, wish)[0]

    def agreed(self, first: date, last: date) -> list[int]:
        """Records of the visits, meetings and calls agreed for these days, over all live accounts, in order."""
        with self._desk.store.read() as tx:
            ids, today = plans.account_ids(tx, archived=False), self._desk.today()
            found = [
                plan
                for start in range(0, len(ids), AT_ONCE)
                for plan in lean_reading.read(tx, ids[start : start + AT_ONCE], WANTED, today)
            ]
        those = [
            (one.day, plan.value(one.record_id, "time"), one.record_id)
            for plan in found
            for one in contacts(plan)
            if one.state == "planned" and one.kind in KINDS and first <= one.day <= last
        ]
        return [record_id for _, _, record_id in sorted(those)]

    def _made(self, record_ids: Sequence[int], wish: CalendarWish) -> tuple[bytes, int]:
        from icalendar import Calendar

        calendar = Calendar()
        calendar.add("prodid", f"-//DesktopCRM//{__version__}//{(wish.lang or self._desk.lang).upper()}")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        known: dict[int, Plan] = {}
        many = 0
        for record in map(self._records.get, dict.fromkeys(record_ids)):
            account_id = record.account_id or record.id
            if account_id not in known:
                known[account_id] = self._desk.plan(account_id)
            plan = known[account_id]
            contact = next((one for one in contacts(plan) if one.record_id == record.id), None)
            if contact is not None and contact.state == "planned" and contact.kind in KINDS:
                calendar.add_component(self._event(plan, contact, wish))
                many += 1
        return calendar.to_ical(), many

    def _event(self, plan: Plan, contact: Contact, wish: CalendarWish) -> Event:
        from icalendar import Event

        record = plan.record(contact.record_id)
        event = Event()
        event.add("uid", f"{record.uid}@{UID_DOMAIN}")
        event.add("dtstamp", _stamp(plan, record))
        self._add_time(event, plan, contact)
        event.add(
            "summary", self._line("calendar.summary", wish, account=plan.account.name, title=contact.title)
        )
        place = plan.value(record.id, "place")
        if place:
            event.add("location", place)
        about = self._about(plan, contact, wish)
        if about:
            event.add("description", "\n".join(about))
        return event

    def _add_time(self, event: Event, plan: Plan, contact: Contact) -> None:
        """With a time it begins then; without one it takes the day. What was said of its length holds the way too."""
        clock = plan.value(contact.record_id, "time")
        if not clock:
            event.add("dtstart", contact.day)
            event.add("dtend", contact.day + timedelta(days=1))
            return
        said = visit_time.length(plan.value(contact.record_id, "minutes"))
        book = self._desk.catalogue.rulebook
        way = book.param("day_plan", "travel") if contact.is_visit else 0
        usual = book.param("day_plan", "visit" if contact.is_visit else "call")
        start = datetime.combine(contact.day, time.fromisoformat(clock))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=max(SHORTEST, said - way) if said else usual))

    def _about(self, plan: Plan, contact: Contact, wish: CalendarWish) -> list[str]:
        project = plan.by_uid(contact.project) if contact.project else None
        people = [one.name for one in map(plan.by_uid, contact.people) if one is not None]
        found = []
        if project is not None:
            found.append(self._line("calendar.project", wish, project=project.name))
        if people and wish.with_people:
            comma = "、" if (wish.lang or self._desk.lang) == "zh" else ", "
            found.append(self._line("calendar.people", wish, people=comma.join(people)))
        return found

    def _line(self, key: str, wish: CalendarWish, **params: str) -> str:
        return self._texts.t(key, wish.lang or self._desk.lang, **params)


def _stamp(plan: Plan, record: Record) -> datetime:
    """When what is known of the visit was last written down: the same bytes until something changes."""
    moments = [
        one.recorded_at for name in plan.fields_of(record.id) for one in plan.past(record.id, name)[:1]
    ]
    return max(moments, default=datetime.combine(record.created_on, time(), UTC)).astimezone(UTC)
