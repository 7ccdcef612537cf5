"""T4: cuts the upgrade of files of every released version off at a random moment, plain and encrypted.

Afterwards the file must be of the old version with everything in it, or of the new one with everything in it and a
verified backup of the old one beside it; and the next start must come to its end.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.storage import copies, schema
from desktopcrm.storage.engine import open_engine
from desktopcrm.storage.place import Place
from tests.storage.released import RELEASED, USERS_TABLES, put_together
from tests.torture.children import in_child
from tests.torture.outcome import Options, Outcome

KEY = bytes(range(32))
MORE_FACTS = 1_500
"""So that an upgrade has something to do: a cut falls into it and not only beside it."""
BY_CLOCK = 0.5
RIGHT = schema.upgrade


@dataclass(frozen=True, slots=True)
class State:
    """What stands in a database file that nobody brought up to date."""

    version: int
    tables: frozenset[str]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A folder to copy, and what is right in it before and after."""

    template: Path
    key: bytes | None
    before: State
    after: State
    took: float
    statements: int


def state(folder: Path, key: bytes | None) -> State:
    """Read from a private copy, log included: looking must not change what the next look finds."""
    with tempfile.TemporaryDirectory() as private:
        for file in folder.glob(f"{paths.DATABASE_NAME}*"):
            shutil.copyfile(file, Path(private) / file.name)
        engine, connection = open_engine(Place(Path(private) / paths.DATABASE_NAME, key))
        try:
            tables = connection.exec_driver_sql(
                "SELECT type || name || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
            )
            names = frozenset(str(row[0]) for row in tables)
            rows = tuple(
                (table, *row)
                for table in USERS_TABLES
                for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1").all()
            )
            return State(schema.current(connection), names, rows)
        finally:
            connection.close()
            engine.dispose()


def prepare(place: Path, version: int, key: bytes | None) -> Case:
    """A folder of that version, and a whole upgrade of it to compare with."""
    template = place / f"{version} {'sealed' if key else 'plain'}"
    file = put_together(template, version)
    _fill(file)
    if key is not None:
        plain = file.rename(template / "plain.db")
        copies.export(plain, None, file, key)
        plain.unlink()
    whole = place / "whole"
    shutil.copytree(template, whole)
    began = time.monotonic()
    statements = _statements(whole, key)
    took = time.monotonic() - began
    found = Case(template, key, state(template, key), state(whole, key), took, statements)
    shutil.rmtree(whole)
    return found


def _fill(file: Path) -> None:
    engine, connection = open_engine(Place(file))
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    for number in range(MORE_FACTS):
        connection.exec_driver_sql(
            "INSERT INTO fact(uid, record_id, field, value, certainty, source_kind, source_text, seen_on, recorded_at, "
            "note, is_current) VALUES (?, 1, 'website', ?, '', '', '', '2020-01-01', '2020-01-01T08:00:00+00:00', '', 0)",
            (f"{number:032x}", f"n{number}.example"),
        )
    connection.exec_driver_sql("COMMIT")
    connection.close()
    engine.dispose()


@dataclass(frozen=True, slots=True)
class Cut:
    """When the child dies: after so many seconds, or before so many statements; 0: not at all."""

    seconds: float = 0.0
    statements: int = 0


def cut(folder: Path, key: bytes | None, when: Cut) -> bool:
    """Open it in a child that dies at that moment, without a farewell; whether it was cut off before its end."""

    def deed() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        if when.statements:
            _count_down(when.statements)
        signal.setitimer(signal.ITIMER_REAL, when.seconds)
        App.open(folder, key)
        signal.setitimer(signal.ITIMER_REAL, 0)

    status = in_child(deed)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the program failed by itself")
    return os.WIFSIGNALED(status)


def _count_down(left: int) -> None:
    rest = iter(range(left))

    def before(*_: object) -> None:
        if next(rest, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", before)


def _statements(folder: Path, key: bytes | None) -> int:
    """How many statements the engine is given while the folder is opened."""
    seen: list[int] = []

    def before(*_: object) -> None:
        seen.append(1)

    event.listen(Engine, "before_cursor_execute", before)
    try:
        App.open(folder, key).close()
    finally:
        event.remove(Engine, "before_cursor_execute", before)
    return len(seen)


def careless(connection: Connection, _: Place, before: schema.Precaution | None = None) -> bool:
    """How it is usually done: each statement by itself. The tool must find what that leaves behind."""
    have = schema.current(connection)
    if have == schema.newest():
        return False
    if before is not None:
        before(connection)
    for version, script in schema.versions():
        for statement in schema.statements(script.read_text(encoding="utf-8")) if version > have else ():
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.newest()}")
    return True


def complaint(case: Case, folder: Path) -> str:
    """What is wrong with a folder whose upgrade was cut off; empty where nothing is."""
    try:
        found = state(folder, case.key)
    except UserError as error:
        return f"does not open: {error}"
    if found not in (case.before, case.after):
        return f"half: version {found.version}, {len(found.tables)} tables, {len(found.rows)} rows"
    if found == case.after and not _backed_up(folder, case):
        return "brought up to date without a backup"
    try:
        App.open(folder, case.key).close()
        return "" if state(folder, case.key) == case.after else "the next start did not finish it"
    except Exception as error:  # noqa: BLE001 - whatever stands in the way is what is looked for
        return f"the next start failed: {error!r}"


def _backed_up(folder: Path, case: Case) -> bool:
    """A whole one of how it was; every file that has the name of a backup must be one."""
    found = [copies.verify(file, case.key) for file in (folder / paths.BACKUPS_NAME).glob("*.db")]
    rows = {table: sum(row[0] == table for row in case.before.rows) for table in USERS_TABLES}
    return any(
        one.schema == case.before.version and all(one.counts[table] == rows[table] for table in rows)
        for one in found
    )


def run(options: Options) -> Outcome:
    """`--with sealed=yes`, `sealed=no`, `version=1`: only those; `transaction=no`: an upgrade as it must not be."""
    outcome = Outcome("migrate")
    if not hasattr(os, "fork"):
        outcome.figures["skipped"] = "a system without fork"
        return outcome
    keys = {"yes": (KEY,), "no": (None,)}.get(options.more.get("sealed", ""), (None, KEY))
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        wanted = [one for one in RELEASED[:-1] if options.more.get("version", str(one)) == str(one)]
        cases = [prepare(Path(place), version, key) for version in wanted for key in keys]
        if options.more.get("transaction") == "no":
            schema.upgrade = careless
        try:
            for number in range(options.n):
                _one(outcome, cases[number % len(cases)], Path(place) / "tried", chance)
        finally:
            schema.upgrade = RIGHT
    return outcome


def _one(outcome: Outcome, case: Case, folder: Path, chance: random.Random) -> None:
    """By the clock inside a statement, or between two of them: each half the tries."""
    shutil.copytree(case.template, folder)
    if chance.random() < BY_CLOCK:
        when = Cut(seconds=max(0.0001, chance.uniform(0, case.took)))
    else:
        when = Cut(statements=chance.randint(1, case.statements // (1 if schema.upgrade is RIGHT else 3)))
    was_cut = cut(folder, case.key, when)
    _note(outcome, case, folder, was_cut)
    shutil.rmtree(folder)


def _note(outcome: Outcome, case: Case, folder: Path, was_cut: bool) -> None:
    outcome.tries += 1
    outcome.count("cut off", int(was_cut))
    try:
        is_after = state(folder, case.key) == case.after
        outcome.count("already new" if is_after else "still old")
    except UserError:
        outcome.count("not opened")
    wrong = complaint(case, folder)
    if wrong:
        outcome.failures.append(
            f"version {case.before.version}, {'sealed' if case.key else 'plain'}: {wrong}"
        )
