"""Everything stored about one person, as he may ask for it: as JSON for a machine, as PDF for a human."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktopcrm.domain.records import Fact, Record
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.documents import Documents
from desktopcrm.services.erasing import Erasing
from desktopcrm.services.files import safe_name, write_safely
from desktopcrm.services.history import History
from desktopcrm.services.person_json import PersonJson
from desktopcrm.services.person_types import PersonData, Traces
from desktopcrm.storage import person_traces, plans
from desktopcrm.storage.store import Tx
from desktopcrm.texts import Texts

if TYPE_CHECKING:
    from desktopcrm.services.report.blocks import Json
    from desktopcrm.services.report_pdf import Printed

EVERY = -1
"""All steps there are."""
ABOUT_HIM = ("activity", "need", "key_point", "action", "question", "rejection", "hop", "decision")
"""Records that speak of him as a whole; of others (a purchase, a clause) only what names him is his."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The services that this reads from."""

    erasing: Erasing
    history: History
    documents: Documents


class PersonDataService:
    def __init__(self, desk: Desk, sources: Sources, texts: Texts) -> None:
        self._desk = desk
        self._sources = sources
        self._texts = texts

    def gather(self, person_id: int, lang: str = "") -> PersonData:
        """Every table, the history included. Raises `UserError` where there is no such person."""
        with self._desk.store.read() as tx:
            person = plans.get_record(tx, person_id)
            if person.kind != "person":
                raise UserError("errors.record_gone")
            traces = self._traces(tx, person, lang or self._desk.lang)
            names = _names(tx, person, traces)
        plan = self._desk.plan(person.account_id or person.id)
        return PersonData(
            person, plan, traces, self._sources.erasing.plan(person_id), names, self._desk.today()
        )

    def _traces(self, tx: Tx, person: Record, lang: str) -> Traces:
        own = person_traces.own_records(tx, person)
        others = person_traces.speaking_of(tx, person)
        ids = (person.id, *(one.id for one in own))
        steps = set(person_traces.steps(tx, person, ids))
        history = self._sources.history
        told = [(one.at.date(), history.label(one, lang)) for one in history.steps(EVERY) if one.id in steps]
        return Traces(
            tuple(own),
            tuple(others),
            _his(person, others, person_traces.facts_of(tx, [person, *own, *others])),
            tuple(person_traces.said(tx, person)),
            tuple(person_traces.links(tx, ids)),
            tuple(told),
            tuple(person_traces.drafts(tx, person)),
            tuple(person_traces.other_texts(tx, person)),
        )

    def as_json(self, person_id: int, lang: str = "") -> dict[str, object]:
        """For a machine: keys and stored values, with the words of the language beside them."""
        lang = lang or self._desk.lang
        data = self.gather(person_id, lang)
        return PersonJson(data, self._desk.scope(data.plan, lang)).everything()

    def model(self, person_id: int, lang: str = "") -> dict[str, Json]:
        """For a human: what is printed."""
        from desktopcrm.services.report import person
        from desktopcrm.services.report.model import sheet_of
        from desktopcrm.services.report.request import DocumentRequest

        lang = lang or self._desk.lang
        data = self.gather(person_id, lang)
        request = DocumentRequest("plan", data.plan.account.id, lang=lang, private_facts=True)
        order = self._sources.documents.order(request)
        return person.build(sheet_of(order.request, order.material), data)

    def printed(self, person_id: int, lang: str = "") -> Printed:
        """The PDF. May run on any thread."""
        from desktopcrm.services.report_pdf import press

        return press().pdf(self.model(person_id, lang), self._desk.today())

    def file_name(self, person_id: int, ending: str, lang: str = "") -> str:
        """A name that every system takes: “Data on Anna Wells 2026-05-20.pdf”."""
        with self._desk.store.read() as tx:
            name = plans.get_record(tx, person_id).name
        title = self._texts.t("person_data.title", lang or self._desk.lang, name=name)
        return f"{safe_name(title)} {self._desk.today().isoformat()}.{ending}"

    def save(self, person_id: int, file: Path, lang: str = "") -> None:
        """As JSON where the name ends so, else as PDF. Raises `UserError`."""
        if file.suffix.casefold() != ".json":
            write_safely(file, self.printed(person_id, lang).data)
            return
        body = json.dumps(self.as_json(person_id, lang), ensure_ascii=False, indent=1) + "\n"
        write_safely(file, body.encode("utf-8"))


def _his(person: Record, others: list[Record], facts: dict[int, list[Fact]]) -> dict[int, list[Fact]]:
    """Without what a purchase holds beside him."""
    pointing = {one.id for one in others if one.kind not in ABOUT_HIM}
    return {
        key: [one for one in past if person.uid in one.value] if key in pointing else past
        for key, past in facts.items()
    }


def _names(tx: Tx, person: Record, traces: Traces) -> dict[int, str]:
    """Names of all records that are spoken of."""
    known = {one.id: one.name for one in (person, *traces.own, *traces.others)}
    spoken = {one.record_id for one in traces.said}
    spoken |= {end for one in traces.links for end in (one.from_id, one.to_id)}
    every = [*traces.said, *(one for past in traces.facts.values() for one in past)]
    spoken |= {one.source.person_id for one in every if one.source.person_id is not None}
    spoken |= {one.parent_id for one in (*traces.own, *traces.others) if one.parent_id is not None}
    return known | {one: plans.get_record(tx, one).name for one in spoken - known.keys()}
