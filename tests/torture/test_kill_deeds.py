"""The short form of T3: two kills and some power cuts in some of the deeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import kill_deeds, power_deeds
from tests.torture.export_deeds import ALL
from tests.torture.outcome import Options
from tests.torture.watcher import Nursery, can_trace


@pytest.mark.parametrize("during", ["backup", "import", "dump"])
def test_a_deed_that_is_cut_off_leaves_what_was_before_or_what_is_after(
    tmp_path: Path, nursery: Nursery, during: str
) -> None:
    outcome = kill_deeds.run(Options(2, seed=2, more={"during": during}), tmp_path, nursery)
    print("\n".join(outcome.lines()))
    assert outcome.failures == []


def test_a_power_cut_during_a_backup_leaves_it_whole_or_not_there(tmp_path: Path, nursery: Nursery) -> None:
    if not can_trace():
        pytest.skip("no strace here, or it may not watch")
    outcome = power_deeds.run(Options(3, seed=2, more={"during": "backup"}), tmp_path, nursery)
    print("\n".join(outcome.lines()))
    assert outcome.failures == []


def test_every_deed_is_known() -> None:
    assert {
        "backup",
        "restore",
        "seal",
        "unseal",
        "passphrase",
        "import",
        "erase",
        "plan",
        "dump",
        "ics",
    } <= set(ALL)
