"""The short form of T1: a few kills, plain and encrypted; and the tool sees what it looks for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.torture.kill import Kills
from tests.torture.outcome import Options
from tests.torture.watcher import Nursery


@pytest.mark.parametrize("sealed", ["no", "yes"])
def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path, nursery: Nursery, sealed: str) -> None:
    options = Options(4, seed=4, more={"sealed": sealed, "steps": "15"})
    outcome = Kills(options, tmp_path, nursery).run()
    print("\n".join(outcome.lines()))
    assert outcome.failures == []
    assert outcome.figures["opened"] == outcome.tries == 4


def test_the_tool_sees_what_is_lost(tmp_path: Path, nursery: Nursery) -> None:
    """The folder as it was before the last commits: it must be called a loss."""
    kills = Kills(Options(1, more={"steps": "4"}), tmp_path, nursery)
    folder, kept = tmp_path / "data", tmp_path / "kept"
    nursery.whole(kills.order(folder))
    shutil.copytree(folder, kept)
    told = nursery.whole(kills.order(folder))
    assert told.acknowledged > 0
    kills.judge(kept, "", told, "yesterday's folder")
    assert [one.split(": ")[1] for one in kills.outcome.failures] == ["lost after 4 acknowledged"]
