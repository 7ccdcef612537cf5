"""Names offered while one types a line. Knows lines and words, nothing of what they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QListView

from desktopcrm.domain.search_text import Wanted, search_text
from ui.theme import theme
from ui.widgets.inputs import TextLine
from ui.widgets.scroll import thin_bars


class Completer(QCompleter):
    """Offers what is found by what was typed, also by pinyin: the letters may stand anywhere in a name."""

    def __init__(self, line: TextLine) -> None:
        super().__init__(line)
        self._names: list[tuple[str, str]] = []
        self._fitting = QStringListModel(self)
        self.setModel(self._fitting)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(8)

    def set_names(self, names: Sequence[str]) -> None:
        """What there is to offer."""
        if [name for name, _ in self._names] != list(names):
            self._names = [(name, search_text(name)) for name in names]
            self._fitting.setStringList(list(names))

    def splitPath(self, path: str) -> list[str]:
        """Qt asks with what stands in the line: what fits is looked for here, and all of that is offered."""
        wanted, whole = Wanted(path), path.casefold()
        fitting = [
            name for name, searched in self._names if whole in name.casefold() or wanted.fits(searched)
        ]
        if fitting != self._fitting.stringList():
            self._fitting.setStringList(fitting)
        return [""]


def complete(line: TextLine, offers: Sequence[str], taken: Callable[[str], None] | None = None) -> Completer:
    """Offer names while typing, wherever the letters stand in them."""
    kept = line.completer()
    if isinstance(kept, Completer) and taken is None:
        kept.set_names(offers)
        return kept
    completer = Completer(line)
    completer.set_names(offers)
    popup = QListView()
    popup.setFont(theme().font())
    popup.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    completer.setPopup(popup)
    thin_bars(popup)
    if taken is not None:
        completer.activated.connect(taken)
    line.setCompleter(completer)
    return completer
