"""Rows about getting in touch: one a customer, whatever asks for it (d5.3, d4.3); agreed and untold visits."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktopcrm.domain import visit_time
from desktopcrm.domain.agenda_case import Case, Purchase
from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.cadence import Cadence, cadence
from desktopcrm.domain.contacts import Contact, last
from desktopcrm.domain.said import Said, sentence
from desktopcrm.texts import Words

CALL_DEEDS = ("call", "plan_visit", "log", "snooze", "open")
VISIT_DEEDS = ("plan_visit", "call", "log", "snooze", "open")
AGREED_DEEDS = ("log", "move", "cancel", "open")
EFFORT_OF = {"visit": "visit", "meeting": "visit", "call": "call", "message": "desk"}
WAITING = ("bonus", "gold_mine", "next_month", "next_quarter")


@dataclass(frozen=True, slots=True)
class _Part:
    """One reason to get in touch. `effort`: what it takes."""

    due: date
    effort: str
    said: Said
    purchase: Purchase | None = None


def rows(case: Case, asked: Collection[int]) -> Iterator[Row]:
    """What is agreed, what was never told, and at most one row that says: get in touch. `asked`: purchases for which
    another row asks for something already."""
    yield from agreed(case)
    found = cadence(case.plan, case.catalogue)
    parts = [*_by_tier(case, found), *_by_deal(case, asked)]
    if parts:
        yield _touch(case, found, parts)


def agreed(case: Case) -> Iterator[Row]:
    """What is agreed for today and the days ahead, and what was never told."""
    yield from (_agreed(case, one) for one in case.ahead)
    yield from (_untold(case, one) for one in case.untold)


def _agreed(case: Case, contact: Contact) -> Row:
    return _of_contact(case, contact, "visit", _planned(case, contact))


def _untold(case: Case, contact: Contact) -> Row:
    if _names_its_kind(case, contact):
        said = sentence("today.untold_titled", day=contact.day, title=contact.title)
    else:
        said = sentence("today.untold", kind=_kind(case, contact), day=contact.day, title=contact.title)
    return replace(_of_contact(case, contact, "untold", said), effort="")


def _planned(case: Case, contact: Contact) -> Said:
    """Its kind and title, the kind only where the title does not begin with it."""
    if _names_its_kind(case, contact):
        return sentence("today.planned_titled", title=contact.title)
    return sentence("today.planned", kind=_kind(case, contact), title=contact.title)


def _names_its_kind(case: Case, contact: Contact) -> bool:
    kind = _kind(case, contact)
    names = (kind.en, kind.zh) if isinstance(kind, Words) else (kind,)
    return contact.title.casefold().startswith(tuple(one.casefold() for one in names))


def _kind(case: Case, contact: Contact) -> Words | str:
    option = case.catalogue.option("activity_kind", contact.kind or "visit")
    return option.label if option else contact.kind


def _of_contact(case: Case, contact: Contact, kind: str, said: Said) -> Row:
    plan, record = case.plan, case.plan.record(contact.record_id)
    people = [one for one in (plan.by_uid(uid) for uid in contact.people) if one is not None]
    purchase = case.purchase(contact.project)
    place, minutes = plan.value(record.id, "place"), plan.value(record.id, "minutes")
    more = []
    if people:
        more.append(sentence("today.with_people", people=tuple(one.name for one in people)))
    if purchase:
        more.append(sentence("today.about_purchase", project=purchase.record.name))
    if place:
        more.append(sentence("today.at_place", place=place))
    return replace(
        case.line(kind, record, contact.day),
        state=contact.day.isoformat(),
        said=said,
        rule="planned_visit" if kind == "visit" else "untold_visit",
        project_id=purchase.id if purchase else None,
        person_id=people[0].id if people else None,
        deeds=AGREED_DEEDS,
        place=("activity", f"record_{record.id}"),
        more=tuple(more),
        deal=purchase.deal if purchase else case.best_deal,
        effort=EFFORT_OF.get(contact.kind, "visit"),
        time=plan.value(record.id, "time"),
        minutes=visit_time.length(minutes),
    )


def _by_tier(case: Case, found: Cadence) -> Iterator[_Part]:
    """The visit first: it counts as the call too. What is agreed or not told yet is asked for by nobody."""
    met = (*case.ahead, *case.untold)
    if found.visit_due and found.visit_due <= case.horizon and not any(one.is_visit for one in met):
        yield _Part(found.visit_due, "visit", _said_of(case, "visit", found.visit_due))
    if found.call_due and found.call_due <= case.horizon and not met:
        yield _Part(found.call_due, "call", _said_of(case, "call", found.call_due))


def _said_of(case: Case, deed: str, due: date) -> Said:
    if due < case.today:
        return sentence(f"today.{deed}_overdue", n=(case.today - due).days)
    return sentence(f"today.{deed}_due") if due == case.today else sentence(f"today.{deed}_soon", day=due)


def _by_deal(case: Case, asked: Collection[int]) -> Iterator[_Part]:
    """Purchases that have waited long enough for their class; a contact about nothing in particular counts."""
    if case.ahead or case.untold:
        return
    for one in sorted(case.purchases, key=lambda one: WAITING.index(one.deal) if one.deal in WAITING else 9):
        days = case.param("deal_attention", f"{one.deal}_days") if one.deal in WAITING else 0
        if not days or one.course.status != "open" or one.id in asked:
            continue
        about = last(c for c in case.contacts if c.project in ("", one.record.uid))
        since = max(one.course.entered.get(1, one.record.created_on), about.day if about else date.min)
        due = since + timedelta(days=days)
        if due <= case.today:
            deal = case.catalogue.option("deal_class", one.deal)
            said = sentence(
                "today.waits",
                deal=deal.label if deal else one.deal,
                project=one.record.name,
                n=(case.today - since).days,
            )
            yield _Part(due, "call", said, one)


def _touch(case: Case, found: Cadence, parts: list[_Part]) -> Row:
    tier = [one for one in parts if one.purchase is None]
    head, rest = (tier, parts[len(tier) :]) if tier else (parts[:1], parts[1:])
    said = sentence("today.both", first=head[0].said, second=head[1].said) if len(head) > 1 else head[0].said
    due = min(one.due for one in head)
    is_visit = any(one.effort == "visit" and (one.due <= case.today or one.due == due) for one in head)
    waiting = next((one.purchase for one in parts if one.purchase), None)
    newest = last(case.contacts)
    person = case.plan.by_uid(newest.people[0]) if newest and newest.people else None
    return replace(
        case.line("contact", case.plan.account, due),
        state=f"{found.tier}:{found.last_call or ''}:{found.last_visit or ''}:{newest.day if newest else ''}",
        said=said,
        rule="cadence" if tier else "deal_attention",
        project_id=waiting.id if waiting else None,
        person_id=person.id if person else None,
        deeds=VISIT_DEEDS if is_visit else CALL_DEEDS,
        place=("activity", ""),
        more=(*(one.said for one in rest), *_history(found, tier)),
        deal=waiting.deal if waiting and not tier else case.best_deal,
        effort="visit" if is_visit else "call",
    )


def _history(found: Cadence, tier: list[_Part]) -> Iterator[Said]:
    """When the last ones were, for what is due."""
    for part in tier:
        day = found.last_visit if part.effort == "visit" else found.last_call
        if day:
            yield (
                sentence("today.last_visited", day=day)
                if part.effort == "visit"
                else sentence("today.last_called", day=day)
            )
        else:
            yield (
                sentence("today.never_visited") if part.effort == "visit" else sentence("today.never_called")
            )
