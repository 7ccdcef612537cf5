"""Looks now and then whether the second place is connected, in a thread, and lets it catch up. One for the process.

Knows when to look and who is told; what is done there, the services know.
"""

from __future__ import annotations

import weakref
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktopcrm.services import second_return
from desktopcrm.services.backup_places import SECOND
from desktopcrm.services.second_return import Looked
from ui.context import Context
from ui.theme import Tone

if TYPE_CHECKING:
    from desktopcrm.app import App


class SecondLook(QObject):
    """`looked(SecondPlace)` after every look, on the window's thread."""

    looked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._looking: weakref.ref[App] | None = None
        self._is_asked_again = False

    def look(self, context: Context) -> None:
        """Look now. Asked while it looks, it looks once more: something may have been copied behind its back."""
        if not context.is_open or not context.app.preferences.text(SECOND):
            return
        app = context.app
        if self._looking is not None and self._looking() is app:
            self._is_asked_again = True
            return
        self._looking, self._is_asked_again = weakref.ref(app), False
        may_write = not app.is_read_only
        context.jobs.start(
            lambda progress: second_return.look(app.backups, app.erasing, may_write, progress.step),
            lambda looked: self.tell(context, looked),
            context.say_error,
            ended=lambda: self._on_ended(context),
        )

    def tell(self, context: Context, looked: Looked) -> None:
        """Say what was done there, and let everybody show how it stands."""
        tr = context.tr
        if looked.copied and looked.place.is_whole:
            context.say(tr("safety.second_again", n=looked.copied), Tone.NEUTRAL)
        if looked.forgot:
            context.say(tr("erasing.second_forgot"), Tone.NEUTRAL)
        if looked.failed is not None:
            context.say_error(looked.failed)
        self.looked.emit(looked.place)

    def _on_ended(self, context: Context) -> None:
        self._looking = None
        if self._is_asked_again:
            self.look(context)


@cache
def second_look() -> SecondLook:
    """The one of the process."""
    return SecondLook()
