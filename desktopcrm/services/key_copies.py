"""Copies of the key file beside the backups: whoever has only those can still open them.

Never lays anything damaged, foreign or outdated over a good copy, and takes none away that a backup needs.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from desktopcrm import paths
from desktopcrm.safe_files import write_synced
from desktopcrm.services.backup_places import Places
from desktopcrm.storage import backup_files, copies
from desktopcrm.storage.backup_files import Named
from desktopcrm.storage.key_file import KeyFile


def lay(places: Places, key: bytes | None) -> None:
    """Bring the copies in both places up to date; take one away where nothing is sealed there. Never raises.

    `key`: the data key in use, which a key file must know to be copied; `None`: the data are readable, or nobody knows.
    """
    for folder in places.writable():
        with contextlib.suppress(OSError):
            _lay(places, folder, key)


def _lay(places: Places, folder: Path, key: bytes | None) -> None:
    source, copy = places.data / paths.KEYS_NAME, folder / paths.KEYS_NAME
    if source.exists():
        data = source.read_bytes()
        is_ours = _is_ours(places, backup_files.keys_in(source), key)
        if is_ours and (not copy.exists() or copy.read_bytes() != data):
            write_synced(copy, data)
    elif key is None and not any(_is_sealed(one) for one in backup_files.listed(folder)):
        copy.unlink(missing_ok=True)


def _is_ours(places: Places, keys: KeyFile | None, key: bytes | None) -> bool:
    """Whether a key file is whole, of this database, and knows the key in use."""
    if keys is None or keys.database != places.database:
        return False
    return key is None or keys.ring_of(key) is not None


def _is_sealed(found: Named) -> bool:
    try:
        return not copies.is_plain(found.file)
    except OSError:
        return False
