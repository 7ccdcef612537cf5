"""Rivals: one company shared by all accounts, what we know of it at each of them, its people and its moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import names
from desktopcrm.domain.coverage import Dot
from desktopcrm.domain.fieldtypes import OUR_NAMES
from desktopcrm.domain.freshness import state
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.services.desk import Desk
from desktopcrm.services.facts import label_of
from desktopcrm.services.records import NewRecord, Records
from desktopcrm.storage import plans


@dataclass(frozen=True, slots=True)
class RivalCard:
    """A rival over all accounts: (account id, account, rival record id) where it is met; its representatives with
    the accounts that name them; moves newest first as (day, text)."""

    firm: Record
    places: tuple[tuple[int, str, int], ...]
    reps: tuple[tuple[Record, tuple[str, ...]], ...]
    moves: tuple[tuple[date | None, str], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A rival at one account: a dot for each of the eight facts (d3.2), and what is known as canonical values."""

    dots: tuple[Dot, ...]
    values: dict[str, str]


class Rivals:
    def __init__(self, desk: Desk, rows: Records) -> None:
        self._desk = desk
        self._records = rows

    def firm(self, name: str) -> int:
        """Id of the company of that name, brought back where it was put away, made where it is new."""
        wanted = names.checked(name)
        for one in self._records.of_kind("firm"):
            if one.name.casefold() == wanted.casefold():
                if one.archived_at is not None:
                    self._records.restore(one.id)
                return one.id
        return self._records.add(NewRecord("firm", wanted))

    def add(self, account_id: int, name: str) -> int:
        """The rival at this account; the one that is there already, if so."""
        wanted = names.checked(name)
        with self._desk.store.step("steps.rival_added", name=wanted):
            return self._records.add_once(NewRecord("rival", wanted, account_id, self.firm(wanted)))

    def add_contender(self, project_id: int, name: str = "") -> int:
        """A line of the bid matrix: a rival by name, or ourselves (no name, our own, “us”). Whoever compares is
        compared too: our own line comes with the first."""
        desk = self._desk
        title = desk.preferences.text("company") or ("我方" if desk.lang == "zh" else "Us")
        wanted = names.checked(name or title)
        label = label_of(desk.catalogue.kinds["contender"].label)
        with desk.store.step("steps.record_added", kind=label, name=wanted):
            ours = self._records.add_once(NewRecord("contender", title, project_id))
            if wanted.casefold() in (title.casefold(), self._records.get(ours).name.casefold(), *OUR_NAMES):
                return ours
            return self._records.add_once(NewRecord("contender", wanted, project_id, self.firm(wanted)))

    def cards(self) -> list[RivalCard]:
        """All rivals by name."""
        with self._desk.store.read() as tx:
            accounts = {one.id: one.name for one in plans.of_kind(tx, "account") if one.archived_at is None}
            rivals = [one for one in plans.of_kind(tx, "rival") if one.archived_at is None]
            reps = plans.of_kind(tx, "rep")
            moves = plans.of_kind(tx, "move")
            named = plans.facts_of_kind(tx, "rival", ("sales_rep",))
            days = plans.facts_of_kind(tx, "move", ("day",))
            firms = [one for one in plans.of_kind(tx, "firm") if one.archived_at is None]
        cards = []
        for firm in sorted(firms, key=lambda one: one.name.casefold()):
            mine = [one for one in rivals if one.ref_id == firm.id and one.account_id in accounts]
            places = tuple((one.account_id or 0, accounts[one.account_id or 0], one.id) for one in mine)
            people = []
            for rep in (one for one in reps if one.parent_id == firm.id):
                at = [
                    accounts[one.account_id or 0]
                    for one in mine
                    if (f := named.get((one.id, "sales_rep"))) and f.value == rep.uid
                ]
                people.append((rep, tuple(at)))
            dated = [
                (date.fromisoformat(f.value) if (f := days.get((one.id, "day"))) else None, one.name)
                for one in moves
                if one.parent_id == firm.id
            ]
            dated.sort(key=lambda pair: pair[0] or date.min, reverse=True)
            cards.append(RivalCard(firm, places, tuple(people), tuple(dated)))
        return cards

    def plan(self) -> Plan:
        """What is shared by all accounts (companies, their people, their moves) as a plan of its own."""
        with self._desk.store.read() as tx:
            return plans.shared(tx, self._desk.today())

    def standing(self) -> dict[int, Standing]:
        """Rival record → how it stands at its account."""
        catalogue, today = self._desk.catalogue, self._desk.today()
        with self._desk.store.read() as tx:
            fields = {one.key: one for one in catalogue.fields("rival")}
            facts = plans.facts_of_kind(tx, "rival", tuple(fields))
            rivals = [one.id for one in plans.of_kind(tx, "rival")]
        numbered = [one for one in fields.values() if "(" in one.origin]
        found = {}
        for rival_id in rivals:
            dots = tuple(Dot(one.key, state(facts.get((rival_id, one.key)), one, today)) for one in numbered)
            values = {key: facts[(rival_id, key)].value for key in fields if (rival_id, key) in facts}
            found[rival_id] = Standing(dots, values)
        return found
