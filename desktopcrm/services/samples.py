"""The sample accounts: put in and taken out in one step each. Known by the fixed uids in their files."""

from __future__ import annotations

from pathlib import Path

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.exchange.names import account_uid, new_shared_uid
from desktopcrm.services.exchange.service import Exchange
from desktopcrm.services.exchange.shapes import decode
from desktopcrm.storage import lookup, records


class Samples:
    """Interchange files in `resources/samples` whose name holds the language between hyphens (`en-lakeside.json`)."""

    def __init__(self, desk: Desk, exchange: Exchange) -> None:
        self._desk = desk
        self._exchange = exchange

    def add(self, lang: str) -> tuple[str, ...]:
        """Load the samples of a language; gives the accounts' names. What is there already stays as it is."""
        files = sample_files(lang)
        if not files:
            raise UserError("errors.samples_missing", folder=str(folder()))
        with self._desk.store.step("steps.samples_added"):
            reports = [self._exchange.load_bytes(file.read_bytes(), file.name) for file in files]
        return tuple(name for report in reports for name in report.accounts)

    def present(self) -> bool:
        """Whether any sample account is there."""
        return bool(self._stored())

    def remove(self) -> int:
        """Take the sample accounts out, with the rivals that nothing else speaks of; gives how many accounts."""
        found = self._stored()
        with self._desk.store.step("steps.samples_removed") as tx:
            for record_id in found:
                records.delete(tx, record_id)
            for record_id in lookup.unused_shared(tx, shared_uids()):
                records.delete(tx, record_id)
        return len(found)

    def _stored(self) -> list[int]:
        with self._desk.store.read() as tx:
            found = [lookup.record(tx, uid) for uid in account_uids()]
        return [one.id for one in found if one is not None]


def folder() -> Path:
    return paths.resources() / "samples"


def sample_files(lang: str = "") -> list[Path]:
    """The shipped files, of one language or of all."""
    return [file for file in sorted(folder().glob("*.json")) if not lang or lang in file.stem.split("-")]


def account_uids() -> list[str]:
    """Uids of all sample accounts."""
    files = [decode(file.read_bytes()) for file in sample_files()]
    return [account_uid(one.uid, one.name) for file in files for one in file.accounts]


def shared_uids() -> list[str]:
    """Uids of the rivals and industry notes that came with the samples."""
    files = [decode(file.read_bytes()) for file in sample_files()]
    return [new_shared_uid(one.uid, one.kind, "", one.name) for file in files for one in file.shared]
