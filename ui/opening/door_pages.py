"""The pages at the door of the data, wired to what they lead to: unlock, obstacle, recovery."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktopcrm.errors import UserError
from desktopcrm.services import encryption, opening
from desktopcrm.services.recovery import Recovery
from ui.context import Context
from ui.dialogs.obstacle import obstacle_page
from ui.dialogs.recovery_page import RecoveryPage, Way
from ui.dialogs.unlock_page import NewPassphrasePage, UnlockPage

if TYPE_CHECKING:
    from ui.opening.door import Opening

Then = Callable[[bytes], None]
RECOVERY_WAYS = (
    ("try_again", "rotate-ccw"),
    ("read_only", "eye"),
    ("open_folder", "hard-drive"),
    ("quit", "x"),
)


def show_unlock(door: Opening, context: Context, then: Then | None = None) -> None:
    """Ask for the passphrase; `then` gets the key, else the data are opened with it."""
    folder = door.folder
    door.show_page(lambda: unlock_page(door, context, folder, locked=False, then=then))


def unlock_page(
    door: Opening, context: Context, folder: Path, locked: bool, then: Then | None = None
) -> QWidget:
    """The page; before anything was open in this window another folder can be chosen, too."""
    page = UnlockPage(context, folder, locked)
    go_on = then or door.open_with
    page.unlocked.connect(go_on)
    page.recovered.connect(lambda key: door.show_page(lambda: new_passphrase_page(door, context, key, go_on)))
    if not locked:
        words = context.tr("opening.way_choose_folder")
        page.add_way("choose_folder", words, "folder-open", partial(_other_folder, door, context, page))
    return page


def _other_folder(door: Opening, context: Context, page: UnlockPage) -> None:
    """Where none is chosen one goes on typing."""
    choose_folder(door, context)
    if page.is_there():
        page.setFocus()


def new_passphrase_page(door: Opening, context: Context, key: bytes, go_on: Then) -> QWidget:
    """After the recovery key."""
    page = NewPassphrasePage(context, door.folder, key)

    def done(chosen: bool) -> None:
        if not chosen:
            door.tell_then(context.tr("opening.still_old_passphrase"))
        go_on(key)

    page.done.connect(done)
    return page


def show_obstacle(door: Opening, context: Context, error: UserError) -> None:
    """Why there is no data. The sentence is made anew with the page: the language may change."""
    ways = opening.ways_out(error, door.folder) or (opening.TRY_AGAIN, opening.CHOOSE_FOLDER)
    runs = _runs(door, context, error)
    door.show_page(lambda: obstacle_page(context, context.error_text(error), ways, runs))


def show_recovery(door: Opening, context: Context, error: UserError) -> None:
    """Backups and salvage; encrypted data want their key first."""
    folder = door.folder
    if door.key is None and encryption.is_locked(folder):
        show_unlock(door, context, lambda key: _with_key(door, context, error, key))
        return
    key = door.key
    ways = opening.ways_out(error, folder)
    runs = _runs(door, context, error)
    offered: tuple[Way, ...] = tuple(
        (way, icon, runs[way]) for way, icon in RECOVERY_WAYS if way in ways or way in ("try_again", "quit")
    )

    def make() -> QWidget:
        page = RecoveryPage(context, Recovery(folder, key), context.error_text(error), offered)
        page.recovered.connect(lambda sentence: _recovered(door, sentence))
        return page

    door.show_page(make)


def choose_folder(door: Opening, context: Context) -> None:
    """Other data; nothing changes where none is chosen."""
    chosen = QFileDialog.getExistingDirectory(
        door.face_window(), context.tr("opening.choose_folder"), str(door.folder)
    )
    if chosen:
        door.change_folder(Path(chosen))


def _with_key(door: Opening, context: Context, error: UserError, key: bytes) -> None:
    door.hold_key(key)
    show_recovery(door, context, error)


def _recovered(door: Opening, sentence: str) -> None:
    door.tell_then(sentence)
    if door.key is not None:
        door.open_with(door.key)
    else:
        door.again()


def _read_only(door: Opening, context: Context) -> None:
    if door.key is None and encryption.is_sealed(door.folder):
        show_unlock(door, context, lambda key: door.open_with(key, read_only=True))
    else:
        door.open_with(door.key, read_only=True)


def _runs(door: Opening, context: Context, error: UserError) -> dict[str, Callable[[], None]]:
    return {
        "try_again": door.again,
        "read_only": partial(_read_only, door, context),
        "recover": partial(show_recovery, door, context, error),
        "choose_folder": partial(choose_folder, door, context),
        "open_folder": lambda: _open_folder(door.folder),
        "quit": door.quit,
    }


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
