"""The short form of T4: an upgrade that is cut off leaves the old file or the new one."""

from __future__ import annotations

import os

import pytest

from tests.torture import migrate
from tests.torture.outcome import Options

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork")


@pytest.mark.parametrize("sealed", ["no", "yes"])
def test_no_upgrade_stays_half_done(sealed: str) -> None:
    outcome = migrate.run(Options(5, seed=3, more={"sealed": sealed, "version": "1"}))
    print("\n".join(outcome.lines()))
    assert outcome.failures == []


def test_the_tool_sees_what_is_half_done() -> None:
    outcome = migrate.run(Options(15, seed=5, more={"sealed": "no", "version": "1", "transaction": "no"}))
    assert any("half" in one for one in outcome.failures)
