"""The sample accounts: put in and taken out in one step each. Known by the fixed uids in their files."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from desktopcrm import paths
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from desktopcrm.services.backups import Backups
from desktopcrm.services.desk import Desk
from desktopcrm.services.exchange.names import account_uid, new_shared_uid
from desktopcrm.services.exchange.service import Exchange
from desktopcrm.services.exchange.shapes import decode
from desktopcrm.storage import lookup, records

WRITTEN_ON = date(2026, 11, 22)
"""The day on which the shipped samples are true."""

DAY_KEYS = ("created_on", "archived_at", "seen_on", "recorded_at", "day")
Json = dict[str, object]


class Samples:
    """Interchange files in `resources/samples` whose name holds the language between hyphens (`en-lakeside.json`)."""

    def __init__(self, desk: Desk, exchange: Exchange, backups: Backups) -> None:
        self._desk = desk
        self._exchange = exchange
        self._backups = backups

    def add(self, lang: str) -> tuple[str, ...]:
        """Load the samples of a language; gives the accounts' names. What is there already stays as it is."""
        files = sample_files(lang)
        if not files:
            raise UserError("errors.samples_missing", folder=str(folder()))
        have = {record.uid for record in self._records()}
        names: list[str] = []
        with self._desk.store.step("steps.samples_added"):
            for file in files:
                accounts = decode(file.read_bytes()).accounts
                names += [one.name for one in accounts]
                if any(account_uid(one.uid, one.name) not in have for one in accounts):
                    self._exchange.load_bytes(self._up_to_date(file), file.name)
        return tuple(names)

    def _up_to_date(self, file: Path) -> bytes:
        """The file with all its days moved on by whole weeks, so that a sample is as fresh as on the day it was
        written and a visit still falls on a working day."""
        weeks = max(0, (self._desk.today() - WRITTEN_ON).days // 7)
        moved = Calendar(self._desk.catalogue, timedelta(weeks=weeks)).file(json.loads(file.read_bytes()))
        return json.dumps(moved, ensure_ascii=False).encode()

    def present(self) -> bool:
        """Whether any sample account is there."""
        return bool(self._records())

    def remove(self) -> int:
        """Take the sample accounts out, with the rivals that nothing else speaks of; gives how many accounts."""
        found = [record.id for record in self._records()]
        if found:
            self._backups.before("before_bulk_delete")
        with self._desk.store.step("steps.samples_removed") as tx:
            for record_id in found:
                records.delete(tx, record_id)
            for record_id in lookup.unused_shared(tx, shared_uids()):
                records.delete(tx, record_id)
        return len(found)

    def _records(self) -> list[Record]:
        with self._desk.store.read() as tx:
            found = [lookup.record(tx, uid) for uid in account_uids()]
        return [one for one in found if one is not None]


class Calendar:
    """Moves every day of an interchange file: of facts, events, links and records, and values that are days."""

    def __init__(self, catalogue: Catalogue, by: timedelta) -> None:
        self._catalogue = catalogue
        self._by = by

    def file(self, raw: Json) -> Json:
        moved = {**raw}
        for part in ("shared", "accounts"):
            moved[part] = [self._record(one, "account") for one in _rows(raw, part)]
        return moved

    def _record(self, raw: Json, kind: str) -> Json:
        kind = str(raw.get("kind", kind))
        moved = self._days(raw)
        moved["facts"] = [self._fact(one, kind) for one in _rows(raw, "facts")]
        for part in ("records", "links", "events"):
            if part in raw:
                moved[part] = [
                    self._record(one, "") if part == "records" else self._days(one)
                    for one in _rows(raw, part)
                ]
        return moved

    def _fact(self, raw: Json, kind: str) -> Json:
        moved = self._days(raw)
        field = self._catalogue.find(kind, str(raw["field"]))
        if field is not None and field.type == "date":
            moved["value"] = self._moved(str(raw["value"]))
        return moved

    def _days(self, raw: Json) -> Json:
        return {
            key: self._moved(str(value)) if key in DAY_KEYS and value else value for key, value in raw.items()
        }

    def _moved(self, text: str) -> str:
        """An ISO day, or an ISO moment, later by what the calendar moves."""
        return (date.fromisoformat(text[:10]) + self._by).isoformat() + text[10:]


def _rows(raw: Json, part: str) -> list[Json]:
    rows = raw.get(part, [])
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


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
