"""What the rep defines himself (table `own_definition`): fields, items, parameters, objections, answers.

Takes the transaction first; knows how a definition is stored, not what its body means.
"""

from __future__ import annotations

import json

from desktopcrm.storage.store import Tx
from desktopcrm.storage.tables import OWN_DEFINITION

Body = dict[str, object]


def every(tx: Tx) -> list[tuple[str, str, Body]]:
    """(key, what it defines, body) of all of them, in order of making."""
    rows = tx.exec_driver_sql("SELECT key, what, body FROM own_definition ORDER BY id").all()
    return [(row[0], row[1], _read(row[2])) for row in rows]


def put(tx: Tx, key: str, what: str, body: Body) -> None:
    """A new one, behind all there are."""
    tx.execute(OWN_DEFINITION.insert(), {"key": key, "what": what, "body": _written(body)})


def change(tx: Tx, key: str, body: Body) -> None:
    """Another body under the same key, in the same place of the order."""
    tx.execute(OWN_DEFINITION.update().where(OWN_DEFINITION.c.key == key).values(body=_written(body)))


def delete(tx: Tx, key: str) -> None:
    tx.execute(OWN_DEFINITION.delete().where(OWN_DEFINITION.c.key == key))


def _written(body: Body) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def _read(stored: str) -> Body:
    """Nothing where a foreign hand wrote something else: what reads a definition refuses an empty one."""
    try:
        body = json.loads(stored)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}
