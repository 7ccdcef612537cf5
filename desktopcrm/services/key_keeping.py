"""Where the key file lies: in the data folder, and a copy beside the backups. Read with care, written whole.

Knows which file to believe when they differ; knows no secret but those it is handed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.safe_files import part_of, put_in_place, sync_folder, write_synced
from desktopcrm.services import key_copies
from desktopcrm.services.backup_places import places_of
from desktopcrm.storage import folder as folders
from desktopcrm.storage import key_file, key_slots, open_files
from desktopcrm.storage.key_file import KeyFile, Ring
from desktopcrm.storage.sealing import fits

SecretOf = Callable[[KeyFile, Ring], bytes | None]
OLD = "desktopcrm-{number}.keys"


def file_of(folder: Path) -> Path:
    """The key file itself."""
    return folder / paths.KEYS_NAME


def copy_of(folder: Path) -> Path:
    """Its copy beside the backups."""
    return folder / paths.BACKUPS_NAME / paths.KEYS_NAME


def database_of(folder: Path) -> Path:
    return folder / paths.DATABASE_NAME


def is_there(folder: Path) -> bool:
    """A key file or its copy."""
    return file_of(folder).is_file() or copy_of(folder).is_file()


def readable(folder: Path) -> Iterator[KeyFile]:
    """The key file, then its copy, as far as they can be read; whoever finds what he wants need not look further.

    Raises `UserError` where there is none, where none can be read, and for a file of a newer version.
    """
    refusal: UserError | None = None
    found = 0
    for file in (file_of(folder), copy_of(folder)):
        try:
            keys = _read(file)
        except UserError as error:
            if error.key == "errors.key_file_newer" and file == file_of(folder):
                raise
            refusal = refusal or error
            continue
        if keys is not None:
            found += 1
            yield keys
    if refusal is not None and not found:
        raise refusal
    if not found:
        database = str(database_of(folder))
        raise UserError("errors.key_file_missing", file=database, keys=paths.KEYS_NAME)


def _read(file: Path) -> KeyFile | None:
    try:
        with file.open("rb") as opened:
            data = opened.read(key_file.SIZE_LIMIT)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError("errors.file_not_read", file=str(file), reason=error.strerror or "") from None
    return key_file.from_bytes(data, file)


def first(folder: Path) -> KeyFile:
    """The key file that counts. Raises `UserError`."""
    return next(readable(folder))


def holding(folder: Path, key: bytes) -> tuple[KeyFile, Ring]:
    """The key file that knows this data key, and its ring. Raises `UserError` where there is none.

    One that is intact goes before a damaged one, and of each way in the newest counts: an older file that was put
    back must not take a later passphrase away.
    """
    found = [(keys, ring) for keys in readable(folder) if (ring := keys.ring_of(key)) is not None]
    if not found:
        raise UserError("errors.key_file_other", file=str(file_of(folder)))
    intact = [one for one in found if one[0].is_intact]
    keys, ring = (intact or found)[0]
    for other, known in intact:
        if other.database == keys.database:
            ring = _with_newer(ring, known)
    return keys, ring


def _with_newer(ring: Ring, other: Ring) -> Ring:
    """The ring with those of its ways in that the other one has of a later day."""
    for slot in ring.slots:
        later = other.slot(slot.kind)
        if later is not None and later.made_at > slot.made_at:
            ring = ring.with_slot(later)
    return ring


def opened(folder: Path, kind: str, secret_of: SecretOf) -> bytes | None:
    """The data key that a secret opens and that opens the database; `None` where the secret is wrong.

    While the data key is being changed there are two, and only one of them fits: what opens the other is refused
    (`UserError`). Where there is only one and it does not fit, the database is damaged or not the one of this key
    file: opening it will say so.
    """
    is_here = open_files.is_open(database_of(folder))  # then settled long ago, and not to be touched
    unfitting = None
    for keys in readable(folder):
        found = []
        for key in _keys_of(keys, kind, secret_of):
            if is_here or fits(database_of(folder), key):
                return key
            found.append(key)
        if found and _is_of_the_other_ring(folder, keys, found):
            raise UserError("errors.key_change_unfinished")
        unfitting = unfitting or (found[-1] if found else None)  # the new key knows the old one too
        if unfitting is None and keys.is_intact:
            # a copy from before a change must not let an old passphrase in
            return None if is_here else _of_the_copy(folder, kind, secret_of, keys.database)
    return unfitting


def _of_the_copy(folder: Path, kind: str, secret_of: SecretOf, strange: str) -> bytes | None:
    """Where the key file came from another data folder: what the copy gives, if it opens the database."""
    for keys in readable(folder):
        for key in _keys_of(keys, kind, secret_of) if keys.database != strange else ():
            if fits(database_of(folder), key):
                return key
    return None


def _is_of_the_other_ring(folder: Path, keys: KeyFile, found: list[bytes]) -> bool:
    """While the data key is being changed: one of the two was found, and the database lies under the other.

    Whoever holds the new key knows the old one too; where that does not fit either, the database is damaged, and
    there must be a way to the page that says so. So there must where it does not even look like an encrypted one.
    """
    file = database_of(folder)
    known: dict[str, bytes] = {}
    for key in found:
        known |= key_file.earlier_keys(keys, key)
    held = [key_file.key_id(key) for key in found]
    others = [ring.id for ring in keys.rings if ring.id not in held]
    is_whole = file.is_file() and folders.looks_sealed(folders.header(file), file.stat().st_size)
    return any(fits(file, known[one]) if one in known else is_whole for one in others)


def _keys_of(keys: KeyFile, kind: str, secret_of: SecretOf) -> Iterator[bytes]:
    for ring in keys.rings:
        slot = ring.slot(kind)
        secret = secret_of(keys, ring) if slot is not None else None
        key = key_slots.open_slot(slot, secret, keys.database) if slot is not None and secret else None
        if key is not None and key_file.key_id(key) == ring.id:
            yield key


def is_spoilt(folder: Path, kind: str) -> bool:
    """Whether no whole key file has this way in: then not even the right secret need open it. Raises `UserError`."""
    return not any(
        keys.is_intact and any((slot := ring.slot(kind)) and key_slots.is_usable(slot) for ring in keys.rings)
        for keys in readable(folder)
    )


def write(folder: Path, keys: KeyFile) -> None:
    """Store the key file and its copy. Raises `UserError`; then the file is the one of before."""
    _write(file_of(folder), key_file.to_bytes(keys))
    copy(folder)


def copy(folder: Path) -> None:
    """Bring the copies beside the backups up to date; never raises, and is tried again at each opening."""
    key_copies.lay(places_of(folder), None)


def _write(file: Path, data: bytes) -> None:
    try:
        write_synced(file, data)
    except OSError as error:
        raise UserError("errors.file_not_written", file=str(file), reason=error.strerror or "") from error


def change(folder: Path, key: bytes, changed: Callable[[KeyFile, Ring], Ring]) -> None:
    """Let the ring of this data key be another. Raises `UserError`."""
    keys, ring = holding(folder, key)
    write(folder, keys.with_ring(changed(keys, ring)))


def remove(folder: Path, with_copy: bool = True) -> None:
    """Take the key file away, after nothing needs it any more, and its copy unless a backup does. Never raises."""
    for file in (file_of(folder), copy_of(folder))[: 2 if with_copy else 1]:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
            sync_folder(file.parent)


def set_aside(folder: Path) -> list[tuple[Path, Path]]:
    """Keep key files of an earlier encryption, which a sealed backup may still need, under another name.

    Gives each file and where it lies now, for `put_back`. Raises `UserError`; then they lie where they were.
    """
    moved: list[tuple[Path, Path]] = []
    for file in (file_of(folder), copy_of(folder)):
        if not file.is_file():
            continue
        number = 1
        while (aside := file.with_name(OLD.format(number=number))).exists():
            number += 1
        try:
            put_in_place(file, aside)
            moved.append((file, aside))
        except OSError as error:
            put_back(moved)
            raise UserError(
                "errors.file_not_written", file=str(aside), reason=error.strerror or ""
            ) from error
    return moved


def put_back(moved: list[tuple[Path, Path]]) -> None:
    """What was set aside is wanted again; `moved` as `set_aside` gave it. Never raises."""
    for file, aside in moved:
        with contextlib.suppress(OSError):
            put_in_place(aside, file)


def keep_only(folder: Path, key: bytes) -> None:
    """After the database was opened with this key: one ring, the file in its place, the copy up to date.

    What is damaged is not made to look whole, nor laid over the copy. Raises `UserError` or `OSError`.
    """
    keys, ring = holding(folder, key)
    if not keys.is_intact:
        return
    wanted = KeyFile(keys.database, (ring,))
    data = key_file.to_bytes(wanted)
    file = file_of(folder)
    if not file.is_file() or file.read_bytes() != data:
        _write(file, data)
    copy(folder)


def take_up_parts(folder: Path) -> None:
    """Take away what an interrupted writing has left. Never raises."""
    for one in (file_of(folder), copy_of(folder)):
        with contextlib.suppress(OSError):
            part_of(one).unlink(missing_ok=True)
