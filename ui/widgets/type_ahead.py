"""Letters typed one after another, gathered to one search among words. Knows keys and words, no widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktopcrm.domain.beginnings import begun

SLOW_MS = 1500
"""So long letters belong to those before them, where something begins with all of them."""
COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def letters_of(event: QKeyEvent) -> str:
    """What a key writes; nothing where it commands or steers."""
    text = event.text()
    return text if text and text.isprintable() and not event.modifiers() & COMMANDING else ""


class TypeAhead:
    """`typed` is what was gathered so far. `pause`: milliseconds after which letters that fit nothing together may begin
    anew, by default those of the system."""

    def __init__(self, pause: int = 0) -> None:
        self.typed = ""
        self._pause = pause or QApplication.keyboardInputInterval()
        self._since = QElapsedTimer()

    def forget(self) -> None:
        """The next letter begins anew."""
        self.typed = ""

    def take(self, letters: str, words: Sequence[str], at: int = -1) -> int:
        """Place of what is meant, -1 where nothing begins so. One letter again and again goes round from `at`."""
        together, paused = self.typed + letters, self._paused()
        found = begun(together, words) if together.strip() else []
        alone = len(set(together.casefold())) == 1 or paused > self._pause
        if self.typed and (paused > SLOW_MS or (alone and not found)):
            anew = begun(letters, words)
            together, found = (letters, anew) if anew else (together, found)
        if not found:
            return -1
        again = at in found and together == letters and letters.casefold() == self.typed.casefold()
        self.typed = together
        self._since.start()
        later = sorted(place for place in found if place > at) or sorted(found)
        return later[0] if again else found[0]

    def _paused(self) -> int:
        """Milliseconds since the last letter."""
        return int(self._since.elapsed()) if self._since.isValid() else 0


class AnswerKeys:
    """One key answers. The rest of the word that it begins, typed on, is no answer of its own: D of Doing, not N."""

    def __init__(self) -> None:
        self._typed = ""
        self._since = QElapsedTimer()

    def goes_on(self, letters: str, words: Sequence[str]) -> bool:
        """Whether these letters only go on with a word that has answered."""
        soon = self._since.isValid() and not self._since.hasExpired(SLOW_MS)
        together = (self._typed + letters).casefold()
        on = soon and bool(self._typed) and any(word.casefold().startswith(together) for word in words)
        self._typed = together if on else letters
        self._since.start()
        return on
