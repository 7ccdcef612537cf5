"""Each command does on real data what its help says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Crm


def shown(crm: Crm, *more: str) -> dict:  # type: ignore[type-arg]
    found: dict = json.loads(crm("show", "acme", "--json", *more).out)  # type: ignore[type-arg]
    return found


def fact(content: dict, field: str) -> dict:  # type: ignore[type-arg]
    found: dict = next(one for one in content["facts"] if one["field"] == field)  # type: ignore[type-arg]
    return found


def test_accounts_are_listed_found_and_counted(acme: Crm) -> None:
    assert "Acme 机械" in acme("accounts").out
    rows = json.loads(acme("accounts", "机械", "--json").out)
    assert [(one["name"], one["project"], one["stage"]) for one in rows] == [("Acme 机械", "Line 3", 1)]
    assert acme("accounts", "nobody", lang="zh").out == "没有客户。\n"


def test_a_fact_is_set_with_provenance_and_shown_with_it(acme: Crm) -> None:
    done = acme(
        "set", "acme", "职务", "CTO", "--on", "人员：ann", "--source", "document:card", "--certainty", "见过书面", "--note", "new"
    )  # fmt: skip
    assert (done.code, done.out) == (0, "Title of Ann Lee: CTO\n")
    found = fact(shown(acme), "title")
    assert (found["value"], found["certainty"], found["source"]["kind"], found["note"]) == (
        "CTO",
        "written",
        "document",
        "new",
    )
    assert [one["value"] for one in found["earlier"]] == ["CFO"]
    text = acme("show", "acme").out
    assert "card" in text
    assert "Ann Lee" in text


@pytest.mark.parametrize(
    ("said", "kind", "person"),
    [
        ("own eyes", "own_eyes", ""), ("亲眼所见", "own_eyes", ""), ("hearsay", "hearsay", ""), ("听说", "hearsay", ""),
        ("person:ann lee", "person", "Ann Lee"), ("Ann Lee", "person", "Ann Lee"), ("document:report", "document", ""), ("a friend", "", ""),
    ],
)  # fmt: skip
def test_a_source_is_understood_as_it_is_said(acme: Crm, said: str, kind: str, person: str) -> None:
    acme("set", "acme", "city", "Basel", "--source", said)
    source = fact(shown(acme), "city")["source"]
    assert (source["kind"], source["person"]) == (kind, person)


@pytest.mark.parametrize("said", ["2", "twice", "Heard twice", "两处印证"])
def test_a_certainty_is_understood_as_it_is_said(acme: Crm, said: str) -> None:
    assert acme("set", "acme", "city", "Basel", "--certainty", said).code == 0
    assert fact(shown(acme), "city")["certainty"] == "twice"


def test_an_older_observation_goes_into_the_history_and_is_said_to(acme: Crm) -> None:
    acme("set", "acme", "city", "Basel", "--seen", "2026-05-01")
    done = acme("set", "acme", "city", "Bern", "--seen", "2026-04-01")
    assert "Kept in the history only: Basel" in done.out
    assert fact(shown(acme), "city")["value"] == "Basel"
    early = shown(acme, "--as-of", "2026-04-15")
    assert fact(early, "city")["value"] == "Bern"


def test_an_empty_value_clears(acme: Crm) -> None:
    acme("set", "acme", "title", "", "--on", "person:ann")
    assert all(one["field"] != "title" for one in shown(acme)["facts"])


def test_facts_go_to_rivals_projects_products_and_members(acme: Crm) -> None:
    acme("add", "member", "acme", "Ann Lee", "--set", "role=Decides")
    acme("set", "acme", "市场份额", "18,5 %", "--on", "竞争对手:siem")
    acme("set", "acme", "amount", "1.2m EUR", "--project", "line")
    acme("set", "acme", "maker", "Siemens", "--on", "product:press")
    acme("set", "acme", "favours", "Siemens", "--on", "member:ann", "--project", "line")
    content = shown(acme)
    assert [fact(content, key)["shown"] for key in ("market_share", "amount", "maker", "favours")] == [
        "18.5 %", "€1,200,000", "Siemens", "Siemens",
    ]  # fmt: skip
    assert content["people"][0]["parts"][0]["role"] == "decision_maker"


def test_every_kind_can_be_added(acme: Crm) -> None:
    for kind in (
        "need",
        "key_point",
        "action",
        "activity",
        "note",
        "volume",
        "criterion",
        "clause",
        "contender",
    ):
        assert acme("add", kind, "acme", f"A {kind}").code == 0, kind
    assert acme("add", "note", "acme", "On Ann", "--on", "person:ann", "--set", "text=likes tea").code == 0
    assert acme("add", "move", "Siemens", "New plant", "--set", "day=2026-05-01").code == 0
    assert acme("add", "firm", "ABB").code == 0
    kinds = {one["kind"] for one in shown(acme)["records"]}
    assert kinds >= {
        "need",
        "key_point",
        "action",
        "activity",
        "note",
        "volume",
        "criterion",
        "clause",
        "contender",
        "move",
    }


def test_a_purchase_walks_and_is_told_what_is_open(acme: Crm) -> None:
    refused = acme("advance", "acme", "line")
    assert refused.code == 1
    assert len(refused.err.splitlines()) == 1
    assert "1b" in acme("tick", "acme", "line", "1a", "yes", "--note", "said so").out
    assert "nothing mandatory" in acme("tick", "acme", "line", "1b", "不适用").out
    assert "stage 2" in acme("advance", "acme", "line").out
    project = shown(acme)["projects"][0]
    assert (project["stage"], project["gate"]["mandatory_open"]) == (2, ["2b", "2c", "2d"])
    assert project["checklist"][0]["note"] == "said so"
    acme("tick", "acme", "line", "1a", "-")
    assert shown(acme)["projects"][0]["checklist"][0]["state"] == ""


def test_the_day_of_the_first_stage_is_said_afterwards(acme: Crm) -> None:
    assert acme("entered", "acme", "line", "1", "2024-03-05").code == 0
    assert shown(acme)["projects"][0]["events"][0]["day"] == "2024-03-05"
    assert acme("entered", "acme", "line", "2", "2024-03-05").code == 1


def test_a_purchase_goes_back_rests_ends_and_runs_again(acme: Crm) -> None:
    acme("advance", "acme", "line", "--reason", "asked to")
    assert "第 1 阶段" in acme("back", "acme", "line", "--reason", "reopened", lang="zh").out
    assert acme("win", "acme", "line").code == 1
    for command, status in (
        ("pause", "paused"),
        ("resume", "open"),
        ("lose", "lost"),
        ("resume", "open"),
        ("drop", "dropped"),
    ):
        assert acme(command, "acme", "line", "--reason", "so it is").code == 0
        assert shown(acme)["projects"][0]["status"] == status
    acme("resume", "acme", "line")
    for _ in range(7):
        acme("advance", "acme", "line", "--reason", "quick")
    assert acme("win", "acme", "line").code == 0
    assert [one["kind"] for one in shown(acme)["projects"][0]["events"]][-1] == "won"


def test_what_is_put_away_comes_back(acme: Crm) -> None:
    acme("archive", "acme", "--on", "person:ann")
    assert shown(acme)["people"] == []
    acme("unarchive", "acme", "--on", "person:ann")
    assert len(shown(acme)["people"]) == 1
    acme("archive", "acme")
    assert acme("accounts").out == "No accounts.\n"
    assert "Acme" in acme("accounts", "--archived").out
    acme("unarchive", "acme")
    assert "Acme" in acme("accounts").out


def test_a_person_is_erased_only_when_said_twice(acme: Crm) -> None:
    assert acme("erase-person", "acme", "ann").code == 1
    assert acme("erase-person", "acme", "ann", "--yes").code == 0
    assert "Ann" not in acme("show", "acme").out
    assert "Ann" not in acme("history").out
    assert acme("undo").code == 1


def test_every_writing_command_can_be_undone_and_done_again(acme: Crm, tmp_path: Path) -> None:
    file = tmp_path / "more.json"
    file.write_text(
        '{"format": "desktopcrm-account", "version": 1, "accounts": [{"name": "More"}]}', encoding="utf-8"
    )
    commands = (
        ("add", "account", "Other"), ("add", "person", "acme", "Bo", "--set", "title=x", "--set", "phone=0301234"),
        ("add", "rival", "acme", "ABB"), ("add", "contender", "acme", "ABB"), ("set", "acme", "city", "Basel"),
        ("set", "acme", "title", "", "--on", "person:ann"), ("tick", "acme", "line", "2b", "yes"),
        ("entered", "acme", "line", "1", "2024-03-05"), ("advance", "acme", "line", "--reason", "r"), ("back", "acme", "line", "--reason", "r"), ("pause", "acme", "line", "--reason", "r"),
        ("resume", "acme", "line"), ("lose", "acme", "line", "--reason", "r"), ("resume", "acme", "line"), ("drop", "acme", "line", "--reason", "r"),
        ("archive", "acme"), ("unarchive", "acme"), ("load", str(file)), ("demo", "--lang", "zh"), ("demo", "--remove"),
    )  # fmt: skip
    before = acme("dump", "--all", "-o", "-").out
    for command in commands:
        assert acme(*command).code == 0, command
        after = acme("dump", "--all", "-o", "-").out
        assert after != before, command
        acme("undo")
        assert acme("dump", "--all", "-o", "-").out == before, command
        acme("redo")
        before = acme("dump", "--all", "-o", "-").out
        assert before == after, command


def test_history_tells_the_steps_in_both_languages(acme: Crm) -> None:
    acme("undo")
    assert "new Product in use: Old press (taken back)" in acme("history").out
    assert "新增在用产品：Old press" in acme("history", lang="zh").out
    assert json.loads(acme("history", "--json", "-n", "2").out)[0]["undone"] is True


def test_fields_tell_keys_types_and_choices(crm: Crm) -> None:
    assert "need  nature  choice" in crm("fields", "need").out
    rows = json.loads(crm("fields", "采购项目", "--json").out)
    assert {"field", "type", "label", "question", "choices"} <= set(rows[0])


def test_demo_comes_and_goes(crm: Crm) -> None:
    assert crm("demo", "--lang", "zh").code == 0
    assert "Sample" not in crm("accounts").err
    assert len(json.loads(crm("accounts", "--json").out)) >= 1
    crm("demo", "--remove")
    assert crm("accounts").out == "No accounts.\n"


def test_load_tells_what_came_in_and_what_found_no_field(crm: Crm, tmp_path: Path) -> None:
    file = tmp_path / "deal.json"
    content = {
        "format": "desktopcrm-account",
        "version": 1,
        "accounts": [{"name": "Deal", "facts": [{"field": "motto", "value": "think"}]}],
    }
    file.write_text(json.dumps(content), encoding="utf-8")
    assert "Would load: Deal" in crm("load", str(file), "--dry-run").out
    assert crm("accounts").out == "No accounts.\n"
    done = crm("load", str(file))
    assert "accounts[0].facts[0]: Deal – motto: think" in done.out
    assert json.loads(crm("load", str(file), "--json").out)["ignored"]["facts"] == 1


def test_dump_writes_one_some_or_all(acme: Crm, tmp_path: Path) -> None:
    acme("add", "account", "Other")
    for words, count in ((["acme"], 1), (["acme", "other"], 2), (["--all"], 2)):
        file = tmp_path / "out.json"
        assert acme("dump", *words, "-o", str(file)).code == 0
        assert len(json.loads(file.read_text(encoding="utf-8"))["accounts"]) == count
    assert acme("dump", "acme", "--all", "-o", "-").code == 1
    assert acme("dump", "-o", "-").code == 1


@pytest.mark.parametrize("kind", ["plan", "brief", "checklist"])
def test_documents_are_made_in_both_languages(acme: Crm, tmp_path: Path, kind: str) -> None:
    for lang in ("en", "zh"):
        file = tmp_path / f"{lang}.pdf"
        done = acme(kind, "acme", "-o", str(file), "--lang", lang, "--project", "line", "--day", "today")
        assert done.code == 0, done.err
        assert file.read_bytes().startswith(b"%PDF")


def test_a_document_as_of_a_day_knows_only_what_was_there(acme: Crm, tmp_path: Path) -> None:
    done = acme("plan", "acme", "-o", str(tmp_path / "x.pdf"), "--project", "line", "--day", "2020-01-01")
    assert (done.code, "Line 3" in done.err or "“line”" in done.err) == (1, True)


def test_a_document_goes_into_a_folder_under_its_own_name(acme: Crm, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    acme("plan", "acme", "-o", str(folder), "--sections", "summary,basics", "--level", "manager")
    assert [one.suffix for one in folder.iterdir()] == [".pdf"]
    assert acme("plan", "acme", "-o", str(folder), "--sections", "magic").code == 1


def test_check_says_what_it_looked_at(acme: Crm) -> None:
    done = acme("check")
    assert done.code == 0
    assert "5 records" in done.out or "6 records" in done.out
    assert json.loads(acme("check", "--json").out)["problems"] == []


def test_set_adds_a_name_it_does_not_know_in_one_step(crm: Crm) -> None:
    crm("add", "account", "Acme")
    done = crm("set", "acme", "title", "Plant manager", "--on", "person:Ann Lee")
    assert "Ann Lee" in done.out
    assert "Ann Lee" in crm("show", "acme").out
    crm("undo")
    assert "Ann Lee" not in crm("show", "acme").out


def test_a_refused_value_adds_no_name_either(crm: Crm) -> None:
    crm("add", "account", "Acme")
    before = crm("dump", "--all", "-o", "-").out
    refused = crm("set", "acme", "market share", "130", "--on", "rival:Hartmann")
    assert (refused.code, refused.out) == (1, "")
    assert crm("dump", "--all", "-o", "-").out == before
