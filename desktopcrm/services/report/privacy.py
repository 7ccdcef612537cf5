"""What may be printed, decided in one place: a plan goes in, the plan that this reader may see comes out.

Sections never ask about privacy again, so they cannot forget to. Levels:
own       everything; what is private about people only where it was asked for (`private_facts`)
manager   no private and no sensitive fact, no note on a person, no personal need, no individual key point, no question
          of the rep's own that is put to or speaks of a person, no line drawn to a private fact, and no decision about
          any of them: it repeats what it is about; not how the rep laid out a day; of a contact that was named by
          the beginning of its notes, only the kind
customer  an allow-list: fields marked for the customer, actions let through one by one, our offer's course
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktopcrm.domain import day_change, naming, stages
from desktopcrm.domain.catalogue import PLANNED_PREFIX, Catalogue, Field
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import PERSON_LINKS, Fact, Link, Record, Source

TOOLS_FOR_TALKING = ("behaviour_type_1", "behaviour_type_2")
"""Private, but the very reason to look at one's own brief: how to treat somebody."""

CUSTOMER_KINDS = ("account", "project", "criterion", "action", "person")
CUSTOMER_ACTION_FIELDS = ("direction", "promise", "owner", "person", "project", "due", "done_on", "status")
CUSTOMER_PROJECT_FIELDS = ("our_signatory", "their_signatory")
PERSON_KINDS = ("person", "rep")
_UID = re.compile(r"(?<![^:])[0-9a-f]{32}(?![^:])")
_ASKED = re.compile(r"ask:[^:]*:(?P<kind>\w+)\.(?P<field>[^:]+)(?::.*)?")


def may_see(field: Field, kind: str, level: str, private_facts: bool = False) -> bool:
    """Whether a field of a kind may be printed for this reader."""
    if level == "customer":
        return _customer_may_see(field, kind)
    if level == "manager":
        return not field.is_private
    about_person = kind in PERSON_KINDS or field.privacy == "sensitive"
    return private_facts or not field.is_private or not about_person or field.key in TOOLS_FOR_TALKING


def _customer_may_see(field: Field, kind: str) -> bool:
    if field.is_private or kind not in CUSTOMER_KINDS:
        return False
    if kind == "action":
        return field.key in CUSTOMER_ACTION_FIELDS
    if kind == "project" and (field.key.startswith(PLANNED_PREFIX) or field.key in CUSTOMER_PROJECT_FIELDS):
        return True
    return field.customer


def visible(
    plan: Plan, catalogue: Catalogue, level: str, private_facts: bool = False, lang: str = "en"
) -> Plan:
    """The plan as this reader may see it; what is hidden is gone, not blanked."""
    records = {key: one for key, one in plan.records.items() if _record_shown(plan, one, level)}
    if level == "manager":
        told = {one.uid for one in records.values()}
        records = {
            key: _without_notes(plan, catalogue, one, lang)
            for key, one in records.items()
            if _is_open(plan, catalogue, one, told)
        }
    history = {}
    for (record_id, name), past in plan.history.items():
        record = records.get(record_id)
        if record is None:
            continue
        field = catalogue.find(record.kind, name)
        if (field is None and level == "own") or (
            field and may_see(field, record.kind, level, private_facts)
        ):
            history[record_id, name] = past if level == "own" else tuple(_bare(fact, level) for fact in past)
    links = tuple(
        _bare_link(one, level)
        for one in plan.links
        if level != "customer" and one.from_id in records and one.to_id in records
        if level == "own" or _may_see_end(plan, catalogue, one)
    )
    events = plan.events
    if level == "customer":
        events = {
            key: tuple(replace(one, reason="", open_items=()) for one in past) for key, past in events.items()
        }
    return Plan(plan.account, plan.day, records, history, links, events)


def _record_shown(plan: Plan, record: Record, level: str) -> bool:
    if level == "own" or record.kind == "account":
        return True
    if level == "manager":
        return not (is_personal(plan, record) or _is_own_question_on_a_person(plan, record))
    if record.kind == "action":
        return is_shared_action(plan, record)
    if record.kind == "project":
        return stages.course(plan.course_of(record.id), plan.day).status not in ("lost", "dropped")
    return record.kind in CUSTOMER_KINDS


def _is_open(plan: Plan, catalogue: Catalogue, record: Record, told: set[str]) -> bool:
    """Whether a decision is about something that may be told; other records are."""
    if record.kind != "decision":
        return True
    if plan.value(record.id, "verdict") == day_change.VERDICT:
        return False
    subject = plan.value(record.id, "subject")
    if any(uid not in told for uid in _UID.findall(subject)):
        return False
    asked = _ASKED.fullmatch(subject)
    field = catalogue.find(asked["kind"], asked["field"]) if asked else None
    return field is None or may_see(field, asked["kind"] if asked else "", "manager")


def _without_notes(plan: Plan, catalogue: Catalogue, record: Record, lang: str) -> Record:
    """A contact that bears the beginning of its private notes as its name is called by its kind."""
    notes = _letters(plan.value(record.id, "summary")) if record.kind == "activity" else ""
    if not notes.startswith(_letters(record.name)):
        return record
    kind = catalogue.option("activity_kind", plan.value(record.id, "kind"))
    return replace(record, name=kind.label[lang]) if kind else record


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def is_shared_action(plan: Plan, record: Record) -> bool:
    """Let through by hand, one by one: even a promise may have been a confidence."""
    return plan.value(record.id, "shared") == "yes"


def is_personal(plan: Plan, record: Record) -> bool:
    """A personal need, what would win one individual over, a note at a person: private in its very name."""
    if record.kind == "note":
        return _stands_at_person(plan, record)
    kind = plan.value(record.id, "kind") if record.kind in ("need", "key_point") else ""
    return (record.kind, kind) in (("need", "personal"), ("key_point", "individual"))


def _is_own_question_on_a_person(plan: Plan, record: Record) -> bool:
    """A question of the rep's own that is for one person or names somebody: what he wonders about people is his."""
    if record.kind != "question":
        return False
    people = (one.name for one in plan.records.values() if one.kind in PERSON_KINDS)
    return bool(plan.value(record.id, "person")) or any(
        naming.speaks_of(record.name, name) for name in people
    )


def _may_see_end(plan: Plan, catalogue: Catalogue, link: Link) -> bool:
    """A line to a private fact says by itself that there is one."""
    end = plan.records[link.to_id]
    field = catalogue.find(end.kind, link.field) if link.field else None
    return field is None or not field.is_private


def _stands_at_person(plan: Plan, record: Record) -> bool:
    """A note at a person, at what a person does in a purchase, or at a rival's representative."""
    parent = plan.records.get(record.parent_id) if record.parent_id is not None else None
    return parent is not None and parent.kind in ("person", "member", "rep")


def _bare_link(link: Link, level: str) -> Link:
    """What is said about two people stays with the rep."""
    return replace(link, note="") if level != "own" and link.kind in PERSON_LINKS else link


def _bare(fact: Fact, level: str) -> Fact:
    """Without the words around it: a remark on an observation may say anything."""
    if level == "manager":
        return replace(fact, note="")
    return replace(fact, note="", source=Source(), certainty="")
