"""Writing whole files: whether a folder can be written at all, and folders for one deed."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from desktopcrm import safe_files


def test_a_folder_that_can_be_written_keeps_nothing_of_the_try(tmp_path: Path) -> None:
    safe_files.probe(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_refuses_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        safe_files.probe(tmp_path / "gone")
    with pytest.raises(FileNotFoundError):
        safe_files.new_folder(tmp_path / "gone", "work-")


def test_two_folders_for_one_deed_each_are_two_and_the_owners_alone(tmp_path: Path) -> None:
    one, other = (safe_files.new_folder(tmp_path, "work-") for _ in range(2))
    assert one != other
    assert {one.name[:5], other.name[:5]} == {"work-"}
    if sys.platform != "win32":
        assert stat.S_IMODE(one.stat().st_mode) == 0o700
