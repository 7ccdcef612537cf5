"""Reads what lean plans of many accounts need in a few questions: SQLite hands over an account's rows as one text.

Indexes are entered by account or record; kinds and fields are looked at on the way (hence the `+`), since a search for
each field of each record would take far longer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import msgspec

from desktopcrm.domain.plan import Plan
from desktopcrm.storage.lean_plans import TOLD, Body, Kept, Line, Step, Told, plan_of
from desktopcrm.storage.refusals import Unreadable
from desktopcrm.storage.rows import marks
from desktopcrm.storage.store import Tx

Row = TypeVar("Row")
Query = tuple[str, tuple[object, ...]]

_FACT = "f.record_id, f.field, f.value, f.seen_on, f.id, f.recorded_at, f.certainty, f.note"
_RECORD = "r.id, r.uid, r.kind, r.parent_id, r.ref_id, r.name, r.position, r.created_on, r.archived_at"
_LINK = "l.id, l.uid, l.kind, l.from_id, l.to_id, l.field, l.note, l.created_on"
_EVENT = "e.id, e.uid, e.project_id, e.kind, e.stage, e.day, e.reason, e.open_items, e.recorded_at"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Kind → its fields; kinds of links."""

    fields: Mapping[str, tuple[str, ...]]
    links: tuple[str, ...] = ()


def read(tx: Tx, account_ids: Sequence[int], wanted: Wanted, day: date) -> list[Plan]:
    """Plans of those of the accounts that exist, in the order of their ids."""
    return [plan_of(one, day) for _, one in sorted(gather(tx, account_ids, wanted).items())]


def gather(tx: Tx, account_ids: Sequence[int], wanted: Wanted) -> dict[int, Body]:
    """Account → its rows, in the order of their ids."""
    accounts = _rows(tx, _accounts(account_ids), list[Kept]).get(0, [])
    records = _rows(tx, _records(account_ids, wanted), list[Kept])
    told = _rows(tx, _facts(account_ids, wanted), list[Told])
    for account_id, first in _rows(tx, _first_told(account_ids), list[Told]).items():
        told.setdefault(account_id, []).extend(first)
    links = _rows(tx, _links(account_ids, wanted), list[Line])
    events = _rows(tx, _events(account_ids), list[Step])
    return {
        one[0]: Body(
            one,
            records.get(one[0], []),
            told.get(one[0], []),
            sorted(links.get(one[0], [])),
            events.get(one[0], []),
        )
        for one in accounts
    }


def _rows(tx: Tx, query: Query, shape: type[list[Row]]) -> dict[int, list[Row]]:
    """Account → its rows, which come as one text an account."""
    decode = msgspec.json.Decoder(shape).decode
    found: dict[int, list[Row]] = {}
    for account_id, text in tx.exec_driver_sql(*query):
        try:
            found.setdefault(int(account_id), []).extend(decode(text))
        except msgspec.MsgspecError:
            raise Unreadable("row") from None
    return found


def _accounts(ids: Sequence[int]) -> Query:
    statement = (
        f"SELECT 0, json_group_array(json_array({_RECORD})) FROM record r "
        f"WHERE r.id IN ({marks(ids)}) AND +r.kind = 'account'"
    )
    return statement, tuple(ids)


def _records(ids: Sequence[int], wanted: Wanted) -> Query:
    """Those of the kinds, and what they lie under: put away with it (or with the company it stands for), they are too."""
    kinds = tuple(kind for kind in wanted.fields if kind != "account")
    mine = f"account_id IN ({marks(ids)}) AND +kind IN ({marks(kinds)})"
    above = f"SELECT parent_id FROM record WHERE {mine}"
    columns = _RECORD.replace("r.archived_at", "coalesce(r.archived_at, c.archived_at)")
    statement = (
        f"SELECT r.account_id, json_group_array(json_array({_RECORD})) FROM record r "
        f"WHERE r.account_id IN ({marks(ids)}) AND +r.kind IN ({marks(kinds)}) GROUP BY r.account_id UNION ALL "
        f"SELECT r.account_id, json_group_array(json_array({columns})) FROM record r "
        f"LEFT JOIN record c ON c.id = r.ref_id WHERE r.id IN ({above}) AND r.account_id IS NOT NULL "
        f"AND +r.kind NOT IN ({marks(kinds)}) GROUP BY r.account_id"
    )
    return statement, (*ids, *kinds, *ids, *kinds, *kinds)


def _facts(ids: Sequence[int], wanted: Wanted) -> Query:
    own = wanted.fields["account"]
    kinds = tuple((kind, fields) for kind, fields in wanted.fields.items() if kind != "account")
    each = " OR ".join(f"(r.kind = ? AND +f.field IN ({marks(fields)}))" for _, fields in kinds)
    statement = (
        f"SELECT f.record_id, json_group_array(json_array({_FACT})) FROM fact f "
        f"WHERE f.record_id IN ({marks(ids)}) AND +f.field IN ({marks(own)}) GROUP BY f.record_id UNION ALL "
        f"SELECT r.account_id, json_group_array(json_array({_FACT})) FROM record r "
        f"CROSS JOIN fact f ON f.record_id = r.id WHERE r.account_id IN ({marks(ids)}) AND ({each}) "
        "GROUP BY r.account_id"
    )
    params = [one for kind, fields in kinds for one in (kind, *fields)]
    return statement, (*ids, *own, *ids, *params)


def _first_told(ids: Sequence[int]) -> Query:
    """The first observation of his own house that came from each person, as one of him and of no field."""
    first = (
        "(SELECT min(f.seen_on) FROM fact f JOIN record o ON o.id = f.record_id WHERE f.source_person = r.id "
        "AND f.source_kind = 'person' AND coalesce(o.account_id, o.id) = r.account_id)"
    )
    told = f"json_array(id, '{TOLD}', '', day, 0, day || 'T00:00:00+00:00', '', '')"
    statement = (
        f"SELECT account_id, json_group_array({told}) FROM (SELECT r.id, r.account_id, {first} AS day "
        f"FROM record r WHERE r.account_id IN ({marks(ids)}) AND +r.kind = 'person') "
        "WHERE day IS NOT NULL GROUP BY account_id"
    )
    return statement, tuple(ids)


def _links(ids: Sequence[int], wanted: Wanted) -> Query:
    statement = (
        f"SELECT r.account_id, json_group_array(json_array({_LINK})) FROM record r CROSS JOIN link l "
        f"ON l.from_id = r.id WHERE r.account_id IN ({marks(ids)}) AND l.kind IN ({marks(wanted.links)}) "
        "GROUP BY r.account_id"
    )
    return statement, (*ids, *wanted.links)


def _events(ids: Sequence[int]) -> Query:
    statement = (
        f"SELECT r.account_id, json_group_array(json_array({_EVENT})) FROM record r CROSS JOIN stage_event e "
        f"ON e.project_id = r.id WHERE r.account_id IN ({marks(ids)}) AND +r.kind = 'project' GROUP BY r.account_id"
    )
    return statement, tuple(ids)
