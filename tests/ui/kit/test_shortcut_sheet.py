"""The sheet of shortcuts shows every key whole, at any size of text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.texts import Texts
from tests.ui.shown import settle
from ui.dialogs.shortcut_sheet import ShortcutSheet
from ui.theme import Look, Style, theme


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_key_is_cut_at_the_side(qtbot: QtBot, lang: str, scale: float) -> None:
    theme().apply(Style(Look.LIGHT, lang, scale))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    sheet = ShortcutSheet(window, Texts.load().bind(lang))
    sheet.open_centred(None)
    settle()
    area = sheet.findChild(QScrollArea)
    assert area is not None
    inside = area.widget()
    qtbot.waitUntil(lambda: 0 < inside.width() <= area.viewport().width())
