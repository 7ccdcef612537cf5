"""The list of accounts: add, find, filter, sort, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from desktopcrm.domain.search_text import folded
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.records import NewRecord, Records
from desktopcrm.services.summaries import Summaries

SORTS = {
    "name": "sort_key",
    "stage": "stage",
    "coverage": "total",
    "last_touch": "last_touch",
    "next_due": "next_due",
}
AT_ONCE = 200
AT_ONCE_QUICK = 24
"""Rows computed before a quick page is shown; more than that is done in the background (`refresh_some`)."""
DAYS = ("last_touch", "next_due")

_COLUMNS = (
    "account_id, name, industry, city, tier, stage, status, project_title, "
    "point, line, surface, precision, last_touch, next_due, archived"
)


@dataclass(frozen=True, slots=True)
class AccountQuery:
    """`sort` is a key of `SORTS`. `quick`: where many rows are out of date, show them as they are (the window brings
    them up to date in the background).
    """

    text: str = ""
    sort: str = "name"
    descending: bool = False
    offset: int = 0
    limit: int = 200
    archived: bool = False
    quick: bool = False


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the list; `coverage` = percent of point, line, surface, precision. `stage` 0: no purchase."""

    id: int
    name: str
    industry: str
    city: str
    tier: str
    stage: int
    status: str
    project_title: str
    coverage: tuple[int, int, int, int]
    last_touch: date | None
    next_due: date | None
    archived: bool


class Accounts:
    def __init__(self, desk: Desk, rows: Records, summaries: Summaries) -> None:
        self._desk = desk
        self._records = rows
        self._summaries = summaries

    def add(self, name: str) -> int:
        """A new account; only the name is needed."""
        return self._records.add(NewRecord("account", name))

    def page(self, query: AccountQuery) -> list[AccountRow]:
        """One page of the list in the wanted order."""
        self._refresh(query)
        where, params = self._where(query)
        with self._desk.store.read() as tx:
            rows = tx.exec_driver_sql(
                _select(query, where),
                (*params, *(params if _blanks_last(query) else ()), query.limit, query.offset),
            ).all()
        return [_row(cast("_Stored", row)) for row in rows]

    def _refresh(self, query: AccountQuery) -> None:
        if not query.quick:
            while self.refresh_some(AT_ONCE):
                pass
            return
        few = self._summaries.stale(AT_ONCE_QUICK + 1)
        if len(few) <= AT_ONCE_QUICK:
            self._summaries.refresh(few)

    def count(self, query: AccountQuery) -> int:
        where, params = self._where(query)
        with self._desk.store.read() as tx:
            found = tx.exec_driver_sql(f"SELECT count(*) FROM summary WHERE {where}", params)
            return int(found.scalar_one())

    def put_away(self, account_ids: Sequence[int]) -> None:
        """Archive several accounts in one step."""
        with self._desk.store.step("steps.accounts_archived", n=len(account_ids)):
            for account_id in account_ids:
                self._records.archive(account_id)

    def bring_back(self, account_ids: Sequence[int]) -> None:
        """Bring several archived accounts back in one step."""
        with self._desk.store.step("steps.accounts_restored", n=len(account_ids)):
            for account_id in account_ids:
                self._records.restore(account_id)

    def refresh_some(self, limit: int = 50) -> int:
        """Compute rows that are out of date; gives how many were."""
        stale = self._summaries.stale(limit)
        self._summaries.refresh(stale)
        return len(stale)

    def _where(self, query: AccountQuery) -> tuple[str, tuple[object, ...]]:
        where, params = "archived = ?", [int(query.archived)]
        words: list[object] = [*params]
        for word in folded(query.text).split():
            where += " AND instr(search_text, ?) > 0"
            words.append(word)
        return where, tuple(words)

    def find(self, text: str) -> int:
        """Id of the account that a name, a clear part of it, or an id means. Raises `UserError`."""
        wanted = text.strip()
        with self._desk.store.read() as tx:
            rows = tx.exec_driver_sql("SELECT id, uid, name FROM record WHERE kind = 'account'").all()
        for one in (
            lambda row: row[2].casefold() == wanted.casefold(),
            lambda row: wanted in (str(row[0]), row[1]),
            lambda row: bool(wanted) and wanted.casefold() in row[2].casefold(),
        ):
            found = [row for row in rows if one(row)]
            if len(found) == 1:
                return int(found[0][0])
            if found:
                raise UserError(
                    "errors.account_ambiguous", name=text, names=tuple(row[2] for row in found[:5])
                )
        raise UserError("errors.account_unknown", name=text)


def _blanks_last(query: AccountQuery) -> bool:
    """Nothing is due where there is no day: such accounts stand last in both directions."""
    return query.sort in DAYS and not query.descending


def _select(query: AccountQuery, where: str) -> str:
    """The page, read along an index in either direction."""
    columns = dict.fromkeys((SORTS[query.sort], "sort_key", "account_id"))  # as the indexes have them
    order = ", ".join(f"{column} {'DESC' if query.descending else 'ASC'}" for column in columns)
    if not _blanks_last(query):
        return f"SELECT {_COLUMNS} FROM summary WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    parts = (
        f"SELECT * FROM (SELECT {_COLUMNS} FROM summary WHERE {where} AND {SORTS[query.sort]} {some} '' ORDER BY {order})"
        for some in (">", "=")
    )
    return f"{' UNION ALL '.join(parts)} LIMIT ? OFFSET ?"


_Stored = tuple[int, str, str, str, str, int, str, str, int, int, int, int, str, str, int]


def _row(row: _Stored) -> AccountRow:
    account_id, name, industry, city, tier, stage, status, title, *_ = row
    touch, due, archived = row[12:]
    return AccountRow(
        account_id,
        name,
        industry,
        city,
        tier,
        stage,
        status,
        title,
        row[8:12],
        date.fromisoformat(touch) if touch else None,
        date.fromisoformat(due) if due else None,
        bool(archived),
    )
