"""Brings a database to the newest schema in one transaction. Refuses a newer file before touching it.

Alembic is not used: it costs 0.8 s of import at each new file, and its autogeneration is what we do not want;
what is left of it is this file.
"""

from __future__ import annotations

from collections.abc import Callable
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


Precaution = Callable[[Connection], object]
"""Makes a verified backup of the open database or raises `UserError`."""


def upgrade(connection: Connection, place: Place, before: Precaution | None = None) -> bool:
    """Run what is missing; True where something was. An interrupted upgrade leaves the old file.

    A file that holds data is backed up first; one that is only read is brought up to date in memory.
    """
    have = current(connection)
    if have > newest():
        raise UserError("errors.database_newer", file=str(place.file))
    if have == newest():
        return False
    if have and before is not None and not place.read_only:
        _back_up(connection, before)
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        _run(connection, have)
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        if getattr(connection.connection.driver_connection, "in_transaction", False):
            connection.exec_driver_sql("ROLLBACK")  # a full disk has made SQLite do so by itself already
        raise
    return True


def _back_up(connection: Connection, before: Precaution) -> None:
    try:
        before(connection)
    except UserError as error:
        raise UserError("errors.backup_before_migration", why=error) from error


def _run(connection: Connection, have: int) -> None:
    for statement in _missing(have):
        connection.exec_driver_sql(statement)
    journal.install(connection)
    journal.forget_inverses(connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"migration leaves a broken reference in {broken[0]}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {newest()}")


def _missing(have: int) -> list[str]:
    """Statements of the migrations that a file of version `have` lacks."""
    scripts = [script.read_text(encoding="utf-8") for version, script in versions() if version > have]
    return [statement for script in scripts for statement in statements(script)]


def statements(script: str) -> list[str]:
    """The statements of a migration; ours never hold a semicolon inside."""
    return [part.strip() for part in script.split(";") if part.strip()]
