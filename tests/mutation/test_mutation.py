"""The tool that changes rules finds every change to make, and the tests of the deal class catch what it makes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant, mutants, spread
from tests.mutation.targets import EQUIVALENT, ROOT, TARGETS

MODULE = '''"""A rule."""

__all__ = ["late", "LIMIT"]
LIMIT = 10


def late(days: int, paused: bool = False) -> bool:
    """Over the time."""
    return days > LIMIT and not paused
'''
HANDFUL = 2


@pytest.fixture
def found(tmp_path: Path) -> list[Mutant]:
    file = tmp_path / "rule.py"
    file.write_text(MODULE, encoding="utf-8")
    return mutants(file, "rule")


def test_each_comparison_operator_and_number_is_changed_once(found: list[Mutant]) -> None:
    assert [one.key for one in found] == [
        "rule:module: 10 → 11",
        "rule:late: False → True",
        "rule:late: days > LIMIT and (not paused) → days > LIMIT or not paused",
        "rule:late: days > LIMIT → days >= LIMIT",
        "rule:late: not paused → paused",
    ]


def test_each_mistake_changes_one_thing_and_can_run(found: list[Mutant]) -> None:
    sources = [one.source() for one in found]
    assert len(set(sources)) == len(sources)
    assert all(ast.dump(ast.parse(one)) != ast.dump(ast.parse(MODULE)) for one in sources)
    days_late = {"rule:late: days > LIMIT → days >= LIMIT": True, "rule:late: not paused → paused": False}
    for one in found:
        if one.key in days_late:
            names: dict[str, object] = {}
            exec(one.source(), names)
            late = names["late"]
            assert callable(late)
            assert late(10) is days_late[one.key]


def test_a_limit_is_spread_over_the_module(found: list[Mutant]) -> None:
    assert [one.line for one in spread(found, 2)] == [found[0].line, found[2].line]
    assert spread(found, 0) == spread(found, len(found)) == found


def test_every_target_that_is_there_has_tests() -> None:
    assert [one.module for one in TARGETS if one.file.is_file() and not one.test_files()] == []


def test_every_excuse_belongs_to_a_mistake_that_can_be_made() -> None:
    made = {one.key for each in TARGETS if each.file.is_file() for one in mutants(each.file, each.module)}
    assert set(EQUIVALENT) - made == set()


@pytest.mark.slow
def test_d4_3_the_tests_of_the_deal_class_catch_a_handful_of_mistakes() -> None:
    command = [sys.executable, "-m", "tests.mutation", "--module", "deal_class", "--limit", str(HANDFUL)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{HANDFUL} of    {HANDFUL} caught" in done.stdout
