"""Takes everything off the screen that could still show what was in the data: panels, menus, tool tips, the clipboard.

Knows widgets and windows, no data. What was copied elsewhere in the meantime is not ours and stays.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui import garbage

TOOL_TIP = "QTipLabel"
GATHER_MS = 100


def sweep(content: QWidget) -> None:
    """Hide at once whatever lies over or beside `content`, and have it destroyed.

    Lists that drop down are only hidden: they belong to their line, which dies with its page and must not find them
    gone before.
    """
    QDrag.cancel()
    window = content.window()
    over = [one for one in window.children() if isinstance(one, QWidget) and one is not content]
    for one in QApplication.topLevelWidgets():
        if one is window or not _is_of(one, window):
            continue
        if isinstance(one, QDialog):
            one.reject()
        one.hide()
        if isinstance(one, QDialog) or one.metaObject().className() == TOOL_TIP:
            over.append(one)
    for one in over if content is not window else []:
        one.hide()
        one.deleteLater()


def destroy_now() -> None:
    """What is to be deleted is deleted now. Only on a clean stack: from a timer, not from inside a page."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Clipboard(QObject):
    """Knows whether what lies on the clipboard came from here, and takes it away again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours: set[QClipboard.Mode] = set()
        QGuiApplication.clipboard().changed.connect(self._on_changed)

    def empty(self) -> None:
        """What was copied from here is not there any more; nor, a moment later, what only rings of objects still hold."""
        QTimer.singleShot(GATHER_MS, self, garbage.gather)
        clipboard = QGuiApplication.clipboard()
        for mode, is_ours in (
            (QClipboard.Mode.Clipboard, clipboard.ownsClipboard()),
            (QClipboard.Mode.Selection, clipboard.ownsSelection()),
            (QClipboard.Mode.FindBuffer, clipboard.ownsFindBuffer()),
        ):
            if is_ours or mode in self._ours:
                clipboard.clear(mode)
        self._ours.clear()

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        """Not every system tells whose it is; who is in front when it changes has most likely written it."""
        active = QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
        (self._ours.add if active else self._ours.discard)(mode)


def _is_of(one: QWidget, window: QWidget) -> bool:
    """Windows that belong to ours: its children, and tool tips and lists, which may belong to nobody."""
    owner: QWidget | None = one
    while owner is not None:
        if owner is window:
            return True
        owner = owner.parentWidget()
    return one.metaObject().className() == TOOL_TIP or bool(one.windowFlags() & Qt.WindowType.Popup)
