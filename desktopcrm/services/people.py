"""People over all accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import contacts
from desktopcrm.domain.records import Fact
from desktopcrm.domain.search_text import search_text
from desktopcrm.services.desk import Desk
from desktopcrm.storage import plans
from desktopcrm.storage.store import Tx

_FIELDS = ("title", "department", "phone", "mobile", "email", "birthday", "relation_now")
_CONTACT = ("people", "day", "state", "kind")
RANKS = ("first", "second", "third", "")
"""Key persons in order; whoever has no rank comes after them."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the people list. `roles`: (project, role keys, stance key) of the purchases he takes part in;
    `rank`: the highest key-person rank in any of them (first, second, third or empty).
    """

    id: int
    name: str
    account_id: int
    account: str
    facts: dict[str, str]
    roles: tuple[tuple[str, str, str], ...]
    last_contact: date | None
    search: str
    rank: str = ""


class People:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self, archived: bool = False) -> list[PersonRow]:
        """Everybody at live accounts, or whoever was put away there.

        Key persons first, then whoever has a part in a purchase, then by name.
        """
        with self._desk.store.read() as tx:
            accounts = {one.id: one for one in plans.of_kind(tx, "account") if one.archived_at is None}
            people = [one for one in plans.of_kind(tx, "person") if bool(one.archived_at) is archived]
            facts = plans.facts_of_kind(tx, "person", _FIELDS)
            parts = _parts(tx)
            met = _last_met(plans.facts_of_kind(tx, "activity", _CONTACT), self._desk.today())
        rows = []
        for one in people:
            account = accounts.get(one.account_id or 0)
            if account is None:
                continue
            known = {key: facts[(one.id, key)].value for key in _FIELDS if (one.id, key) in facts}
            mine = parts.get(one.id, [])
            rows.append(
                PersonRow(
                    one.id,
                    one.name,
                    account.id,
                    account.name,
                    known,
                    tuple(part for part, _ in mine),
                    met.get(one.uid),
                    search_text(one.name, account.name, known.get("title", "")),
                    min((rank for _, rank in mine), key=RANKS.index, default=""),
                )
            )
        return sorted(rows, key=lambda row: (RANKS.index(row.rank), not row.roles, row.search))


def _parts(tx: Tx) -> dict[int, list[tuple[tuple[str, str, str], str]]]:
    """Person → ((project, role keys, stance), rank) of each live purchase that he has a part in."""
    facts = plans.facts_of_kind(tx, "member", ("role", "stance", "kp_rank"))
    projects = {one.id: one.name for one in plans.of_kind(tx, "project") if one.archived_at is None}
    found: dict[int, list[tuple[tuple[str, str, str], str]]] = {}
    for member in plans.of_kind(tx, "member"):
        if member.ref_id is None or member.parent_id not in projects or member.archived_at is not None:
            continue
        role, stance, rank = (
            fact.value if (fact := facts.get((member.id, key))) else ""
            for key in ("role", "stance", "kp_rank")
        )
        part = (projects[member.parent_id], role, stance)
        found.setdefault(member.ref_id, []).append((part, rank if rank in RANKS else ""))
    return found


def _last_met(facts: dict[tuple[int, str], Fact], today: date) -> dict[str, date]:
    """Person's uid → day of the newest contact with him that took place."""
    met: dict[str, date] = {}
    for (record_id, field), fact in facts.items():
        day = facts.get((record_id, "day"))
        if field != "people" or day is None:
            continue
        at = date.fromisoformat(day.value)
        state, kind = (
            found.value if (found := facts.get((record_id, key))) else "" for key in ("state", "kind")
        )
        if not contacts.took_place(state, kind, at, today):
            continue
        for uid in fact.value.split(","):
            met[uid] = max(at, met.get(uid, at))
    return met
