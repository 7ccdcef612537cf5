"""Settings take effect and are stored at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.preferences import Preferences
from desktopcrm.storage.settings import SettingShelf
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens.settings import SettingsScreen
from ui.screens.settings.screen import SCALE_STEP
from ui.theme import Look, theme
from ui.widgets.button import IconButton
from ui.widgets.inputs import Choice, TextLine
from ui.widgets.label import Label
from ui.widgets.tabs import SegmentedChoice


@pytest.fixture
def settings(window: MainWindow, context: Context) -> SettingsScreen:
    context.go(Place("settings"))
    found = window.findChild(SettingsScreen)
    assert found is not None
    return found


def stored(app: App) -> Preferences:
    """What a new start would read: from the file, then from the data."""
    found = Preferences(app.folder / "preferences.json")
    found.attach(SettingShelf(app.store))
    return found


def test_language_and_look_follow_the_arrow_keys(
    settings: SettingsScreen, context: Context, qtbot: QtBot
) -> None:
    look = settings.findChild(SegmentedChoice, "settings_look")
    language = settings.findChild(SegmentedChoice, "settings_language")
    assert look is not None
    assert language is not None
    look.set_key("light")
    qtbot.keyClick(look, Qt.Key.Key_Right)
    assert theme().style.look is Look.DARK
    qtbot.keyClick(language, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: context.lang == "zh")


def test_name_and_currency_are_there_after_a_new_start(
    settings: SettingsScreen, app: App, qtbot: QtBot
) -> None:
    author = settings.findChild(TextLine, "settings_author")
    currency = settings.findChild(Choice, "settings_currency")
    assert author is not None
    assert currency is not None
    qtbot.keyClicks(author, "Li Ming")
    qtbot.keyClick(author, Qt.Key.Key_Return)
    currency.set_key("EUR")
    currency.chosen.emit("EUR")
    assert (stored(app).text("author"), stored(app).text("currency")) == ("Li Ming", "EUR")
    assert app.desk.scope(None).currency == "EUR"


def test_the_keyboard_stays_at_the_text_size_from_step_to_step(
    settings: SettingsScreen, window: MainWindow, qtbot: QtBot
) -> None:
    larger = settings.findChild(IconButton, "settings_larger")
    assert larger is not None
    before = theme().style.scale
    qtbot.mouseClick(larger, Qt.MouseButton.LeftButton)
    for steps in (1, 2):
        qtbot.waitUntil(lambda steps=steps: theme().style.scale == pytest.approx(before + steps * SCALE_STEP))
        focused = window.focusWidget()
        assert isinstance(focused, IconButton)
        assert focused is not larger
        assert focused.objectName() == "settings_larger"
        qtbot.keyClick(focused, Qt.Key.Key_Space)


def test_a_currency_is_called_by_its_name(settings: SettingsScreen) -> None:
    currency = settings.findChild(Choice, "settings_currency")
    assert currency is not None
    currency.set_key("KRW")
    assert currency.currentText() == "KRW, Korean won"


def test_the_data_folder_is_shown(settings: SettingsScreen, app: App) -> None:
    where = settings.findChild(Label, "settings_folder")
    assert where is not None
    assert where.text() == str(app.folder)


def test_samples_go_in_and_out_with_one_button_and_undo(settings: SettingsScreen, app: App) -> None:
    button = settings.findChild(QPushButton, "settings_samples")
    assert button is not None
    button.click()
    assert app.samples.present()
    button.click()
    assert not app.samples.present()
    app.history.undo()
    assert app.samples.present()
