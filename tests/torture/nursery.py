"""Brings up children that do a deed and can be killed: one process loads the program and forks itself for each.

It reads one order a line (JSON) and writes lines: `pid N`, whatever the child tells (`intent N FINGERPRINT` inside a
transaction, `done N` after it, `error TEXT`), and `end STATUS`. The pipe keeps their order: what was told before
the child died is read before its end.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.storage.journal import Touched
from desktopcrm.storage.store import Tx
from tests.torture.workload import Workload, fingerprint

Order = dict[str, object]
NOT_TRACED = "TracerPid:\t0\n"


def tell(*words: object) -> None:
    """One line to whoever watches; in one write, so that it is there whole or not at all."""
    os.write(1, (" ".join(str(one) for one in words) + "\n").encode())


class Counter:
    """Tells each commit before and after: the fingerprint of what will be there once it is done."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.number = 0
        app.store.before_commit(self._intent)
        with app.store.read() as tx:
            tell("intent", 0, fingerprint(tx))

    def _intent(self, tx: Tx, _touched: Touched) -> None:
        self.number += 1
        tell("intent", self.number, fingerprint(tx))


def commits(order: Order) -> None:
    """Open the folder and work."""
    key = bytes.fromhex(str(order["key"])) if order["key"] else None
    app = App.open(Path(str(order["folder"])), key)
    if order.get("synchronous"):
        with app.store.read() as tx:
            tx.exec_driver_sql(f"PRAGMA synchronous = {order['synchronous']}")
    counter = Counter(app)
    tell("done", 0)
    work = Workload(app, int(str(order["seed"])))
    for _ in range(int(str(order["steps"]))):
        work.one()
        tell("done", counter.number)
    app.close()


def do(order: Order) -> None:
    """Child: wait for the watcher where one was promised, do the deed, say so."""
    while order.get("watched") and NOT_TRACED in Path("/proc/self/status").read_text(encoding="utf-8"):
        os.sched_yield()
    tell("begin")
    if order["deed"] == "commit":
        commits(order)
    else:
        from tests.torture import export_deeds

        export_deeds.ALL[str(order["deed"])].perform(order)
    tell("finished")


def bring_up(order: Order) -> None:
    """Fork, let the child do its deed, wait for its end."""
    child = os.fork()
    if child == 0:
        status = 1
        tell("pid", os.getpid())
        try:
            do(order)
            status = 0
        except BaseException:  # noqa: BLE001 - whatever it was, the watcher is told
            tell("error", json.dumps(traceback.format_exc()[-1500:]))
        finally:
            os._exit(status)
    tell("end", os.waitpid(child, 0)[1])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = App.open(Path(folder))  # what a running program has loaded, a child need not load
        app.accounts.add("warm")
        app.close()
    tell("ready")
    for line in sys.stdin:
        bring_up(json.loads(line))


if __name__ == "__main__":
    main()
