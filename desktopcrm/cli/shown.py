"""An account as plain values for `show --json`; the keys are documented in the README and stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from desktopcrm.domain import fieldtypes, freshness, gates, guide, stages
from desktopcrm.domain.catalogue import Catalogue, Field
from desktopcrm.domain.coverage import coverage
from desktopcrm.domain.fieldtypes import Scope
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Record

Json = dict[str, object]


class Shown:
    """Reads one plan in one language."""

    def __init__(self, plan: Plan, catalogue: Catalogue, scope: Scope) -> None:
        self.plan = plan
        self.catalogue = catalogue
        self._scope = scope
        self._lang = scope.lang
        self._today = plan.day

    def account(self) -> Json:
        """Everything about the account."""
        plan = self.plan
        return {
            "account": self._record(plan.account),
            "as_of": plan.day.isoformat(),
            "coverage": self._coverage(),
            "facts": [self._fact(record, field) for record, field in self._known()],
            "projects": [self._project(one) for one in plan.of("project")],
            "people": [self._person(one) for one in plan.of("person")],
            "records": [self._record(one) for one in self._ordered() if one.id != plan.account.id],
            "links": [
                {
                    "kind": link.kind,
                    "from": link.from_id,
                    "to": link.to_id,
                    "field": link.field,
                    "note": link.note,
                }
                for link in plan.links
            ],
            "open_questions": self.questions(),
        }

    def _ordered(self) -> list[Record]:
        """The account first, then kinds in the method's order."""
        kinds = ["account", *(one for one in self.catalogue.kinds if one != "account")]
        return [one for kind in kinds for one in self.plan.of(kind)]

    def known(self, record: Record) -> list[Field]:
        """Fields of a record of which something is known, in the method's order; own definitions that are gone last."""
        defined = self.catalogue.kinds[record.kind].field
        found = [one for one in defined if self.plan.fact(record.id, one.key)]
        keys = {one.key for one in defined}
        return found + [
            gone(name)
            for name in sorted(self.plan.fields_of(record.id))
            if name not in keys and self.plan.fact(record.id, name)
        ]

    def _known(self) -> Iterable[tuple[Record, Field]]:
        return ((record, field) for record in self._ordered() for field in self.known(record))

    def _record(self, record: Record) -> Json:
        return {
            "id": record.id,
            "uid": record.uid,
            "kind": record.kind,
            "name": record.name,
            "parent": record.parent_id,
            "ref": record.ref_id,
            "created_on": record.created_on.isoformat(),
            "archived": record.archived_at is not None,
        }

    def _fact(self, record: Record, field: Field) -> Json:
        past = self.plan.past(record.id, field.key)
        fact = past[0]
        return {
            "record": {"id": record.id, "kind": record.kind, "name": record.name},
            "field": field.key,
            "label": field.label[self._lang],
            **self._observation(field, fact),
            "age_days": freshness.age(fact, self._today),
            "stale": freshness.is_stale(fact, field, self._today),
            "privacy": field.privacy,
            "earlier": [self._observation(field, one) for one in past[1:]],
        }

    def _observation(self, field: Field, fact: Fact) -> Json:
        return {
            "id": fact.id,
            "value": fact.value,
            "shown": self.value(field, fact),
            "certainty": fact.certainty,
            "source": {"kind": fact.source.kind, "text": fact.source.text, "person": self.person(fact)},
            "seen_on": fact.seen_on.isoformat(),
            "recorded_at": fact.recorded_at.isoformat(),
            "note": fact.note,
        }

    def value(self, field: Field, fact: Fact) -> str:
        return fieldtypes.show(field, fact.value, self._scope)

    def person(self, fact: Fact) -> str:
        """Name of the person who said it, where he is known here."""
        found = self.plan.records.get(fact.source.person_id or 0)
        return found.name if found else ""

    def _coverage(self) -> Json:
        found = coverage(self.plan, self.catalogue, self._today)
        return {
            "whole": found.whole.percent,
            "layers": {key: share.percent for key, share in found.layers.items()},
            "blocks": {key: share.percent for key, share in found.blocks.items()},
        }

    def _project(self, project: Record) -> Json:
        plan = self.plan
        events = plan.course_of(project.id)
        course = stages.course(events, plan.day)
        gate = gates.check(plan, project.id, course.stage, self.catalogue)
        planned = {n: plan.value(project.id, f"planned.{n}") for n in range(1, stages.LAST_STAGE + 1)}
        return {
            **self._record(project),
            "title": project.name,
            "stage": course.stage,
            "stage_label": self.catalogue.stage(course.stage).label[self._lang],
            "status": course.status,
            "days_in_stage": course.days_in_stage,
            "entered": {str(n): day.isoformat() for n, day in course.entered.items()},
            "left": {str(n): day.isoformat() for n, day in course.left.items()},
            "planned": {str(n): day for n, day in planned.items() if day},
            "checklist": [
                self._item(project, item.key) for stage in self.catalogue.stages for item in stage.item
            ],
            "gate": {
                "stage": gate.stage,
                "open": [item.key for item in gate.open_items],
                "mandatory_open": [item.key for item in gate.mandatory_open],
            },
            "events": [
                {
                    "kind": one.kind,
                    "stage": one.stage,
                    "day": one.day.isoformat(),
                    "reason": one.reason,
                    "open_items": list(one.open_items),
                }
                for one in events
            ],
        }

    def _item(self, project: Record, key: str) -> Json:
        item = self.catalogue.item(key)
        assert item is not None
        fact = self.plan.fact(project.id, item.field)
        return {
            "item": key,
            "stage": item.stage,
            "label": item.label[self._lang],
            "mandatory": item.mandatory,
            "origin": item.origin,
            "state": fact.value if fact else "",
            "seen_on": fact.seen_on.isoformat() if fact else "",
            "note": fact.note if fact else "",
        }

    def _person(self, person: Record) -> Json:
        parts = [one for one in self.plan.of("member") if one.ref_id == person.id]
        superiors = self.plan.links_of("reports_to", from_id=person.id)
        return {
            **self._record(person),
            "facts": {one.key: self.plan.value(person.id, one.key) for one in self.known(person)},
            "parts": [
                {
                    "project": one.parent_id,
                    "role": self.plan.value(one.id, "role"),
                    "stance": self.plan.value(one.id, "stance"),
                }
                for one in parts
            ],
            "reports_to": superiors[0].to_id if superiors else None,
        }

    def questions(self) -> list[Json]:
        """What is open, most valuable first."""
        found = guide.open_questions(self.plan, self.catalogue, self._today)
        return [
            {
                "question": one.text[self._lang],
                "about": one.about,
                "record": one.record_id,
                "kind": one.kind,
                "field": one.field,
                "whom": [self.plan.records[person].name for person in one.whom],
                "why": one.why,
                "weight": round(one.weight, 2),
            }
            for one in found
        ]


def gone(key: str) -> Field:
    """A stand-in for an own definition that was taken out while facts remain."""
    from desktopcrm.texts import EMPTY, Words

    return Field(key, "", "note", Words(key, key), EMPTY, "rep")
