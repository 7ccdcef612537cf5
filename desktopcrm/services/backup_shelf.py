"""The backups of a data folder: listed, checked, made, thinned out, mirrored. Works without an open application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from desktopcrm.storage.copies import Progress

FOLDER = "backups"
Reason = Literal[
    "auto", "exit", "hand", "before_migration", "before_import", "before_restore", "before_seal", "before_unseal",
    "before_rekey", "before_erase", "before_bulk_delete", "before_purge",
]  # fmt: skip
State = Literal["good", "damaged", "other_key"]


@dataclass(frozen=True, slots=True)
class Backup:
    """One stored copy. `counts` and `accounts` come from its manifest, empty and 0 where there is none.

    `key_id` names the data key it needs (`storage.key_file.key_id`); `second`: it lies in the second place.
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


class Shelf:
    """`key` opens what is sealed now; `keys` (by id) are those of earlier times, as `encryption.keys` gives them."""

    def __init__(
        self,
        folder: Path,
        key: bytes | None = None,
        second: Path | None = None,
        keys: Mapping[str, bytes] | None = None,
    ) -> None:
        self.folder = folder
        self.key = key
        self.second = second
        self.keys = dict(keys or {})

    def list(self) -> tuple[Backup, ...]:
        """Newest first, both places; a backup that lies in both stands once. Opens none of them."""
        raise NotImplementedError

    def check(self, backup: Backup) -> State:
        """Open it and examine all of it."""
        raise NotImplementedError

    def align(self, new_key: bytes | None, progress: Progress | None = None) -> int:
        """Bring every backup under this key (`None`: readable), each whole or not at all; how many were changed.

        Can be interrupted at any moment and called again.
        """
        raise NotImplementedError

    def left_behind(self, key: bytes | None) -> tuple[Backup, ...]:
        """Backups that are not under this key (`None`: that are sealed)."""
        raise NotImplementedError

    def copy_keys(self) -> None:
        """Lay a copy of the key file beside the backups, in both places; take it away where there is none."""
        raise NotImplementedError
