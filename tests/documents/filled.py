"""An account of which everything is known: every field of every kind, with values that stand nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from desktopcrm.app import App
from desktopcrm.domain.catalogue import Field
from desktopcrm.domain.records import Observation, Source
from desktopcrm.services.overlay import OwnFieldRequest
from desktopcrm.services.records import NewRecord

TODAY = date.today()
STARTED = TODAY - timedelta(days=200)
NAMES = ("Ada Lovett", "周喆", "孙镕基", "吴堃", "Siobhán O’Brien", "Jörg Müller")
SINGLES = (
    "volume",
    "product",
    "need",
    "key_point",
    "action",
    "activity",
    "decision",
    "question",
    "rejection",
)
UNDER_PROJECT = ("criterion", "clause", "hop")


@dataclass
class Filled:
    """The app with one full account. `texts` are the words made for it, by (kind, field)."""

    app: App
    account: int
    project: int = 0
    people: list[int] = field(default_factory=list)
    texts: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    count: int = 0


def fill(app: App) -> Filled:
    """Make the account, its records and one observation of every field."""
    app.overlay.add_field(OwnFieldRequest("account", "contact", "Own gate code"))
    app.overlay.add_item(2, "Own line of the rep", mandatory=True)
    full = Filled(app, app.accounts.add("Full Works 喆镕堃"))
    for name in NAMES:
        full.people.append(app.records.add(NewRecord("person", name, full.account)))
    full.project = app.projects.add(full.account, "Full project", STARTED)
    rival = app.rivals.add(full.account, "Full Rival")
    firm = app.records.get(rival).ref_id
    made = [full.account, full.project, rival, *full.people]
    assert firm is not None
    made.append(firm)
    made += [app.records.add(NewRecord(kind, f"The {kind} of the rival", firm)) for kind in ("rep", "move")]
    made += [app.records.add(NewRecord(kind, f"The {kind}", full.account)) for kind in SINGLES]
    made += [app.records.add(NewRecord(kind, f"The {kind}", full.project)) for kind in UNDER_PROJECT]
    made += [app.rivals.add_contender(full.project), app.rivals.add_contender(full.project, "Full Rival")]
    made += [app.records.add(NewRecord("member", "m", full.project, person)) for person in full.people]
    made += [
        app.records.add(NewRecord("note", f"Note at {place}", place))
        for place in (full.account, full.project, full.people[0], rival)
    ]
    for record_id in made:
        _observe_all(full, record_id)
    _link_and_walk(full)
    return full


def _observe_all(full: Filled, record_id: int) -> None:
    record = full.app.records.get(record_id)
    fields = full.app.desk.catalogue.kinds[record.kind].field
    order = sorted(fields, key=lambda one: one.key == "kind")  # a personal need must name its person first
    for one in order:
        at_end = record.kind == "key_point" and one.key == "status"  # only after a fact is linked
        homeless = record.parent_id == full.people[0] and one.key in ("stream", "industry")
        if not at_end and not homeless:
            observe(full, record_id, one)


def observe(full: Filled, record_id: int, one: Field) -> None:
    """One observation with a value and a source of its own."""
    full.count += 1
    record = full.app.records.get(record_id)
    value = _value(full, record.kind, one)
    source = Source("document", f"paper {full.count}")
    seen = Observation(source, "written", TODAY - timedelta(days=full.count % 50), f"remark {full.count}.")
    full.app.facts.observe(record_id, one.key, value, seen)
    if one.type in ("text", "note"):
        full.texts.setdefault((record.kind, one.key), []).append(value)


def _value(full: Filled, kind: str, one: Field) -> str:
    number = full.count
    options = full.app.desk.catalogue.choices.get(one.choices, ())
    simple = {
        "integer": str(1000 + number), "number": f"{number}.5", "percent": f"{number % 100}.25",
        "money": f"GBP {number * 1000}", "date": (STARTED + timedelta(days=number % 150)).isoformat(),
        "birthday": f"--{number % 12 + 1:02}-{number % 28 + 1:02}", "yesno": "yes", "scale": str(number % 5 + 1),
        "score": str(number % 10 + 1), "phone": f"+44 1632 960{number % 1000:03}",
        "email": f"mail-{number}@two-part.example", "url": f"https://example.com/page-{number}/in-depth",
        "person": NAMES[number % len(NAMES)], "people": f"{NAMES[0]}; {NAMES[1]}", "firm": "Full Rival",
        "rep": "The rep of the rival", "project": "Full project", "check": "doing",
        "time": f"{number % 24:02}:30",
    }  # fmt: skip
    if one.type in simple:
        return simple[one.type]
    if options:
        return options[number % len(options)].key
    return f"known-as {kind} {one.key.replace('_', ' ')} {number}, well-tried half-way words 第{number}条"


def _link_and_walk(full: Filled) -> None:
    app, people = full.app, full.people
    for one, other in ((1, 0), (2, 0), (3, 1)):
        app.records.link("reports_to", people[one], people[other])
    app.records.link("influences", people[4], people[0], note="asked before each purchase")
    app.records.link("conflicts", people[5], people[2], note="an old quarrel")
    key_point = app.records.of_kind("key_point", full.account)[0].id
    app.records.link("rests_on", key_point, full.project, "problem")
    app.facts.observe(key_point, "status", "checked")
    app.projects.advance(full.project, "the tender date is fixed", STARTED + timedelta(days=40))
    app.facts.observe(full.project, "probability", "10", Observation(seen_on=STARTED))
