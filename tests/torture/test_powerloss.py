"""The short form of T2: some power cuts lose nothing; the same tool finds losses where the program syncs less."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.torture.forgetful_disk import SECTOR, Disk
from tests.torture.outcome import Options, Outcome
from tests.torture.powerloss import PowerLoss
from tests.torture.recording import Event
from tests.torture.watcher import Nursery, can_trace


def cut(nursery: Nursery, place: Path, **more: str) -> Outcome:
    if not can_trace():
        pytest.skip("no strace here, or it may not watch")
    outcome = PowerLoss(Options(15, seed=3, more={"steps": "15", **more}), place, nursery).run()
    print("\n".join(outcome.lines()))
    assert outcome.tries == 15
    return outcome


@pytest.mark.parametrize("sealed", ["no", "yes"])
def test_a_power_cut_loses_nothing(tmp_path: Path, nursery: Nursery, sealed: str) -> None:
    assert cut(nursery, tmp_path, sealed=sealed).failures == []


def test_the_tool_finds_losses_where_not_every_commit_is_synced(tmp_path: Path, nursery: Nursery) -> None:
    assert int(cut(nursery, tmp_path, synchronous="NORMAL").figures["lost"]) > 0


def test_the_model_of_a_disk_keeps_what_was_synced_and_may_forget_the_rest(tmp_path: Path) -> None:
    disk, chance = Disk(tmp_path), random.Random(1)
    file = str(tmp_path / "a")
    old, new = b"o" * SECTOR * 4, b"n" * SECTOR * 4
    for event in (Event("make", file), Event("write", file, 0, old), Event("sync", file)):
        disk.do(event)
    assert {tuple(disk.after_cut(chance)) for _ in range(50)} == {(), ("a",)}, "its name may be lost"
    disk.do(Event("sync", str(tmp_path)))
    disk.do(Event("write", file, 0, new))
    found = {disk.after_cut(chance)["a"] for _ in range(200)}
    assert {old, new} < found
    assert any(one not in (old, new) and len(one) == len(old) for one in found), "torn between sectors"
    disk.do(Event("sync", file))
    disk.do(Event("rename", file, other=str(tmp_path / "b")))
    assert {tuple(disk.after_cut(chance).items()) for _ in range(50)} == {(("a", new),), (("b", new),)}
