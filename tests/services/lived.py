"""A folder that was lived in, for the tests of what is left of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktopcrm.app import App
from tests.torture.workload import fingerprint

LivedIn = Callable[[Path, bytes | None], tuple[str, str]]


def told(app: App) -> str:
    with app.store.read() as tx:
        return fingerprint(tx)


def live_in(folder: Path, key: bytes | None) -> tuple[str, str]:
    """A backup and later work; the fingerprints of both."""
    app = App.open(folder, key)
    app.samples.add("en")
    app.drafts.put("log:1", "未发送")
    app.backups.make("hand")
    then = told(app)
    app.facts.observe(app.accounts.add("Later"), "plans", "long " * 700)
    now = told(app)
    app.close()
    return then, now
