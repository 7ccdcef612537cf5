"""What a thread does before there is data: look, take the key from the keyring of the system, open.

Plain values in and out; imports the core, which takes most of the time of a start.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktopcrm.errors import UserError

if TYPE_CHECKING:
    from desktopcrm.app import App
    from desktopcrm.services.opening import Sight


@dataclass(frozen=True, slots=True)
class Seen:
    """The open data, or what is in their stead."""

    sight: Sight
    app: App | None = None


def see(folder: Path) -> Seen:
    """Open where nothing stands in the way and no passphrase is needed. Raises `UserError`."""
    from desktopcrm.app import App
    from desktopcrm.services import opening

    sight = opening.look(folder)
    if sight.state == opening.SEALED:
        return Seen(sight, _by_keyring(folder))
    if sight.state == opening.OBSTACLE:
        return Seen(sight)
    return Seen(sight, App.open(folder))


def open_with(folder: Path, key: bytes | None, read_only: bool) -> Seen:
    """Open with what is known. Raises `UserError`."""
    from desktopcrm.app import App
    from desktopcrm.services import opening

    return Seen(opening.look(folder), App.open(folder, key, read_only))


def _by_keyring(folder: Path) -> App | None:
    """A keyring that gives no key, or one that is not of these data, costs nothing but a question."""
    from desktopcrm.app import App
    from desktopcrm.services import encryption

    key = encryption.unlock_with_keyring(folder)
    if key is None:
        return None
    try:
        return App.open(folder, key)
    except UserError as error:
        if error.key == "errors.key_wrong":
            return None
        raise
