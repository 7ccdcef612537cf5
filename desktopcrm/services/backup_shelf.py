"""The backups of a data folder: what lies there, what is whole, which key opens it.

Works without an open application, on files that nobody else writes. Each deed on a shelf is a module of its own:
`backup_mirror` copies to the second place, `backup_rekeying` brings under another key, `backup_forgetting` writes anew
without who was erased, `backup_upkeep` lets go what is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.services.backup_places import places_of
from desktopcrm.services.backup_types import Backup, State, seen
from desktopcrm.storage import backup_files, copies
from desktopcrm.storage import folder as folders
from desktopcrm.storage.key_file import key_id

FITTING = frozenset({"errors.copy_foreign", "errors.database_newer"})
"""What a look at the file has said already."""


class Shelf:
    """`key` opens what is sealed now; `keys` (by id) are those of earlier times, as `encryption.keys` gives them.

    `second` and `database` as for `places_of`, which finds them where they are not given.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes | None = None,
        second: Path | None = None,
        keys: Mapping[str, bytes] | None = None,
        database: str = "",
    ) -> None:
        self.places = places_of(folder, second, database)
        self.key = key
        self.keys = dict(keys or {})
        if key is not None:
            self.keys[key_id(key)] = key

    def list(self) -> tuple[Backup, ...]:
        """Newest first, both places; a backup that lies in both stands once. Opens none of them."""
        found: dict[str, Backup | None] = {}
        for folder in self.places.readable():
            for one in backup_files.listed(folder):
                if one.file.name not in found:
                    found[one.file.name] = seen(one, second=folder != self.places.first)
        there = [one for one in found.values() if one is not None]
        return tuple(sorted(there, key=lambda one: (one.seq, one.made_at), reverse=True))

    def ours(self) -> tuple[Backup, ...]:
        """Those that may be written anew or taken away."""
        folders = self.places.writable()
        return tuple(one for one in self.list() if one.file.parent in folders)

    def newest_good(self) -> Backup | None:
        """The newest one that is whole and can be opened; examines one after another until it is found."""
        return next((one for one in self.list() if self.check(one) == "good"), None)

    def check(self, backup: Backup) -> State:
        """Open it and examine all of it."""
        try:
            self.opening_key(backup)
        except UserError as error:
            return "other_key" if error.key == "errors.backup_other_key" else "damaged"
        return "good"

    def is_whole(self, backup: Backup) -> bool:
        """Whether it is still, byte by byte, what its manifest speaks of, under a key that is here: read, not opened."""
        manifest = backup_files.read_manifest(backup.file)
        if manifest is None or (backup.is_sealed and backup.key_id not in self.keys):
            return False
        try:
            size = backup.file.stat().st_size
            seals = tuple(one.seal for one in manifest.forms if one.seal.size == size)
            return bool(seals) and copies.sha256_of(backup.file) in (one.sha256 for one in seals)
        except OSError:
            return False

    def opening_key(self, backup: Backup) -> bytes | None:
        """The key that opens a whole backup (`None`: none is needed). Raises `UserError`: damaged, of another key
        or a newer version, or no backup at all."""
        manifest = backup_files.read_manifest(backup.file)
        damaged = UserError("errors.backup_damaged", name=backup.file.name)
        try:
            sha256, is_plain = copies.sha256_of(backup.file), copies.is_plain(backup.file)
        except OSError:
            raise damaged from None
        forms = () if manifest is None else manifest.forms
        form = next((one for one in forms if one.seal.sha256 == sha256), None)
        if forms and form is None:
            raise damaged
        for key in [None] if is_plain else list(self.keys.values()):
            try:
                facts = copies.verify(backup.file, key)
            except UserError as error:
                if error.key in FITTING:
                    raise
                continue
            if form is None or facts.counts == form.counts:
                return key
        if is_plain or backup.key_id in self.keys:
            raise damaged
        head = folders.header(backup.file)
        if manifest is None and not folders.looks_sealed(head, backup.size):
            is_cut = folders.looks_sealed(head, len(head))
            raise damaged if is_cut else UserError("errors.copy_foreign", file=str(backup.file))
        raise UserError("errors.backup_other_key", name=backup.file.name)

    def remove(self, backup: Backup) -> None:
        """Take one away, from both places. Raises `UserError`."""
        for folder in self.places.writable():
            try:
                backup_files.remove(folder / backup.file.name)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise UserError(
                    "errors.file_not_written", file=str(backup.file), reason=error.strerror or ""
                ) from None
