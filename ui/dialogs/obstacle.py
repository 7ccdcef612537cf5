"""What is shown instead of the data when they cannot be opened: why, in one sentence, and every way out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ui.context import Context
from ui.dialogs.door_page import DoorPage
from ui.widgets.button import Kind

ICONS = {
    "try_again": "rotate-ccw",
    "read_only": "eye",
    "recover": "history",
    "choose_folder": "folder-open",
    "open_folder": "hard-drive",
    "quit": "x",
}
"""The ways that are something to press; that a newer program is needed is said in the sentence."""


def obstacle_page(
    context: Context, sentence: str, ways: Sequence[str], runs: Mapping[str, Callable[[], None]]
) -> DoorPage:
    """The first way is the best one; quitting is always one."""
    tr = context.tr
    page = DoorPage(context, "obstacle_page", "triangle-alert", tr("opening.failed"))
    page.tell(sentence)
    offered = [way for way in (*ways, "quit") if way in ICONS and way in runs]
    for place, way in enumerate(offered):
        kind = Kind.PRIMARY if place == 0 else Kind.GHOST if way == "quit" else Kind.SECONDARY
        button = page.add_way(way, tr(f"opening.way_{way}"), ICONS[way], runs[way], kind)
        if place == 0:
            page.first_focus(button)
    return page
