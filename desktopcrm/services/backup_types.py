"""What is said of a backup: one stored copy, its reason and its state."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from desktopcrm.errors import UserError
from desktopcrm.storage import backup_files, copies, open_files
from desktopcrm.storage.backup_files import Named

Reason = Literal[
    "auto", "exit", "hand", "before_migration", "before_import", "before_restore", "before_seal", "before_unseal",
    "before_rekey", "before_erase", "before_bulk_delete",
]  # fmt: skip
State = Literal["good", "damaged", "other_key"]

FROM_FILE = "file"
"""Reason of a backup that lies anywhere."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One stored copy. `counts` and `accounts` come from its manifest, empty and 0 where there is none.

    `reason` is a `Reason`, or `FROM_FILE`; `size` in bytes. `key_id` names the data key it needs
    (`storage.key_file.key_id`), `mark` the last step that is in it (`storage.copies.mark_of`), `drafts` which drafts
    (`drafts_of`), `database` whose it is; all empty where no manifest says. `second`: it lies in the second place only.
    """

    seq: int
    file: Path
    made_at: datetime
    reason: str
    size: int
    counts: dict[str, int]
    accounts: int
    is_sealed: bool
    key_id: str
    schema: int
    second: bool = False
    mark: str = ""
    database: str = ""
    drafts: str = ""


def seen(found: Named, second: bool) -> Backup | None:
    """What a name, a manifest and the first bytes say of it, unopened; `None`: it went away in this moment."""
    try:
        size = found.file.stat().st_size
        is_sealed = not copies.is_plain(found.file)
    except OSError:
        return None
    manifest = backup_files.read_manifest(found.file)
    if manifest is None:
        return Backup(
            found.seq, found.file, found.made_at, found.reason, size, {}, 0, is_sealed, "", 0, second
        )
    fits = (one for one in manifest.forms if (one.seal.size, one.seal.is_sealed) == (size, is_sealed))
    form = next(fits, manifest)
    return Backup(
        found.seq,
        found.file,
        found.made_at,
        found.reason,
        size,
        form.counts,
        form.accounts,
        is_sealed,
        form.seal.key_id,
        form.schema,
        second,
        form.mark,
        form.database,
        form.drafts,
    )


def of_file(file: Path) -> Backup:
    """A backup that lies anywhere. Raises `UserError` where it is open, or was not closed properly, or is no file that
    could be read to its end."""
    if open_files.is_open(file):
        raise UserError("errors.database_in_use", file=str(file))
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):  # a device has no end, and a pipe keeps one waiting
            raise UserError("errors.file_not_ordinary", file=str(file))
        log = file.with_name(f"{file.name}-wal")
        if log.exists() and log.stat().st_size > 0:
            raise UserError("errors.copy_has_log", file=str(file))
        copies.is_plain(file)  # it can be read at all: below, one that cannot has gone away meanwhile
        at = datetime.fromtimestamp(found.st_mtime, UTC)
        made = seen(backup_files.named(file) or Named(file, 0, at, FROM_FILE), second=False)
    except (OSError, ValueError) as error:
        raise _unread(file, error) from None
    if made is None:
        raise UserError("errors.file_missing", file=str(file))
    return made


def _unread(file: Path, error: OSError | ValueError) -> UserError:
    if isinstance(error, OSError) and not isinstance(error, FileNotFoundError | NotADirectoryError):
        return UserError("errors.file_not_read", file=str(file), reason=error.strerror or "")
    return UserError("errors.file_missing", file=str(file))
