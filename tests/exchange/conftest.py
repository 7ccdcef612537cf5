"""Open data folders on real files, and a small account to start from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktopcrm.app import App

DEAL = Path(__file__).parent / "deal.json"
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
    found: Json = json.loads(DEAL.read_text(encoding="utf-8"))
    return found


def as_bytes(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8")
