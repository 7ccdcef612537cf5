"""What is said on the way to encrypted data, step by step."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.safety.conftest import PASSPHRASE, Hand
from ui.context import Context
from ui.screens.safety.set_up import LastStep
from ui.widgets.label import Label


def to_confirm(hand: Hand, begin: str) -> tuple[str, ...]:
    hand.go("encryption", begin)
    hand.choose("set_up_passphrase", PASSPHRASE)
    hand.click("set_up_go_on")
    return hand.shown_key()


def test_from_the_first_start_one_is_warned_that_nobody_helps(hand: Hand) -> None:
    to_confirm(hand, "first_start")
    assert hand.find("recovery_nobody_helps")


def test_what_was_wrong_is_no_longer_said_once_it_is_typed_anew(hand: Hand) -> None:
    groups = to_confirm(hand, "set_up")
    hand.click("have_key")
    hand.confirm(tuple(reversed(groups)))
    hand.click("confirm_go_on")
    hand.find("confirm_error")
    hand.confirm(groups)
    assert hand.seen("confirm_error") is None
    hand.click("confirm_go_on")
    hand.find("set_up_work")


def test_backups_are_named_where_there_are_any(context: Context, qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)

    def said(backups: int) -> str:
        return LastStep(context, backups, ground).findChildren(Label)[0].text()

    assert "backup" not in said(0)
    assert "3 backups" in said(3)
