"""What an editor must be opened with for a field: its present text, what can be chosen, how to write it."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain import fieldtypes
from desktopcrm.domain.catalogue import Field
from desktopcrm.domain.fieldtypes import REFERENCE_TYPES, Scope
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from ui.context import Context
from ui.editors.provenance import Origins
from ui.editors.value_editor import ValueRequest

KEPT_TYPES = ("choice", "choices", "yesno", "scale", "check", "people")
"""Types whose editor speaks in keys; all others in words."""
HINTED = (
    "date",
    "birthday",
    "money",
    "percent",
    "number",
    "integer",
    "score",
    "note",
    "firm",
    "rep",
    "person",
    "people",
)
SCALE = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of one record of a plan."""

    plan: Plan
    record: Record
    field: Field


def request_for(context: Context, asked: Asked, value: str | None = None) -> ValueRequest:
    """The request for an editor; `value` is canonical, by default the current one."""
    field = asked.field
    scope = context.app.desk.scope(asked.plan, context.lang)
    known = asked.plan.value(asked.record.id, field.key) if value is None else value
    hint = context.tr(f"account.hint_{field.type}") if field.type in HINTED else ""
    if field.type == "choice":
        hint = context.tr("account.not_known")
    return ValueRequest(
        name=f"edit_{field.key}",
        label=field.label[context.lang],
        text=editable(field, known, scope),
        hint=hint,
        options=options(context, asked),
        new_words=lambda name: context.tr("account.new_person", name=name),
    )


def editable(field: Field, value: str, scope: Scope) -> str:
    """A canonical value as one would type it: without its unit."""
    if not value or field.type in KEPT_TYPES:
        return value
    return fieldtypes.TYPES[field.type].show(value, field, scope)


def options(context: Context, asked: Asked) -> tuple[tuple[str, str], ...]:
    """(text, words) to choose from or to complete."""
    field, lang = asked.field, context.lang
    if field.type in ("choice", "choices", "check"):
        choices = field.choices or "check_state"
        return tuple((one.key, one.label[lang]) for one in context.app.desk.catalogue.options(choices))
    if field.type == "yesno":
        return (("yes", context.tr("account.yes")), ("no", context.tr("account.no")))
    if field.type == "scale":
        return tuple((one, one) for one in SCALE)
    if field.type == "firm":
        us = context.app.preferences.text("company") or context.tr("account.us")
        return (("us", us), *((one.uid, one.name) for one in context.app.records.of_kind("firm")))
    kind = REFERENCE_TYPES.get(field.type, "")
    return tuple((one.uid, one.name) for one in asked.plan.of(kind)) if kind else ()


def origins_for(context: Context, plan: Plan) -> Origins:
    """What the strip under an editor offers."""
    people = (*plan.of("person"), *plan.of("rep"))
    desk = context.app.desk
    return Origins(people, desk.catalogue, context.tr, context.lang, desk.today())
