"""Commands are found by the initials of their Chinese words, as accounts are."""

from __future__ import annotations

import pytest

from ui.actions import Command, matching


@pytest.mark.parametrize("typed", ["bf", "BF", "备份"])
def test_a_command_is_found_by_its_initials(typed: str) -> None:
    commands = [Command("lock", "锁定", print), Command("backup", "备份", print)]
    assert [one.key for one in matching(commands, typed)] == ["backup"]
