"""A real, empty data folder for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm.app import App
from tests.services.lived import LivedIn, live_in


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    found = App.open(tmp_path / "data")
    found.preferences.put("language", "en")
    yield found
    found.close()


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> LivedIn:
    """Fills a folder with a backup and later work; gives the fingerprints of both. Made once for each key, and copied."""
    made: dict[bytes | None, tuple[Path, tuple[str, str]]] = {}

    def fill(folder: Path, key: bytes | None) -> tuple[str, str]:
        if key not in made:
            original = tmp_path_factory.mktemp("lived")
            made[key] = (original, live_in(original, key))
        original, told = made[key]
        shutil.copytree(original, folder, dirs_exist_ok=True)
        return told

    return fill
