"""How every window of the tests is shown, waited for and taken away: patient with slow machines, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.context import Context

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 60_000
"""Far more than anything needs: only what never comes is waited for so long, a busy machine fails no test."""
ROUNDS = 8


class PatientBot(QtBot):
    """Waits for what is to come as long as it takes, where a test does not say how long."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802 - the plugin's name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:  # noqa: N802 - the plugin's name
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802 - the plugin's name
        return super().waitExposed(widget, timeout=timeout)


def press_at(window: QWidget, key: Qt.Key | str) -> None:
    """A key, or the letters of a word, as they come to a window: whatever holds the keyboard gets them."""
    handle = window.window().windowHandle()
    for one in (key,) if isinstance(key, Qt.Key) else map(ord, key):
        QTest.keyClick(handle, one)


def settle() -> None:
    """Let everything happen that was put off until after what runs now, and what that puts off again."""
    for _ in range(ROUNDS):
        QApplication.processEvents()


@contextmanager
def shown(window: W, context: Context, qtbot: QtBot) -> Iterator[W]:
    """A window in front; gone with all its timers before the data is closed."""
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    window.close()
    context.jobs.stop()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
