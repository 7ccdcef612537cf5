"""The short forms of T6 and T7."""

from __future__ import annotations

from tests.torture import backups, bitrot
from tests.torture.outcome import Options


def test_whatever_is_damaged_is_said_and_nothing_else_is_shown() -> None:
    outcome = bitrot.run(Options(2, seed=11, more={"steps": "3"}))
    print("\n".join(outcome.lines()))
    assert outcome.failures == []


def test_every_backup_comes_back_as_it_was_made() -> None:
    outcome = backups.run(Options(2, seed=12, more={"sealed": "yes"}))
    print("\n".join(outcome.lines()))
    assert outcome.failures == []
