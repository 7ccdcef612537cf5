"""Back to work when the database cannot be opened: restore a backup in its place, or salvage what can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktopcrm.services.backup_shelf import Backup, Shelf
from desktopcrm.storage.copies import Progress


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """Rows saved by table, rows known to be lost by table, and the verified new file."""

    rows: dict[str, int]
    lost: dict[str, int]
    accounts: int
    file: Path


class Recovery:
    """Works on a closed folder and never opens the damaged file for writing."""

    def __init__(
        self, folder: Path, key: bytes | None = None, keys: Mapping[str, bytes] | None = None
    ) -> None:
        self.folder = folder
        self.key = key
        self.shelf = Shelf(folder, key, None, keys)

    def backups(self) -> tuple[Backup, ...]:
        """Newest first, both places."""
        return self.shelf.list()

    def restore(self, backup: Backup, progress: Progress | None = None) -> Path | None:
        """Put what the backup holds in the database's place; gives where the damaged file was put aside."""
        raise NotImplementedError

    def salvage(self, progress: Progress | None = None) -> SalvageReport:
        """Read what can be read, table by table, into a new file beside the damaged one. Raises `UserError`."""
        raise NotImplementedError

    def adopt(self, report: SalvageReport) -> Path | None:
        """Put the salvaged file in the database's place; gives where the damaged one was put aside."""
        raise NotImplementedError


def finish(folder: Path) -> None:
    """Complete a replacement that was interrupted. Cheap; called before anything opens the folder."""
    raise NotImplementedError
