"""The rep's own fields and checklist items: stored in his database, in all documents, marked as his own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktopcrm.domain.catalogue import FIELD_TYPES, OWN_PREFIX
from desktopcrm.domain.fieldtypes import REFERENCE_TYPES
from desktopcrm.domain.names import checked as _label
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.own_definitions import check_numbers
from desktopcrm.storage import definitions, records

OWN_TYPES = tuple(
    one for one in FIELD_TYPES if one not in ("choice", "choices", "check") and one not in REFERENCE_TYPES
)


@dataclass(frozen=True, slots=True)
class OwnFieldRequest:
    """A field the rep wants: what it is about, where it stands, its question."""

    kind: str
    block: str
    label: str
    type: str = "text"
    ask: str = ""
    weight: int = 1
    stale_after: int = 0
    privacy: str = "normal"


class OverlayService:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_field(self, wanted: OwnFieldRequest) -> str:
        """Add an own field; gives its key."""
        label = _label(wanted.label)
        check_numbers(wanted.weight, wanted.stale_after)
        catalogue = self._desk.catalogue
        if wanted.kind not in catalogue.kinds or wanted.block not in catalogue.blocks:
            raise UserError("errors.own_field_place", kind=wanted.kind, block=wanted.block)
        if wanted.type not in OWN_TYPES:
            raise UserError("errors.own_field_type", type=wanted.type, allowed=OWN_TYPES)
        if any(
            label.casefold() in (f.label.en.casefold(), f.label.zh.casefold())
            for f in catalogue.fields(wanted.kind)
        ):
            raise UserError("errors.own_field_twice", label=label)
        ask = _label(wanted.ask) if wanted.ask.strip() else label
        key = self._key(label)
        body = {
            "key": key,
            "kind": wanted.kind,
            "block": wanted.block,
            "type": wanted.type,
            "label": {"en": label, "zh": label},
            "ask": {"en": ask, "zh": ask},
            "weight": wanted.weight,
            "stale_after": wanted.stale_after,
            "privacy": wanted.privacy,
        }
        self._put(key, "field", body, label)
        return key

    def add_item(self, stage: int, label: str, mandatory: bool = False) -> str:
        """Add an own line to a stage's checklist; gives its key."""
        text = _label(label)
        if not 1 <= stage <= len(self._desk.catalogue.stages):
            raise UserError("errors.stage_unknown", stage=stage)
        key = self._key(text)
        body = {"key": key, "stage": stage, "mandatory": mandatory, "label": {"en": text, "zh": text}}
        self._put(key, "item", body, text)
        return key

    def remove(self, key: str) -> None:
        """Take an own definition out of the method; the facts written under it stay in the history."""
        if not key.startswith(OWN_PREFIX):
            raise UserError("errors.not_own", name=key)
        with self._desk.store.step("steps.own_removed", name=key) as tx:
            definitions.delete(tx, key)

    def definitions(self) -> list[tuple[str, str, dict[str, object]]]:
        """(key, field or item, body) of all own definitions."""
        with self._desk.store.read() as tx:
            return definitions.every(tx)

    def put(self, key: str, what: str, body: dict[str, object]) -> None:
        """Store a definition that comes from a file; one with the same key stays as it is."""
        if all(key != have for have, _, _ in self.definitions()):
            self._put(key, what, body, key)

    def _key(self, label: str) -> str:
        plain = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[:24]
        return f"{OWN_PREFIX}{plain or 'x'}_{records.new_uid()[:6]}"

    def _put(self, key: str, what: str, body: dict[str, object], name: str) -> None:
        with self._desk.store.step("steps.own_added", name=name) as tx:
            definitions.put(tx, key, what, body)
