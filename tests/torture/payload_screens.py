"""What the window shows of hostile text: every label, tool tip and cell is looked at as Qt would paint it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QStackedWidget, QWidget

from desktopcrm.app import App
from desktopcrm.texts import Texts
from ui.app import dress, make_application
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered
from ui.screens.account.tabs import TABS

SIZE = (1280, 800)
NOWHERE = QModelIndex()
ROWS = 200  # of a list that are looked at
NUMBER = re.compile(r"№(\d+)")
PAGES = ("today", "accounts", "projects", "people", "rivals", "objections")


class Window:
    """The real window on an open app."""

    def __init__(self, app: App) -> None:
        make_application()
        dress(app.preferences)
        self.context = Context(Texts.load(), app.preferences)
        self.window = MainWindow(self.context, offered())
        self.window.resize(*SIZE)
        self.window.show()
        self.context.open(app)

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.context.close()
        QApplication.processEvents()

    def places(self, account: int) -> Iterator[Place]:
        yield from (Place("account", account, spec.key) for spec in TABS)
        yield from (Place(page) for page in PAGES)

    def show(self, place: Place) -> None:
        """Go there, let everything happen, and paint it."""
        self.window.go(place)
        for _ in range(12):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else pages pile up
        self.window.grab()

    def shown(self, behind: bool = True) -> Iterator[tuple[str, str]]:
        """(what shows it, text as it is painted); lists of pages that are behind the one in front only where wanted."""
        for widget in self.window.findChildren(QWidget):
            name = f"{type(widget).__name__} {widget.objectName()}"
            if isinstance(widget, QLabel):
                plain = widget.textFormat() is Qt.TextFormat.PlainText
                yield name, widget.text() if plain else painted(widget.text())
            if widget.toolTip():
                yield f"tool tip of {name}", painted(widget.toolTip())
            if widget.accessibleName():
                yield f"spoken name of {name}", widget.accessibleName()
            if isinstance(widget, QAbstractItemView) and widget.model() and (behind or not is_behind(widget)):
                yield from ((f"cell of {name}", text) for text in cells(widget.model()))


def is_behind(widget: QWidget) -> bool:
    """Whether another page lies in front of its own."""
    page: QWidget | None = widget
    while page is not None and not (page.isHidden() and isinstance(page.parentWidget(), QStackedWidget)):
        page = page.parentWidget()
    return page is not None


def cells(model: QAbstractItemModel) -> Iterator[str]:
    """Texts and tool tips of a list."""
    for row in range(min(model.rowCount(NOWHERE), ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(NOWHERE)):
            index = model.index(row, column, NOWHERE)
            text = model.data(index, Qt.ItemDataRole.DisplayRole)
            tip = model.data(index, Qt.ItemDataRole.ToolTipRole)
            if isinstance(text, str):
                yield text
            if isinstance(tip, str):
                yield painted(tip)


def painted(text: str) -> str:
    """What a tool tip paints: Qt guesses from the text whether it is markup."""
    if not GuiQt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def altered(shown: Iterator[tuple[str, str]], values: dict[int, str], seen: set[int]) -> Iterator[str]:
    """Texts in which a value does not stand as it was written; notes in `seen` which values were met."""
    for where, text in shown:
        for number in {int(one) for one in NUMBER.findall(text)} & values.keys():
            seen.add(number)
            if squeezed(values[number]) not in squeezed(text):
                yield f"{where}: {values[number][:60]!r} shown as {text[:120]!r}"


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
