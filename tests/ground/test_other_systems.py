"""What only other systems do, as far as it can be done here."""

from __future__ import annotations

import plistlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm import safe_files, start_errors
from tests import open_files


@pytest.mark.skipif(bool(open_files.lacking()), reason=open_files.lacking())
def test_a_file_that_somebody_has_a_look_at_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "looked at"
    file.write_bytes(b"old")
    scanner = file.open("rb")

    def waits() -> Iterator[float]:
        yield 0
        scanner.close()
        yield 0

    monkeypatch.setattr(safe_files, "BUSY_S", waits())
    with open_files.held_by_rule() as refused:
        safe_files.write_synced(file, b"new")
    assert len(refused) == 1
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        (plistlib.dumps({"AppleLanguages": ["zh-Hans-CN", "en-CN"]}, fmt=plistlib.FMT_BINARY), "zh"),
        (plistlib.dumps({"AppleLanguages": ["de-DE", "zh-Hans-CN"]}, fmt=plistlib.FMT_BINARY), "en"),
        (plistlib.dumps({"AppleLanguages": []}, fmt=plistlib.FMT_BINARY), "en"),
        (b"<plist>", "en"),
        (b"bplist00", "en"),
        (None, "en"),
    ],
)
def test_a_mac_tells_its_language_where_nothing_is_set(
    tmp_path: Path, settings: bytes | None, language: str
) -> None:
    file = tmp_path / "settings.plist"
    if settings is not None:
        file.write_bytes(settings)
    assert start_errors.on_a_mac(file) == language


@pytest.mark.skipif(sys.platform == "win32", reason="handles are closed otherwise there")
def test_a_command_without_a_console_does_its_work(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(root / "main.py"), "--data", str(tmp_path / "data"), "backup"]
    done = subprocess.run(["sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', *command], check=False)
    assert done.returncode == 0
    assert list((tmp_path / "data" / "backups").glob("*.db"))
