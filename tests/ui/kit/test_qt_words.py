"""Qt's own dialogs speak the language of the window, all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktopcrm.texts import Texts
from ui.dialogs.window_menu import speak_qt


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak_qt("en", Texts.load().bind("en"))


def labels(qtbot: QtBot) -> list[str]:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    return [one.text() for one in dialog.findChildren(QLabel) if one.text()]


def test_a_file_dialog_is_chinese_throughout(qtbot: QtBot) -> None:
    speak_qt("zh", Texts.load().bind("zh"))
    found = labels(qtbot)
    assert len(found) >= 3
    assert [one for one in found if one.isascii()] == []


def test_what_nobody_translates_is_shown_as_it_is(qtbot: QtBot) -> None:
    speak_qt("zh", Texts.load().bind("zh"))
    assert QCoreApplication.translate("Nowhere", "as it is") == "as it is"
    speak_qt("en", Texts.load().bind("en"))
    assert all(one.isascii() for one in labels(qtbot))
