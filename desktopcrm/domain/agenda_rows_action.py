"""Rows about what is to be done: promises both ways and actions; material that nobody has asked about since (d6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from desktopcrm.domain.agenda_case import Case
from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.contacts import MATERIAL, Contact
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Said, sentence

OPEN_STATES = ("", "open")
DEEDS = ("done", "log", "snooze", "open")


def promises(case: Case) -> Iterator[Row]:
    """Ours and theirs, whoever the customer is."""
    for record in _open(case):
        if case.plan.value(record.id, "promise") == "yes":
            row = _promise(case, record)
            if row is not None:
                yield row


def actions(case: Case) -> Iterator[Row]:
    """What was promised to nobody, for purchases that still run."""
    lead = case.today + timedelta(days=case.param("action_due", "lead_days"))
    for record in _open(case):
        due = _due(case, record)
        if case.plan.value(record.id, "promise") == "yes" or due is None or due > lead:
            continue
        project = project_of(case, record)
        if project is not None and case.purchase(project.uid) is None:
            continue
        whose = _whose(case, record)
        said = sentence(f"today.action_{whose}", title=record.name, when=case.when(due))
        yield replace(_row(case, record, "action", said), rule="action_due")


def _open(case: Case) -> Iterator[Record]:
    plan = case.plan
    for record in plan.of("action"):
        if plan.value(record.id, "status") in OPEN_STATES and not plan.value(record.id, "done_on"):
            yield record


def _promise(case: Case, record: Record) -> Row | None:
    due = _due(case, record)
    since = (case.today - record.created_on).days
    if due is None and since < case.param("promise_due", "undated_days"):
        return None
    if due is not None and due > case.today + timedelta(days=case.param("promise_due", "lead_days")):
        return None
    whose, when, person = _whose(case, record), case.when(due), _person(case, record)
    if whose == "theirs" and person is not None:
        said = sentence("today.promise_by", person=person.name, title=record.name, when=when)
    else:
        said = sentence(f"today.promise_{whose}", title=record.name, when=when)
    return replace(_row(case, record, "promise", said), rule="promise_due")


def _row(case: Case, record: Record, kind: str, said: Said) -> Row:
    due, person, project = _due(case, record), _person(case, record), project_of(case, record)
    purchase = case.purchase(project.uid) if project else None
    theirs = _whose(case, record) == "theirs"
    return replace(
        case.line(kind, record, due),
        state=due.isoformat() if due else "",
        said=said,
        project_id=project.id if project else None,
        person_id=person.id if person else None,
        deeds=(*DEEDS[:1], "call", *DEEDS[1:]) if theirs else DEEDS,
        place=("precision", f"record_{record.id}"),
        more=(sentence("today.about_purchase", project=project.name),) if project else (),
        deal=purchase.deal if purchase else "",
        effort="call" if theirs else "desk",
    )


def _due(case: Case, record: Record) -> date | None:
    day = case.plan.value(record.id, "due")
    return date.fromisoformat(day) if day else None


def _whose(case: Case, record: Record) -> str:
    return "theirs" if case.plan.value(record.id, "direction") == "theirs" else "ours"


def _person(case: Case, record: Record) -> Record | None:
    uid = case.plan.value(record.id, "person")
    found = case.plan.by_uid(uid) if uid else None
    return found or _above(case, record, "person")


def project_of(case: Case, record: Record) -> Record | None:
    """The purchase that a record says it is about, or lies under."""
    uid = case.plan.value(record.id, "project")
    return case.plan.by_uid(uid) if uid else _above(case, record, "project")


def _above(case: Case, record: Record, kind: str) -> Record | None:
    """What a record lies under, if it is of that kind."""
    return next((one for one in case.plan.of(kind) if one.id == record.parent_id), None)


def material(case: Case) -> Iterator[Row]:
    """The newest material sent, where no contact came after it and none is agreed."""
    sent = [one for one in case.contacts if one.kind == MATERIAL and one.state == "done"]
    if not sent or case.ahead or case.untold:
        return
    newest = sent[-1]
    due = newest.day + timedelta(days=case.param("material_follow_up", "days"))
    gone = (case.today - newest.day).days > case.param("material_follow_up", "ends_days")
    if due > case.today or gone or any(one.counts and one.day >= newest.day for one in case.contacts):
        return
    yield _follow_up(case, newest, due)


def _follow_up(case: Case, sent: Contact, due: date) -> Row:
    purchase = case.purchase(sent.project)
    person = case.plan.by_uid(sent.people[0]) if sent.people else None
    return replace(
        case.line("material", case.plan.record(sent.record_id), due),
        state=sent.day.isoformat(),
        said=sentence("today.material", title=sent.title, n=(case.today - sent.day).days),
        rule="material_follow_up",
        project_id=purchase.id if purchase else None,
        person_id=person.id if person else None,
        deeds=("call", "log", "snooze", "open"),
        place=("activity", f"record_{sent.record_id}"),
        more=(sentence("today.with_people", people=(person.name,)),) if person else (),
        deal=purchase.deal if purchase else "",
        effort="call",
    )
