"""The shipped sample accounts, loaded into a real data folder once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktopcrm.app import App
from desktopcrm.domain.plan import Plan
from desktopcrm.services.accounts import AccountQuery

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    app = App.open(tmp_path_factory.mktemp("samples") / "data")
    for lang in LANGUAGES:
        app.samples.add(lang)
    yield app
    app.close()


@pytest.fixture(params=LANGUAGES)
def plan(request: pytest.FixtureRequest, loaded: App) -> Plan:
    """The sample of one language as its rep last left it: on the day of the newest observation."""
    plans = [loaded.desk.plan(row.id) for row in loaded.accounts.page(AccountQuery())]
    whole = max(
        (one for one in plans if one.account.name.isascii() == (request.param == "en")),
        key=lambda one: len(one.history),
    )
    return whole.as_of(max(past[0].seen_on for past in whole.history.values()))
