"""Encryption that is cut off at every step: the folder is exactly what it was, or exactly what it was to become."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.services import encryption
from tests.encryption.conftest import Sealed, wish

ENDS = {
    "seal": ("plain", "new"),
    "unseal": ("old", "plain"),
    "rekey": ("old", "new"),
    "passphrase": ("old", "old"),
    "recovery": ("old", "new"),
}


EVERY = 6
"""Each sixth change of a name; `python -m tests.encryption.crashing` tries them all."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sealed]:
    """A plain folder with one account and one backup, and the same one encrypted."""
    folder = tmp_path_factory.mktemp("small") / "plain"
    app = App.open(folder)
    app.facts.observe(app.accounts.add("Northfield Castings"), "city", "Bonn")
    app.backups.make("hand")
    app.close()
    copy = Path(shutil.copytree(folder, folder.with_name("sealed")))
    wanted = wish()
    return folder, Sealed(copy, encryption.seal(copy, wanted), wanted.recovery)


@pytest.mark.skipif(sys.platform == "win32", reason="children are forked")
@pytest.mark.parametrize("deed", ENDS)
def test_a_crash_leaves_before_or_after(deed: str, small: tuple[Path, Sealed], root: Path) -> None:
    plain, sealed = small
    folder, key = (plain, "") if deed == "seal" else (sealed.folder, sealed.key.hex())
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.encryption.crashing",
            deed,
            str(folder),
            key,
            sealed.recovery.shown,
            str(EVERY),
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = done.stdout.split()
    before, after = ENDS[deed]
    assert (found[0], found[-1]) == (before, after)
    turned = found.index(after)
    assert found == [before] * turned + [after] * (len(found) - turned)
