"""The sidebar of the window with its places and its menu. Knows the table of screens; what an entry does is handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from desktopcrm.services.backup_places import SECOND
from ui.actions import spoken_keys
from ui.blur import blur
from ui.context import Context
from ui.dialogs.undo import next_words
from ui.dialogs.window_menu import fill_menu
from ui.models import second_words
from ui.models.second_look import second_look
from ui.widgets.button import IconButton
from ui.widgets.menu import Menu
from ui.widgets.sidebar import Sidebar, SidebarEntry

Place = tuple[str, str, str, bool]
"""Key, icon, key of its words, at the foot."""


def foot_words(context: Context) -> tuple[str, str]:
    """Where the data are, in short and at length, as of the last look; while they are closed no place is named."""
    tr = context.tr
    second = context.app.preferences.text(SECOND) if context.is_open else ""
    if not second:
        return tr("window.offline"), ""
    place = context.app.backups.second_as_seen()
    short = second_words.foot_words(tr, place)
    if place is None:
        return short, ""
    said = context.error_text(place.said) if place.said is not None else ""
    return short, said or second_words.second_sentence(tr, place, datetime.now(UTC))


def make_sidebar(
    context: Context,
    places: Sequence[Place],
    goers: Mapping[str, Callable[[], None]],
    uncover: Callable[[], None],
    window: QWidget,
) -> Sidebar:
    """One entry for each place, and the menu of the window beside its name."""
    tr = context.tr
    entries = [
        SidebarEntry(key, icon, tr(words), spoken_keys(f"Alt+{number}"), foot)
        for number, (key, icon, words, foot) in enumerate(places, 1)
    ]
    sidebar = Sidebar(tr("window.name"), entries, "", window)
    sidebar.set_remark(lambda: foot_words(context))
    second_look().looked.connect(sidebar.show_remark)
    sidebar.add_cover_sign(SidebarEntry("covered", "eye-off", tr("blur.sign")), lambda: blur().on)
    sidebar.uncover.connect(uncover)
    sidebar.setAccessibleName(tr("window.sidebar"))
    sidebar.chosen.connect(lambda key: goers[key]())
    more = IconButton("window_menu", "ellipsis", tr("generic.more"), sidebar).dense()
    menu = Menu("window_menu_entries", more)
    menu.aboutToShow.connect(lambda: fill_menu(menu, window, next_words(context)))
    more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
    sidebar.tools.addWidget(more)
    return sidebar
