"""Rows that the calendar brings: birthdays (S1 profile), the next purchase (d1.2), the quarterly thanks (d12.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from desktopcrm.domain import birthdays, buying_window
from desktopcrm.domain.agenda_case import Case
from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.birthdays import Coming
from desktopcrm.domain.care import care
from desktopcrm.domain.contacts import with_person
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Said, sentence
from desktopcrm.texts import Words

ROUND = 10
"""An age that ends so is said."""


def rows(case: Case) -> Iterator[Row]:
    yield from _birthdays(case)
    yield from _window(case)
    yield from _thanks(case)


def _birthdays(case: Case) -> Iterator[Row]:
    """Until the day is over, or somebody spoke to him on it."""
    last_day = case.today + timedelta(days=case.param("birthday", "lead_days"))
    for person in case.plan.of("person"):
        value = case.plan.value(person.id, "birthday")
        if not value:
            continue
        coming = birthdays.coming(birthdays.of_value(value), case.today, case.param("birthday", "leap_day"))
        if coming is None or coming.day > last_day:
            continue
        if not any(one.day == coming.day for one in with_person(case.contacts, person.uid)):
            yield _birthday(case, person, coming, value)


def _birthday(case: Case, person: Record, coming: Coming, value: str) -> Row:
    if coming.day == case.today:
        said = sentence("today.birthday_today", person=person.name)
    else:
        said = sentence("today.birthday_on", person=person.name, day=coming.day)
    more: list[Said] = []
    if coming.age and coming.age % ROUND == 0:
        more.append(sentence("today.birthday_age", n=coming.age))
    if value.startswith("L"):
        words = Words(birthdays.show_day(value, "en"), birthdays.show_day(value, "zh"))
        more.append(sentence("today.birthday_by", day=words))
    if coming.moved:
        more.append(sentence(f"today.birthday_{coming.moved}"))
    return replace(
        case.line("birthday", person, coming.day),
        state=coming.day.isoformat(),
        said=said,
        rule="birthday",
        person_id=person.id,
        deeds=("call", "log", "done", "snooze", "open"),
        place=("surface", f"record_{person.id}"),
        more=tuple(more),
        effort="call" if coming.day == case.today else "",
    )


def _window(case: Case) -> Iterator[Row]:
    """From the time for the first visit on, where no purchase is running."""
    found = buying_window.of_plan(case.plan)
    if found is None or case.purchases or case.today < found.warns:
        return
    if case.today > found.opens + timedelta(days=case.param("buying_window", "after_days")):
        return
    ahead = case.today <= found.opens
    said = (
        sentence("today.window_ahead", day=found.opens)
        if ahead
        else sentence("today.window_open", day=found.opens)
    )
    yield replace(
        case.line("window", case.plan.account, found.opens if ahead else case.today),
        state=found.opens.isoformat(),
        said=said,
        rule="buying_window",
        deeds=("plan_visit", "call", "log", "snooze", "open"),
        place=("point", f"record_{case.plan.account.id}:last_purchase"),
        effort="call",
    )


def _thanks(case: Case) -> Iterator[Row]:
    due = care(case.plan, case.catalogue).thanks_due
    if due is None or due > case.horizon:
        return
    yield replace(
        case.line("thanks", case.plan.account, due),
        state=due.isoformat(),
        said=sentence("today.thanks", when=case.when(due)),
        rule="thanks",
        deeds=("thanked", "call", "log", "snooze", "open"),
        place=("point", f"record_{case.plan.account.id}:thanked_on"),
        effort="call",
    )
