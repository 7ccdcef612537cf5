"""Every text that a process shows or tells: properties, tips, titles, names read aloud, cells of lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QWidget


def traces(words: tuple[str, ...]) -> list[str]:
    """Where a word of the data is still to be found."""
    found = [f"{where}: {text[:60]!r}" for where, text in _texts() if any(word in text for word in words)]
    strays = [
        type(one).__name__
        for one in QApplication.allWidgets()
        if type(one).__module__.startswith("ui.screens.") and type(one).__name__ != "ScreenStack"
    ]
    return found + ([f"widgets of pages are left: {sorted(set(strays))}"] if strays else [])


def _texts() -> Iterator[tuple[str, str]]:
    for widget in QApplication.allWidgets():
        yield from _properties(widget)
        yield from _read_aloud(widget)
        for action in widget.actions():
            yield from _properties(action)
        if isinstance(widget, QPlainTextEdit):
            yield widget.objectName(), widget.toPlainText()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _cells(widget)
        for action in widget.findChildren(QAction):
            yield from _properties(action)


def _properties(thing: QObject) -> Iterator[tuple[str, str]]:
    meta = thing.metaObject()
    for number in range(meta.propertyCount()):
        value = meta.property(number).read(thing)
        if isinstance(value, str) and value:
            yield f"{type(thing).__name__} property {number}", value


def _read_aloud(widget: QWidget) -> Iterator[tuple[str, str]]:
    for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        with suppress(AttributeError):  # not everything is read aloud
            yield (
                f"{type(widget).__name__} read aloud",
                QAccessible.queryAccessibleInterface(widget).text(part),
            )


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    for row in range(min(50, model.rowCount(QModelIndex()))):
        for role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            yield f"{type(view).__name__} cell", str(model.index(row, 0).data(int(role)) or "")
