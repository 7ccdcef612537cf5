"""A wrong file is refused whole, with its path and a reason in both languages."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.exchange.shapes import SIZE_LIMIT
from tests.exchange.conftest import Json, as_bytes

Change = Callable[[dict], None]  # type: ignore[type-arg]


def account(content: dict) -> dict:  # type: ignore[type-arg]
    found: dict = content["accounts"][0]  # type: ignore[type-arg]
    return found


def added(kind: str, field: str, value: str, **more: object) -> Change:
    def change(content: dict) -> None:  # type: ignore[type-arg]
        account(content)["records"].append(
            {"uid": "new", "kind": kind, "name": "New", "facts": [{"field": field, "value": value, **more}]}
        )

    return change


def event(**what: object) -> Change:
    return lambda content: account(content)["events"].append({"project": "bi", "day": "2026-04-01", **what})


WRONG: dict[str, tuple[Change, str]] = {
    "a share over 100": (added("rival", "market_share", "130"), "accounts[0].records[6].facts[0].value: "),
    "money with words": (
        lambda c: account(c)["records"][2]["facts"].append(
            {"field": "amount", "value": "USD 385,000 + 22 %"}
        ),
        "accounts[0].records[2].facts[1].value: ",
    ),
    "a day to come": (added("person", "title", "CFO", seen_on="2999-01-01"), "records[6].facts[0].seen_on: "),
    "a day beyond the calendar": (
        added("activity", "day", "9999-12-31"),
        "accounts[0].records[6].facts[0].value: ",
    ),
    "an account made beyond the calendar": (
        lambda c: account(c).update(created_on="9999-12-31"),
        "accounts[0].created_on: ",
    ),
    "a stranger": (added("need", "person", "Nobody"), "records[6].facts[0].value: "),
    "a personal need of nobody": (added("need", "kind", "personal"), "records[6].facts[0].value: "),
    "a checked key point without a fact": (
        added("key_point", "status", "checked"),
        "records[6].facts[0].value: ",
    ),
    "no such certainty": (
        added("person", "title", "x", certainty="maybe"),
        "records[6].facts[0].certainty: ",
    ),
    "no such kind": (added("dragon", "a", "b"), "accounts[0].records[6].kind: "),
    "no such key": (lambda c: account(c).update(colour="red"), "accounts[0]: "),
    "no value": (lambda c: account(c)["facts"].append({"field": "plans"}), "accounts[0].facts[2]: "),
    "a value that is a list": (
        lambda c: account(c)["facts"].append({"field": "plans", "value": []}),
        "facts[2].value: ",
    ),
    "an uid twice": (
        lambda c: account(c)["records"].append({"uid": "p1", "kind": "person", "name": "B"}),
        "records[6].uid: ",
    ),
    "a fact's uid twice": (
        lambda c: account(c)["facts"].extend(
            {"uid": "f" * 32, "field": "plans", "value": text, "seen_on": "2026-01-05"} for text in ("a", "b")
        ),
        "accounts[0].facts[3].uid: ",
    ),
    "a parent nowhere": (
        lambda c: account(c)["records"].append({"kind": "member", "name": "B", "parent": "zz"}),
        "records[6].parent: ",
    ),
    "a parent of the wrong kind": (
        lambda c: account(c)["records"].append({"kind": "member", "name": "B", "parent": "p1"}),
        "records[6].parent: ",
    ),
    "a reference of the wrong kind": (
        lambda c: account(c)["records"].append({"kind": "member", "name": "B", "parent": "bi", "ref": "f"}),
        "records[6].ref: ",
    ),
    "no name": (lambda c: account(c)["records"].append({"kind": "person", "name": " "}), "records[6].name: "),
    "a rival's man in an account": (
        lambda c: account(c)["records"].append({"kind": "rep", "name": "B"}),
        "records[6].kind: ",
    ),
    "a person shared": (lambda c: c["shared"].append({"kind": "person", "name": "B"}), "shared[2].kind: "),
    "a ring of superiors": (
        lambda c: account(c)["links"].append({"kind": "reports_to", "from": "p1", "to": "p2"}),
        "accounts[0].links[",
    ),
    "two superiors": (
        lambda c: account(c)["links"].append({"kind": "reports_to", "from": "p2", "to": "p1"}),
        "accounts[0].links[2]: ",
    ),
    "a line to nothing": (
        lambda c: account(c)["links"].append({"kind": "relates", "from": "p1", "to": "zz"}),
        "links[2].to: ",
    ),
    "a line to an unknown fact": (
        lambda c: account(c)["links"].append({"kind": "rests_on", "from": "k1", "to": "p1", "field": "zz"}),
        "links[2].field: ",
    ),
    "a stage left out": (event(kind="entered", stage=4), "accounts[0].events[3].stage: "),
    "won too early": (event(kind="won", stage=2), "accounts[0].events[3].stage: "),
    "lost without a reason": (event(kind="lost"), "accounts[0].events[3].reason: "),
    "resumed before it was paused": (
        lambda c: account(c)["events"].insert(0, {"project": "bi", "kind": "resumed", "day": "2026-01-01"}),
        "accounts[0].events[0].kind: ",
    ),
    "steps of a person": (event(kind="entered", stage=3, project="p1"), "accounts[0].events[3].project: "),
    "an own key without its mark": (
        lambda c: c["definitions"][0].update(key="badge"),
        "definitions[0].key: ",
    ),
    "an own field of no type": (lambda c: c["definitions"][0].update(type="magic"), "definitions[0].type: "),
    "an own item of stage 9": (lambda c: c["definitions"][1].update(stage=9), "definitions[1].stage: "),
    "another format": (lambda c: c.update(format="vcard"), "format: "),
    "a newer version": (lambda c: c.update(version=2), "version: "),
    "a moment that is none": (lambda c: account(c).update(archived_at="soon"), "accounts[0].archived_at: "),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_whole_with_path_and_reason(app: App, deal: Json, name: str) -> None:
    change, path = WRONG[name]
    content = copy.deepcopy(deal)
    change(content)
    before = app.exchange.dump_bytes(None)
    for dry_run in (True, False):
        with pytest.raises(UserError) as refusal:
            app.exchange.load_bytes(as_bytes(content), "wrong", dry_run)
        for lang in ("en", "zh"):
            sentence = app.texts.of_error(refusal.value, lang)
            assert path.rstrip(" :") in sentence
            assert "{" not in sentence
    assert app.exchange.dump_bytes(None) == before
    assert app.history.next_undo() is None


BAD_BYTES = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b'{"format": "\xff"}',
    "a key twice": b'{"format": "desktopcrm-account", "format": "desktopcrm-account", "version": 1}',
    "a key twice inside": b'{"format": "desktopcrm-account", "version": 1, "accounts": [{"name": "a", "name": "b"}]}',
    "NaN": b'{"format": "desktopcrm-account", "version": 1, "accounts": [{"name": "a", "position": NaN}]}',
    "infinite": b'{"format": "desktopcrm-account", "version": 1, "accounts": [{"name": "a", "position": 1e999}]}',
    "endless number": b'{"format": ' + b"9" * 5000 + b"}",
    "very deep": b"[" * 200_000,
    "deep": b'{"format":' + b"[" * 20 + b"]" * 20 + b"}",
    "half a character": b'{"format": "desktopcrm-account", "version": 1, "accounts": [{"name": "\\ud800"}]}',
    "a list": b"[]",
    "true for a version": b'{"format": "desktopcrm-account", "version": true}',
}


@pytest.mark.parametrize("name", BAD_BYTES)
def test_bytes_that_are_no_interchange_file_are_refused(app: App, name: str) -> None:
    with pytest.raises(UserError) as refusal:
        app.exchange.load_bytes(BAD_BYTES[name], "bad")
    assert refusal.value.key == "errors.load_refused"


def test_the_place_of_a_key_that_stands_twice_is_named(app: App) -> None:
    with pytest.raises(UserError) as refusal:
        app.exchange.load_bytes(BAD_BYTES["a key twice inside"], "bad")
    assert "accounts[0]" in app.texts.of_error(refusal.value, "en")


def test_a_file_that_is_too_large_or_missing_is_refused(app: App, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as opened:
        opened.truncate(SIZE_LIMIT + 1)
    for file in (large, tmp_path / "none.json", tmp_path):
        with pytest.raises(UserError):
            app.exchange.load(file)
