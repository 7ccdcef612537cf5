"""The hands of the monkey: what a person could do to whatever is on the screen, chosen by chance."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

W = TypeVar("W", bound=QWidget)
NOWHERE = QModelIndex()
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
KEYS = (
    *("Tab", "Tab", "Tab", "Shift+Tab", "Return", "Return", "Return", "Esc", "Esc", "Up", "Down", "Down", "Left", "Right"),
    *("Space", "Del", "F1", "F2", "F8", "Home", "End", "PgDown", "?", "Y", "N", "U", "W", "A", "L", "R", "1", "2", "3", "+", "-"),
    *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+F", "Ctrl+G", "Ctrl+H", "Ctrl+K", "Ctrl+L", "Ctrl+Z", "Ctrl+Z", "Ctrl+Y"),
    *("Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+Shift+T", "Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down", "Ctrl+Tab", "Shift+Return"),
    *(f"Ctrl+{number}" for number in range(1, 10)),
    *(f"Alt+{number}" for number in range(1, 9)),
)  # fmt: skip
WORDS = (
    *("met", "@Carol", "#price", "$12 000", "!next friday", "?who decides", "+send the offer", "Hartwell", "见了王经理"),
    *("12", "2026-11-30", "50 %", "<b>bold</b>", "yes", "a", "好", "9" * 40, "'; --", "tomorrow 14:00", "\\"),
)  # fmt: skip


class Hands:
    """On the window `frame`. Each deed gives what was done, for whoever reads it."""

    frame: QWidget

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def visible(self, kind: type[W]) -> list[W]:
        """What can be reached: in the window in front."""
        found = self.front().findChildren(
            kind
        )  # may give the name of one that is gone to another in its place
        return [one for one in found if isValid(one) and one.isVisible() and one.isEnabled()]

    def front(self) -> QWidget:
        """What has the mouse and the keys."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.frame

    def press_key(self) -> str:
        """One key, wherever the focus is."""
        return self.press(self.chance.choice(KEYS))

    def press(self, keys: str) -> str:
        pressed = QKeySequence.fromString(keys)[0]  # type: ignore[index]
        front = self.front()
        target = front if front is not self.frame else self.frame.focusWidget() or self.frame
        told = f"key {keys} on {_name(target)}"
        QTest.keyClick(target, pressed.key(), pressed.keyboardModifiers())
        return told

    def type_words(self) -> str:
        """Into some line that is seen."""
        lines: list[QWidget] = [*self.visible(QLineEdit), *self.visible(QPlainTextEdit)]
        if not lines:
            return self.press_key()
        line = self.chance.choice(lines)
        words = " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 3)))
        told = f"type {words!r} into {_name(line)}"
        line.setFocus()
        for one in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.frame.focusWidget() or line, QKeyEvent(kind, 0, PLAIN, one))
        return told

    def click_button(self) -> str:
        buttons = [one for one in self.visible(QAbstractButton) if "quit" not in one.objectName()]
        if not buttons:
            return self.click_anywhere()
        button = self.chance.choice(buttons)
        told = f"click {_name(button)}"
        QTest.mouseClick(button, LEFT)
        return told

    def click_anywhere(self) -> str:
        """Whatever lies there."""
        front = self.front()
        at = QPoint(
            self.chance.randrange(max(1, front.width())), self.chance.randrange(max(1, front.height()))
        )
        target = front.childAt(at) or front
        told = f"click at {at.x()}, {at.y()}: {_name(target)}"
        if self.chance.random() < 0.2:
            QTest.mouseDClick(target, LEFT, PLAIN, target.mapFrom(front, at))
        else:
            QTest.mouseClick(target, LEFT, PLAIN, target.mapFrom(front, at))
        return told

    def take_row(self) -> str:
        """A row of some list, and sometimes into it."""
        views = [
            one for one in self.visible(QAbstractItemView) if one.model() and one.model().rowCount(NOWHERE)
        ]
        if not views:
            return self.click_anywhere()
        view = self.chance.choice(views)
        index = self._index(view.model())
        told = f"row {index.row()} of {_name(view)}"
        view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        at = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, at)
        if self.chance.random() < 0.5:
            QTest.keyClick(self.frame.focusWidget() or view, Qt.Key.Key_Return)
        return told

    def open_menu(self) -> str:
        """The menu of the other mouse button."""
        front = self.front()
        at = QPoint(
            self.chance.randrange(max(1, front.width())), self.chance.randrange(max(1, front.height()))
        )
        target = front.childAt(at) or front
        told = f"menu of {_name(target)}"
        where = target.mapFrom(front, at)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(target, QContextMenuEvent(reason, where, target.mapToGlobal(where)))
        return told

    def scroll(self) -> str:
        areas = self.visible(QAbstractScrollArea)
        if areas:
            bar = self.chance.choice(areas).verticalScrollBar()
            bar.setValue(self.chance.randint(0, max(0, bar.maximum())))
        return "scroll"

    def resize(self) -> str:
        size = self.chance.choice(((1280, 800), (980, 700), (720, 480), (1600, 1000)))
        self.frame.resize(*size)
        return f"resize to {size}"

    def _index(self, model: QAbstractItemModel) -> QModelIndex:
        columns = 1 if isinstance(model, QAbstractListModel) else max(1, model.columnCount(NOWHERE))
        row = self.chance.randrange(model.rowCount(NOWHERE))
        return model.index(row, self.chance.randrange(columns), NOWHERE)


def close_to_the_system(folder: Path, chance: random.Random) -> None:
    """Dialogs of the system would wait for a person: they answer by chance, with `folder` or files beside it."""

    def file(*_: object) -> tuple[str, str]:
        return chance.choice(("", str(folder.with_name(f"file{chance.randrange(3)}")))), ""

    def directory(parent: QWidget, *_: object) -> str:
        return "" if parent.isWindow() else chance.choice(("", str(folder)))

    for kind, name, answer in (
        (QFileDialog, "getSaveFileName", staticmethod(file)),
        (QFileDialog, "getOpenFileName", staticmethod(file)),
        (QFileDialog, "getExistingDirectory", staticmethod(directory)),
        (QDesktopServices, "openUrl", staticmethod(lambda _: chance.random() < 0.5)),
        (QDialog, "exec", lambda _: 0),
    ):
        setattr(kind, name, answer)


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip()
