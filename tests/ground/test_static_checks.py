"""Formatter, linter and type checker say nothing; of the branches of other systems, `python -m tests.systems` says it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import systems
from tests.ground.source_tree import ROOT

CHECKS = {
    "linter": ["ruff", "check", "--no-cache", "--quiet", "."],
    "formatter": ["ruff", "format", "--no-cache", "--quiet", "--check", "."],
    "types": ["mypy", *systems.STRICT],
}


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_to_say_from_the(check: str) -> None:
    command = [sys.executable, "-m", *CHECKS[check]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
