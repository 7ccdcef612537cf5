"""A real data folder for every test, and short words for what a rep does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.domain.coverage import coverage
from desktopcrm.domain.plan import Plan
from tests.method.purchase_world import World


class Rep:
    """A rep with one customer."""

    def __init__(self, folder: Path) -> None:
        self.app = App.open(folder)
        self.app.preferences.put("language", "en")
        self.account = self.app.accounts.add("Northfield Castings")

    @property
    def plan(self) -> Plan:
        return self.app.desk.plan(self.account)

    def layers(self) -> dict[str, int]:
        found = coverage(self.plan, self.app.desk.catalogue, date.today())
        return {key: share.percent for key, share in found.layers.items()}


@pytest.fixture
def rep(tmp_path: Path) -> Iterator[Rep]:
    found = Rep(tmp_path / "data")
    yield found
    found.app.close()


@pytest.fixture
def world(rep: Rep) -> World:
    """A purchase on a fixed calendar, beside the rep's own customer."""
    return World(rep.app)
