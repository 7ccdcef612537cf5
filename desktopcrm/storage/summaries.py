"""One derived row an account for the list: marked by a step, written when computed, read by pages.

Outside the undo journal: it can always be made again from the facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple, cast

import msgspec

from desktopcrm.domain.account_list import NO_DEAL, AccountQuery, AccountRow
from desktopcrm.domain.prelim_class import NO_TIME
from desktopcrm.domain.search_text import MARK, Wanted, search_text, sort_key
from desktopcrm.storage.journal import Touched
from desktopcrm.storage.refusals import Unreadable
from desktopcrm.storage.rows import day_of, marks
from desktopcrm.storage.store import Tx
from desktopcrm.storage.tables import SUMMARY

COLUMN_OF = {
    "name": "sort_key",
    "stage": "stage",
    "coverage": "total",
    "last_touch": "last_touch",
    "next_due": "next_due",
}
DAYS = ("last_touch", "next_due")
_DECODER = msgspec.json.Decoder(list[tuple[int, str, str]])


class Standing(NamedTuple):
    """The classes of a purchase; empty where there is none."""

    deal: str = ""
    kp: str = ""


_COLUMNS = (
    "account_id, name, industry, city, tier, stage, status, project_title, "
    "point, line, surface, precision, last_touch, next_due, archived, prelim, deal, kp"
)


def mark(tx: Tx, touched: Touched) -> None:
    """Inside the step: rows of the touched accounts, new ones with their name, are to be computed again."""
    if touched.definitions:
        tx.exec_driver_sql("UPDATE summary SET good_until = ''")
    if touched.shared:
        _mark_sharers(tx, tuple(touched.records))
    for account_id in touched.accounts:
        row = tx.exec_driver_sql(
            "SELECT name, archived_at IS NOT NULL FROM record WHERE id = ? AND kind = 'account'",
            (account_id,),
        ).first()
        if row is None:
            tx.exec_driver_sql("DELETE FROM summary WHERE account_id = ?", (account_id,))
            continue
        tx.exec_driver_sql(
            "INSERT INTO summary VALUES (?1, ?2, ?3, ?4, '', '', '', 0, '', '', 0, 0, 0, 0, 0, '', '', ?5, '', '', '', '', '[]') "
            "ON CONFLICT(account_id) DO UPDATE SET name = ?2, sort_key = ?3, search_text = CASE name WHEN ?2 "
            "THEN search_text ELSE ?4 END, archived = ?5, good_until = ''",
            (account_id, row[0], sort_key(row[0]), search_text(row[0]), row[1]),
        )


def _mark_sharers(tx: Tx, ids: tuple[int, ...]) -> None:
    """Accounts that show what is shared: a company they meet, a note of their industry; all with an industry where
    a shared record is gone and no longer says whom it was about."""
    tx.exec_driver_sql(
        "UPDATE summary SET good_until = '' WHERE account_id IN (SELECT account_id FROM record WHERE ref_id IN "
        f"(SELECT coalesce(parent_id, id) FROM record WHERE id IN ({marks(ids)})))",
        ids,
    )
    said = tx.exec_driver_sql(
        f"SELECT DISTINCT lower(value) FROM fact WHERE field = 'industry' AND record_id IN ({marks(ids)})",
        ids,
    ).all()
    there = tx.exec_driver_sql(f"SELECT count(*) FROM record WHERE id IN ({marks(ids)})", ids).scalar_one()
    industries = tuple(row[0] for row in said)
    which = f"lower(industry) IN ({marks(industries)})" if there == len(ids) else "industry <> ''"
    tx.exec_driver_sql(
        f"UPDATE summary SET good_until = '' WHERE {which}", industries if there == len(ids) else ()
    )


def stale(tx: Tx, day: date, limit: int) -> list[int]:
    """Accounts whose row must be computed again, at most `limit`."""
    rows = tx.exec_driver_sql(
        "SELECT account_id FROM summary WHERE good_until < ? LIMIT ?", (day.isoformat(), limit)
    )
    return [int(row[0]) for row in rows]


def mark_older(tx: Tx) -> None:
    """Rows that an earlier edition made for its own way of searching are to be computed again."""
    older = "substr(search_text, -1) <> ?"
    if tx.exec_driver_sql(f"SELECT 1 FROM summary WHERE {older} LIMIT 1", (MARK,)).first():
        tx.exec_driver_sql(f"UPDATE summary SET good_until = '' WHERE {older}", (MARK,))


def put(tx: Tx, account_id: int, values: Mapping[str, object]) -> None:
    """Write a computed row."""
    tx.execute(SUMMARY.update().where(SUMMARY.c.account_id == account_id).values(**values))


def page(tx: Tx, query: AccountQuery) -> list[AccountRow]:
    """One page of the list in the wanted order."""
    where, params = _where(query)
    again = params if _blanks_last(query) else ()
    rows = tx.exec_driver_sql(_select(query, where), (*params, *again, query.limit, query.offset)).all()
    return [_row(cast("_Stored", row)) for row in rows]


def count(tx: Tx, query: AccountQuery) -> int:
    """Lines of the whole list. Whom it hides is counted by itself: both numbers are read off an index."""
    return _count(tx, *_where(replace(query, hides_third=False))) - count_hidden(tx, query)


def count_hidden(tx: Tx, query: AccountQuery) -> int:
    """Lines that are left out only because they are in class 3."""
    if not query.hides_third or query.text.strip():
        return 0
    where, params = _where(replace(query, hides_third=False))
    return _count(tx, f"{where} AND prelim = ?", (*params, NO_TIME))


def _count(tx: Tx, where: str, params: tuple[object, ...]) -> int:
    return int(tx.exec_driver_sql(f"SELECT count(*) FROM summary WHERE {where}", params).scalar_one())


def standings(tx: Tx) -> tuple[dict[int, Standing], dict[int, date]]:
    """What the rows know of all purchases: purchase → its classes, account → day of the last contact."""
    found: dict[int, Standing] = {}
    touched: dict[int, date] = {}
    for account_id, last_touch, purchases in tx.exec_driver_sql(
        "SELECT account_id, last_touch, purchases FROM summary WHERE archived = 0"
    ):
        if last_touch:
            touched[int(account_id)] = day_of(last_touch)
        found.update({number: Standing(deal, kp) for number, deal, kp in _purchases(purchases)})
    return found, touched


def _purchases(text: str) -> list[tuple[int, str, str]]:
    try:
        return _DECODER.decode(text)
    except msgspec.MsgspecError:
        raise Unreadable("purchases") from None


def written(purchases: Mapping[int, Standing]) -> str:
    """The classes of an account's purchases as the row keeps them."""
    return msgspec.json.encode([(number, *one) for number, one in purchases.items()]).decode()


def _where(query: AccountQuery) -> tuple[str, tuple[object, ...]]:
    words = Wanted(query.text).words
    tests: list[tuple[str, object]] = [("archived = ?", int(query.archived))]
    if query.tier:
        tests.append(("tier = ?", query.tier))
    if query.deal:
        tests.append(("deal = ?", "" if query.deal == NO_DEAL else query.deal))
    if query.due_by is not None:
        tests.append(("next_due BETWEEN '1' AND ?", query.due_by.isoformat()))
    tests += [("prelim <> ?", NO_TIME)] if query.hides_third and not words else []
    found = [f"({' OR '.join(['instr(search_text, ?) > 0'] * len(forms))})" for forms in words]
    values = (*(value for _, value in tests), *(form for forms in words for form in forms))
    return " AND ".join([*(test for test, _ in tests), *found]), values


def _blanks_last(query: AccountQuery) -> bool:
    """Nothing is due where there is no day: such accounts stand last in both directions."""
    return query.sort in DAYS and not query.descending


def _select(query: AccountQuery, where: str) -> str:
    """The page, read along an index in either direction."""
    columns = dict.fromkeys((COLUMN_OF[query.sort], "sort_key", "account_id"))  # as the indexes have them
    order = ", ".join(f"{column} {'DESC' if query.descending else 'ASC'}" for column in columns)
    if not _blanks_last(query):
        return f"SELECT {_COLUMNS} FROM summary WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    parts = (
        f"SELECT * FROM (SELECT {_COLUMNS} FROM summary WHERE {where} AND {COLUMN_OF[query.sort]} {some} '' ORDER BY {order})"
        for some in (">", "=")
    )
    return f"{' UNION ALL '.join(parts)} LIMIT ? OFFSET ?"


_Stored = tuple[int, str, str, str, str, int, str, str, int, int, int, int, str, str, int, str, str, str]


def _row(row: _Stored) -> AccountRow:
    account_id, name, industry, city, tier, stage, status, title, *_ = row
    touch, due, archived, *classes = row[12:]
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
        day_of(touch) if touch else None,
        day_of(due) if due else None,
        bool(archived),
        *classes,
    )
