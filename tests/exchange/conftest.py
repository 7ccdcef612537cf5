"""Open data folders on real files, and a small account to start from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktopcrm.app import App

Json = dict[str, object]
Opener = Callable[[str], App]


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Opener]:
    """Opens data folders by name; closes all of them at the end."""
    opened: list[App] = []

    def make(name: str) -> App:
        opened.append(App.open(tmp_path / name))
        return opened[-1]

    yield make
    for app in opened:
        app.close()


@pytest.fixture
def app(folders: Opener) -> App:
    return folders("here")


@pytest.fixture
def deal() -> Json:
    """A file with something of everything."""
    return {
        "format": "desktopcrm-account",
        "version": 1,
        "definitions": [
            {
                "what": "field",
                "key": "own.badge",
                "kind": "person",
                "block": "person_basics",
                "type": "text",
                "label": {"en": "Badge", "zh": "工牌"},
                "ask": {"en": "Which badge?", "zh": "工牌号是多少？"},
            },
            {"what": "item", "key": "own.visit", "stage": 2, "label": {"en": "Visited", "zh": "已拜访"}},
        ],
        "shared": [
            {"uid": "f", "kind": "firm", "name": "Cognos", "facts": [{"field": "home", "value": "Ottawa"}]},
            {"uid": "joe", "kind": "rep", "parent": "f", "name": "Joe Hill"},
        ],
        "accounts": [
            {
                "uid": "acme",
                "name": "Acme 机械",
                "facts": [
                    {"field": "employees", "value": "600", "seen_on": "2026-01-05", "note": "about 600"},
                    {"field": "employees", "value": 650, "seen_on": "2026-03-05", "certainty": "written"},
                ],
                "records": [
                    {
                        "uid": "p1",
                        "kind": "person",
                        "name": "Mr. Chase",
                        "facts": [{"field": "职务", "value": "CKO"}],
                    },
                    {
                        "uid": "p2",
                        "kind": "person",
                        "name": "Head of IT (unnamed)",
                        "archived_at": "2026-02-01T10:00:00+00:00",
                        "facts": [
                            {
                                "field": "own.badge",
                                "value": "IT-7",
                                "source": {"kind": "person", "person": "p1"},
                            }
                        ],
                    },
                    {
                        "uid": "bi",
                        "kind": "project",
                        "name": "BI",
                        "facts": [{"field": "decision_maker", "value": "p1"}],
                    },
                    {
                        "uid": "m1",
                        "kind": "member",
                        "name": "Mr. Chase",
                        "parent": "bi",
                        "ref": "p1",
                        "facts": [
                            {"field": "favours", "value": "Cognos"},
                            {"field": "role", "value": "Decides"},
                        ],
                    },
                    {"uid": "r1", "kind": "rival", "name": "Cognos", "ref": "f"},
                    {
                        "uid": "k1",
                        "kind": "key_point",
                        "name": "His first project",
                        "facts": [{"field": "status", "value": "checked"}],
                    },
                ],
                "links": [
                    {"kind": "rests_on", "from": "k1", "to": "p1", "field": "title"},
                    {"kind": "reports_to", "from": "p2", "to": "p1", "note": "since May"},
                ],
                "events": [
                    {"project": "bi", "kind": "entered", "stage": 1, "day": "2026-02-02"},
                    {
                        "project": "bi",
                        "kind": "entered",
                        "stage": 2,
                        "day": "2026-03-02",
                        "reason": "in a hurry",
                        "open_items": ["1a"],
                    },
                    {"project": "bi", "kind": "paused", "day": "2026-03-09", "reason": "budget"},
                ],
            }
        ],
    }


def as_bytes(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8")
