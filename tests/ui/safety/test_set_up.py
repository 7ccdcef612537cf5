"""What is said on the way to encrypted data, step by step."""

from __future__ import annotations

import errno
import shutil

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktopcrm import safe_files
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


def test_what_will_be_refused_is_said_before_the_key_is_shown(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.go("encryption", "set_up")
    hand.choose("set_up_passphrase", PASSPHRASE)
    usage = shutil.disk_usage(hand.context.app.folder)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: usage._replace(free=9))
        hand.click("set_up_go_on")
        hand.wait(lambda: "takes" in hand.words("set_up_said"))
    assert hand.seen("recovery_groups") is None
    hand.click("set_up_go_on")
    assert hand.shown_key()


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_key_that_was_shown_is_called_void_where_one_gives_up(hand: Hand, is_shown: bool) -> None:
    if is_shown:
        to_confirm(hand, "set_up")
    else:
        hand.go("encryption", "set_up")
    hand.click("set_up_cancel")
    hand.wait(lambda: hand.seen("set_up_cancel") is None)
    assert (hand.seen("notice_text") is not None) is is_shown
    assert not is_shown or "is void" in hand.said()


def test_a_key_whose_work_was_refused_is_called_void(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = to_confirm(hand, "set_up")
    hand.click("have_key")
    hand.confirm(groups)
    hand.click("confirm_go_on")
    hand.find("set_up_work")

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "the disk failed")

    monkeypatch.setattr(safe_files, "sync_folder", refuse)
    hand.click("set_up_work")
    hand.wait(lambda: hand.context.is_open and "is void" in hand.said() and "disk failed" in hand.said())


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
