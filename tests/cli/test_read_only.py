"""`--read-only`: everything can be looked at and printed, nothing in the folder is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.cli import main
from tests.storage.test_opening import snapshot


@pytest.fixture
def data(tmp_path: Path) -> Path:
    app = App.open(tmp_path / "data")
    app.accounts.add("Northfield Castings")
    app.close()
    return tmp_path / "data"


def crm(data: Path, *words: str) -> int:
    return main(["--data", str(data), "--ui-lang", "en", "--read-only", *words])


def test_looking_writes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(data)
    assert crm(data, "accounts") == 0
    assert crm(data, "check") == 0
    assert "Northfield Castings" in capsys.readouterr().out
    assert snapshot(data) == before


@pytest.mark.parametrize("words", [("add", "account", "New"), ("undo",), ("lock-setup", "on")])
def test_changing_is_refused(data: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    before = snapshot(data)
    assert crm(data, *words) == 1
    assert "for reading only" in capsys.readouterr().err
    assert snapshot(data) == before
