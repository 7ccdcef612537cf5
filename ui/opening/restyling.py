"""All pages made anew in another language or size, with what stands unsent in them: taken up before, set down after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.dialogs.log_door import LogDoor
from ui.dialogs.unsent import gather, panels_over
from ui.opening.door import Opening
from ui.theme import Look, Style, Tone, theme


class Restyled(Protocol):
    """The window, as what it is asked for here."""

    opening: Opening
    log_door: LogDoor

    def page(self) -> QWidget | None: ...

    def rebuild(self) -> None: ...

    def say(self, sentence: str, tone: Tone, undo: bool | Callable[[], None]) -> None: ...


class Restyling:
    """One a window."""

    def __init__(self, context: Context, window: Restyled, content: QWidget) -> None:
        self._context, self._window, self._content = context, window, content

    def language(self, lang: str) -> None:
        """Switch at once, unless somebody writes in a panel."""
        if self._waits(lambda: self.language(lang)):
            return
        self._context.preferences.put("language", lang)
        self._context.set_language(lang)
        style = theme().style
        self._apply(Style(style.look, lang, style.scale), translated=True)

    def look(self, look: str) -> None:
        """Colours only: nothing is made anew."""
        self._context.preferences.put("look", str(look))
        style = theme().style
        theme().apply(Style(Look(look), style.lang, style.scale))

    def scale(self, scale: float) -> None:
        """Another size."""
        style = theme().style
        if scale != style.scale and self._waits(lambda: self.scale(scale)):
            return
        self._apply(Style(style.look, style.lang, scale))
        self._context.preferences.put("text.scale", theme().style.scale)

    def cover(self) -> str:
        """All anew after private values were covered. What was being typed is put away with them, and comes back with
        them; gives the sentence that tells it."""
        keeper = self._window.opening.keeper
        held = keeper.put_aside(self._content)
        held = self._window.log_door.cover() or held
        self._remake(theme().style)
        if keeper.is_refused:
            return "blur.on_unkept"
        return "blur.on_typed" if held else "blur.on"

    def uncover(self) -> str:
        """All anew after they are shown again; the sentence."""
        self._apply(theme().style)
        self._window.log_door.uncover()
        return "blur.off"

    def _apply(self, style: Style, translated: bool = False) -> None:
        """`translated`: lines are called otherwise then."""
        keeper, log = self._window.opening.keeper, self._window.log_door
        keeper.carry(self._content, translated)
        written = log.take_down()
        self._remake(style)
        keeper.set_down()
        if written is not None:
            log.put_up(written)

    def _remake(self, style: Style) -> None:
        for panel in panels_over(self._content):
            panel.close_popover()
        theme().apply(style)
        self._window.rebuild()

    def _waits(self, run: Callable[[], None]) -> bool:
        """A panel that somebody writes in is let finish: it belongs to a page that would be gone. So is work at the door."""
        from ui.dialogs.door_page import DoorPage

        page = self._window.page()
        if isinstance(page, DoorPage) and page.is_busy():
            page.rested.connect(lambda: QTimer.singleShot(0, self._content, run))
            self._window.say(self._context.tr("window.after_work"), Tone.NEUTRAL, undo=False)
            return True
        panel = next((one for one in panels_over(self._content) if gather(one)), None)
        if panel is None:
            return False
        panel.closed.connect(lambda: QTimer.singleShot(0, self._content, run))
        self._window.say(self._context.tr("window.after_panel"), Tone.NEUTRAL, undo=False)
        return True
