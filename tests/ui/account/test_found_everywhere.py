"""What begins something new is found by typing from every page, whatever one calls it."""

from __future__ import annotations

import pytest

from tests.ui.account.conftest import Desk
from ui.actions import matching
from ui.context import Place


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("新建客户", "new_account"),
        ("xjkh", "new_account"),
        ("随手记", "log"),
        ("ssj", "log"),
        ("记录", "log"),
    ],
)
def test_a_new_account_and_a_log_are_found_from_an_account(desk: Desk, typed: str, key: str) -> None:
    desk.context.shell.change_language("zh")
    assert key in [one.key for one in matching(desk.window.commands(), typed)]


def test_a_new_account_is_offered_once_and_leads_to_its_line(desk: Desk) -> None:
    (new,) = [one for one in desk.window.commands() if one.key == "new_account"]
    new.run()
    assert desk.window.here() == Place("accounts", tab="new")
