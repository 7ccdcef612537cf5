"""What every use case works with: the store, the method as it stands, the preferences. Knows no use case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from desktopcrm import paths
from desktopcrm.domain import catalogue_load
from desktopcrm.domain.catalogue import Catalogue, Field, Item
from desktopcrm.domain.catalogue_load import OwnField
from desktopcrm.domain.fieldtypes import Named, Scope
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.preferences import Preferences
from desktopcrm.services import own_practice
from desktopcrm.storage import lookup, plans
from desktopcrm.storage.store import Store, Tx
from desktopcrm.texts import Words

Definitions = Sequence[tuple[str, str, dict[str, object]]]
"""(key, what it is, body) of the rep's own definitions."""

NAMED_KINDS = ("person", "firm", "rep", "project")


class Desk:
    """Shared by all services of one open database. `clock` says what day it is."""

    clock: Callable[[], date] = date.today

    def __init__(self, store: Store, preferences: Preferences) -> None:
        self.store = store
        self.preferences = preferences
        self.catalogue: Catalogue = self.load_catalogue()
        store.bus.subscribe(lambda changes: self._reload() if changes.definitions else None)

    def _reload(self) -> None:
        self.catalogue = self.load_catalogue()

    def load_catalogue(self, more: Definitions = ()) -> Catalogue:
        """The shipped method with the rep's own fields and items over it, and with `more` of them from a file."""
        with self.store.read() as tx:
            own = lookup.definitions(tx)
        known = {key for key, _, _ in own}
        own += [one for one in more if one[0] not in known]
        overlay = catalogue_load.Overlay(
            tuple(own_field(body) for _, what, body in own if what == "field"),
            tuple(own_item(body) for _, what, body in own if what == "item"),
            tuple(own_practice.objection(body) for _, what, body in own if what == "objection"),
            tuple(own_practice.answer(body) for _, what, body in own if what == "answer"),
            own_practice.params(body for _, what, body in own if what == "parameter"),
        )
        return catalogue_load.load(paths.resources() / "methodology", overlay)

    def today(self) -> date:
        return self.clock()

    @property
    def lang(self) -> str:
        return self.preferences.language

    def plan(self, account_id: int, day: date | None = None) -> Plan:
        """The account's plan; for a day in the past as it was known then, for one to come as it is known now."""
        today = self.today()
        with self.store.read() as tx:
            plan = plans.get(tx, account_id, today)
        return plan if day is None else plan.on(day)

    def plan_of(self, tx: Tx, record: Record) -> Plan:
        """Inside a step: the plan of the account that a record belongs to."""
        return plans.get(tx, record.account_id or record.id, self.today())

    def scope(self, plan: Plan | None, lang: str = "") -> Scope:
        """Reading and showing for an account; names of its people, of rivals and projects can be meant."""
        named = {}
        if plan is not None:
            named = {
                record.uid: Named(record.uid, record.kind, record.name)
                for record in plan.records.values()
                if record.kind in NAMED_KINDS
            }
        return self._scope(named, lang)

    def scope_in(self, tx: Tx, account_id: int | None, lang: str = "") -> Scope:
        """The same while writing, read straight from the records."""
        return self._scope({one[0]: Named(*one) for one in lookup.named(tx, account_id)}, lang)

    def _scope(self, named: dict[str, Named], lang: str) -> Scope:
        lang = lang or self.lang
        currency = self.preferences.text("currency") or ("CNY" if lang == "zh" else "USD")
        return Scope(lang, self.catalogue, self.today(), currency, named, self.preferences.text("company"))


def own_item(raw: dict[str, object]) -> Item:
    """An own checklist item from its stored form."""
    return Item(
        str(raw["key"]),
        _words(raw["label"]),
        "rep",
        mandatory=bool(raw["mandatory"]),
        stage=int(str(raw["stage"])),
    )


def _words(raw: object) -> Words:
    if not isinstance(raw, dict):
        raise ValueError("own definition without texts")
    return Words(str(raw["en"]), str(raw["zh"]))


def own_field(raw: dict[str, object]) -> OwnField:
    """An own field from its stored form."""
    made = Field(
        key=str(raw["key"]),
        block=str(raw["block"]),
        type=str(raw["type"]),
        label=_words(raw["label"]),
        ask=_words(raw["ask"]),
        origin="rep",
        weight=int(str(raw.get("weight", 0))),
        stale_after=int(str(raw.get("stale_after", 0))),
        privacy=str(raw.get("privacy", "normal")),
    )
    return OwnField(str(raw["kind"]), made)
