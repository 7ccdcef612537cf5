"""A notice never covers what can be pressed: it has a place of its own at the foot of the page, and keys of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.kit.pages import FirstPage
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.theme import Tone
from ui.widgets import notice as module
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label
from ui.widgets.notice import InlineNotice
from ui.widgets.popover import Popover

LONG = (
    "The folder “Documents, customers and everything of the whole long year” may only be read; choose another one. "
    * 2
)


def area(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def shown(window: MainWindow) -> InlineNotice:
    return next(one for one in window.findChildren(InlineNotice) if one.isVisible())


def settle() -> None:
    for _ in range(3):
        QGuiApplication.processEvents()


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1.0), (900, 600, 1.0), (900, 600, 1.5)])
@pytest.mark.parametrize("sentence", ["Archived Nordwind", LONG])
def test_neither_page_nor_panel_is_covered(
    window: MainWindow, context: Context, width: int, height: int, scale: float, sentence: str
) -> None:
    window.resize(width, height)
    window.change_scale(scale)
    window.go(Place("first"))
    panel = Popover("tall", "Tall", window)
    for number in range(40):
        panel.body.addWidget(TextLine(f"line_{number}", "Line"))
    panel.open_centred()
    context.say_undo(sentence)
    settle()
    page, notice = window.page(), shown(window)
    assert page is not None
    assert window.rect().contains(area(notice, window))
    for other in (page, panel, *window.findChildren(QWidget, "sidebar")):
        assert not area(other, window).intersects(area(notice, window)), other.objectName()
    words = notice.findChild(Label, "notice_text")
    assert words is not None
    assert words.height() >= words.heightForWidth(words.width())
    panel.close_popover()


def test_the_keys_do_what_the_notice_offers(window: MainWindow, context: Context) -> None:
    taken: list[str] = []
    context.app.accounts.add("Nordwind")
    context.say_undo("Taken out of the day", lambda: taken.append("own"))
    assert shown(window).findChild(Label, "notice_keys").text() == "Ctrl+Z"  # type: ignore[union-attr]
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == ["own"]
    assert context.app.accounts.find("Nordwind")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Nordwind" in shown(window).accessibleName()


def test_a_click_on_the_notice_leaves_a_panel_open(window: MainWindow, context: Context) -> None:
    window.go(Place("first"))
    panel = Popover("small", "Small", window)
    panel.open_centred()
    context.say("Stored", Tone.GOOD)
    settle()
    QTest.mouseClick(shown(window), Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    panel.close_popover()


def test_it_goes_by_itself_and_gives_the_page_its_place_back(
    window: MainWindow, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STAY_MS", 10)
    monkeypatch.setattr(module, "REST_MS", 10)
    window.go(Place("first"))
    page = window.page()
    assert isinstance(page, FirstPage)
    before = page.height()
    context.say("Stored", Tone.GOOD)
    settle()
    assert page.height() < before
    QTest.qWait(120)
    settle()
    assert page.height() == before
