"""Loads and dumps interchange files. One load is one undoable step, refused whole or done whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.fieldtypes import Scope
from desktopcrm.errors import UserError
from desktopcrm.services.backups import Backups
from desktopcrm.services.desk import Desk
from desktopcrm.services.exchange.definitions import Definition, bodies, check_answers, check_places
from desktopcrm.services.exchange.dump import Dump, gather
from desktopcrm.services.exchange.incoming import Homeless, Incoming
from desktopcrm.services.exchange.merge import Counts, Merge, Tally
from desktopcrm.services.exchange.names import Names
from desktopcrm.services.exchange.resolve import Manner, Resolver
from desktopcrm.services.exchange.rules import Rules, twice
from desktopcrm.services.exchange.shapes import (
    SIZE_LIMIT,
    FileShape,
    RemovedShape,
    because,
    decode,
    refused,
)
from desktopcrm.services.files import read_whole, write_safely
from desktopcrm.services.overlay import OverlayService
from desktopcrm.storage.store import Tx


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What came in (or would): counts of records, facts, links, events and own definitions."""

    accounts: tuple[str, ...]
    added: Counts
    changed: Counts
    ignored: Counts
    homeless: tuple[Homeless, ...]
    dry_run: bool


class Exchange:
    def __init__(self, desk: Desk, overlay: OverlayService, backups: Backups) -> None:
        self._desk = desk
        self._overlay = overlay
        self._backups = backups

    def load(self, file: Path, dry_run: bool = False, misfits: bool = False) -> LoadReport:
        """Bring a file in. Raises `UserError` naming path and reason; then nothing was changed.

        `misfits`: a value that does not fit its field becomes a note, as one without a field does.
        """
        data = read_whole(file, SIZE_LIMIT)
        if not dry_run:
            self.load_bytes(
                data, file.name, dry_run=True, misfits=misfits
            )  # a file that is refused needs no backup
            self._backups.before("before_import")
        return self.load_bytes(data, file.name, dry_run, misfits)

    def load_bytes(self, data: bytes, name: str, dry_run: bool = False, misfits: bool = False) -> LoadReport:
        """The same from memory; `name` stands in the history."""
        shape = decode(data)
        if dry_run:
            with self._desk.store.read() as tx:
                incoming, tally = self._take(tx, shape, misfits, write=False)
        else:
            with self._desk.store.step("steps.loaded", name=name) as tx:
                incoming, tally = self._take(tx, shape, misfits, write=True)
        names = tuple(one.name for one in incoming.records.values() if one.kind == "account")
        return LoadReport(names, tally.added, tally.changed, tally.ignored, tuple(incoming.homeless), dry_run)

    def dump(self, account_ids: Sequence[int] | None, file: Path) -> None:
        """Write accounts (`None`: all, with every rival) to a file."""
        write_safely(file, self.dump_bytes(account_ids))

    def dump_bytes(self, account_ids: Sequence[int] | None) -> bytes:
        """The same content gives the same bytes."""
        with self._desk.store.read() as tx:
            content = gather(tx, account_ids, self._desk.today())
            return Dump(tx, self._desk.catalogue).bytes_of(content)

    def _take(self, tx: Tx, shape: FileShape, misfits: bool, write: bool) -> tuple[Incoming, Tally]:
        """Everything is checked before the first row is written."""
        definitions = bodies(shape)
        check_places(shape, self._desk.catalogue)
        catalogue = self._catalogue(definitions)
        check_answers(shape, self._desk.catalogue, catalogue)
        removed = frozenset((one.kind, one.key) for one in shape.definitions if isinstance(one, RemovedShape))
        names = Names(tx)

        def scope_of(account: str) -> Scope:
            stored = names.stored(account) if account else None
            return self._desk.scope_in(tx, stored.id if stored else None)

        incoming = Resolver(names, catalogue, Manner(removed, misfits)).resolve(shape, scope_of)
        incoming.definitions = definitions
        double = twice(incoming.facts)
        if double is not None:
            raise refused(f"{double.path}.uid", "errors.load_uid_twice", uid=double.uid)
        Rules(tx, names, incoming, self._desk.today()).check()
        counted = Merge(tx, names, incoming, write=False).run()
        known = {key for key, _, _ in self._overlay.definitions()}
        for key, _, _ in definitions:
            (counted.ignored if key in known else counted.added).add("definitions")
        if write:
            self._put_definitions(definitions)
            Merge(tx, names, incoming, write=True).run()
        return incoming, counted

    def _catalogue(self, definitions: list[Definition]) -> Catalogue:
        try:
            return self._desk.load_catalogue(tuple(definitions))
        except UserError as error:
            raise because("definitions", error) from None

    def _put_definitions(self, definitions: list[Definition]) -> None:
        for key, what, body in definitions:
            self._overlay.put(key, what, body)
