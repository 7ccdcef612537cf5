"""The files of a backup: a database named by number, moment and reason, and a manifest that says what was in it.

A manifest holds numbers only, never a word of the user's. While a backup is written anew under another key, its
manifest names the file before and the file after: whatever moment the machine stops at, one of the two is there.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import Connection

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.safe_files import put_in_place, sync_folder, write_synced
from desktopcrm.storage import copies, key_file
from desktopcrm.storage.copies import Facts
from desktopcrm.storage.key_file import KeyFile, key_id

VERSION = 1
STAMP = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"(\d{6,40})-(\d{8}T\d{6}Z)-([a-z_]{2,40})\.db", re.ASCII)
MANIFEST_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Seal:
    """Tells one form of a backup from another."""

    sha256: str
    size: int
    is_sealed: bool
    key_id: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`becoming`: what the file is when the other form, which is about to take its name, has taken it.

    `salt`: of the database that was backed up, which its salvage needs where it is encrypted and lost its beginning.
    `drafts`: `copies.drafts_of` then.
    """

    seal: Seal
    schema: int
    counts: dict[str, int]
    accounts: int
    database: str
    mark: str
    becoming: Manifest | None = None
    salt: str = ""
    drafts: str = ""

    @property
    def forms(self) -> tuple[Manifest, ...]:
        """What the file may be, the later form first."""
        return (self,) if self.becoming is None else (self.becoming, replace(self, becoming=None))


@dataclass(frozen=True, slots=True)
class Named:
    """What a file's name says."""

    file: Path
    seq: int
    made_at: datetime
    reason: str


def folder_of(data: Path) -> Path:
    return data / paths.BACKUPS_NAME


def named(file: Path) -> Named | None:
    """What the name says; `None` where the file is not ours."""
    found = NAME.fullmatch(file.name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found[2], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Named(file, int(found[1]), at, found[3])


def listed(folder: Path) -> Iterator[Named]:
    """All backups that lie in a folder, in no order; none where it cannot be read."""
    try:
        names = [file for file in folder.iterdir() if file.suffix == ".db" and file.is_file()]
    except OSError:
        return
    yield from (found for found in map(named, names) if found is not None)


def keys_in(file: Path) -> KeyFile | None:
    """A key file that is there and whole."""
    try:
        found = key_file.from_bytes(file.read_bytes(), file)
    except (OSError, UserError):
        return None
    return found if found.is_intact else None


def database_of(data: Path) -> str:
    """Whose data a folder holds, as its key file says or its newest backup; empty where neither is there."""
    keys = keys_in(data / paths.KEYS_NAME)
    if keys is not None:
        return keys.database
    found = sorted(listed(folder_of(data)), key=lambda one: one.seq, reverse=True)
    manifests = (read_manifest(one.file) for one in found)
    return next((one.database for one in manifests if one is not None and one.database), "")


def manifest_file(file: Path) -> Path:
    return file.with_suffix(".json")


def read_manifest(file: Path) -> Manifest | None:
    """The manifest beside a backup; `None` where it is missing or makes no sense."""
    try:
        with manifest_file(file).open("rb") as opened:
            body = json.loads(opened.read(MANIFEST_LIMIT))
        found, becoming = _manifest(body), body.get("becoming")
        if not becoming:
            return found
        if "seal" not in becoming:  # of a version that changed the key only
            return replace(found, becoming=replace(found, seal=_seal(becoming)))
        return replace(found, becoming=_manifest(becoming))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return None


def _manifest(body: dict[str, object]) -> Manifest:
    seal, counts = body["seal"], body["counts"]
    if not isinstance(seal, dict) or not isinstance(counts, dict):
        raise TypeError("manifest")
    return Manifest(
        _seal(seal),
        int(str(body["schema"])),
        {str(table): int(rows) for table, rows in counts.items()},
        int(str(body["accounts"])),
        str(body["database"]),
        str(body["mark"]),
        salt=str(body.get("salt", "")),
        drafts=str(body.get("drafts", "")),
    )


def _seal(body: dict[str, object]) -> Seal:
    sha256, size, is_sealed, key = (body[one.name] for one in fields(Seal))
    if not isinstance(size, int) or not isinstance(is_sealed, bool):
        raise TypeError("seal")
    return Seal(str(sha256), size, is_sealed, str(key))


def write_manifest(file: Path, manifest: Manifest) -> None:
    body = {"format": "desktopcrm-backup", "version": VERSION, **asdict(manifest)}
    write_synced(manifest_file(file), (json.dumps(body, indent=1, sort_keys=True) + "\n").encode("ascii"))


def manifest_of(facts: Facts, key: bytes | None) -> Manifest:
    return Manifest(
        seal_of(facts, key),
        facts.schema,
        facts.counts,
        facts.accounts,
        facts.database,
        facts.mark,
        salt=facts.salt,
        drafts=facts.drafts,
    )


def seal_of(facts: Facts, key: bytes | None) -> Seal:
    return Seal(facts.sha256, facts.size, facts.is_sealed, key_id(key) if key is not None else "")


def next_file(folders: tuple[Path, ...], reason: str) -> Path:
    """A name in the first folder with a number that is higher than all there are."""
    last = max((one.seq for folder in folders for one in listed(folder)), default=0)
    return folders[0] / f"{last + 1:06}-{datetime.now(UTC).strftime(STAMP)}-{reason}.db"


def make_folder(folder: Path) -> None:
    """For the owner alone. Raises `UserError`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "errors.folder_not_writable", folder=str(folder), reason=error.strerror or ""
        ) from None


def make(connection: Connection, data: Path, reason: str, key: bytes | None) -> Named:
    """A verified backup of an open database in its data folder, with its manifest. Raises `UserError`."""
    folder = folder_of(data)
    make_folder(folder)
    file = next_file((folder,), reason)
    facts = copies.write_copy(connection, file, key)
    return entered(file, facts, key)


def entered(file: Path, facts: Facts, key: bytes | None) -> Named:
    """Write the manifest of a copy that has its name; without one there is no backup."""
    found = named(file)
    assert found is not None
    try:
        write_manifest(file, manifest_of(facts, key))
    except OSError as error:
        remove(file)
        raise UserError("errors.file_not_written", file=str(file), reason=error.strerror or "") from error
    return found


def exchange(file: Path, part: Path, facts: Facts, key: bytes | None) -> None:
    """Let a finished other form of the same backup take its place; either form is whole at any moment.

    One that was cut off before is completed first: a manifest knows two forms, not three.
    """
    take_up_exchange(file)
    before = read_manifest(file)
    after = replace(manifest_of(facts, key), salt=before.salt if before else "")
    write_manifest(file, replace(before or after, becoming=after))
    put_in_place(part, file)
    write_manifest(file, after)


def take_up_exchange(file: Path) -> None:
    """Complete the manifest of an exchange that was interrupted."""
    found = read_manifest(file)
    if found is None or found.becoming is None:
        return
    after, before = found.forms
    write_manifest(file, after if copies.sha256_of(file) == after.seal.sha256 else before)


def remove(file: Path) -> None:
    """The backup first: a manifest alone is none. Raises `OSError`."""
    file.unlink(missing_ok=True)
    manifest_file(file).unlink(missing_ok=True)
    sync_folder(file.parent)


def take_up(folder: Path) -> None:
    """Take away what interrupted work has left; never raises."""
    with contextlib.suppress(OSError):
        for file in list(folder.iterdir()):
            is_part = file.name.endswith((".part", ".part-journal", ".part-wal"))
            is_stray = (
                file.suffix == ".json"
                and named(file.with_suffix(".db"))
                and not file.with_suffix(".db").exists()
            )
            if file.is_file() and (is_part or is_stray):
                file.unlink(missing_ok=True)
    for one in listed(folder):
        with contextlib.suppress(OSError):
            take_up_exchange(one.file)
