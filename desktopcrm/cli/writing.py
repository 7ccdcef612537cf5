"""`add`, `set`, `archive`, `unarchive`: records and facts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from desktopcrm.cli.command import Command, account_argument
from desktopcrm.cli.context import Context
from desktopcrm.domain import fieldtypes, names, numbers
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord
from desktopcrm.texts import Translate

ALONE = ("account", "firm")
"""Kinds that lie under nothing: only a name is given."""


def provenance_options(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("--source", help=tr("cli.help_source"))
    parser.add_argument("--seen", metavar="DAY", help=tr("cli.help_seen"))
    parser.add_argument("--certainty", help=tr("cli.help_certainty"))
    parser.add_argument("--note", default="", help=tr("cli.help_note"))


def _add_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("kind", metavar="KIND", help=tr("cli.help_add_kind"))
    parser.add_argument("words", metavar="[ACCOUNT] NAME", nargs="+", help=tr("cli.help_add_words"))
    parser.add_argument("--project", metavar="TITLE", help=tr("cli.help_project"))
    parser.add_argument("--on", metavar="KIND:NAME", help=tr("cli.help_under"))
    parser.add_argument(
        "--set", metavar="FIELD=VALUE", action="append", default=[], dest="facts", help=tr("cli.help_set")
    )
    provenance_options(parser, tr)


def add(context: Context, args: Namespace) -> None:
    """A new record with its first facts, in one step."""
    kind = context.kind(args.kind)
    wanted = 1 if kind in ALONE else 2
    if len(args.words) != wanted:
        raise UserError("errors.add_alone" if wanted == 1 else "errors.add_pair", kind=args.kind)
    facts = dict(_pair(one) for one in args.facts)
    seen = context.observation(args.source, args.seen, args.certainty, args.note)
    app, name = context.app, args.words[-1]
    with app.store.step("steps.record_added", kind=_both(context, kind), name=names.checked(name)):
        if wanted == 1:
            record_id = app.records.add(NewRecord(kind, name))
        elif kind in ("rep", "move"):
            record_id = app.records.add(NewRecord(kind, name, _firm(context, args.words[0]).id))
        else:
            record_id = _add_at(context, args, kind)
        for key, text in app.records.in_order(kind, facts):
            app.facts.observe(record_id, key, text, seen)
    made = app.records.get(record_id)
    context.say(context.tr("cli.added", kind=context.label(kind), name=made.name, id=record_id))


def _both(context: Context, kind: str) -> dict[str, str]:
    words = context.app.desk.catalogue.kinds[kind].label
    return {"en": words.en, "zh": words.zh}


def _add_at(context: Context, args: Namespace, kind: str) -> int:
    """A record of an account; purchases, rivals, members and bidders have their own ways."""
    app, name = context.app, args.words[1]
    plan = context.plan(args.words[0])
    if kind == "project":
        return app.projects.add(plan.account.id, name)
    if kind == "rival":
        return app.rivals.add(plan.account.id, name)
    parent = _parent(context, plan, args, kind)
    if kind == "contender":
        return app.rivals.add_contender(parent.id, name)
    ref = context.one(plan, "person", name) if kind == "member" else None
    return app.records.add(NewRecord(kind, ref.name if ref else name, parent.id, ref.id if ref else None))


def _parent(context: Context, plan: Plan, args: Namespace, kind: str) -> Record:
    """What the new record lies under: what `--on` or `--project` names, the only purchase, or the account."""
    allowed = context.app.desk.catalogue.kinds[kind].parent
    if args.on:
        return context.on(plan, args.on)
    if args.project:
        return context.one(plan, "project", args.project)
    if "account" in allowed:
        return plan.account
    projects = plan.of("project")
    if len(projects) == 1:
        return projects[0]
    raise UserError("errors.project_needed", kind=context.label(kind))


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        raise UserError("errors.set_shape", text=text)
    return key.strip(), value


def _firm(context: Context, name: str) -> Record:
    wanted = name.strip().casefold()
    firms = context.app.records.of_kind("firm")
    exact = [one for one in firms if one.name.casefold() == wanted or str(one.id) == wanted]
    found = exact or [one for one in firms if wanted and wanted in one.name.casefold()]
    if len(found) != 1:
        raise UserError("errors.firm_unknown", value=name)
    return found[0]


def _set_arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("field", metavar="FIELD", help=tr("cli.help_field"))
    parser.add_argument("value", metavar="VALUE", help=tr("cli.help_value"))
    parser.add_argument("--on", metavar="KIND:NAME", help=tr("cli.help_on"))
    parser.add_argument("--project", metavar="TITLE", help=tr("cli.help_in_project"))
    provenance_options(parser, tr)


def set_fact(context: Context, args: Namespace) -> None:
    """One observation; an empty VALUE says that it is no longer known. A new name after `--on` is added first."""
    plan = context.plan(args.account)
    under = context.one(plan, "project", args.project) if args.project else None
    try:
        record = under if under and not args.on else context.on(plan, args.on, under)
    except UserError as error:
        kind, name = _new_name(context, args, error)
        with context.app.store.step("steps.record_added", kind=_both(context, kind), name=name):
            record = context.app.records.get(MADE_BY_SET[kind](context, plan, name))
            stored = _observe(context, plan, record, args)
        stored = [context.tr("cli.added", kind=context.label(kind), name=record.name, id=record.id), *stored]
    else:
        stored = _observe(context, plan, record, args)
    for sentence in stored:
        context.say(sentence)


MADE_BY_SET: dict[str, Callable[[Context, Plan, str], int]] = {
    "person": lambda context, plan, name: context.app.records.add(NewRecord("person", name, plan.account.id)),
    "product": lambda context, plan, name: context.app.records.add(
        NewRecord("product", name, plan.account.id)
    ),
    "rival": lambda context, plan, name: context.app.rivals.add(plan.account.id, name),
    "project": lambda context, plan, name: context.app.projects.add(plan.account.id, name),
}
"""What `set --on KIND:NAME` adds where the name is new, and how."""


def _new_name(context: Context, args: Namespace, error: UserError) -> tuple[str, str]:
    """Kind and name to add, or the error itself where nothing can be added."""
    kind, _, name = (args.on or "").replace("：", ":").partition(":")
    if (
        error.key != "errors.record_unknown"
        or not args.value.strip()
        or context.kind(kind) not in MADE_BY_SET
    ):
        raise error
    return context.kind(kind), names.checked(name)


def _observe(context: Context, plan: Plan, record: Record, args: Namespace) -> list[str]:
    """Store it; gives what became of it in words."""
    seen = context.observation(args.source, args.seen, args.certainty, args.note)
    app = context.app
    field = app.facts.field_of(record, args.field)
    label = field.label[context.lang]
    if not args.value.strip():
        app.facts.clear(record.id, field.key, seen)
        return [context.tr("cli.cleared", field=label, name=record.name)]
    stored = app.facts.observe(record.id, field.key, args.value, seen)
    after = app.desk.plan(plan.account.id)
    scope = app.desk.scope(after, context.lang)
    value = fieldtypes.show(field, stored.fact.value, scope)
    said = [context.tr("cli.stored", field=label, name=record.name, value=value)]
    current = after.fact(record.id, field.key)
    if not stored.is_current and current is not None:
        day = numbers.show_day(current.seen_on, context.lang)
        newer = fieldtypes.show(field, current.value, scope)
        said.append(context.tr("cli.only_history", value=newer, day=day))
    return said


def _place_arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("--on", metavar="KIND:NAME", help=tr("cli.help_on"))


def archive(context: Context, args: Namespace) -> None:
    """Put an account, or something of it, away."""
    record = context.on(context.plan(args.account), args.on)
    context.app.records.archive(record.id)
    context.say(context.tr("cli.archived", name=record.name))


def unarchive(context: Context, args: Namespace) -> None:
    """Bring it back."""
    record = context.on(context.plan(args.account), args.on)
    context.app.records.restore(record.id)
    context.say(context.tr("cli.restored", name=record.name))


COMMANDS = (
    Command("add", "cli.about_add", _add_arguments, add),
    Command("set", "cli.about_set", _set_arguments, set_fact),
    Command("archive", "cli.about_archive", _place_arguments, archive),
    Command("unarchive", "cli.about_unarchive", _place_arguments, unarchive),
)
