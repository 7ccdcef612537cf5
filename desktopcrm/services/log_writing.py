"""How the parts of a told contact are stored. Runs inside the one step that `Log` opens; decides nothing by itself."""

from __future__ import annotations

from collections import Counter
from datetime import date

from desktopcrm.domain import contacts, names
from desktopcrm.domain.contacts import MATERIAL
from desktopcrm.domain.debrief_marks import Line, Span, words_of
from desktopcrm.domain.debrief_types import US, Chip
from desktopcrm.domain.fieldtypes import clean
from desktopcrm.domain.records import UNSTATED, Observation, Record, Source
from desktopcrm.services.desk import Desk
from desktopcrm.services.log_entry import Services, Told
from desktopcrm.services.objections import NewRejection
from desktopcrm.services.records import NewRecord

LONGEST_TITLE = 60


class Writing:
    """`made` counts the new records by kind."""

    def __init__(self, desk: Desk, services: Services, told: Told) -> None:
        self._desk, self._services, self._told = desk, services, told
        self._plan, self._entry, self._day = told.plan, told.entry, told.day
        self._account = told.plan.account.id
        self._seen = Observation(seen_on=told.day)
        self._uids: dict[str, str] = {}
        self.made: Counter[str] = Counter()

    def people(self) -> None:
        """Who is new becomes a person; every name in the text now stands for somebody."""
        known = {one.name.casefold(): one.uid for one in self._plan.of("person")}
        for chip in self._entry.debrief.becoming("people", "mentioned", "rep", "new_person"):
            uid = chip.meaning.value
            if chip.meaning.target == "new_person":
                name = names.checked(uid)
                if name.casefold() not in known:
                    known[name.casefold()] = self._get(self._add("person", name)).uid
                uid = known[name.casefold()]
            self._uids[chip.key] = uid

    def activity(self, planned: int | None) -> int:
        """The contact itself: a new one, or the planned one as it was."""
        entry = self._entry
        there = [chip for chip in entry.debrief.chips if chip.meaning.target in ("people", "new_person")]
        people = [self._uids[chip.key] for chip in there]
        facts = {"kind": entry.kind, "day": self._day.isoformat(), "state": "done"}
        if entry.debrief.text.strip():
            facts["summary"] = entry.debrief.text
        if entry.kind == MATERIAL:
            facts["outcome"] = "same"
        if entry.project_id is not None:
            facts["project"] = self._plan.record(entry.project_id).uid
        record_id, seen = (
            planned,
            UNSTATED,
        )  # it was planned on some later day perhaps: what is told now counts
        if record_id is None:
            record_id, seen = self._add("activity", self._title()), self._seen
        else:
            people = [*filter(None, self._plan.value(record_id, "people").split(",")), *people]
        for key, value in facts.items():
            self._services.facts.observe(record_id, key, value, seen)
        if people:
            value = ",".join(dict.fromkeys(people))
            self._services.facts.observe_value(record_id, "people", value, seen)
        return record_id

    def facts(self) -> None:
        """Money that the text names, with who said it."""
        project = self._entry.project_id
        fields = {"budget": "budget", "amount": "amount", "cost": "cost_of_problem"}
        for chip in self._entry.debrief.becoming(*fields, "offer"):
            if project is None:
                continue
            target, field = project, fields.get(chip.meaning.target, "offer_price")
            if chip.meaning.target == "offer":
                target = self._contender(project, chip.meaning.about)
            seen = Observation(self._source(chip), chip.certainty, self._day)
            self._services.facts.observe_value(target, field, chip.meaning.value, seen)

    def records(self) -> None:
        """Needs, promises, questions and rejections."""
        for chip in self._entry.debrief.chips:
            target = chip.meaning.target
            if target in ("need", "hidden_need"):
                self._need(chip)
            elif target in ("ours", "theirs"):
                due = self._due(chip)
                facts = {"direction": target, "promise": "yes", **self._about(chip)}
                name = self._undated(chip, due)
                self.action(name, date.fromisoformat(due.meaning.value) if due else None, facts)
            elif target == "question":
                self._add("question", chip.words, {"status": "open", **self._about(chip)})
            elif target == "rejection":
                self._rejection(chip)

    def action(self, name: str, due: date | None, facts: dict[str, str] | None = None) -> int:
        """Something to be done, by us where nothing else is said."""
        more = {"direction": "ours", "status": "open"} | (facts or self._project())
        return self._add("action", name, more | ({"due": due.isoformat()} if due else {}))

    def ticks(self) -> None:
        """Items of the checklist that the contact settled."""
        project = self._entry.project_id
        for item, state in self._entry.ticks.items():
            if project is not None:
                known = [fact.seen_on for fact in self._plan.past(project, f"check.{item}")]
                self._services.projects.tick(
                    project, item, state, Observation(seen_on=max([self._day, *known]))
                )

    def next_contacts(self) -> list[int]:
        """What was agreed to come next; gives the planned contacts."""
        entry, agreed = self._entry, []
        for chip in entry.debrief.becoming("next"):
            people = [self._uids[tie] for tie in chip.ties if tie in self._uids]
            facts = {"kind": chip.meaning.about, "day": chip.meaning.value, "time": chip.time}
            if entry.is_plan:
                facts["summary"] = entry.debrief.text  # there is no other contact that keeps it
            agreed.append(self._plan_contact(chip.words, facts, people))
        if entry.then is not None:
            there = entry.debrief.becoming("people", "new_person")
            facts = {"kind": entry.then.kind, "day": entry.then.day.isoformat(), "time": entry.then.time}
            people = [self._uids[chip.key] for chip in there]
            agreed.append(self._plan_contact(entry.then.title, facts, people))
        return agreed

    def _plan_contact(self, title: str, facts: dict[str, str], people: list[str]) -> int:
        """One planned contact a day and kind, unless with others: the one that is there already is only given its
        time, and what was written about it, below what stood there."""
        known = self._planned_already(facts, {*people})
        if known is not None:
            before = self._desk.plan(self._account).value(known, "summary")
            if facts.get("time"):
                self._services.facts.observe(known, "time", facts["time"])
            if said := facts.get("summary"):
                both = before if said in before else f"{before}\n{said}".strip()
                self._services.facts.observe(known, "summary", both)
            return known
        more = {"state": "planned", **facts, **self._project()}
        record_id = self._add("activity", title or self._kind_label(facts["kind"]), more)
        if people:
            value = ",".join(uid for uid in dict.fromkeys(people) if self._is_person(uid))
            if value:
                self._services.facts.observe_value(record_id, "people", value, self._seen)
        return record_id

    def _planned_already(self, facts: dict[str, str], people: set[str]) -> int | None:
        for one in contacts.contacts(self._desk.plan(self._account)):
            is_same = (one.state, one.kind, one.day.isoformat()) == ("planned", facts["kind"], facts["day"])
            if is_same and (not people or not one.people or people & {*one.people}):
                return one.record_id
        return None

    def _need(self, chip: Chip) -> None:
        """A need heard again is the same need; heard from their own mouth it is explicit."""
        nature = "hidden" if chip.meaning.target == "hidden_need" else "explicit"
        for known in self._plan.of("need"):
            if known.name.casefold() == names.checked(chip.words).casefold():
                if nature == "explicit" and self._plan.value(known.id, "nature") != nature:
                    self._services.facts.observe(known.id, "nature", nature, self._seen)
                return
        facts = {
            "nature": nature,
            "kind": chip.meaning.value,
            "found_on": self._day.isoformat(),
            "status": "open",
        }
        self._add("need", chip.words, facts | self._about(chip))

    def _rejection(self, chip: Chip) -> None:
        who = self._who(chip)
        self._services.objections.heard(
            NewRejection(
                self._account,
                chip.meaning.value,
                who.id if who is not None and who.kind == "person" else None,
                self._entry.project_id,
                words=chip.words,
                day=self._day,
            )
        )
        self.made["rejection"] += 1

    def _about(self, chip: Chip) -> dict[str, str]:
        """Person and purchase that a record is about."""
        uid = self._tied(chip)
        return self._project() | ({"person": uid} if uid and self._is_person(uid) else {})

    def _project(self) -> dict[str, str]:
        project = self._entry.project_id
        return {"project": self._plan.record(project).uid} if project is not None else {}

    def _tied(self, chip: Chip) -> str:
        """Uid of whom a chip hangs on."""
        return next((self._uids[tie] for tie in chip.ties if tie in self._uids), "")

    def _is_person(self, uid: str) -> bool:
        known = self._plan.by_uid(uid)
        return known is None or known.kind == "person"

    def _who(self, chip: Chip) -> Record | None:
        """Whom a chip hangs on: a person, perhaps made a moment ago, or a rival's representative."""
        uid = self._tied(chip)
        made = self._services.records.of_kind("person", self._account) if uid else []
        return self._plan.by_uid(uid) or next((one for one in made if one.uid == uid), None)

    def _source(self, chip: Chip) -> Source:
        who = self._who(chip)
        return Source("person", "", who.id) if who else Source()

    def _due(self, promise: Chip) -> Chip | None:
        """The day the promise is due on."""
        dates = self._entry.debrief.becoming("due")
        return next((one for one in dates if promise.key in one.ties), None)

    def _undated(self, promise: Chip, due: Chip | None) -> str:
        """What was promised, without a day at its end: the day is a fact of its own, and it may be moved."""
        if due is None:
            return promise.words
        tail = self._entry.debrief.text[due.start : due.end]
        return promise.words.removesuffix(tail).rstrip(" ,，") or promise.words

    def _contender(self, project_id: int, firm: str) -> int:
        """The line of the bid matrix for a rival, or for us; made where it is missing."""
        if firm == US:
            return self._services.rivals.add_contender(project_id)
        record = self._plan.by_uid(firm)
        return self._services.rivals.add_contender(project_id, record.name if record else "")

    def _title(self) -> str:
        """The beginning of the text without its marks; the kind where there is no text."""
        line = Line.of(clean(self._entry.debrief.text))
        sentence = line.sentence(0)
        cuts = [Span(one.at, one.end) for one in line.marks if one.sign != "$"]
        words = words_of(line, sentence, cuts) or words_of(line, Span(0, len(line.plain)), cuts)
        if len(words) > LONGEST_TITLE:
            cut = words[:LONGEST_TITLE]
            words = f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"
        return words or self._kind_label(self._entry.kind)

    def _kind_label(self, kind: str) -> str:
        option = self._desk.catalogue.option("activity_kind", kind)
        return option.label[self._desk.lang] if option else kind

    def _get(self, record_id: int) -> Record:
        return self._services.records.get(record_id)

    def _add(self, kind: str, name: str, facts: dict[str, str] | None = None) -> int:
        self.made[kind] += 1
        return self._services.records.add(
            NewRecord(kind, name, self._account, created_on=self._day, facts=facts or {}, seen=self._seen)
        )
