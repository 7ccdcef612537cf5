"""What a restore would bring back, lose and change: told field by field, and nothing of whom was erased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.domain.records import Observation
from desktopcrm.services.records import NewRecord


@pytest.fixture(params=[None, bytes(range(32))], ids=["plain", "sealed"])
def app(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[App]:
    found = App.open(tmp_path / "data", request.param)
    found.accounts.add("Acme")
    yield found
    found.close()


def test_a_preview_tells_values_history_and_course_from_one_another(app: App) -> None:
    acme = app.accounts.find("Acme")
    app.facts.observe(acme, "city", "Kiel")
    ann = app.records.add(NewRecord("person", "Ann Lee", acme, facts={"title": "CFO", "mobile": "0155 555"}))
    made = app.backups.make("hand")
    app.facts.observe(acme, "city", "Bremen")
    app.facts.observe(ann, "title", "CFO", Observation(certainty="written", note="card"))
    app.facts.clear(ann, "mobile")
    app.projects.add(acme, "Line 5")
    (change,) = app.backups.preview(made).accounts
    found = {(one.effect, one.what, one.record, one.field, one.then, one.now) for one in change.examples}
    assert found == {
        ("changed", "fact", "Acme", "city", "Kiel", "Bremen"),
        ("changed", "source", "Ann Lee", "title", "CFO", "CFO"),
        ("back", "fact", "Ann Lee", "mobile", "0155 555", ""),
        ("lost", "record", "Line 5", "", "", ""),
    }
    assert (change.back, change.changed, change.told) == (1, 2, 4)


def test_a_preview_never_names_whom_was_erased(app: App) -> None:
    acme = app.accounts.find("Acme")
    ann = app.records.add(NewRecord("person", "Ann Lee", acme, facts={"title": "CFO"}))
    app.records.add(NewRecord("note", "Ann Lee likes tea", acme))
    made = app.backups.make("hand")
    app.erasing.erase(ann)
    assert app.backups.preview(made).accounts == ()


def test_comparing_can_be_stopped(app: App) -> None:
    made = app.backups.make("hand")

    def stop(_done: int, _of: int, what: str) -> None:
        if what == "backups.comparing":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        app.backups.preview(made, stop)
    app.accounts.add("Beta")
    assert [one.name for one in app.backups.preview(made).accounts] == ["Beta"]
