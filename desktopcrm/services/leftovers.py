"""What a deed that was cut off has left in a data folder: one list, in the order in which an opening takes it up.

Every entry finds mostly nothing, may be done twice, and may be cut off itself: the next opening begins anew. Only the
replacement of the database raises. What takes long follows with the window open, in jobs: `encryption.finish` brings
backups under the present key, `Erasing.purge_due` lets them forget who was erased.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktopcrm.safe_files import part_of
from desktopcrm.services import backup_upkeep, key_keeping, sealing
from desktopcrm.storage import exporting, read_only, swap
from desktopcrm.storage.folder_lock import alone_if_free

When = Literal["always", "closed", "open"]
"""`always`: also where the folder may only be read; `closed`: before the database is opened; `open`: once it is."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """`what` lies there, of which deed; `why` it comes at this place. `take_up` gets the folder and the proven key."""

    when: When
    what: str
    why: str
    take_up: Callable[[Path, bytes | None], None]


def _take_up_private_copies(_folder: Path, _key: bytes | None) -> None:
    read_only.take_up()


def _take_up_replacement(folder: Path, _key: bytes | None) -> None:
    swap.take_up(folder)


def _take_up_prepared(folder: Path, _key: bytes | None) -> None:
    swap.take_up_prepared(folder)


def _take_up_rewritten(folder: Path, _key: bytes | None) -> None:
    exporting.discard(part_of(key_keeping.database_of(folder)))


def _take_up_key_parts(folder: Path, _key: bytes | None) -> None:
    key_keeping.take_up_parts(folder)


def _take_up_keys(folder: Path, key: bytes | None) -> None:
    sealing.drop_other_keys(folder, key)


def _take_up_backups(folder: Path, _key: bytes | None) -> None:
    with alone_if_free(folder) as is_free:  # else somebody is at work on them, and no opening waits for that
        if is_free:
            backup_upkeep.take_up_here(folder)


ORDER = (
    Leftover(
        "always",
        "a private copy of a database that was read without writing",
        "it may be readable, lies outside the folder, and needs nothing of it",
        _take_up_private_copies,
    ),
    Leftover(
        "closed",
        "half a replacement of the database by a recovery",
        "until it is whole the folder holds the old database, the new one or none, and its log may be that of another",
        _take_up_replacement,
    ),
    Leftover(
        "open",
        "a database that a recovery prepared and that was never to replace anything",
        "after the replacement, whose new database bears this name until it is in its place; and only with another one "
        "open, as it might be all there is",
        _take_up_prepared,
    ),
    Leftover(
        "open",
        "half a database under another key, of switching encryption or changing the data key",
        "the lock of the open one keeps out whoever might still be writing it",
        _take_up_rewritten,
    ),
    Leftover(
        "open",
        "half a key file",
        "before the key file may be written anew, through a file of this name",
        _take_up_key_parts,
    ),
    Leftover(
        "open",
        "the ring of a data key that holds no more, or a key file without anything encrypted",
        "which key holds is known only from the database that it has opened",
        _take_up_keys,
    ),
    Leftover(
        "open",
        "half a backup, a manifest of two forms or of none, a workshop",
        "the longest way round, and nothing waits for it",
        _take_up_backups,
    ),
)


def take_up(when: When, folder: Path, key: bytes | None = None) -> None:
    """Take up, in order, what belongs to this moment. Raises `UserError` where a replacement cannot be completed."""
    for one in ORDER:
        if one.when == when:
            one.take_up(folder, key)
