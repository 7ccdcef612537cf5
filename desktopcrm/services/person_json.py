"""What is stored about one person, as JSON: keys and stored values, and beside them the words of a language."""

from __future__ import annotations

from desktopcrm.domain import fieldtypes
from desktopcrm.domain.fieldtypes import Scope
from desktopcrm.domain.records import Fact, Link, Record
from desktopcrm.services.erasing import Place
from desktopcrm.services.person_types import PersonData

FORMAT, VERSION = "desktopcrm-person", 1
Written = dict[str, object]


class PersonJson:
    """Writes one person's data."""

    def __init__(self, data: PersonData, scope: Scope) -> None:
        self._data = data
        self._scope = scope
        self._traces = data.traces

    def everything(self) -> Written:
        data, traces = self._data, self._traces
        return {
            "format": FORMAT,
            "version": VERSION,
            "made_on": data.day.isoformat(),
            "account": data.plan.account.name,
            "person": self._record(data.person),
            "own_records": [self._record(one) for one in traces.own],
            "lines": [self._link(one) for one in traces.links],
            "appears_in": [self._record(one) for one in traces.others],
            "said": [{"record": data.names[one.record_id], **self._said(one)} for one in traces.said],
            "named_in": [self._place(one) for one in data.erase.mentions],
            "perhaps_meant_in": [self._place(one) for one in data.erase.only_doubtful],
            "history": [{"day": day.isoformat(), "done": words} for day, words in traces.steps],
            "drafts": list(traces.drafts),
            "other_texts": list(traces.loose),
            "backups": [
                {"made_at": one.made_at.isoformat(), "file": one.file.name} for one in data.erase.backups
            ],
        }

    def _record(self, record: Record) -> Written:
        kind = self._scope.catalogue.kinds.get(record.kind)
        made: Written = {
            "kind": record.kind,
            "kind_label": kind.label[self._scope.lang] if kind else record.kind,
            "uid": record.uid,
            "name": record.name,
            "created_on": record.created_on.isoformat(),
        }
        if record.archived_at is not None:
            made["archived_at"] = record.archived_at.isoformat()
        if record.parent_id is not None and record.parent_id in self._data.names:
            made["under"] = self._data.names[record.parent_id]
        made["facts"] = [self._fact(record.kind, one) for one in self._traces.facts.get(record.id, [])]
        return made

    def _said(self, fact: Fact) -> Written:
        record = self._data.plan.records.get(fact.record_id)
        return self._fact(record.kind if record else "", fact)

    def _fact(self, kind: str, fact: Fact) -> Written:
        field = self._scope.catalogue.find(kind, fact.field)
        source: Written = {"kind": fact.source.kind, "text": fact.source.text}
        if fact.source.person_id is not None:
            source["person"] = self._data.names.get(fact.source.person_id, "")
        return {
            "field": fact.field,
            "label": field.label[self._scope.lang] if field else fact.field,
            "privacy": field.privacy if field else "normal",
            "value": fact.value,
            "shown": fieldtypes.show(field, fact.value, self._scope) if field else fact.value,
            "certainty": fact.certainty,
            "source": {key: value for key, value in source.items() if value},
            "seen_on": fact.seen_on.isoformat(),
            "recorded_at": fact.recorded_at.isoformat(),
            "note": fact.note,
        }

    def _link(self, link: Link) -> Written:
        names = self._data.names
        return {
            "kind": link.kind,
            "from": names[link.from_id],
            "to": names[link.to_id],
            "field": link.field,
            "note": link.note,
            "created_on": link.created_on.isoformat(),
        }

    def _place(self, place: Place) -> Written:
        return {
            "account": place.account,
            "kind": place.kind,
            "record": place.record,
            "field": place.field,
            "text": place.text,
        }
