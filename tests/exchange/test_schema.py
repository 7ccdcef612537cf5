"""The published schema says what the program reads."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services.exchange import shapes

SCHEMA = json.loads((paths.resources() / "schema" / "account-1.json").read_text(encoding="utf-8"))
PARTS = {
    "account": shapes.AccountShape,
    "record": shapes.RecordShape,
    "fact": shapes.FactShape,
    "source": shapes.SourceShape,
    "link": shapes.LinkShape,
    "event": shapes.EventShape,
    "own_field": shapes.OwnFieldShape,
    "own_item": shapes.OwnItemShape,
    "own_objection": shapes.OwnObjectionShape,
    "own_answer": shapes.OwnAnswerShape,
    "removed": shapes.RemovedShape,
    "both": shapes.BothShape,
}


@pytest.mark.parametrize("name", PARTS)
def test_each_part_has_the_keys_that_are_read(name: str) -> None:
    part = SCHEMA["$defs"][name]
    fields = msgspec.structs.fields(PARTS[name])
    assert part["additionalProperties"] is False
    assert set(part["properties"]) - {"what"} == {one.encode_name for one in fields}
    assert set(part["required"]) - {"what"} == {one.encode_name for one in fields if one.required}


def test_the_schema_names_each_choice_that_is_read() -> None:
    made = msgspec.json.schema(shapes.FileShape)["$defs"]
    for name in ("source", "fact", "link", "event", "own_field"):
        theirs = made[PARTS[name].__name__]["properties"]
        for key, ours in SCHEMA["$defs"][name]["properties"].items():
            if "enum" in ours:
                found = theirs[key].get("enum") or theirs[key]["anyOf"][0]["enum"]
                assert set(ours["enum"]) == set(found), f"{name}.{key}"


def test_samples_and_dumps_fit_the_schema(app: App) -> None:
    check = jsonschema.Draft202012Validator(SCHEMA)
    for file in sorted((paths.resources() / "samples").glob("*.json")):
        check.validate(json.loads(file.read_text(encoding="utf-8")))
    app.samples.add("zh")
    check.validate(json.loads(app.exchange.dump_bytes(None)))
