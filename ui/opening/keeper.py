"""Keeps what stands unsent in lines with the data, a moment after each pause and when the data are closed, and puts it
back when they are open again. What finds its line no more is shown, never dropped by itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktopcrm.errors import UserError
from ui.blur import blur
from ui.context import Context, Place
from ui.dialogs.unsent import Unsent, let_go, put_back
from ui.opening.face import Begun, Face

UNSENT, ASIDE, LOST = "unsent", "unsent.aside", "unsent.lost"
"""What stands in lines; what waits until its page is shown again; what finds its line no more."""
PAUSE_MS = 1500
TRIES_MS = (0, 60, 150, 400, 900)
"""A page may show its lines only when it has read: so often it is asked."""


class Keeper(QObject):
    """One a window."""

    def __init__(self, context: Context, face: Face, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._face = context, face
        self._held: list[Begun] = []
        self._stored = ""
        self._translated = False
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        context.leaving.now.connect(self._on_leaving)

    def start(self) -> None:
        """The data are open: put back what was begun, keep what will be."""
        self._stored = ""
        begun = [*self._read(UNSENT), *self._held]
        self._held = []
        self._timer.start()
        if begun:
            self._bring_back(begun, 0)
        elif self._read(LOST):
            self._show_lost()

    def keep(self) -> None:
        """Store what stands unsent now, if it is something else than before."""
        if not self._context.is_open or self._context.app.is_read_only:
            return
        body = write(self._face.begun())
        if body == self._stored:
            return
        try:
            self._context.app.drafts.put(UNSENT, body)
        except UserError:
            return  # said where the user stores; tried again with the next pause
        self._stored = body

    def carry(self, content: QWidget, translated: bool) -> list[Begun]:
        """Before all pages are made anew: what stands unsent on them, stored, and stored by nobody else."""
        self._translated = self._translated or translated
        if not self._context.is_open or self._context.app.is_read_only:
            return []
        begun = self._face.begun()
        self._keep_aside([one for one in begun if not self._is_here(one)])
        let_go(content)
        return [one for one in begun if self._is_here(one)]

    def put_aside(self, content: QWidget) -> bool:
        """What was typed is covered: kept until private values are shown again; gives whether there was any."""
        if not self._context.is_open or self._context.app.is_read_only:
            return False
        begun = self._face.begun()
        self._keep_aside(begun)
        let_go(content)
        return bool(begun)

    def set_down(self, begun: Sequence[Begun]) -> None:
        """The pages are made anew."""
        if begun:
            self._bring_back(begun, 0)

    def look_aside(self) -> None:
        """A page has come to the front: what was begun on it before all were made anew is put back."""
        if not self._context.is_open or self._context.app.is_read_only:
            return
        aside = self._read(ASIDE) if not blur().on else []
        mine = [one for one in aside if self._is_here(one)]
        if mine:
            rest = [one for one in aside if one not in mine]
            self._context.attempt(lambda: self._context.app.drafts.put(ASIDE, write(rest)))
            self._bring_back(mine, 0)

    def _keep_aside(self, begun: Sequence[Begun]) -> None:
        if begun:
            aside = [*self._read(ASIDE), *begun]
            self._context.attempt(lambda: self._context.app.drafts.put(ASIDE, write(aside)))

    def _is_here(self, one: Begun) -> bool:
        here = self._face.here()
        return here is not None and _same(here, one.place)

    def _on_leaving(self) -> None:
        self._timer.stop()
        if not self._context.is_open or self._context.app.is_read_only:
            return
        begun = self._face.begun()
        try:
            self._context.app.drafts.put(UNSENT, write(begun))
        except UserError:
            self._held = begun  # the file is gone: kept here until there is one again

    def _bring_back(self, begun: Sequence[Begun], attempt: int) -> None:
        if not self._context.is_open:
            self._held = list(begun)
            return
        left = [one for one in begun if not self._put_back(one)]
        if left and attempt + 1 < len(TRIES_MS):
            wait = TRIES_MS[attempt + 1] - TRIES_MS[attempt]
            QTimer.singleShot(wait, self, lambda: self._bring_back(left, attempt + 1))
        elif left:
            self._keep_lost(left)

    def _put_back(self, one: Begun) -> bool:
        page = self._face.page()
        return page is not None and self._is_here(one) and put_back(page, one.unsent, self._translated)

    def _keep_lost(self, left: Sequence[Begun]) -> None:
        known = {astuple(one.unsent) for one in self._read(LOST)}
        lost = [*self._read(LOST), *(one for one in left if astuple(one.unsent) not in known)]
        self._context.attempt(lambda: self._context.app.drafts.put(LOST, write(lost)))
        self._show_lost()

    def _show_lost(self) -> None:
        from ui.dialogs.begun_panel import BegunPanel

        context = self._context
        lost = self._read(LOST)
        panel = BegunPanel(
            context.tr, self._face.window(), [(one.unsent.label, one.unsent.text) for one in lost]
        )
        panel.dropped.connect(self._drop_lost)
        panel.open()

    def _drop_lost(self) -> None:
        if self._context.is_open:
            self._context.attempt(lambda: self._context.app.drafts.drop(LOST))

    def _read(self, place: str) -> list[Begun]:
        return read(self._context.app.drafts.get(place) or "")


def _same(here: Place, then: Place) -> bool:
    return (here.screen, here.target, here.tab) == (then.screen, then.target, then.tab)


def write(begun: Sequence[Begun]) -> str:
    """As it is kept; nothing for nothing."""
    if not begun:
        return ""
    held = [[astuple(one.place), one.unsent.path, one.unsent.text] for one in begun]
    return json.dumps(held, ensure_ascii=False)


def read(body: str) -> list[Begun]:
    """From how it is kept; what cannot be read is not there."""
    try:
        held = json.loads(body) if body else []
        return [
            Begun(Place(*place), Unsent(tuple((str(name), str(spoken)) for name, spoken in path), str(text)))
            for place, path, text in held
        ]
    except (ValueError, TypeError):
        return []
