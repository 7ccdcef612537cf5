"""People offered while one types a name. Who is meant is decided in `domain/meant`; in doubt one is asked in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktopcrm.domain.debrief_names import Who
from desktopcrm.domain.meant import meant, offered
from ui.widgets.completion import Completer

NewWords = Callable[[str], str]
"""A name that was typed → the words of the line that makes somebody new of it."""


class PeopleCompleter(Completer):
    """Offers people, and below them somebody new where `new_words` are given.

    Before what stands in the line is stored: `decided()`, then `answer()` and `newcomer()`.
    """

    def __init__(self, line: QLineEdit, new_words: NewWords | None = None) -> None:
        super().__init__(line)
        self._people: tuple[Who, ...] = ()
        self._rows: tuple[Who, ...] = ()
        self._new_words = new_words
        self._taken: Who | None = None
        self._newcomer = ""
        self._asking = False

    def set_people(self, people: Sequence[Who]) -> None:
        """Who there is to offer."""
        self._people = tuple(people)

    def decided(self) -> bool:
        """Whether it is clear who is meant; else one is asked in the list below the line."""
        text = self.line.text().strip()
        if not text or self._chosen():
            return True
        found = meant(text, self._people)
        if found.one is not None:
            self._take(found.one)
        elif found.asked:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_rows(self._words(found.asked, text))
            self.view.setCurrentIndex(self.completionModel().index(0, 0))
            self._asking = True
            return False
        return True

    def answer(self) -> str:
        """What means the one in the line: the name, where two bear it the uid."""
        who = self._taken if self._chosen() else None
        if who is None:
            return self.line.text().strip()
        return who.uid if sum(one.name == who.name for one in self._people) > 1 else who.name

    def newcomer(self) -> str:
        """The name, where it was said that it is somebody new."""
        return self._newcomer if self._chosen() else ""

    def fitting(self, text: str) -> list[str]:
        return self._words(offered(text, self._people), text.strip())

    def take(self, row: int) -> None:
        if row < len(self._rows):
            self._take(self._rows[row])
        else:
            self._taken, self._newcomer = None, self.line.text().strip()
            self.filled.emit()

    def _take(self, who: Who) -> None:
        self._taken, self._newcomer = who, ""
        self.fill(who.name)

    def _chosen(self) -> bool:
        """Whether what stands in the line is what was taken from the list."""
        text = self.line.text().strip()
        return bool(text) and text == (self._taken.name if self._taken else self._newcomer)

    def _words(self, people: Sequence[Who], typed: str) -> list[str]:
        """The rows of the list."""
        self._rows = tuple(people)
        names = [one.name for one in people]
        rows = [f"{one.name} · {one.title}" if names.count(one.name) > 1 else one.name for one in people]
        same = any(name.casefold() == typed.casefold() for name in names)
        more = [self._new_words(typed)] if self._new_words and rows and not same else []
        return [*rows, *more]

    def _on_edited(self, text: str) -> None:
        self._taken, self._newcomer, self._asking = None, "", False
        super()._on_edited(text)

    def _on_clicked(self, index: QModelIndex) -> None:
        """Whoever was asked has answered."""
        super()._on_clicked(index)
        if self._asking or self._newcomer:
            enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(self.line, enter)


def complete_people(
    line: QLineEdit, people: Sequence[Who], new_words: NewWords | None = None
) -> PeopleCompleter:
    """Offer people while a name is typed."""
    kept = line.findChild(PeopleCompleter)
    completer = kept if isinstance(kept, PeopleCompleter) else PeopleCompleter(line, new_words)
    completer.set_people(people)
    return completer
