"""What a rep does all day, at random but the same for the same seed, and a fingerprint of all that is stored."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.checkup import Checkup
from desktopcrm.services.records import NewRecord
from desktopcrm.storage import examine
from desktopcrm.storage.folder import place_of
from desktopcrm.storage.store import Store, Tx

KINDS = {"en": "Person", "zh": "人员"}
WORDS = ("filter", "Lübeck", "泵", "O'Neil", "dust; --", "收尘", "🙂", "\u202eabc", "a\\b", "%s")
LONG = 300
"""Words of a long text: some pages of the file."""

WHOLE = (
    "record", "fact", "link", "stage_event", "own_definition", "setting", "draft", "forgotten", "step", "change",
)  # fmt: skip
CONTENT = ("record", "fact", "link", "stage_event", "own_definition")
MADE_ANEW = {"id", "uid", "recorded_at", "created_on"}
"""Columns that differ between two runs of the same deed."""


def fingerprint(tx: Tx) -> str:
    """Of every row that is not derived from others, the undo history included."""
    found = hashlib.sha256()
    there = {str(row[0]) for row in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in WHOLE:
        if table in there:
            rows = tx.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1").all()
            found.update(repr((table, [tuple(row) for row in rows])).encode())
    return found.hexdigest()[:24]


def content(tx: Tx) -> str:
    """Of what the rep would call his data, without what two runs of the same deed write differently."""
    found = hashlib.sha256()
    for table in CONTENT:
        columns = [str(row[1]) for row in tx.exec_driver_sql(f"PRAGMA table_info({table})")]
        kept = ", ".join(one for one in columns if one not in MADE_ANEW and not one.endswith("_id"))
        rows = sorted(repr(tuple(row)) for row in tx.exec_driver_sql(f"SELECT {kept} FROM {table}"))
        found.update(repr((table, rows)).encode())
    return found.hexdigest()[:24]


def look(folder: Path, key: bytes | None, read: Callable[[Tx], str] = fingerprint) -> str:
    """Open the folder as the product does, look over everything, give the fingerprint. Raises where it cannot."""
    app = App.open(folder, key)
    try:
        with app.store.read() as tx:
            found = read(tx)
        problems = Checkup(app.desk).run().problems
        if problems:
            raise AssertionError(f"the file opens and is not whole: {problems[0]}")
        listed = sorted(row.name for row in app.accounts.page(AccountQuery(limit=10_000)))
        if listed != sorted(one.name for one in app.records.of_kind("account") if one.archived_at is None):
            raise AssertionError("the list of accounts is not what is stored")
        return found
    finally:
        app.close()


def glance(folder: Path, key: bytes | None) -> str:
    """As `look`, without the application around the database: for thousands of folders."""
    store = Store(place_of(folder, key))
    try:
        with store.read() as tx:
            damage = [*examine.damage(tx), *examine.broken_references(tx)]
            if damage or examine.fields_without_one_current(tx):
                raise AssertionError(f"the file opens and is not whole: {damage}")
            return fingerprint(tx)
    finally:
        store.close()


class Workload:
    """`one()` does one step of random size."""

    def __init__(self, app: App, seed: int) -> None:
        self._app = app
        self._random = random.Random(seed)
        self._number = 0
        self._deeds: tuple[Callable[[], object], ...] = (
            self._account, self._account, self._person, self._person, self._note, self._facts, self._facts,
            self._rename, self._delete, app.history.undo, app.history.redo, self._together, self._list,
        )  # fmt: skip

    def one(self) -> None:
        self._number += 1
        self._random.choice(self._deeds)()

    def _text(self, words: int) -> str:
        return " ".join(self._random.choice(WORDS) for _ in range(words)) + f" {self._number}"

    def _any(self, kind: str) -> int:
        there = self._app.records.of_kind(kind)
        return self._random.choice(there).id if there else self._account()

    def _account(self) -> int:
        return self._app.accounts.add(self._text(2))

    def _person(self) -> None:
        facts = {"title": self._text(3), "mobile": "+49 170 5550", "other_likes": self._text(20)}
        self._app.records.add(NewRecord("person", self._text(2), self._any("account"), facts=facts))

    def _note(self) -> None:
        self._app.records.add(NewRecord("note", self._text(2), self._any("account"), created_on=date.today()))

    def _facts(self) -> None:
        for field in self._random.sample(("city", "plans", "changes", "web", "sites"), 3):
            text = (
                "https://example.org" if field == "web" else self._text(self._random.choice((1, LONG // 3)))
            )
            self._app.facts.observe(self._any("account"), field, text[:400])

    def _rename(self) -> None:
        self._app.records.rename(self._any("account"), self._text(2))

    def _delete(self) -> None:
        if self._random.random() < 0.3:
            self._app.records.delete(self._any("account"))

    def _together(self) -> None:
        """Many rows in one step: what a kill must never leave half done."""
        with self._app.store.step("steps.record_added", kind=KINDS, name="many"):
            for _ in range(self._random.randint(5, 25)):
                self._person()
            self._facts()

    def _list(self) -> None:
        """Rows of the list are worked out and stored: writing that is no step."""
        self._app.accounts.page(AccountQuery())
