"""Real accounts on real files, made once: the full one and the two samples. No test here writes to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.domain.plan import Plan
from desktopcrm.services.report.request import DocumentRequest
from desktopcrm.services.report_pdf import Printed
from tests.documents.filled import Filled, fill


@dataclass(frozen=True)
class Shelf:
    """An open app with one account that is there to be printed."""

    app: App
    account: int
    kept: dict[tuple[str, str, str], Printed] = field(default_factory=dict, compare=False)

    @property
    def plan(self) -> Plan:
        return self.app.desk.plan(self.account)

    def request(self, kind: str = "plan", **wanted: object) -> DocumentRequest:
        return DocumentRequest(kind, self.account, **wanted)  # type: ignore[arg-type]

    def pdf(self, kind: str = "plan", **wanted: object) -> bytes:
        return self.app.documents.make(self.request(kind, **wanted))

    def printed(self, lang: str, kind: str = "plan", level: str = "own") -> Printed:
        """The whole document, printed once for all tests that only read it."""
        key = (lang, kind, level)
        if key not in self.kept:
            order = self.app.documents.order(self.request(kind, level=level, lang=lang))
            self.kept[key] = order.printed()
        return self.kept[key]


def open_app(folder: Path) -> App:
    app = App.open(folder)
    app.preferences.put("language", "en")
    app.preferences.put("author", "Ruth Calder")
    return app


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    app = open_app(tmp_path_factory.mktemp("full"))
    yield fill(app)
    app.close()


@pytest.fixture(scope="session")
def shelf(full: Filled) -> Shelf:
    return Shelf(full.app, full.account)


@pytest.fixture(scope="session", params=["en", "zh"])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    app = open_app(tmp_path_factory.mktemp(f"sample-{request.param}"))
    app.samples.add(request.param)
    yield Shelf(app, app.records.of_kind("account")[0].id)
    app.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    found = open_app(tmp_path / "data")
    yield found
    found.close()
