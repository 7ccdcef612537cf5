"""What gives its room to a question in the same page as long as that is asked, where there is not enough for both.

It keeps being there, only without height: what was typed in it stays kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

UNLIMITED = (1 << 24) - 1


class StandAside:
    """The widgets lie in one column with the question, and none of them is limited in its height otherwise."""

    def __init__(self, widgets: Sequence[QWidget] = ()) -> None:
        self._least = {one: one.minimumHeight() for one in widgets}
        self._is_aside = False

    def set_aside(self, aside: bool) -> None:
        """Make room, or take it again."""
        if aside == self._is_aside:
            return
        self._is_aside = aside
        for one, least in self._least.items():
            one.setEnabled(not aside)
            one.setMinimumHeight(0 if aside else least)
            one.setMaximumHeight(0 if aside else UNLIMITED)
