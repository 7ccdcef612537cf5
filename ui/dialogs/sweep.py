"""Takes everything off the screen that could still show what was in the data: panels, menus, tool tips, the clipboard.

Knows widgets and windows, no data. What was copied elsewhere in the meantime is not ours and stays.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

TOOL_TIP = "QTipLabel"


def sweep(content: QWidget) -> None:
    """Hide at once whatever lies over or beside `content`, and have it destroyed."""
    QDrag.cancel()
    window = content.window()
    beside = [one for one in QApplication.topLevelWidgets() if one is not window and _is_of(one, window)]
    over = [one for one in window.children() if isinstance(one, QWidget) and one is not content]
    for one in (*beside, *(over if content is not window else [])):
        if isinstance(one, QDialog):
            one.reject()
        one.hide()
        one.deleteLater()


def empty_clipboard() -> None:
    """What was copied from here is not there any more."""
    clipboard = QGuiApplication.clipboard()
    for mode, is_ours in (
        (QClipboard.Mode.Clipboard, clipboard.ownsClipboard()),
        (QClipboard.Mode.Selection, clipboard.supportsSelection() and clipboard.ownsSelection()),
        (QClipboard.Mode.FindBuffer, clipboard.supportsFindBuffer() and clipboard.ownsFindBuffer()),
    ):
        if is_ours:
            clipboard.clear(mode)


def destroy_now() -> None:
    """What is to be deleted is deleted now. Only on a clean stack: from a timer, not from inside a page."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _is_of(one: QWidget, window: QWidget) -> bool:
    """Windows that belong to ours: its children, and tool tips and menus, which may belong to nobody."""
    owner: QWidget | None = one
    while owner is not None:
        if owner is window:
            return True
        owner = owner.parentWidget()
    return one.metaObject().className() == TOOL_TIP or bool(one.windowFlags() & one.windowFlags().Popup)
