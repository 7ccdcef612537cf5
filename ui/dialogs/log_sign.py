"""Logs that were begun and not stored, told by the window itself: a sign in the sidebar as long as there is one, and a
notice once after the data were opened. Neither says a word of them; the sign, which outlives
what is shown of the data, never says about whom, nor does the notice while private values are covered.
"""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from ui.blur import blur
from ui.context import Context, LogAt
from ui.dialogs.log_door import LogDoor
from ui.models.log_drafts import BegunLog
from ui.models.moments import ago_words
from ui.theme import Tone
from ui.widgets.menu import Menu
from ui.widgets.notice import InlineNotice, NoticeAction
from ui.widgets.sidebar import Sidebar, SidebarEntry

KEY, ICON = "begun_logs", "pencil"
SETTLED_MS, AGAIN_MS = 300, 1000
"""A notice that stands already is let finish."""


class LogSign(QObject):
    """One a sidebar."""

    def __init__(self, context: Context, log: LogDoor, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._context, self._log = context, log
        self._button = sidebar.add_sign(KEY, self._entry, self.go_on)
        self._menu = Menu("begun_logs_menu", self._button)
        log.changed.connect(sidebar.show_signs)
        context.changes.changed.connect(log.look_soon)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._tell)
        log.resumed.connect(self._tell_soon)
        self._tell_soon()

    def go_on(self) -> None:
        """With the one there is; of several, with the one that is chosen."""
        begun = self._log.begun()
        if len(begun) == 1:
            self._log.open(LogAt(begun[0].account_id))
            return
        self._menu.clear()
        for one in begun:
            action = self._menu.add(self._about(one), ICON)
            action.triggered.connect(lambda _=False, one=one: self._log.open(LogAt(one.account_id)))
        corner = self._button.mapToGlobal(QPoint(0, 0))
        self._menu.popup(corner - QPoint(0, self._menu.sizeHint().height()))

    def _entry(self) -> SidebarEntry | None:
        begun = self._log.begun()
        if not begun:
            return None
        tr = self._context.tr
        return SidebarEntry(
            KEY, ICON, tr("log.begun", n=len(begun)), tip=tr("log.begun_tip"), tone=Tone.ACCENT
        )

    def _about(self, one: BegunLog) -> str:
        tr = self._context.tr
        account = one.name or tr("log.begun_nowhere")
        return tr("log.begun_at", account=account, when=ago_words(tr, one.at, datetime.now(UTC)))

    def _tell_soon(self) -> None:
        if self._log.is_to_tell:
            self._wait.start(SETTLED_MS)

    def _tell(self) -> None:
        """Once, and after whatever is being said."""
        notice = _notice_of(self._button.window())
        begun = self._log.begun()
        if notice is None or not begun:
            self._log.is_to_tell = False
        elif not notice.isHidden():
            self._wait.start(AGAIN_MS)
        else:
            self._log.is_to_tell = False
            words = self._context.tr("log.go_on")
            notice.say(self._sentence(begun), NoticeAction(words, self.go_on, takes_back=False))

    def _sentence(self, begun: tuple[BegunLog, ...]) -> str:
        tr, first = self._context.tr, begun[0]
        if blur().on or len(begun) > 1 or not first.name:
            return tr("log.begun_some", n=len(begun))
        when = ago_words(tr, first.at, datetime.now(UTC))
        return tr("log.begun_one", account=first.name, when=when)


def _notice_of(window: QWidget) -> InlineNotice | None:
    """The newest: one that goes away is there for a moment yet."""
    found = window.findChildren(InlineNotice)
    return found[-1] if found else None
