"""Loading again, loading changes, and what has no home in the catalogue."""

from __future__ import annotations

import copy

from desktopcrm.app import App
from desktopcrm.services.exchange.merge import Counts
from desktopcrm.services.exchange.service import LoadReport
from tests.exchange.conftest import Json, as_bytes


def load(app: App, content: object, dry_run: bool = False, misfits: bool = False) -> LoadReport:
    return app.exchange.load_bytes(as_bytes(content), "deal", dry_run, misfits)


def test_a_dry_run_counts_what_the_load_then_does(app: App, deal: Json) -> None:
    before = app.exchange.dump_bytes(None)
    told = load(app, deal, dry_run=True)
    assert app.exchange.dump_bytes(None) == before
    done = load(app, deal)
    assert (told.added, told.changed, told.ignored) == (done.added, done.changed, done.ignored)
    assert done.added == Counts(records=9, facts=9, links=2, events=3, definitions=2)


def test_loading_again_changes_nothing_and_leaves_no_step(app: App, deal: Json) -> None:
    first = load(app, deal)
    before, steps = app.exchange.dump_bytes(None), len(app.history.steps())
    again = load(app, deal)
    assert again.added.total == again.changed.total == 0
    assert again.ignored == first.added
    assert (app.exchange.dump_bytes(None), len(app.history.steps())) == (before, steps)


def test_what_the_file_says_differently_is_changed_and_counted(app: App, deal: Json) -> None:
    load(app, deal)
    changed = copy.deepcopy(deal)
    account = changed["accounts"][0]  # type: ignore[index]
    account["name"] = "Acme AG"
    account["facts"][1]["value"] = "700"
    account["links"][1]["note"] = "since June"
    account["events"][1]["reason"] = "asked by the boss"
    told = load(app, changed)
    assert told.changed == Counts(records=1, facts=1, links=1, events=1)
    plan = app.desk.plan(app.accounts.find("Acme AG"))
    assert plan.value(plan.account.id, "employees") == "700"


def test_one_undo_takes_the_whole_file_back(app: App, deal: Json) -> None:
    before = app.exchange.dump_bytes(None)
    load(app, deal)
    assert app.desk.catalogue.find("person", "own.badge") is not None
    app.history.undo()
    assert app.exchange.dump_bytes(None) == before
    assert app.desk.catalogue.find("person", "own.badge") is None


def test_what_the_file_does_not_say_stays(app: App, deal: Json) -> None:
    load(app, deal)
    account = app.accounts.find("Acme")
    app.facts.observe(account, "city", "Basel")
    app.records.archive(account)
    load(app, deal)
    plan = app.desk.plan(account)
    assert plan.value(account, "city") == "Basel"
    assert plan.account.archived_at is not None


def test_a_rival_that_is_known_by_name_is_the_same_company(app: App, deal: Json) -> None:
    firm = app.rivals.firm("cognos")
    other = copy.deepcopy(deal)
    other["accounts"][0]["uid"] = "other"  # type: ignore[index]
    load(app, deal)
    load(app, other)
    assert [one.id for one in app.records.of_kind("firm")] == [firm]
    assert len(app.records.of_kind("person")) == 4


def test_a_rival_without_a_company_gets_one_of_his_name(app: App) -> None:
    records = [{"kind": "rival", "name": "Brio"}, {"kind": "rival", "name": "Hyperion"}]
    content = {"format": "desktopcrm-account", "version": 1, "accounts": [{"name": "A", "records": records}]}
    load(app, content)
    assert {one.name for one in app.records.of_kind("firm")} == {"Brio", "Hyperion"}


def test_a_fact_without_a_field_becomes_a_note_with_its_source_and_day(app: App, deal: Json) -> None:
    fact = {
        "field": "motto",
        "value": "think",
        "seen_on": "2026-02-03",
        "certainty": "rumour",
        "source": {"kind": "person", "person": "p1"},
    }
    for place in (deal["accounts"][0], deal["shared"][0], *deal["accounts"][0]["records"]):  # type: ignore[index]
        place.setdefault("facts", []).append(fact)
    deal["accounts"][0]["links"].append({"kind": "rests_on", "from": "k1", "to": "bi", "field": "motto"})  # type: ignore[index]
    told = load(app, deal)
    assert [one.path for one in told.homeless][:2] == ["accounts[0].facts[2]", "shared[0].facts[1]"]
    plan = app.desk.plan(app.accounts.find("Acme"))
    notes = plan.of("note", archived=True)
    assert len(notes) == len(told.homeless) == 8
    for note in notes:
        text = plan.fact(note.id, "text")
        assert text is not None
        assert (text.value, text.certainty, text.seen_on.isoformat()) == (
            "motto: think",
            "rumour",
            "2026-02-03",
        )
        assert plan.record(text.source.person_id or 0).name == "Mr. Chase"
    project = plan.of("project")[0]
    assert any(plan.record(link.to_id).parent_id == project.id for link in plan.links_of("rests_on"))
    assert load(app, deal).added.total == 0


def test_two_facts_without_a_field_of_the_same_name_become_two_notes(app: App) -> None:
    facts = [{"field": "odds", "value": "10 %"}, {"field": "odds", "value": "75 %"}]
    load(app, {"format": "desktopcrm-account", "version": 1, "accounts": [{"name": "A", "facts": facts}]})
    plan = app.desk.plan(app.accounts.find("A"))
    assert sorted(plan.value(one.id, "text") for one in plan.of("note")) == ["odds: 10 %", "odds: 75 %"]


def test_on_request_a_value_that_does_not_fit_becomes_a_note(app: App) -> None:
    facts = [{"field": "employees", "value": "about 600"}]
    content = {"format": "desktopcrm-account", "version": 1, "accounts": [{"name": "A", "facts": facts}]}
    told = load(app, content, misfits=True)
    assert [(one.field, one.value) for one in told.homeless] == [("employees", "about 600")]


def test_files_of_different_accounts_may_use_the_same_short_ids(app: App) -> None:
    for name in ("A", "B"):
        person = {"uid": "p1", "kind": "person", "name": f"{name} One"}
        load(
            app,
            {
                "format": "desktopcrm-account",
                "version": 1,
                "accounts": [{"uid": name, "name": name, "records": [person]}],
            },
        )
    assert {one.name for one in app.records.of_kind("person")} == {"A One", "B One"}
