"""What is dumped, loaded into an empty folder and dumped again is the same to the byte."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktopcrm.app import App
from desktopcrm.domain.records import Observation, Source
from desktopcrm.errors import UserError
from desktopcrm.services.overlay import OwnFieldRequest
from desktopcrm.services.records import NewRecord
from tests.exchange.conftest import Json, Opener, as_bytes


def travelled(data: bytes, folder: Path) -> bytes:
    """The dump of an empty folder into which `data` was loaded."""
    app = App.open(folder)
    try:
        app.exchange.load_bytes(data, "file")
        return app.exchange.dump_bytes(None)
    finally:
        app.close()


def test_an_account_with_everything_travels_unchanged(app: App, deal: Json, tmp_path: Path) -> None:
    app.exchange.load_bytes(as_bytes(deal), "deal")
    first = app.exchange.dump_bytes(None)
    assert travelled(first, tmp_path / "there") == first


def test_both_samples_travel_unchanged_together_and_alone(app: App, tmp_path: Path) -> None:
    app.samples.add("en")
    app.samples.add("zh")
    whole = app.exchange.dump_bytes(None)
    assert travelled(whole, tmp_path / "both") == whole
    for row in json.loads(whole)["accounts"]:
        alone = app.exchange.dump_bytes([app.accounts.find(row["name"])])
        assert travelled(alone, tmp_path / row["uid"]) == alone


def test_a_person_of_another_account_as_source_travels_by_name(app: App, deal: Json, tmp_path: Path) -> None:
    app.exchange.load_bytes(as_bytes(deal), "deal")
    stranger = app.records.add(NewRecord("person", "Ann Far", app.accounts.add("Elsewhere")))
    firm = app.rivals.firm("Cognos")
    app.facts.observe(firm, "finances", "sound", Observation(Source("person", "", stranger)))
    alone = app.exchange.dump_bytes([app.accounts.find("Acme")])
    assert b"Ann Far" in alone
    assert travelled(alone, tmp_path / "there") == alone


def test_facts_of_a_removed_own_field_travel_too(app: App, deal: Json, tmp_path: Path) -> None:
    app.exchange.load_bytes(as_bytes(deal), "deal")
    app.overlay.remove("own.badge")
    dumped = app.exchange.dump_bytes(None)
    assert b"IT-7" in dumped
    assert travelled(dumped, tmp_path / "there") == dumped


def test_what_a_deletion_left_behind_still_travels(app: App, deal: Json, tmp_path: Path) -> None:
    """A checked key point whose fact is gone, a decision maker who was deleted: recorded before, so it passes."""
    app.exchange.load_bytes(as_bytes(deal), "deal")
    plan = app.desk.plan(app.accounts.find("Acme"))
    app.records.delete(next(one.id for one in plan.of("person") if one.name == "Mr. Chase"))
    dumped = app.exchange.dump_bytes(None)
    assert travelled(dumped, tmp_path / "there") == dumped


def test_the_same_content_gives_the_same_bytes_twice(folders: Opener, deal: Json) -> None:
    app = folders("one")
    app.exchange.load_bytes(as_bytes(deal), "deal")
    assert app.exchange.dump_bytes(None) == app.exchange.dump_bytes(None)


texts = st.text(min_size=1, max_size=12)
KINDS = (
    "fact", "clear", "person", "need", "rival", "member", "link", "advance", "back", "field", "archive", "delete", "move", "undo",
    "redo", "rename", "erase", "note",
)  # fmt: skip
edits = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30), texts), max_size=20)


def edit(app: App, account: int, kind: str, number: int, text: str) -> None:
    """One thing that a user might do."""
    plan = app.desk.plan(account)
    own = [one for one in plan.records.values() if one.id != account]
    one = own[number % len(own)] if own else plan.account
    day = app.desk.today() - timedelta(days=number)
    seen = Observation(Source("document", text), ("", "rumour", "written")[number % 3], day, text)
    project = plan.of("project", archived=True)[0].id
    people = plan.of("person")
    steps = {
        "fact": lambda: app.facts.observe(account, "plans", text, seen),
        "clear": lambda: app.facts.clear(account, "plans", seen),
        "person": lambda: app.records.add(
            NewRecord("person", text, account, facts={"title": text}, seen=seen)
        ),
        "need": lambda: app.records.add(NewRecord("need", text, account, facts={"importance": "3"})),
        "rival": lambda: app.rivals.add(account, text),
        "member": lambda: app.records.add(
            NewRecord("member", text, project, people[number % len(people)].id)
        ),
        "link": lambda: app.records.link(
            "reports_to", people[0].id, people[number % len(people)].id, note=text
        ),
        "advance": lambda: app.projects.advance(project, text),
        "back": lambda: app.projects.step_back(project, text),
        "field": lambda: app.overlay.add_field(OwnFieldRequest("person", "person_basics", text)),
        "archive": lambda: app.records.archive(one.id),
        "delete": lambda: app.records.delete(one.id) if one.kind != "project" else None,
        "move": lambda: app.records.move_before(one.id, own[0].id if own else None),
        "undo": app.history.undo,
        "redo": app.history.redo,
        "rename": lambda: app.records.rename(one.id, text),
        "erase": lambda: app.erasing.erase(people[number % len(people)].id),
        "note": lambda: app.records.add(NewRecord("note", text, one.id, facts={"text": text})),
    }
    try:
        steps[kind]()
    except (UserError, ZeroDivisionError, IndexError):
        return  # refused, or nobody is there: nothing happened


# each example writes two databases, so a failure is shown as it was found instead of being made smaller for minutes
@settings(
    max_examples=(settings.default or settings()).max_examples // 5, phases=(Phase.explicit, Phase.generate)
)
@given(edits)
def test_any_history_of_edits_travels_unchanged(history: list[tuple[str, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        app = App.open(Path(folder) / "here")
        try:
            account = app.accounts.add("Acme")
            app.projects.add(account, "Line 3", date(2026, 1, 5))
            app.records.add(NewRecord("person", "Ann Lee", account))
            app.store.forget_undo((), ())
            for one in history:
                edit(app, account, *one)
            dumped = app.exchange.dump_bytes(None)
        finally:
            app.close()
        assert travelled(dumped, Path(folder) / "there") == dumped
