"""`fields`: which fields a kind of record has, for those who type or convert."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktopcrm.cli.command import Command, json_option
from desktopcrm.cli.context import Context
from desktopcrm.domain.catalogue import Field
from desktopcrm.texts import Translate


def _arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("kind", metavar="KIND", nargs="?", default="", help=tr("cli.help_kind"))
    json_option(parser, tr)


def fields(context: Context, args: Namespace) -> None:
    """One line a field: kind, key, type, label, choices."""
    kinds = [context.kind(args.kind)] if args.kind else list(context.app.desk.catalogue.kinds)
    found = [(kind, one) for kind in kinds for one in context.app.desk.catalogue.kinds[kind].field]
    if args.json:
        context.say_json([_row(context, kind, one) for kind, one in found])
        return
    for kind, one in found:
        keys = _keys(context, one)
        choices = f"  [{' '.join(keys)}]" if keys else ""
        context.say(f"{kind}  {one.key}  {one.type}  {one.label[context.lang]}{choices}")


def _keys(context: Context, field: Field) -> list[str]:
    return [one.key for one in context.app.desk.catalogue.options(field.choices)] if field.choices else []


def _row(context: Context, kind: str, field: Field) -> dict[str, object]:
    return {
        "kind": kind,
        "field": field.key,
        "type": field.type,
        "label": field.label[context.lang],
        "question": field.ask[context.lang],
        "choices": _keys(context, field),
        "privacy": field.privacy,
        "own": field.is_own,
    }


COMMANDS = (Command("fields", "cli.about_fields", _arguments, fields),)
