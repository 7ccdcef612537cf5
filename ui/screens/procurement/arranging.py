"""The order of the sections below the checklist: those of the stage in view on top and open, the rest folded.

Remembers what the user folded or opened, for each stage by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.procurement.sections import FactsSection, HistorySection, Section
from ui.widgets.fold import FoldCard

WHOLE = "section_whole"


class Arrangement:
    """Moves the cards of `sections` in `body`, always below `above`."""

    def __init__(self, body: QVBoxLayout, above: QWidget, sections: Sequence[FoldCard]) -> None:
        self._body, self._above, self._sections = body, above, list(sections)
        self._folds: dict[str, bool] = {}
        self._stage = 0
        for section in self._sections:
            section.folded.connect(lambda is_open, section=section: self._keep(section, is_open))

    def forget(self) -> None:
        """Another account begins as each stage does."""
        self._folds = {}

    def arrange(self, stage: int) -> None:
        """Put the sections in the order of a stage."""
        self._stage = stage
        first = self._body.indexOf(self._above) + 1
        for offset, section in enumerate(sorted(self._sections, key=self._order)):
            if self._body.indexOf(section) != first + offset:
                self._body.removeWidget(section)
                self._body.insertWidget(first + offset, section)
            default = self._order(section)[0] < 2 and section.objectName() != WHOLE
            section.set_open(self._folds.get(self._key(section), default))

    def _order(self, section: FoldCard) -> tuple[int, int]:
        place = self._sections.index(section)
        if self._stage in cast("Section", section).stages:
            return (0, place)
        if isinstance(section, FactsSection):
            return (1, place)
        return (3 if isinstance(section, HistorySection) else 2, place)

    def _keep(self, section: FoldCard, is_open: bool) -> None:
        self._folds[self._key(section)] = is_open

    def _key(self, section: FoldCard) -> str:
        return f"{section.objectName()} {self._stage}"
