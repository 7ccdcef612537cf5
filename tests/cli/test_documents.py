"""Documents from the command line: what is written, and what is said about it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Crm


def test_an_own_plan_says_what_it_keeps_back_and_how_to_print_it(acme: Crm, tmp_path: Path) -> None:
    acme("set", "acme", "family_situation", "Two girls", "--on", "person:ann")
    kept = acme("plan", "acme", "-o", str(tmp_path / "kept.pdf"))
    asked = acme("plan", "acme", "-o", str(tmp_path / "asked.pdf"), "--private")
    assert "--private" in kept.err
    assert (kept.code, asked.code, asked.err) == (0, 0, "")
