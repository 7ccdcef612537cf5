"""Which record a name of the file means: the file's own short ids per account, uids that are known already.

A shared record (rival company, his people and moves, industry note) with a short id is known by its name, so that two
files that both speak of the same company mean the same one.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktopcrm.domain.fieldtypes import REFERENCE_TYPES, Named
from desktopcrm.domain.records import Record
from desktopcrm.services.exchange.incoming import Counter, WantedRecord, is_lasting, lasting
from desktopcrm.services.exchange.shapes import refused
from desktopcrm.storage import lookup, plans
from desktopcrm.storage.store import Tx

NAMED_KINDS = frozenset(REFERENCE_TYPES.values())


def account_uid(text: str, name: str) -> str:
    """Uid of an account from what the file calls it."""
    return text if is_lasting(text) else lasting("account", text or name)


def new_shared_uid(text: str, kind: str, parent: str, name: str) -> str:
    """Uid of a shared record that is not there yet."""
    return text if is_lasting(text) else lasting("shared", kind, parent, name.casefold())


class Names:
    """Uids by (account uid or empty, text of the file), and what each uid is."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._local: dict[tuple[str, str], str] = {}
        self._wanted: dict[str, WantedRecord] = {}
        self._stored: dict[str, Record | None] = {}
        self._named: dict[str, dict[str, Named]] = {}
        self._firms = {one.name.casefold(): one.uid for one in plans.of_kind(tx, "firm")}
        self._counter = Counter()

    def stored(self, uid: str) -> Record | None:
        """The record that is in the database already."""
        if uid not in self._stored:
            self._stored[uid] = lookup.record(self._tx, uid)
        return self._stored[uid]

    def wanted(self, uid: str) -> WantedRecord | None:
        return self._wanted.get(uid)

    def all_wanted(self) -> Iterable[WantedRecord]:
        return self._wanted.values()

    def kind(self, uid: str) -> str:
        """Kind of a record of the file or of the database; empty where there is none."""
        wanted = self._wanted.get(uid)
        if wanted is not None:
            return wanted.kind
        stored = self.stored(uid)
        return stored.kind if stored else ""

    def name(self, uid: str) -> str:
        wanted = self._wanted.get(uid)
        return wanted.name if wanted else (stored.name if (stored := self.stored(uid)) else "")

    def record_uid(self, account: str, text: str, kind: str, name: str) -> str:
        """Uid of a record of an account."""
        if is_lasting(text):
            return text
        return lasting(account, text) if text else self._counter.uid(account, kind, name)

    def shared_uid(self, text: str, kind: str, parent: str, name: str) -> str:
        """Uid of a shared record; a company whose name is known is that company."""
        if is_lasting(text) and (kind != "firm" or self.stored(text) is not None):
            return text
        if kind == "drill":  # practice has no name of its own: two of the same rejection are two
            return lasting("shared", kind, text) if text else self._counter.uid("shared", kind, name)
        known = self._firms.get(name.casefold()) if kind == "firm" else None
        return known or new_shared_uid(text, kind, parent, name)

    def firm_uid(self, name: str) -> str:
        """Uid of the company of that name: in the file, in the database, or a new one."""
        for one in self._wanted.values():
            if one.kind == "firm" and one.name.casefold() == name.casefold():
                return one.uid
        return self.shared_uid("", "firm", "", name)

    def put(self, row: WantedRecord, scope: str, text: str) -> None:
        """Make a record of the file known; two of the same uid are refused."""
        if row.uid in self._wanted:
            raise refused(f"{row.path}.uid", "errors.load_uid_twice", uid=text or row.name)
        stored = self.stored(row.uid)
        if stored is not None and stored.kind != row.kind:
            raise refused(f"{row.path}.uid", "errors.load_other_kind", uid=text, name=stored.name)
        self._wanted[row.uid] = row
        if row.kind in NAMED_KINDS:
            self._named.setdefault(row.account, {})[row.uid] = Named(row.uid, row.kind, row.name)
        if text:
            self._local[(scope, text)] = row.uid

    def learn(self, scope: str, text: str, uid: str) -> None:
        """A short id, before its record is complete."""
        if text:
            self._local[(scope, text)] = uid

    def find(self, scope: str, text: str) -> str:
        """Uid that a text means within an account: its own ids, shared ids, known uids; empty where nothing."""
        found = self._local.get((scope, text)) or self._local.get(("", text))
        if found:
            return found
        if not scope:
            everywhere = {uid for (_, one), uid in self._local.items() if one == text}
            if len(everywhere) == 1:
                return everywhere.pop()
        return text if is_lasting(text) and (text in self._wanted or self.stored(text)) else ""

    def named(self, account: str) -> dict[str, Named]:
        """Records of the file whose names can be meant as a value at this account (shared ones always)."""
        if account:
            return {**self._named.get("", {}), **self._named.get(account, {})}
        return {uid: named for group in self._named.values() for uid, named in group.items()}
