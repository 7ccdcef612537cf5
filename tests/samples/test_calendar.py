"""The samples move with the calendar: loaded months later they are as fresh as on the day they were written."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from desktopcrm import paths
from desktopcrm.domain.catalogue_load import load
from desktopcrm.services.samples import Calendar, sample_files

CATALOGUE = load(paths.resources() / "methodology")
WEEKS = timedelta(weeks=5)


@pytest.mark.parametrize("file", sample_files(), ids=lambda file: file.stem)
def test_every_day_of_a_sample_moves_by_the_same_weeks(file: object) -> None:
    raw = json.loads(file.read_bytes())  # type: ignore[attr-defined]
    moved = Calendar(CATALOGUE, WEEKS).file(raw)
    assert Calendar(CATALOGUE, -WEEKS).file(moved) == raw
    before, after = raw["accounts"][0], moved["accounts"][0]
    assert _days(after["events"], "day") == [day + WEEKS for day in _days(before["events"], "day")]
    assert _values(after, "due") == [day + WEEKS for day in _values(before, "due")]
    assert _values(after, "planned.6") == [day + WEEKS for day in _values(before, "planned.6")]


def test_nothing_else_moves() -> None:
    raw = json.loads(sample_files("en")[0].read_bytes())
    moved = Calendar(CATALOGUE, WEEKS).file(raw)
    texts = [
        [
            fact["value"]
            for record in side["accounts"][0]["records"]
            for fact in record["facts"]
            if not _is_day(record, fact)
        ]
        for side in (raw, moved)
    ]
    assert texts[0] == texts[1]


def _is_day(record: dict[str, str], fact: dict[str, str]) -> bool:
    field = CATALOGUE.find(record["kind"], fact["field"])
    return field is not None and field.type == "date"


def _days(rows: list[dict[str, str]], key: str) -> list[date]:
    return [date.fromisoformat(row[key]) for row in rows]


def _values(account: dict[str, list[dict[str, list[dict[str, str]]]]], field: str) -> list[date]:
    facts = [fact for record in account["records"] for fact in record["facts"] if fact["field"] == field]
    return [date.fromisoformat(fact["value"]) for fact in facts]
