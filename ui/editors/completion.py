"""Names offered while one types a line. Knows lines and words, nothing of what they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QListView

from ui.theme import theme
from ui.widgets.inputs import TextLine
from ui.widgets.scroll import thin_bars


def complete(line: TextLine, offers: Sequence[str], taken: Callable[[str], None] | None = None) -> QCompleter:
    """Offer names while typing, wherever the letters stand in them."""
    kept = line.completer()
    names = kept.model() if kept is not None and taken is None else None
    if isinstance(names, QStringListModel):
        if names.stringList() != list(offers):
            names.setStringList(list(offers))
        return kept
    completer = QCompleter(line)
    completer.setModel(QStringListModel(list(offers), completer))
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(8)
    popup = QListView()
    popup.setFont(theme().font())
    popup.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    completer.setPopup(popup)
    thin_bars(popup)
    if taken is not None:
        completer.activated.connect(taken)
    line.setCompleter(completer)
    return completer
