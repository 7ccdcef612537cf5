"""What every use case works with: the store, the method as it stands, the preferences. Knows no use case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

from desktopcrm import paths
from desktopcrm.domain import catalogue_load
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.catalogue_load import Overlay
from desktopcrm.domain.fieldtypes import Named, Scope
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.services import own_definitions
from desktopcrm.services.own_definitions import Definitions
from desktopcrm.storage import definitions, lookup, plans
from desktopcrm.storage.store import Store, Tx

METHOD = paths.resources() / "methodology"
NAMED_KINDS = ("person", "firm", "rep", "project")


@lru_cache(maxsize=1)
def shipped(folder: Path) -> Catalogue:
    """The method as it was shipped, read once a process: nobody changes a catalogue, an overlay makes another."""
    return catalogue_load.load(folder)


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
        """The shipped method with the rep's own fields and items over it, and with `more` of them from a file.

        Raises `UserError` for `more` that has no place in the method.
        """
        with self.store.read() as tx:
            own = definitions.every(tx)
        own = own_definitions.readable(own)
        known = {key for key, _, _ in own}
        overlay = own_definitions.overlay([*own, *(one for one in more if one[0] not in known)])
        if overlay == Overlay():
            return shipped(METHOD)
        try:
            return catalogue_load.load(METHOD, overlay)
        except UserError:
            if more:
                raise
            return shipped(METHOD)  # what is stored has no place in the method; `check` says so

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
