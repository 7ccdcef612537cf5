"""A real, empty data folder for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm.app import App


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    found = App.open(tmp_path / "data")
    found.preferences.put("language", "en")
    yield found
    found.close()
