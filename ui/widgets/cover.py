"""Takes private words out of what a screen reader is told: names and descriptions, wherever a widget got them from.

What is painted and what tips show is covered where it is made; these are set in a hundred places. Runs only while private
values are covered.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.blur import blur

EVERY_MS = 300


class Covering(QObject):
    """Looks over everything in the window of `host`, at once and then again and again."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.sweep)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        if blur().on:
            self._timer.start()

    def sweep(self) -> None:
        """Look over everything now."""
        if not blur().on:
            self._timer.stop()
            return
        for widget in self._host.window().findChildren(QWidget):
            _cover(widget)

    def _on_focus(self, _left: QWidget | None, taken: QWidget | None) -> None:
        """What takes the focus is read aloud at once, with what it lies in."""
        while blur().on and taken is not None:
            _cover(taken)
            taken = taken.parentWidget()


def _cover(widget: QWidget) -> None:
    name, description = widget.accessibleName(), widget.accessibleDescription()
    if name and (covered := blur().words(name)) != name:
        widget.setAccessibleName(covered)
    if description and (covered := blur().words(description)) != description:
        widget.setAccessibleDescription(covered)
