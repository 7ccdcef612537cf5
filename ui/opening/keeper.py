"""Keeps what stands unsent in lines with the data, a moment after each pause and when the data are closed, and puts it
back when they are open again. What finds its line no more is shown with the way to where it stood, never dropped by
itself; what the disk refuses is held here and tried again, and never put into other data. Somebody erased is taken out
of it: it is written before, and taken up anew after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktopcrm.domain.begun import LINES as UNSENT
from desktopcrm.domain.begun import LINES_ASIDE as ASIDE
from desktopcrm.domain.begun import LINES_LOST as LOST
from desktopcrm.domain.begun import Line, pack_lines, unpack_lines
from desktopcrm.domain.changes import ChangeSet
from desktopcrm.errors import UserError
from ui.blur import blur
from ui.bus import ChangeSignal
from ui.context import Context, Place
from ui.dialogs.unsent import Unsent, gather, let_go, panels_over, put_back, reach, renew, store_edited
from ui.models.which_data import which_data
from ui.opening.face import Begun, Face, begun_on, joined, renew_on, same_page
from ui.opening.lost import OF_ONE, place_of, show_lost

ERASED = "steps.erased"
PAUSE_MS = 1500
TRIES_MS = (0, 60, 150, 400, 900)
"""A page may show its lines only when it has read: so often it is asked."""


class Keeper(QObject):
    """One a window."""

    def __init__(self, context: Context, face: Face, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._face = context, face
        self._held: list[Begun] = []
        """What stood in lines when the file went away."""
        self._coming: list[Begun] = []
        """What is being put back and has not found its line yet, the newest first; kept like what stands in lines."""
        self._unkept: dict[str, list[Begun]] = {}
        """What `ASIDE` and `LOST` should hold, as far as the disk has refused it."""
        self._data = ""
        """Which data all of this belongs to."""
        self._others: dict[str, tuple[list[Begun], dict[str, list[Begun]]]] = {}
        """What was held and not kept of other data, until those are open again."""
        self._stored = ""
        self._round = 0
        self._translated = False
        self._wanted: Unsent | None = None
        self._heard: ChangeSignal | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        context.leaving.now.connect(self._on_leaving)
        context.leaving.asked.connect(self._on_asked)

    def start(self) -> None:
        """The data are open: put back what was begun, keep what will be."""
        self._listen()
        self._turn_to(which_data(self._context.app))
        self._stored = self._context.app.drafts.get(UNSENT) or ""
        begun = self._stored_at(UNSENT)
        if self._can_write():  # else it waits here until it may be kept
            self._unkept = {
                place: joined(self._stored_at(place), held) for place, held in self._unkept.items()
            }
            begun, self._held = joined(begun, self._held), []
        self._timer.start()
        if begun:
            self._bring_back(begun)
        elif self._read(LOST):
            self._show_lost()

    def keep(self) -> None:
        """Store what stands unsent now, if it is something else than before."""
        if self._can_write():
            self._store(self._begun())

    @property
    def is_refused(self) -> bool:
        """Whether the disk refused what was put away: it is held in memory alone."""
        return bool(self._unkept.get(ASIDE))

    def carry(self, content: QWidget, translated: bool) -> None:
        """Before all pages are made anew: what stands unsent on them is stored, and by nobody else."""
        self._translated = self._translated or translated
        if not self._can_write():
            return
        begun = self._begun()
        away = [one for one in begun if not self._is_here(one)]
        self._coming = [one for one in begun if self._is_here(one)]
        self._store(self._coming, {ASIDE: [*self._read(ASIDE), *away]} if away else {})
        let_go(content)

    def set_down(self) -> None:
        """The pages are made anew: what was carried is put back."""
        self._bring_back(())

    def put_aside(self, content: QWidget) -> bool:
        """What was typed is covered: kept until private values are shown again; gives whether there was any."""
        if not self._can_write():
            return False
        begun = self._begun()
        self._coming = []
        if begun:
            self._store((), {ASIDE: [*self._read(ASIDE), *begun]})
        let_go(content)
        return bool(begun)

    def look_aside(self) -> None:
        """A page has come to the front: what was begun on it before all were made anew is put back."""
        if not self._can_write():
            return
        aside = self._read(ASIDE) if not blur().on else []
        mine = [one for one in aside if self._is_here(one)]
        if mine:
            self._coming = [*self._coming, *mine]
            self._store(self._begun(), {ASIDE: [one for one in aside if one not in mine]})
            self._bring_back(())

    def turn_page(self, place: Place, show: Callable[[Place], None]) -> None:
        """Show a place. A page of one record that turns to another: what is edited there is stored as when it is left,
        the rest waits until that record is in front again."""
        for was, root in self._face.roots() if self._can_write() else ():
            if was.screen == place.screen == OF_ONE and was.target not in (0, place.target):
                self._put_by(was, root)
        show(place)
        self.look_aside()

    def _put_by(self, was: Place, root: QWidget) -> None:
        store_edited(root)
        begun = [Begun(was, unsent) for unsent in gather(root)]
        if begun:
            self._store(
                [one for one in self._begun() if one not in begun], {ASIDE: [*self._read(ASIDE), *begun]}
            )
            renew(root, ())

    def _can_write(self) -> bool:
        return self._context.is_open and not self._context.app.is_read_only

    def _begun(self) -> list[Begun]:
        """What stands in lines, and what has not found its line yet."""
        begun = begun_on(self._face.roots())
        return [*begun, *(one for one in self._coming if one not in begun)]

    def _is_here(self, one: Begun) -> bool:
        page, here = self._face.page(), self._face.here()
        shown = next((place for place, root in self._face.roots() if root is page), here)
        return shown is not None and same_page(shown, one.place)

    # with the data

    def _turn_to(self, data: str) -> None:
        """What is held belongs to the data that were open before: where these are others, it waits for its own."""
        if data == self._data:
            return
        held = [*self._held, *(one for one in self._coming if one not in self._held)]
        if held or any(self._unkept.values()):
            self._others[self._data] = (held, self._unkept)
        self._data, self._coming = data, []
        self._held, self._unkept = self._others.pop(data, ([], {}))

    def _listen(self) -> None:
        """To data just opened, once."""
        if self._heard is not self._context.changes:
            self._heard = self._context.changes
            self._heard.changed.connect(self._on_changed)
            self._context.app.erasing.ask_before(lambda: self._write(self._begun()))

    def _store(self, begun: Sequence[Begun], lists: Mapping[str, list[Begun]] | None = None) -> bool:
        """A disk that refuses is told when the user stores; it is tried again with the next pause."""
        try:
            self._write(begun, lists)
        except UserError:
            return False
        return True

    def _write(self, begun: Sequence[Begun], lists: Mapping[str, list[Begun]] | None = None) -> None:
        """What stands in lines, and `lists` by their places, all at once: words are never at two places, nor at none."""
        self._unkept |= lists or {}
        body, bodies = write(begun), {place: write(held) for place, held in self._unkept.items()}
        if body == self._stored and not bodies:
            return
        self._context.app.drafts.put_all({UNSENT: body} | bodies)
        self._stored, self._unkept = body, {}

    def _on_asked(self) -> None:
        """May the window close? Not before what was typed is kept."""
        try:
            if self._can_write():
                self._write(self._begun())
        except UserError as error:
            self._context.leaving.unkept.emit(error.bare())
        if self._others or (not self._can_write() and (self._held or any(self._unkept.values()))):
            self._context.leaving.unkept.emit(UserError("opening.unkept_closed"))

    def _on_leaving(self) -> None:
        self._timer.stop()
        if not self._can_write():
            return
        begun = self._begun()
        self._coming = []
        if not self._store(begun):
            self._held = begun  # the file is gone, or full: kept here until there is one again

    def _on_changed(self, changes: ChangeSet) -> None:
        """Somebody was erased: what stands in lines is what the drafts hold now, without him."""
        if changes.label != ERASED or not self._can_write():
            return
        self._stored = self._context.app.drafts.get(UNSENT) or ""
        self._coming = []
        self._bring_back(renew_on(self._face.roots(), self._stored_at(UNSENT)))
        shown = [one for one in panels_over(self._face.window()) if one.objectName() == "begun_panel"]
        for panel in shown:
            panel.close_popover()
        if shown and self._read(LOST):
            self._show_lost()

    def _read(self, place: str) -> list[Begun]:
        """What is to be there, stored or not."""
        return self._unkept[place] if place in self._unkept else self._stored_at(place)

    def _stored_at(self, place: str) -> list[Begun]:
        return read(self._context.app.drafts.get(place) or "")

    # back into lines

    def _bring_back(self, begun: Sequence[Begun]) -> None:
        """With what is coming already; where two are for one line, the first gets it."""
        self._coming = [*self._coming, *(one for one in begun if one not in self._coming)]
        self._round += 1
        if self._coming:
            self._try(0, self._round)

    def _try(self, attempt: int, number: int) -> None:
        if number != self._round or not self._context.is_open:
            return
        for one in tuple(self._coming):
            if self._put_back(one):
                self._coming = [other for other in self._coming if other is not one]
                self._give_keys(one)
        if self._coming and attempt + 1 < len(TRIES_MS):
            wait = TRIES_MS[attempt + 1] - TRIES_MS[attempt]
            QTimer.singleShot(wait, self, lambda: self._try(attempt + 1, number))
        elif self._coming:
            self._keep_lost()

    def _put_back(self, one: Begun) -> bool:
        page = self._face.page()
        return page is not None and self._is_here(one) and put_back(page, one.unsent, self._translated)

    def _give_keys(self, one: Begun) -> None:
        """To the line of what was asked for by hand."""
        page = self._face.page()
        if page is not None and one.unsent == self._wanted:
            self._wanted = None
            reach(page, one.unsent)

    def _keep_lost(self) -> None:
        left, self._coming = self._coming, []
        known = self._read(LOST)
        unsent = [one.unsent for one in known]
        lost = [*known, *(one for one in left if one.unsent not in unsent)]
        self._context.attempt(lambda: self._write(self._begun(), {LOST: lost}))
        self._show_lost()

    def _show_lost(self) -> None:
        show_lost(self._context, self._face, self._read(LOST), self._drop_lost, self._take_up)

    def _take_up(self, one: Begun) -> None:
        """Go where it stood and put it back there, once its page is in front; what finds no line there is shown again."""
        place = place_of(self._context, one) if self._can_write() else None
        if place is None:
            return
        lost = [other for other in self._read(LOST) if other != one]
        aside = [*self._read(ASIDE), replace(one, place=place)]
        self._context.attempt(lambda: self._write(self._begun(), {LOST: lost, ASIDE: aside}))
        self._wanted, self._translated = one.unsent, True  # it may have been typed in the other language
        self._context.go(place)

    def _drop_lost(self) -> None:
        if self._context.is_open:
            self._context.attempt(lambda: self._write(self._begun(), {LOST: []}))


def write(begun: Sequence[Begun]) -> str:
    """As it is kept; nothing for nothing."""
    return pack_lines(Line(astuple(one.place), one.unsent.path, one.unsent.text) for one in begun)


def read(body: str) -> list[Begun]:
    """From how it is kept; what cannot be read is not there."""
    return [Begun(Place(*one.page), Unsent(one.path, one.text)) for one in unpack_lines(body)]
