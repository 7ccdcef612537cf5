"""Brings a database to the newest schema in one transaction. Refuses a newer file before touching it.

Alembic is not used: it costs 0.8 s of import at each new file, and its autogeneration is what we do not want;
what is left of it is this file.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Connection

from desktopcrm.errors import UserError
from desktopcrm.storage import journal
from desktopcrm.storage.folder import APPLICATION_ID
from desktopcrm.storage.place import Place

FOLDER = Path(__file__).resolve().parent / "migrations"


def versions() -> list[tuple[int, Path]]:
    """All migrations in order: (version, file)."""
    return sorted((int(file.stem), file) for file in FOLDER.glob("[0-9]*.sql"))


def newest() -> int:
    return versions()[-1][0]


def current(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def upgrade(connection: Connection, place: Place) -> bool:
    """Run what is missing; True where something was. An interrupted upgrade leaves the old file."""
    have = current(connection)
    if have > newest():
        raise UserError("errors.database_newer", file=str(place.file))
    if have == newest():
        return False
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        for statement in _missing(have):
            connection.exec_driver_sql(statement)
        journal.install(connection)
        journal.forget_inverses(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise RuntimeError(f"migration leaves a broken reference in {broken[0]}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {newest()}")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")
    return True


def _missing(have: int) -> list[str]:
    """Statements of the migrations that a file of version `have` lacks."""
    scripts = [script.read_text(encoding="utf-8") for version, script in versions() if version > have]
    return [statement for script in scripts for statement in statements(script)]


def statements(script: str) -> list[str]:
    """The statements of a migration; ours never hold a semicolon inside."""
    return [part.strip() for part in script.split(";") if part.strip()]
