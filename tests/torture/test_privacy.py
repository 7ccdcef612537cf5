"""The short form of T11, and the tool sees what it looks for."""

from __future__ import annotations

import pytest

from tests.torture import privacy
from tests.torture.outcome import Options


def test_nothing_private_reaches_a_manager_or_a_customer() -> None:
    outcome = privacy.run(Options(1, seed=11, more={"files": "no", "langs": "zh"}))
    print("\n".join(outcome.lines()))
    assert outcome.failures == []
    assert int(outcome.figures["markers"]) > 60


@pytest.mark.tools
def test_not_in_the_files_either() -> None:
    assert privacy.run(Options(1, seed=12, more={"langs": "en"})).failures == []


def test_the_tool_sees_a_marker_also_where_lines_are_broken() -> None:
    markers = {"Zq100密语": "a note", "1,234,567": "a limit"}
    assert list(privacy.leaks(markers, "… Zq100\n密语, 1,234,568")) == ["a note"]
