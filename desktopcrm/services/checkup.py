"""Examines the data: the file itself, references, and whether each fact's field is known and its value readable."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktopcrm.domain import fieldtypes
from desktopcrm.domain.catalogue import OWN_PREFIX
from desktopcrm.domain.fieldtypes import REFERENCE_TYPES, Scope
from desktopcrm.domain.practice import OWN_CHOICES
from desktopcrm.errors import UserError
from desktopcrm.services import own_definitions
from desktopcrm.services.desk import Desk
from desktopcrm.storage import definitions, examine
from desktopcrm.storage.store import Tx

_GONE = re.compile(r"(us|[0-9a-f]{32})(,[0-9a-f]{32})*")


@dataclass(slots=True)
class Findings:
    """`looked_at`: rows by table."""

    looked_at: dict[str, int]
    problems: list[UserError] = field(default_factory=list)


class Checkup:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self) -> Findings:
        """Look at everything; changes nothing."""
        with self._desk.store.read() as tx:
            found = Findings(examine.counts(tx))
            found.problems += [UserError("errors.check_damage", said=said) for said in examine.damage(tx)]
            found.problems += [
                UserError("errors.check_reference", table=table) for table in examine.broken_references(tx)
            ]
            unclear = examine.fields_without_one_current(tx)
            if unclear:
                found.problems.append(UserError("errors.check_current", count=unclear))
            found.problems += [
                UserError("errors.check_definition", name=key)
                for key, what, body in definitions.every(tx)
                if not own_definitions.is_readable(what, body)
            ]
            found.problems += self._facts(tx)
        return found

    def _facts(self, tx: Tx) -> list[UserError]:
        problems = []
        scopes: dict[int | None, Scope] = {}
        for kind, name, key, value, account_id in examine.facts(tx):
            scope = scopes.get(account_id)
            if scope is None:
                scope = scopes[account_id] = self._desk.scope_in(tx, account_id)
            problem = self._fact(scope, (kind, key), value, name)
            if problem is not None:
                problems.append(problem)
        return problems

    def _fact(self, scope: Scope, place: tuple[str, str], value: str, name: str) -> UserError | None:
        definition = self._desk.catalogue.find(*place)
        if definition is None:
            return None if "own." in place[1] else UserError("errors.check_field", field=place[1], name=name)
        if definition.type in REFERENCE_TYPES and _GONE.fullmatch(value):
            return None  # who was deleted since is shown as a dash
        if definition.choices in OWN_CHOICES and value.startswith(OWN_PREFIX):
            return None  # likewise an own answer that was taken out
        try:
            same = fieldtypes.parse(definition, value, scope) == value
        except UserError:
            same = False
        return None if same else UserError("errors.check_value", value=value, field=place[1], name=name)
