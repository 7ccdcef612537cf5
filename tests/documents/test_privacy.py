"""Who may read what: nothing private reaches a manager, and a customer gets only what an allow-list names."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktopcrm.app import App
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.fieldtypes import Scope
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Link, Record, Source, StageEvent
from desktopcrm.errors import UserError
from desktopcrm.services.decisions import NewDecision
from desktopcrm.services.log import Entry
from desktopcrm.services.records import NewRecord
from desktopcrm.services.report import model
from desktopcrm.services.report.model import Material
from desktopcrm.services.report.request import DocumentRequest
from desktopcrm.services.report.sheet import Rep
from desktopcrm.texts import Texts
from tests.documents.conftest import Shelf, open_app
from tests.documents.filled import Filled
from tests.documents.reading import objects, squeezed, words

TODAY, DAY = date(2026, 5, 20), timedelta(days=1)
NOW = datetime(2026, 5, 20, tzinfo=UTC)
PRIVATE, CUSTOMERS, OURS = "Geheim", "Offen", "Intern"
LONG = 15  # shorter values ("Management") may stand in a customer's document by chance
PARENTS = {
    "member": "project", "criterion": "project", "contender": "project", "clause": "project", "rep": "firm",
    "move": "firm", "firm": "", "note": "person",
}  # fmt: skip


def made_plan(catalogue: Catalogue, chosen: frozenset[tuple[str, str]]) -> Plan:
    """A plan with one record of each kind and a telling value in each chosen text field."""
    ids = {
        kind: number
        for number, kind in enumerate(["account", *(k for k in catalogue.kinds if k != "account")], 1)
    }
    records: dict[int, Record] = {}
    history: dict[tuple[int, str], tuple[Fact, ...]] = {}
    for kind, number in ids.items():
        parent = ids.get(PARENTS.get(kind, "account")) if kind != "account" else None
        ref = ids.get(catalogue.kinds[kind].ref)
        account = None if kind == "firm" else 1
        records[number] = Record(
            number, f"{number:032}", kind, account, parent, ref, f"{kind} {number}", number, TODAY
        )
        for field in catalogue.kinds[kind].field:
            if (kind, field.key) in chosen and field.type in ("text", "note"):
                telling = PRIVATE if field.is_private else CUSTOMERS if field.customer else OURS
                source = Source("document", f"{OURS} source")
                fact = Fact(
                    len(history) + 1, f"{len(history):032}", number, field.key, f"{telling} {kind} {field.key}",
                    "rumour", source, TODAY, NOW, f"{PRIVATE} remark",
                )  # fmt: skip
                history[number, field.key] = (
                    fact,
                    dataclasses.replace(
                        fact, value=f"{telling} before {kind} {field.key}", seen_on=TODAY - DAY
                    ),
                )
    link = Link(1, "l", "conflicts", ids["person"], ids["person"], "", f"{PRIVATE} quarrel", TODAY)
    event = StageEvent(1, "e", ids["project"], "entered", 2, TODAY, f"{OURS} reason", ("1a",), NOW)
    return Plan(records[1], TODAY, records, history, (link,), {ids["project"]: (event,)})


@pytest.fixture(scope="module")
def material(shelf: Shelf) -> Material:
    catalogue = shelf.app.desk.catalogue
    rep = Rep("Ruth Calder", "Aerolis")
    return Material(shelf.plan, catalogue, Scope("en", catalogue, TODAY), Texts.load(), rep)


def printed(material: Material, plan: Plan, request: DocumentRequest) -> str:
    """Everything that would be handed to the typesetter, fullest draft."""
    draft = next(iter(model.drafts(request, dataclasses.replace(material, plan=plan))))
    return json.dumps(draft, ensure_ascii=False)


def every_text_field(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [
        (kind.kind, field.key)
        for kind in catalogue.kinds.values()
        for field in kind.field
        if field.type in ("text", "note")
    ]


@settings(max_examples=60)
@given(data=st.data())
def test_no_private_value_reaches_a_manager_or_a_customer(material: Material, data: st.DataObject) -> None:
    fields = every_text_field(material.catalogue)
    chosen = frozenset(data.draw(st.sets(st.sampled_from(fields), max_size=len(fields))))
    plan = made_plan(material.catalogue, chosen)
    lang = data.draw(st.sampled_from(["en", "zh"]))
    for kind in ("plan", "brief", "checklist"):
        assert PRIVATE not in printed(material, plan, DocumentRequest(kind, 1, lang=lang, level="manager"))
    customer = printed(material, plan, DocumentRequest("plan", 1, lang=lang, level="customer"))
    assert PRIVATE not in customer
    allowed = {f"{OURS} project our_signatory", f"{OURS} action owner"}
    for word in allowed:
        customer = customer.replace(word, "")
    assert OURS not in customer


def test_the_same_plan_holds_everything_for_oneself_once_it_is_asked_for(material: Material) -> None:
    fields = every_text_field(material.catalogue)
    plan = made_plan(material.catalogue, frozenset(fields))
    own = printed(material, plan, DocumentRequest("plan", 1, private_facts=True))
    gone = [f"{kind} {key}" for kind, key in fields if f" {kind} {key}" not in own]
    assert gone == []


def test_private_facts_about_people_stay_out_until_they_are_asked_for(shelf: Shelf) -> None:
    plan = shelf.plan
    keys = ("family_situation", "children", "last_holiday", "unfulfilled_wishes")
    private = [plan.value(person.id, key) for person in plan.of("person") for key in keys]
    assert all(private)
    usual = json.dumps(next(iter(shelf.app.documents.order(shelf.request()).drafts())), ensure_ascii=False)
    assert [value for value in private if value in usual] == []
    chosen = shelf.request(sections=("profiles",))
    asked = json.dumps(next(iter(shelf.app.documents.order(chosen).drafts())), ensure_ascii=False)
    assert [value for value in private if value not in asked] == []


def test_what_is_kept_back_is_said(shelf: Shelf) -> None:
    usual = json.dumps(next(iter(shelf.app.documents.order(shelf.request()).drafts())), ensure_ascii=False)
    assert "private facts about people are not printed" in usual
    full = json.dumps(
        next(iter(shelf.app.documents.order(shelf.request(private_facts=True)).drafts())), ensure_ascii=False
    )
    assert "private facts about people are not printed" not in full


def test_a_brief_has_small_talk_only_for_oneself_and_on_request(shelf: Shelf) -> None:
    def titles(**wanted: object) -> list[object]:
        draft = next(iter(shelf.app.documents.order(shelf.request("brief", **wanted)).drafts()))
        sections = draft["sections"]
        assert isinstance(sections, list)
        return [one["title"] for one in sections]

    assert "Small talk" in titles(private_facts=True)
    assert "Small talk" not in titles()
    assert "Small talk" not in titles(private_facts=True, level="manager")


@pytest.mark.tools
def test_a_manager_finds_no_family_and_no_note_on_a_person(full: Filled, shelf: Shelf) -> None:
    printed_file = shelf.pdf(level="manager")
    text, inside = squeezed(words(printed_file)), objects(printed_file)
    for kind, key in (("person", "family_situation"), ("person", "children"), ("clause", "limit")):
        for value in full.texts[kind, key]:
            assert squeezed(value) not in text
            assert value not in inside
    notes = [one for one in shelf.plan.of("note") if one.parent_id in full.people]
    assert notes
    assert all(squeezed(shelf.plan.value(one.id, "text")) not in text for one in notes)


@pytest.mark.tools
def test_a_customer_finds_no_family_no_note_no_stance_no_rival_and_no_score_anywhere_in_the_file(
    sample: Shelf,
) -> None:
    printed_file = sample.pdf(level="customer")
    inside = squeezed(words(printed_file)) + squeezed(objects(printed_file))
    plan, catalogue = sample.plan, sample.app.desk.catalogue
    hidden = [
        fact.value
        for fact in plan.current()
        if (record := plan.records[fact.record_id]).kind
        in ("person", "note", "rival", "need", "key_point", "clause")
        and catalogue.field(record.kind, fact.field).type in ("text", "note")
        and len(squeezed(fact.value)) > LONG
    ]
    assert len(hidden) > 50
    assert [value for value in hidden if squeezed(value) in inside] == []
    names = [plan.records[one.ref_id].name for one in plan.of("rival") if one.ref_id is not None]
    assert names
    assert [name for name in names if squeezed(name) in inside] == []
    for option in catalogue.options("stance"):
        if len(option.label.en) > 6:
            assert squeezed(option.label.en) not in inside


@pytest.mark.parametrize("kind", ["brief", "checklist"])
def test_briefs_and_checklists_are_never_made_for_a_customer(shelf: Shelf, kind: str) -> None:
    with pytest.raises(UserError, match="only_inside"):
        shelf.pdf(kind, level="customer")


def test_a_customer_cannot_ask_for_a_section_of_ours(shelf: Shelf) -> None:
    with pytest.raises(UserError, match="section_unknown"):
        shelf.pdf(level="customer", sections=("people",))
    with pytest.raises(UserError, match="section_unknown"):
        shelf.pdf(level="manager", sections=("profiles",))


@pytest.mark.tools
def test_a_manager_finds_no_personal_need_and_no_individual_key_point(tmp_path: Path) -> None:
    app = open_app(tmp_path)
    account = app.accounts.add("Quiet Works")
    app.records.add(NewRecord("person", "Anna Wells", account))
    facts = {"person": "Anna Wells", "kind": "personal"}
    app.records.add(NewRecord("need", "To leave on a high note", account, facts=facts))
    app.records.add(
        NewRecord("key_point", "Her last year", account, facts={"kind": "individual", "person": "Anna Wells"})
    )
    own, manager = (
        words(app.documents.make(DocumentRequest("plan", account, level=level)))
        for level in ("own", "manager")
    )
    for private in ("To leave on a high note", "Her last year"):
        assert private in own
        assert private not in manager
    app.close()


def test_a_manager_finds_no_decision_about_what_is_kept_from_him(app: App) -> None:
    account = app.accounts.add("Quiet Works")
    person = app.records.add(NewRecord("person", "Anna Wells", account))
    point = app.records.add(
        NewRecord("key_point", "Her last year", account, facts={"kind": "individual", "person": "Anna Wells"})
    )
    uids = {record: app.records.get(record).uid for record in (account, person, point)}
    for subject, title in (
        (f"flag:key_point_unanswered:{uids[point]}", "“Her last year” has no solution"),
        (f"flag:key_point_unanswered:{'0' * 32}", "Something deleted has no solution"),
        (f"ask:{uids[person]}:person.family_situation", "Is she married?"),
        (f"ask:{uids[person]}:person.title", "What is her title?"),
        (f"row:contact:{uids[account]}", "A call put off"),
    ):
        app.decisions.take(NewDecision(account, subject, "acknowledged", title, "Known"))
    app.decisions.take(
        NewDecision(account, f"day:2026-05-20:row:contact:{uids[account]}", "day", "Half an hour", "", "out")
    )
    own, manager = (
        json.dumps(next(app.documents.order(DocumentRequest("plan", account, level=level)).drafts()))
        for level in ("own", "manager")
    )
    for told in ("What is her title?", "A call put off"):
        assert told in own
        assert told in manager
    for hidden in ("Her last year", "Something deleted", "Is she married?", "Half an hour"):
        assert hidden in own
        assert hidden not in manager


@pytest.mark.parametrize(("lang", "kind"), [("en", "Call"), ("zh", "电话")])
def test_a_manager_does_not_read_the_notes_in_the_name_of_a_contact(app: App, lang: str, kind: str) -> None:
    account = app.accounts.add("Quiet Works")
    app.records.add(NewRecord("person", "Anna Wells", account))
    facts = {"kind": "call", "day": "2026-05-20", "summary": "All went well"}
    app.records.add(NewRecord("activity", "Talk about the trial", account, facts=facts))
    for kind_of, notes in (
        ("call", "@Anna hates her boss, she said. #less scrap"),
        ("material", "@Anna is ill"),
    ):
        app.log.store(Entry(account, app.log.read(app.desk.plan(account), notes), kind_of))
    own, manager = (
        json.dumps(
            next(app.documents.order(DocumentRequest("plan", account, lang=lang, level=level)).drafts()),
            ensure_ascii=False,
        )
        for level in ("own", "manager")
    )
    for said in ("Anna hates her boss", "Anna is ill"):
        assert said in own
        assert said not in manager
    assert f'"title": "{kind}"' in manager
    assert "Talk about the trial" in manager
    brief = DocumentRequest("brief", account, lang=lang, level="manager")
    assert "Anna is ill" not in json.dumps(next(app.documents.order(brief).drafts()), ensure_ascii=False)


@pytest.mark.tools
def test_only_actions_let_through_by_hand_reach_the_customer(tmp_path: Path) -> None:
    app = open_app(tmp_path)
    account = app.accounts.add("Quiet Works")
    app.projects.add(account, "Third furnace")
    promised = {"promise": "yes", "direction": "theirs", "due": "2026-12-01"}
    app.records.add(NewRecord("action", "Anna tells us how the price is scored", account, facts=promised))
    app.records.add(NewRecord("action", "Drawings of the hall", account, facts={**promised, "shared": "yes"}))
    printed = words(app.documents.make(DocumentRequest("plan", account, level="customer")))
    assert "Drawings of the hall" in printed
    assert "Anna tells us" not in printed
    app.close()
