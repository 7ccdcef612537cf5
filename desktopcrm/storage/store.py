"""The one way to the data: `step` to write (journaled, one transaction), `read` to look.

Knows transactions and what they touched; knows no table's meaning. A step inside a step joins it. Listeners hear
of a step only after its commit; writing from a listener is a bug and raises. A read-only store refuses steps; derived
tables are worked out in its memory.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from desktopcrm.domain.changes import ChangeBus, ChangeSet
from desktopcrm.errors import UserError
from desktopcrm.storage import backup_files, journal, schema
from desktopcrm.storage.engine import explained, open_engine
from desktopcrm.storage.exporting import driver
from desktopcrm.storage.place import Place
from desktopcrm.storage.refusals import Missing, Unreadable, refusal
from desktopcrm.storage.rows import moment_of, params_of
from desktopcrm.storage.watch import Watch

Tx = Connection
HURRY_S = 0.02
"""How long somebody in a hurry waits before he cuts short what another thread does, and again."""
WHOLE_S = 60.0
"""So long a file that was found whole counts as whole: an error that comes again and again is not examined each time."""
Label = str | int | dict[str, str]
BeforeCommit = Callable[[Tx, journal.Touched], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a user did. `params` fill the label's text; a dict holds both languages."""

    id: int
    label: str
    params: dict[str, Label]
    at: datetime
    undone: bool
    undoable: bool


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Store:
    """An open database; one of an older version is backed up and brought up to date first."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._lock = threading.RLock()
        self._engine, self._connection = open_engine(place)
        self._watch = Watch(place)
        try:
            schema.upgrade(self._connection, place, self._back_up)
        except BaseException as error:
            self.close()
            if isinstance(error, Exception):
                raise explained(error, place) from error
            raise
        self._open_step: int | None = None
        self._forgetting = False
        self._publishing = False
        self._before_commit: list[BeforeCommit] = []
        self._found_whole: dict[str, float] = {}
        self.bus = ChangeBus()

    def _back_up(self, connection: Connection) -> None:
        backup_files.make(connection, self.place.file.parent, "before_migration", self.place.key)

    @property
    def is_read_only(self) -> bool:
        return self.place.read_only

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other thread gets at the data. Whoever is at them is cut short: a copy is thrown away, a step taken back."""
        while not self._lock.acquire(timeout=HURRY_S):
            driver(self._connection).interrupt()
        try:
            yield
        finally:
            self._lock.release()

    def close(self) -> None:
        """Also of a file that is no longer there: what it held is saved before. Waits for what another thread reads."""
        with self._lock:
            if not self._watch.is_same():
                self._watch.lost(self._connection)
            self._connection.close()
            self._engine.dispose()
            self._watch.close()

    def check_place(self) -> None:
        """Whether the file is still where it was; cheap, to be asked every two seconds. Raises `UserError`.

        What this window holds of a file that was deleted or replaced is saved before.
        """
        if not self._watch.is_same():
            with self._lock:
                raise self._watch.lost(self._connection)

    def before_commit(self, hook: BeforeCommit) -> None:
        """Derived tables are brought up to date here, inside the same transaction."""
        self._before_commit.append(hook)

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """A connection to read from; inside a step it sees the step's own writes."""
        with self._lock, self._in_sentences():
            yield self._connection

    @contextmanager
    def step(self, label: str, **params: Label) -> Iterator[Tx]:
        """One undoable step in one transaction. `label`: text key under `steps.*`; `params` fill it."""
        if self.is_read_only:
            raise UserError("errors.read_only_mode")
        with self._lock:
            if self._publishing:  # inside the lock: another thread waits, only a listener gets here
                raise RuntimeError("a change listener must not write")
            if self._open_step is not None:
                yield self._connection
                return
            with self._transaction() as tx:
                at = now().isoformat()
                step_id = journal.begin(tx, label, json.dumps(params, ensure_ascii=False), at)
                self._open_step, self._forgetting = step_id, False
                try:
                    yield tx
                finally:
                    self._open_step = None
                touched = journal.end(tx, step_id)
                if self._forgetting:
                    journal.forget_inverses(tx)
                for hook in self._before_commit:
                    hook(tx, touched)
            self._publish(touched, label)

    @contextmanager
    def unjournaled(self) -> Iterator[Tx]:
        """A transaction that leaves no history: derived tables, settings, drafts. Inside a step it joins it."""
        with self._lock:
            if self._open_step is not None:
                yield self._connection
                return
            with self._transaction() as tx:
                yield tx

    @contextmanager
    def _transaction(self) -> Iterator[Tx]:
        self.check_place()
        tx = self._connection
        with self._in_sentences():
            tx.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield tx
                tx.exec_driver_sql("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def _in_sentences(self) -> Iterator[None]:
        """What the disk or the file refuses is told to the user; all else is a bug."""
        try:
            yield
        except (DatabaseError, Unreadable, UnicodeDecodeError) as error:
            said = refusal(error, self.place.file)
            if said is None:
                raise
            raise said from error
        except Missing as error:
            if error.is_examined:  # inside another reading or step
                raise
            error.is_examined = True
            damaged = self.damage(error)
            if damaged is None:
                raise
            raise damaged from error

    def _roll_back(self) -> None:
        """A full disk or a damaged file has made SQLite do so by itself already."""
        if getattr(self._connection.connection.driver_connection, "in_transaction", False):
            self._connection.exec_driver_sql("ROLLBACK")

    def _publish(self, touched: journal.Touched, label: str) -> None:
        if not touched.records and not touched.definitions:
            return
        self._publishing = True
        try:
            self.bus.publish(
                ChangeSet(touched.accounts, touched.records, touched.definitions, touched.shared, label)
            )
        finally:
            self._publishing = False

    def undo(self) -> Step | None:
        """Take back the newest step; `None` where there is none."""
        return self._replay(journal.next_undo)

    def redo(self) -> Step | None:
        return self._replay(journal.next_redo)

    def _replay(self, choose: Callable[[Tx], int | None]) -> Step | None:
        if self.is_read_only:
            raise UserError("errors.read_only_mode")
        with self._lock:
            step_id = choose(self._connection)
            if step_id is None:
                return None
            with self._transaction() as tx:
                touched = journal.replay(tx, step_id)
                for hook in self._before_commit:
                    hook(tx, touched)
            step = self._step(step_id)
            self._publish(touched, step.label)
            return step

    def next_undo(self) -> Step | None:
        return self._next(journal.next_undo)

    def next_redo(self) -> Step | None:
        return self._next(journal.next_redo)

    def _next(self, choose: Callable[[Tx], int | None]) -> Step | None:
        with self.read() as tx:
            step_id = None if self.is_read_only else choose(tx)
            return None if step_id is None else self._step(step_id)

    def _step(self, step_id: int) -> Step:
        return next(one for one in self.steps(1, step_id))

    def steps(self, limit: int, only: int | None = None) -> list[Step]:
        """Newest steps first."""
        with self.read() as tx:
            rows = tx.exec_driver_sql(
                "SELECT id, label, params, at, undone, EXISTS(SELECT 1 FROM change WHERE step_id = step.id) "
                "FROM step WHERE ?1 IS NULL OR id = ?1 ORDER BY id DESC LIMIT ?2",
                (only, limit),
            ).all()
            return [
                Step(int(row[0]), row[1], params_of(row[2]), moment_of(row[3]), bool(row[4]), bool(row[5]))
                for row in rows
            ]

    def damage(self, error: Exception) -> UserError | None:
        """The sentence for a failure that a damaged file has caused; `None`: it is a bug of ours."""
        said = refusal(error, self.place.file)
        if said is None:
            # against its indexes the file is held only where we would have to speak of a bug: that takes its time
            check = "quick_check" if isinstance(error, UserError) else "integrity_check(1)"
            if monotonic() - self._found_whole.get(check, -WHOLE_S) < WHOLE_S:
                return None
            try:
                with self.read() as tx:
                    found = tx.exec_driver_sql(f"PRAGMA {check}").scalar()
            except UserError as another:
                return another
            if found == "ok":
                self._found_whole[check] = monotonic()
            else:
                said = UserError("errors.database_damaged", file=str(self.place.file))
        return said

    def forget_undo(self, record_ids: tuple[int, ...], names: tuple[str, ...]) -> None:
        """Inside an erase: no inverse statement, this step's own included, and no label may keep what was erased.

        Labels that hold one of the names, and those of every step that touched one of the records.
        """
        with self.step("steps.erased") as tx:
            self._forgetting = True
            journal.forget_labels(tx, record_ids, names)

    def compact(self) -> None:
        """After an erase: nothing of what was deleted stays in the file or in its log. Where rows moved on, their old
        pages keep them, whatever is deleted: only a file written anew is free of them. Everybody waits for that."""
        if not self.is_read_only:
            with self.read() as tx:
                tx.exec_driver_sql("VACUUM")
                tx.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
