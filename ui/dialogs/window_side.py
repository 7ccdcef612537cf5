"""The sidebar of the window with its places and its menu. Knows the table of screens; what an entry does is handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from desktopcrm.services.backup_places import SECOND
from ui.actions import spoken_keys
from ui.blur import blur
from ui.context import Context
from ui.context import Place as Somewhere
from ui.dialogs.log_door import LogDoor
from ui.dialogs.log_sign import LogSign
from ui.dialogs.undo import next_words
from ui.dialogs.window_menu import fill_menu
from ui.models import second_words
from ui.models.second_look import second_look
from ui.theme import Tone
from ui.widgets.button import IconButton
from ui.widgets.menu import Menu
from ui.widgets.sidebar import Sidebar, SidebarEntry, SidebarRemark

Place = tuple[str, str, str, bool]
"""Key, icon, key of its words, at the foot."""
WHERE = Somewhere("safety", tab="data")
"""Where it is told where the data and the backups are."""


def foot_remark(context: Context) -> SidebarRemark:
    """Where the data are, as of the last look; while they are closed no place is named."""
    tr = context.tr
    second = context.app.preferences.text(SECOND) if context.is_open else ""
    if not second:
        return SidebarRemark(tr("window.offline"))
    place = context.app.backups.second_as_seen()
    short = second_words.foot_words(tr, place)
    if place is None:
        return SidebarRemark(short)
    said = context.error_text(place.said) if place.said is not None else ""
    long = said or second_words.second_sentence(tr, place, datetime.now(UTC))
    if second_words.is_well(place):
        return SidebarRemark(short, long)
    return SidebarRemark(short, long, "triangle-alert", Tone.WARN)


def make_sidebar(
    context: Context,
    places: Sequence[Place],
    goers: Mapping[str, Callable[[], None]],
    runs: Mapping[str, Callable[[], None]],
    log: LogDoor,
) -> Sidebar:
    """One entry for each place, the menu of the window beside its name, and what the window tells at its foot."""
    tr = context.tr
    entries = [
        SidebarEntry(key, icon, tr(words), spoken_keys(f"Alt+{number}"), foot)
        for number, (key, icon, words, foot) in enumerate(places, 1)
    ]
    sidebar = Sidebar(tr("window.name"), entries, log.window)
    sidebar.set_remark(lambda: foot_remark(context))
    sidebar.remark_asked.connect(lambda: context.go(WHERE) if context.is_open else None)
    second_look().looked.connect(sidebar.show_remark)
    covered = SidebarEntry("covered", "eye-off", tr("blur.sign"))
    sidebar.add_sign("covered", lambda: covered if blur().on else None, runs["blur"], last=True)
    LogSign(context, log, sidebar)
    sidebar.setAccessibleName(tr("window.sidebar"))
    sidebar.chosen.connect(lambda key: goers[key]())
    more = IconButton("window_menu", "ellipsis", tr("generic.more"), sidebar).dense()
    menu = Menu("window_menu_entries", more)
    menu.aboutToShow.connect(lambda: fill_menu(menu, log.window, next_words(context)))
    more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
    sidebar.tools.addWidget(more)
    return sidebar
