"""The list of accounts: add, find, filter, sort, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktopcrm.domain.account_list import NO_DEAL, SORTS, AccountQuery, AccountRow
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.records import NewRecord, Records
from desktopcrm.services.summaries import Summaries
from desktopcrm.storage import plans, summaries

__all__ = ["NO_DEAL", "SORTS", "AccountQuery", "AccountRow", "Accounts"]

NAMES_SHOWN = 5
AT_ONCE = 200
AT_ONCE_QUICK = 24
"""Rows computed before a quick page is shown; more than that is done in the background (`refresh_some`)."""


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
        with self._desk.store.read() as tx:
            return summaries.page(tx, query)

    def _refresh(self, query: AccountQuery) -> None:
        if not query.quick:
            while self.refresh_some(AT_ONCE):
                pass
            return
        self.refresh_few()

    def refresh_few(self) -> None:
        """Compute the rows that are out of date where they are few; else they are left to the background."""
        few = self._summaries.stale(AT_ONCE_QUICK + 1)
        if len(few) <= AT_ONCE_QUICK:
            self._summaries.refresh(few)

    def count(self, query: AccountQuery) -> int:
        with self._desk.store.read() as tx:
            return summaries.count(tx, query)

    def hidden(self, query: AccountQuery) -> int:
        """How many accounts the query leaves out only because they are in class 3."""
        with self._desk.store.read() as tx:
            return summaries.count_hidden(tx, query)

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

    def find(self, text: str) -> int:
        """Id of the account that a name, a clear part of it, or an id means. Raises `UserError`."""
        wanted = text.strip()
        with self._desk.store.read() as tx:
            accounts = plans.of_kind(tx, "account")
        tests: tuple[Callable[[Record], bool], ...] = (
            lambda one: one.name.casefold() == wanted.casefold(),
            lambda one: wanted in (str(one.id), one.uid),
            lambda one: bool(wanted) and wanted.casefold() in one.name.casefold(),
        )
        for test in tests:
            found = [one for one in accounts if test(one)]
            if len(found) == 1:
                return found[0].id
            if found:
                names = tuple(one.name for one in found[:NAMES_SHOWN])
                raise UserError("errors.account_ambiguous", name=text, names=names)
        raise UserError("errors.account_unknown", name=text)
