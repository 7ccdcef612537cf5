"""A data folder is its owner's alone, also where a file manager has left its junk in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.services.opening import warnings


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_junk_of_a_file_manager_does_not_keep_the_folder_open_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    App.open(folder).close()
    (folder / "log").mkdir(exist_ok=True)
    for name in (".DS_Store", "Thumbs.db", "log/desktopcrm.log"):
        (folder / name).write_bytes(b"")
        (folder / name).chmod(0o666)
    folder.chmod(0o777)
    App.open(folder).close()
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "log" / "desktopcrm.log").stat().st_mode & 0o077 == 0
    for number in range(5):
        (folder / f"photo {number}.jpg").write_bytes(b"")
    folder.chmod(0o755)
    App.open(folder).close()
    assert folder.stat().st_mode & 0o777 == 0o755
    assert "errors.folder_open_to_others" in [one.key for one in warnings(folder)]
