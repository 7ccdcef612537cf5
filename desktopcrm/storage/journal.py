"""Undo by SQLite triggers: while a step is open, each change of a watched table records its inverse statement.

The recipe is SQLite's own ("Automatic Undo/Redo Using SQLite"). Replaying a step's inverses backwards, while the
triggers record again, turns an undo into the next redo. The same rows say which records and accounts changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy.engine import Connection

WATCHED = ("record", "fact", "link", "stage_event", "own_definition")
KEPT_STEPS = 200

_TOUCHED = {
    "record": ("{row}.id", "coalesce({row}.account_id, {row}.id)"),
    "fact": ("{row}.record_id", "(SELECT coalesce(account_id, id) FROM record WHERE id = {row}.record_id)"),
    "link": ("{row}.from_id", "(SELECT coalesce(account_id, id) FROM record WHERE id = {row}.from_id)"),
    "stage_event": ("{row}.project_id", "(SELECT account_id FROM record WHERE id = {row}.project_id)"),
    "own_definition": ("NULL", "NULL"),
}


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids that a step changed; `definitions`: the rep's own fields or items changed; `shared`: something that
    belongs to no account."""

    records: frozenset[int]
    accounts: frozenset[int]
    definitions: bool
    shared: bool = False


def _columns(connection: Connection, table: str) -> list[str]:
    return [str(row[1]) for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]


def install(connection: Connection) -> None:
    """(Re)make the triggers of all watched tables from their columns."""
    for table in WATCHED:
        columns = _columns(connection, table)
        values = " || ',' || ".join(f"quote(OLD.{one})" for one in columns)
        sets = " || ',' || ".join(f"'{one}=' || quote(OLD.{one})" for one in columns)
        inverse = {
            "INSERT": ("NEW", f"'DELETE FROM {table} WHERE id=' || NEW.id"),
            "UPDATE": ("OLD", f"'UPDATE {table} SET ' || {sets} || ' WHERE id=' || OLD.id"),
            "DELETE": ("OLD", f"'INSERT INTO {table}({','.join(columns)}) VALUES(' || {values} || ')'"),
        }
        for action, (row, statement) in inverse.items():
            record, account = (part.format(row=row) for part in _TOUCHED[table])
            name = f"journal_{table}_{action.lower()}"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name} AFTER {action} ON {table} "
                "WHEN (SELECT step_id FROM open_step) IS NOT NULL BEGIN "
                "INSERT INTO change(step_id, inverse, record_id, account_id) "
                f"VALUES ((SELECT step_id FROM open_step), {statement}, {record}, {account}); END"
            )


def begin(connection: Connection, label: str, params: str, at: str) -> int:
    """Open a new step."""
    step_id = connection.exec_driver_sql(
        "INSERT INTO step(label, params, at) VALUES (?, ?, ?)", (label, params, at)
    ).lastrowid
    connection.exec_driver_sql("UPDATE open_step SET step_id = ?", (step_id,))
    return int(step_id)


def end(connection: Connection, step_id: int) -> Touched:
    """Close the step: what was undone before can no longer be redone. One that changed nothing leaves no trace."""
    connection.exec_driver_sql("UPDATE open_step SET step_id = NULL")
    touched = touched_by(connection, step_id)
    if not touched.records and not touched.definitions:
        connection.exec_driver_sql("DELETE FROM step WHERE id = ?", (step_id,))
        return touched
    connection.exec_driver_sql("DELETE FROM step WHERE undone = 1")
    connection.exec_driver_sql(
        "DELETE FROM change WHERE step_id <= (SELECT id FROM step ORDER BY id DESC LIMIT 1 OFFSET ?)",
        (KEPT_STEPS,),
    )
    return touched


def touched_by(connection: Connection, step_id: int) -> Touched:
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT record_id, account_id FROM change WHERE step_id = ?", (step_id,)
    ).all()
    shared = connection.exec_driver_sql(
        "SELECT 1 FROM change LEFT JOIN record ON record.id = change.account_id "
        "WHERE step_id = ? AND change.account_id IS NOT NULL AND record.kind IS NOT 'account' LIMIT 1",
        (step_id,),  # what is gone by now may have been shared
    ).first()
    return Touched(
        frozenset(int(row[0]) for row in rows if row[0] is not None),
        frozenset(int(row[1]) for row in rows if row[1] is not None),
        any(row[0] is None for row in rows),
        shared is not None,
    )


def next_undo(connection: Connection) -> int | None:
    """Id of the step that undo would take back: the newest done one, if its inverses are still kept."""
    row = connection.exec_driver_sql("SELECT max(id) FROM step WHERE undone = 0").first()
    return _replayable(connection, row[0] if row else None)


def next_redo(connection: Connection) -> int | None:
    row = connection.exec_driver_sql("SELECT min(id) FROM step WHERE undone = 1").first()
    return _replayable(connection, row[0] if row else None)


def _replayable(connection: Connection, step_id: int | None) -> int | None:
    if step_id is None:
        return None
    found = connection.exec_driver_sql("SELECT 1 FROM change WHERE step_id = ? LIMIT 1", (step_id,)).first()
    return int(step_id) if found else None


def replay(connection: Connection, step_id: int) -> Touched:
    """Run the step's inverses backwards; the triggers record the way back under the same step."""
    rows = connection.exec_driver_sql(
        "SELECT id, inverse FROM change WHERE step_id = ? ORDER BY id DESC", (step_id,)
    ).all()
    before = touched_by(connection, step_id)
    connection.exec_driver_sql("DELETE FROM change WHERE step_id = ?", (step_id,))
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    connection.exec_driver_sql("UPDATE open_step SET step_id = ?", (step_id,))
    for _, inverse in rows:
        connection.exec_driver_sql(inverse)
    connection.exec_driver_sql("UPDATE open_step SET step_id = NULL")
    connection.exec_driver_sql("UPDATE step SET undone = 1 - undone WHERE id = ?", (step_id,))
    after = touched_by(connection, step_id)
    return Touched(
        before.records | after.records,
        before.accounts | after.accounts,
        before.definitions or after.definitions,
        before.shared or after.shared,
    )


def forget_inverses(connection: Connection) -> None:
    """After a migration or an erase: nothing can be undone any more, the labels stay as history."""
    connection.exec_driver_sql("DELETE FROM change")
    connection.exec_driver_sql("DELETE FROM step WHERE undone = 1")


def forget_labels(connection: Connection, record_ids: tuple[int, ...], names: tuple[str, ...]) -> None:
    """After an erase: take what fills the labels out of all steps that touched the records or hold one of the names, and
    of every step that says a word which is no longer the name of anything: what lay under whom was erased, also if it was
    deleted long ago."""
    for name in names:
        written = json.dumps(name, ensure_ascii=False)[1:-1]
        connection.exec_driver_sql("UPDATE step SET params = '{}' WHERE instr(params, ?) > 0", (written,))
    for record_id in record_ids:
        connection.exec_driver_sql(
            "UPDATE step SET params = '{}' WHERE id IN (SELECT step_id FROM change WHERE record_id = ?)",
            (record_id,),
        )
    known = set(connection.exec_driver_sql("SELECT DISTINCT name FROM record").scalars())
    rows = connection.exec_driver_sql("SELECT id, params FROM step WHERE params <> '{}'").all()
    for step_id, params in rows:
        if any(isinstance(one, str) and one not in known for one in json.loads(params).values()):
            connection.exec_driver_sql("UPDATE step SET params = '{}' WHERE id = ?", (step_id,))
