"""The table of unsent drafts. Knows the table, not what a place means."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.engine import Connection


def put(tx: Connection, place: str, body: str) -> None:
    """Keep the words of a place, in the stead of earlier ones; the same words again keep the time they have."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    tx.exec_driver_sql(
        "INSERT INTO draft(place, body, at) VALUES (?, ?, ?) "
        "ON CONFLICT (place) DO UPDATE SET body = excluded.body, at = excluded.at WHERE body IS NOT excluded.body",
        (place, body, at),
    )


def body(tx: Connection, place: str) -> str | None:
    """The words of a place."""
    found = tx.exec_driver_sql("SELECT body FROM draft WHERE place = ?", (place,)).scalar()
    return None if found is None else str(found)


def drop(tx: Connection, place: str) -> None:
    """Forget the words of a place."""
    tx.exec_driver_sql("DELETE FROM draft WHERE place = ?", (place,))


def every(tx: Connection) -> list[tuple[str, str, str]]:
    """Place, words and time of all, the newest first."""
    rows = tx.exec_driver_sql("SELECT place, body, at FROM draft ORDER BY at DESC, place").all()
    return [(str(row[0]), str(row[1]), str(row[2])) for row in rows]
