"""T11: random plans full of private words; none of them in anything made for a manager or a customer.

`n` accounts with a random choice of records and fields; every private field that takes words or money holds a marker of
its own, and so do names and texts that are private by their nature. Plan, brief and checklist for a manager and the plan
for a customer are looked through: what is set, the text of the file, its objects and data, its name.
`--with files=no langs=en` for less.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.domain.catalogue import Field
from desktopcrm.domain.records import Observation, Source
from desktopcrm.services.log import Entry
from desktopcrm.services.questions import NewQuestion
from desktopcrm.services.records import NewRecord
from desktopcrm.services.report.request import DocumentRequest
from tests.documents.reading import info, objects, squeezed, words
from tests.torture.outcome import Options, Outcome

TODAY = date.today()
NAMES = ("Ada Lovett", "周喆", "欧阳文博", "Siobhán O’Brien", "Bo", "孙镕基")
LEVELS = (("plan", "manager"), ("brief", "manager"), ("checklist", "manager"), ("plan", "customer"))
MARKED = ("text", "note", "phone", "email", "money")
LOOSE = ("need", "key_point", "action", "question", "rejection", "product", "note")


class RandomPlan:
    """One account; `markers` says of each marker where it was written."""

    def __init__(self, app: App, chance: random.Random, number: int) -> None:
        self.app, self.chance, self.number = app, chance, number
        self.markers: dict[str, str] = {}
        self.account = app.accounts.add(f"Works {number}")
        self.people = [
            app.records.add(NewRecord("person", name, self.account))
            for name in chance.sample(NAMES, chance.randint(2, len(NAMES)))
        ]
        self.project = app.projects.add(self.account, f"Furnace {number}", TODAY - timedelta(days=90))
        for _ in range(chance.randint(0, 5)):
            app.projects.advance(self.project, "it went on")
        self._fill()

    def _fill(self) -> None:
        add, chance = self.app.records.add, self.chance
        rival = self.app.rivals.add(self.account, f"Rival {self.number}")
        firm = self.app.records.get(rival).ref_id
        made = [self.account, self.project, rival, *self.people]
        made += [add(NewRecord("member", "m", self.project, person)) for person in self.people]
        made += [self.app.rivals.add_contender(self.project)]
        made += [
            add(NewRecord(kind, f"The {kind} {each}", self.project))
            for kind in ("clause", "criterion")
            for each in "ab"
        ]
        made += [add(NewRecord("rep", f"Rep {self.number}", firm))] if chance.random() < 0.7 else []
        made += [add(NewRecord(kind, f"The {kind}", self.account)) for kind in LOOSE if chance.random() < 0.8]
        made += [add(NewRecord("hop", "The hop", self.project))]
        for record_id in made:
            self._observe(record_id)
        self._personal()

    def _observe(self, record_id: int) -> None:
        """Most private fields with a marker, twice where chance wants it: the earlier value must not show either."""
        kind = self.app.records.get(record_id).kind
        for field in self.app.desk.catalogue.kinds[kind].field:
            if field.is_private and field.type in MARKED and self.chance.random() < 0.85:
                for day in (TODAY - timedelta(days=200), TODAY)[self.chance.randint(0, 1) :]:
                    value = self._marker(f"{kind}.{field.key}", field)
                    note, said = self._marker(f"remark at {kind}.{field.key}"), Source("hearsay")
                    self.app.facts.observe(record_id, field.key, value, Observation(said, "twice", day, note))

    def _personal(self) -> None:
        """What is private by its nature, and what repeats something private."""
        add, app, person = self.app.records.add, self.app, self.chance.choice(self.people)
        name = app.records.get(person).name
        facts = {"kind": "personal", "person": name}
        add(NewRecord("need", self._marker("personal need"), self.account, facts=facts))
        facts = {"kind": "individual", "person": name, "solution": self._marker("individual solution")}
        point = add(NewRecord("key_point", self._marker("individual key point"), self.account, facts=facts))
        text = {"text": self._marker("note at a person")}
        add(NewRecord("note", self._marker("name of a note at a person"), person, facts=text))
        app.questions.ask(NewQuestion(self.account, f"{self._marker('own question')} {name}?"))
        app.questions.ask(NewQuestion(self.account, f"{self._marker('question to a person')}?", person))
        plan = app.desk.plan(self.account)
        for kind in ("call", "visit", "material"):
            app.log.store(Entry(self.account, app.log.read(plan, f"@{name} {self._marker('contact')}"), kind))
        for one in self.people[1:]:
            app.records.link("conflicts", self.people[0], one, note=self._marker("line between people"))
        app.records.link("rests_on", point, person, "children")
        for flag in app.flags.of(self.account):
            app.flags.accept(self.account, flag.subject, self._marker("reason of a decision"))

    def _marker(self, where: str, field: Field | None = None) -> str:
        """Words, an address, a number or an amount that stands nowhere else."""
        serial = 100_000 + len(self.markers) * 7 + self.number * 10_000_019 % 89_989
        if field is not None and field.type == "money":
            mark = value = f"{serial:,}".replace(",", "")
            self.markers[f"{int(mark):,}"] = where
            return f"USD {value}"
        if field is not None and field.type == "phone":
            value = f"+86 571 8{serial}"
        elif field is not None and field.type == "email":
            value = f"zq{serial}@quiet.example"
        else:
            value = f"Zq{serial}密语"
        self.markers[value] = where
        return value


def leaks(markers: dict[str, str], text: str) -> Iterator[str]:
    """Where the markers that are in the text were written."""
    tight = squeezed(text)
    for mark, where in markers.items():
        if squeezed(mark) in tight:
            yield where


def _looked_through(plan: RandomPlan, request: DocumentRequest, files: bool) -> Iterator[str]:
    """Everything of one document as text: what is set in every draft, and what the file holds."""
    order = plan.app.documents.order(request)
    for draft in order.drafts():
        yield json.dumps(draft, ensure_ascii=False)
    yield plan.app.documents.file_name(request)
    if files:
        data = order.pdf()
        yield words(data)
        yield objects(data)
        yield json.dumps(info(data), ensure_ascii=False)


def run(options: Options) -> Outcome:
    """`n` random plans."""
    outcome = Outcome("privacy")
    files = options.more.get("files") != "no"
    folder = Path(tempfile.mkdtemp(prefix="torture-privacy-"))
    app = App.open(folder / "data")
    try:
        for number in range(options.n):
            plan = RandomPlan(app, random.Random(f"{options.seed}.{number}"), number)
            outcome.count("markers", len(plan.markers))
            _check_own(plan, outcome)
            for kind, level in LEVELS:
                for lang in options.more.get("langs", "en,zh").split(","):
                    request = DocumentRequest(kind, plan.account, lang=lang, level=level)
                    outcome.count("documents")
                    for text in _looked_through(plan, request, files):
                        found = {f"{kind} for a {level}: {one}" for one in leaks(plan.markers, text)}
                        outcome.failures += [f"plan {number}: {one}" for one in sorted(found)]
            outcome.tries += 1
    finally:
        app.close()
        shutil.rmtree(folder, ignore_errors=True)
    return outcome


def _check_own(plan: RandomPlan, outcome: Outcome) -> None:
    """The tool is worth nothing if the markers are not printed for oneself."""
    request = DocumentRequest("plan", plan.account, private_facts=True)
    text = json.dumps(next(plan.app.documents.order(request).drafts()), ensure_ascii=False)
    seen = len(list(leaks(plan.markers, text)))
    outcome.count("printed for oneself", seen)
    if seen < len(plan.markers) // 3:
        outcome.failures.append(
            f"plan {plan.number}: only {seen} of {len(plan.markers)} reach one's own plan"
        )
