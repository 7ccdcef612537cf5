"""Formatter, linter and type checker say nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.ground.source_tree import ROOT

STRICT = ["--strict", "--no-error-summary", "desktopcrm", "ui", "main.py"]
CHECKS = {
    "linter": ["ruff", "check", "--no-cache", "--quiet", "."],
    "formatter": ["ruff", "format", "--no-cache", "--quiet", "--check", "."],
    "types": ["mypy", *STRICT],
    "types of Windows": ["mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/win32", *STRICT],
    "types of a Mac": ["mypy", "--platform", "darwin", "--cache-dir", ".mypy_cache/darwin", *STRICT],
}


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_to_say_from_the(check: str) -> None:
    missing = [
        name
        for name in CHECKS[check][1:]
        if name in ("desktopcrm", "ui", "main.py") and not (ROOT / name).exists()
    ]
    command = [sys.executable, "-m", *(part for part in CHECKS[check] if part not in missing)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
