"""Data files as released versions wrote them: put together from their dumps, their content as rows to compare."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from desktopcrm import paths
from desktopcrm.storage.folder import APPLICATION_ID

DUMPS = Path(__file__).parent
RELEASED = tuple(sorted(int(file.stem.removeprefix("version_")) for file in DUMPS.glob("version_*.sql")))
USERS_TABLES = ("record", "fact", "link", "stage_event", "own_definition")
"""What the user has entered; all else is history or can be worked out."""

Rows = dict[str, list[tuple[object, ...]]]


def put_together(folder: Path, version: int) -> Path:
    """The database of a released version in a data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / paths.DATABASE_NAME
    stored = sqlite3.connect(file)
    stored.executescript((DUMPS / f"version_{version}.sql").read_text(encoding="utf-8"))
    stored.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version}")
    stored.close()
    return file


def content(folder: Path) -> Rows:
    """Every row that the user has entered, in the columns that the first version had; of a plain, closed database."""
    stored = sqlite3.connect(f"file:{folder / paths.DATABASE_NAME}?mode=ro", uri=True)
    try:
        return {
            table: stored.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in USERS_TABLES
        }
    finally:
        stored.close()


def version_of(folder: Path) -> int:
    """Schema of a plain, closed database."""
    stored = sqlite3.connect(f"file:{folder / paths.DATABASE_NAME}?mode=ro", uri=True)
    try:
        return int(stored.execute("PRAGMA user_version").fetchone()[0])
    finally:
        stored.close()
