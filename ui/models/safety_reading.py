"""Where the data are and how they stand, as plain values for the page of safety. Read in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import aside, encryption, opening
from desktopcrm.services.backup_types import Backup
from desktopcrm.services.backups import Health, SecondPlace
from desktopcrm.services.encryption import SealState

DATABASE, KEYS, BACKUPS, SETTINGS, LOG = "database", "keys", "backups", "settings", "log"


@dataclass(frozen=True, slots=True)
class FileLine:
    """One thing in the data folder: what it is (a key of `safety.file_…`), its name, its size in bytes.

    `at`: of what lies there beside the data, when it was last written.
    """

    key: str
    name: str
    size: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Everything the first tab shows. `is_behind`: something is stored that is in no backup."""

    folder: Path
    warnings: tuple[UserError, ...]
    newest: Backup | None
    backups: int
    is_behind: bool
    health: Health
    state: SealState
    second: SecondPlace
    files: tuple[FileLine, ...]

    def size_of(self, key: str) -> int:
        """Bytes of one line, 0 where there is none."""
        return sum(line.size for line in self.files if line.key == key)


def read_where(app: App) -> Where:
    """Looks at names and sizes; opens nothing but what is open."""
    backups = app.backups.list()
    return Where(
        folder=app.folder,
        warnings=opening.look(app.folder).warnings,
        newest=backups[0] if backups else None,
        backups=len(backups),
        is_behind=app.backups.is_behind(),
        health=app.backups.health(),
        state=encryption.state(app.folder, with_keyring=False),
        second=app.backups.second_place(),
        files=tuple(_files(app.folder)),
    )


def _files(folder: Path) -> list[FileLine]:
    database = folder / paths.DATABASE_NAME
    parts = [database, *(database.with_name(f"{database.name}{end}") for end in ("-wal", "-journal"))]
    lines = [FileLine(DATABASE, database.name, sum(map(_size, parts)))]
    for key, name in ((KEYS, paths.KEYS_NAME), (SETTINGS, paths.PREFERENCES_NAME)):
        if (folder / name).is_file():
            lines.append(FileLine(key, name, _size(folder / name)))
    for key, name in ((BACKUPS, paths.BACKUPS_NAME), (LOG, paths.LOG_NAME)):
        if (folder / name).is_dir():
            lines.append(FileLine(key, f"{name}/", sum(map(_size, _inside(folder / name)))))
    return lines + [
        FileLine(one.kind, str(one.file.relative_to(folder)), one.size, one.at)
        for one in aside.listed(folder)
    ]


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
