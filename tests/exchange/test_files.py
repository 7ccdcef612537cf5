"""Files are written whole or not at all, and never through a link."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.files import read_whole, write_safely


def test_a_new_file_is_for_the_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "新 plan.json"
    write_safely(file, b"content")
    assert file.read_bytes() == b"content"
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    assert list(tmp_path.iterdir()) == [file]


def test_an_old_file_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(b"old")
    rights = stat.S_IMODE(file.stat().st_mode)
    write_safely(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", rights)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"precious")
    link.symlink_to(target)
    with pytest.raises(UserError):
        write_safely(link, b"new")
    assert target.read_bytes() == b"precious"


def test_folders_missing_folders_and_full_names_are_refused(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "no" / "file", tmp_path / ("x" * 300)):
        with pytest.raises(UserError):
            write_safely(file, b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_folder_without_rights_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(UserError):
            write_safely(tmp_path / "file", b"new")
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_whole(file, 5) == b"12345"
    with pytest.raises(UserError):
        read_whole(file, 4)


@pytest.mark.skipif(sys.platform == "win32", reason="locks are not lost this way there")
def test_the_open_database_is_neither_read_nor_written_over(tmp_path: Path) -> None:
    """Closing a second handle of it would let another program in."""
    app = App.open(tmp_path / "data")
    file = tmp_path / "data" / paths.DATABASE_NAME
    try:
        for run in (lambda: read_whole(file, 1_000_000), lambda: write_safely(file, b"other")):
            with pytest.raises(UserError) as refused:
                run()
            assert refused.value.key == "errors.file_is_database"
        asked = [
            sys.executable,
            "-c",
            f"import sqlite3; sqlite3.connect({str(file)!r}, timeout=0).execute('BEGIN EXCLUSIVE')",
        ]
        assert subprocess.run(asked, capture_output=True, check=False).returncode != 0
    finally:
        app.close()
