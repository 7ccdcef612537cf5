"""Keeps what lean plans are made of beside the accounts, so that the next morning reads one row an account.

Derived, so outside the undo journal: a step takes away what it touched, whoever reads next makes it again.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence

import msgspec

from desktopcrm.storage.journal import Touched
from desktopcrm.storage.lean_plans import Body
from desktopcrm.storage.lean_reading import Wanted
from desktopcrm.storage.rows import marks
from desktopcrm.storage.store import Tx
from desktopcrm.storage.tables import LEAN

FORMAT = 3
"""Raised whenever `lean_reading` gathers otherwise or rows are packed otherwise: what was kept is then made anew."""
QUICK = 1
"""A sixth of the size for a twentieth of the time that judging takes; more pressing gains little."""

_decode = msgspec.msgpack.Decoder(Body).decode
_encode = msgspec.msgpack.Encoder().encode


def forget(tx: Tx, touched: Touched) -> frozenset[int]:
    """Inside the step: what it touched is to be made again; gives the accounts, also those for which something stands
    that they share."""
    ids = touched.accounts | (_sharing(tx, touched) if touched.shared else frozenset())
    if ids:
        tx.exec_driver_sql(f"DELETE FROM lean WHERE account_id IN ({marks(ids)})", tuple(ids))
    return ids


def _sharing(tx: Tx, touched: Touched) -> frozenset[int]:
    rows = tx.exec_driver_sql(
        f"SELECT DISTINCT account_id FROM record WHERE ref_id IN ({marks(touched.records)}) "
        "AND account_id IS NOT NULL",
        tuple(touched.records),
    )
    return frozenset(int(row[0]) for row in rows)


def kept(tx: Tx, account_ids: Sequence[int], wanted: Wanted) -> dict[int, Body]:
    """Account → what is kept of it for this wish."""
    rows = tx.exec_driver_sql(
        f"SELECT account_id, body FROM lean WHERE account_id IN ({marks(account_ids)}) AND shape = ?",
        (*account_ids, shape(wanted)),
    )
    found = ((int(row[0]), _unpacked(row[1])) for row in rows)
    return {account_id: body for account_id, body in found if body is not None}


def _unpacked(packed: bytes) -> Body | None:
    """`None` where it cannot be read: it is made again."""
    try:
        return _decode(zlib.decompress(packed))
    except (zlib.error, msgspec.MsgspecError, TypeError):
        return None


def keep(tx: Tx, bodies: Mapping[int, Body], wanted: Wanted) -> None:
    """Keep what was made; it replaces what was kept for another wish."""
    tag = shape(wanted)
    rows = [
        {"account_id": key, "shape": tag, "body": zlib.compress(_encode(body), QUICK)}
        for key, body in bodies.items()
    ]
    if rows:
        tx.execute(LEAN.insert().prefix_with("OR REPLACE"), rows)


def shape(wanted: Wanted) -> str:
    """What was asked for and how it is kept, in short: another version of the rules asks for other fields."""
    said = repr((FORMAT, sorted(wanted.fields.items()), wanted.links, Body.__annotations__))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
