"""What a person is given who asks: everything stored about him, and of a purchase only what names him."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.domain.records import Observation, Source
from desktopcrm.errors import UserError
from desktopcrm.services.questions import NewQuestion
from desktopcrm.services.records import NewRecord
from tests.documents.reading import words


@pytest.fixture
def anna(app: App) -> int:
    """Somebody with a past, a part, lines, and words of others about her."""
    account = app.accounts.add("Quiet Works")
    person = app.records.add(NewRecord("person", "Anna Wells", account))
    other = app.records.add(NewRecord("person", "Bo Hall", account))
    project = app.projects.add(account, "Third furnace")
    app.facts.observe(person, "children", "a son", Observation(Source("hearsay"), "rumour", None, "at lunch"))
    app.facts.observe(person, "children", "two sons")
    member = app.records.add(NewRecord("member", "m", project, person))
    app.facts.observe(member, "concern", "Her first start-up")
    app.facts.observe(project, "price_limit", "USD 777000")
    app.facts.observe(project, "decision_maker", "Anna Wells")
    app.facts.observe(account, "plans", "A new hall", Observation(Source("person", "Anna Wells")))
    app.facts.observe(account, "changes", "Anna Wells leaves in May, Anna says")
    app.records.link("reports_to", other, person, note="since the merger")
    app.questions.ask(NewQuestion(account, "Does she sign alone?", person))
    app.records.add(NewRecord("note", "How to talk to her", person, facts={"text": "Numbers first"}))
    line = [["account", account, "surface", ""], [["facts", str(person)]], "Head of begun"]
    app.drafts.put("unsent", json.dumps([line]))
    app.backups.make("hand")
    return person


EVERYTHING = (
    "a son", "two sons", "at lunch", "Her first start-up", "A new hall", "leaves in May", "since the merger",
    "Does she sign alone?", "How to talk to her", "Numbers first", "Head of begun", "Third furnace",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_everything_is_there_and_nothing_of_the_purchase_beside(app: App, anna: int, lang: str) -> None:
    told = json.dumps(app.person_data.as_json(anna, lang), ensure_ascii=False)
    printed = json.dumps(app.person_data.model(anna, lang), ensure_ascii=False)
    for word in EVERYTHING:
        assert word in told
        assert word in printed
    for text in (told, printed):
        assert "777000" not in text
        assert "777,000" not in text


def test_it_says_which_backups_hold_the_person(app: App, anna: int) -> None:
    assert len(app.person_data.as_json(anna)["backups"]) == 1  # type: ignore[arg-type]


def test_each_backup_is_told_with_its_time_and_why_it_was_made(app: App, anna: int) -> None:
    (backup,) = app.backups.list()
    made = f"{backup.made_at.astimezone():%Y-%m-%d %H:%M:%S}"
    assert f"{made} · By hand" in json.dumps(app.person_data.model(anna, "en"), ensure_ascii=False)


def test_beside_a_day_stands_when_it_was_noted(app: App, anna: int) -> None:
    (member,) = app.records.of_kind("member")
    app.facts.observe(member.id, "last_contact", "2026-05-14")
    printed = json.dumps(app.person_data.model(anna, "en"), ensure_ascii=False)
    assert f"noted {app.desk.today().isoformat()}" in printed


def test_only_a_person_has_such_data(app: App, anna: int) -> None:
    account = app.records.get(anna).account_id
    assert account is not None
    with pytest.raises(UserError):
        app.person_data.gather(account)


@pytest.mark.tools
def test_it_is_written_as_pdf_and_as_json(app: App, anna: int, tmp_path: Path) -> None:
    app.person_data.save(anna, tmp_path / "her.json", "en")
    assert json.loads((tmp_path / "her.json").read_text("utf-8"))["format"] == "desktopcrm-person"
    app.person_data.save(anna, tmp_path / "her.pdf", "zh")
    text = words((tmp_path / "her.pdf").read_bytes())
    assert "本人信息" in text
    assert "two sons" in text


def test_a_text_with_the_full_and_the_short_name_is_told_once(app: App, anna: int) -> None:
    told = app.person_data.as_json(anna)
    texts = {key: [one["text"] for one in told[key]] for key in ("named_in", "perhaps_meant_in")}  # type: ignore[attr-defined]
    assert texts["named_in"].count("Anna Wells leaves in May, Anna says") == 1
    assert not [one for one in texts["perhaps_meant_in"] if "leaves in May" in one]
    printed = json.dumps(app.person_data.model(anna, "en"), ensure_ascii=False)
    assert printed.count("leaves in May") == 1
