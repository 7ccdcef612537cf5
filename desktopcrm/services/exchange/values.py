"""Reads a fact of the file: which field is meant, and its canonical value. Knows the catalogue and the field types."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desktopcrm.domain import fieldtypes
from desktopcrm.domain.catalogue import OWN_PREFIX, Catalogue, Field
from desktopcrm.domain.fieldtypes import REFERENCE_TYPES, Scope
from desktopcrm.domain.practice import OWN_CHOICES
from desktopcrm.errors import UserError
from desktopcrm.services.exchange.incoming import is_lasting
from desktopcrm.services.exchange.names import Names
from desktopcrm.services.exchange.shapes import FactShape

HINTS = {
    "money": "errors.load_hint_money",
    **dict.fromkeys(("integer", "number", "percent", "scale", "score"), "errors.load_hint_number"),
    **dict.fromkeys(("date", "birthday"), "errors.load_hint_day"),
    **dict.fromkeys(("choice", "choices", "check", "yesno"), "errors.load_hint_choice"),
    **dict.fromkeys(REFERENCE_TYPES, "errors.load_hint_reference"),
}
_PARTS = re.compile(r"[,;，；、\n]+")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads for one account (or for the shared records, `account` empty)."""

    account: str
    scope: Scope
    names: Names
    removed: frozenset[tuple[str, str]]

    def field(self, kind: str, key: str) -> Field | None:
        """The field by key, or by label in either language; `None`: it has no home."""
        return field_of(self.scope.catalogue, kind, key)

    def value(self, field: Field, shape: FactShape, path: str) -> str:
        """The canonical value. Raises `UserError` with path, reason and what to do instead."""
        text = as_text(shape.value)
        if not fieldtypes.clean(text):
            return ""
        try:
            if field.type in REFERENCE_TYPES:
                return self._reference(field, text)
            if field.choices in OWN_CHOICES and text.startswith(OWN_PREFIX):
                return text  # one of the rep's own, which may have been taken out since
            return fieldtypes.parse(field, text, self.scope)
        except UserError as error:
            hint = HINTS.get(field.type)
            reason = UserError("errors.load_value_hint", reason=error, hint_key=hint) if hint else error
            raise UserError("errors.load_refused", path=f"{path}.value", reason=reason) from None

    def _reference(self, field: Field, text: str) -> str:
        parts = _PARTS.split(text) if field.type == "people" else [text]
        found = [
            self._one(replace(field, type=_single(field.type)), one.strip()) for one in parts if one.strip()
        ]
        return ",".join(dict.fromkeys(found))

    def _one(self, field: Field, text: str) -> str:
        uid = self.names.find(self.account, text)
        if uid and uid in self.scope.named:
            return fieldtypes.parse(field, uid, self.scope)
        if is_lasting(text) and not uid:
            return text  # someone who is no longer there: kept, shown as a dash
        return fieldtypes.parse(field, text, self.scope)


def _single(kind: str) -> str:
    return "person" if kind == "people" else kind


def as_text(value: str | float | bool) -> str:
    """JSON's numbers and truth values as a person would type them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else format(value, "f") if isinstance(value, float) else str(value)


def field_of(catalogue: Catalogue, kind: str, key: str) -> Field | None:
    """A field by key or by label in either language, if that means exactly one."""
    found = catalogue.find(kind, key)
    if found is not None:
        return found
    wanted = key.strip().casefold()
    those = [
        one
        for one in catalogue.kinds[kind].field
        if wanted in (one.label.en.casefold(), one.label.zh.casefold())
    ]
    return those[0] if len(those) == 1 else None
