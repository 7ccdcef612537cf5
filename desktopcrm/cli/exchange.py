"""`demo`, `load`, `dump`: sample accounts and interchange files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktopcrm.cli.command import Command, json_option
from desktopcrm.cli.context import Context
from desktopcrm.errors import UserError
from desktopcrm.services.exchange.merge import PARTS, Counts
from desktopcrm.services.exchange.service import LoadReport
from desktopcrm.texts import LANGUAGES, Translate

STANDARD_OUTPUT = "-"


def _demo_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, help=tr("cli.help_demo_lang"))
    parser.add_argument("--remove", action="store_true", help=tr("cli.help_demo_remove"))


def demo(context: Context, args: Namespace) -> None:
    """The sample accounts: in, or out again."""
    if args.remove:
        context.say(context.tr("cli.samples_removed", n=context.app.samples.remove()))
        return
    names = context.app.samples.add(args.lang or context.lang)
    context.say(context.tr("cli.samples_added", names=_listed(context, names)))


def _listed(context: Context, names: tuple[str, ...]) -> str:
    return ("、" if context.lang == "zh" else ", ").join(names)


def _load_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("file", metavar="FILE", help=tr("cli.help_load_file"))
    parser.add_argument("--dry-run", action="store_true", help=tr("cli.help_dry_run"))
    parser.add_argument(
        "--misfits-as-notes", action="store_true", dest="misfits", help=tr("cli.help_misfits")
    )
    json_option(parser, tr)


def load(context: Context, args: Namespace) -> None:
    """One interchange file, whole or not at all."""
    report = context.app.exchange.load(Path(args.file), args.dry_run, args.misfits)
    if args.json:
        context.say_json(_report(report))
        return
    context.say(
        context.tr(
            "cli.would_load" if report.dry_run else "cli.loaded", names=_listed(context, report.accounts)
        )
    )
    for key, counts in (
        ("cli.load_added", report.added),
        ("cli.load_changed", report.changed),
        ("cli.load_ignored", report.ignored),
    ):
        context.say(context.tr(key, **_numbers(counts)))
    if report.homeless:
        context.say(context.tr("cli.load_homeless", n=len(report.homeless)))
    for one in report.homeless:
        context.say(f"  {one.path}: {one.record} – {one.field}: {one.value}")


def _numbers(counts: Counts) -> dict[str, int]:
    return {part: getattr(counts, part) for part in PARTS}


def _report(report: LoadReport) -> dict[str, object]:
    return {
        "dry_run": report.dry_run,
        "accounts": list(report.accounts),
        "added": _numbers(report.added),
        "changed": _numbers(report.changed),
        "ignored": _numbers(report.ignored),
        "homeless": [
            {"path": one.path, "record": one.record, "field": one.field, "value": one.value}
            for one in report.homeless
        ],
    }


def _dump_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("account", metavar="ACCOUNT", nargs="*", help=tr("cli.help_account"))
    parser.add_argument("--all", action="store_true", help=tr("cli.help_dump_all"))
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=tr("cli.help_dump_file"))


def dump(context: Context, args: Namespace) -> None:
    """Accounts into an interchange file; `-` is the standard output."""
    if args.all == bool(args.account):
        raise UserError("errors.dump_what")
    ids = None if args.all else [context.account(one) for one in args.account]
    if args.output == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(context.app.exchange.dump_bytes(ids))
        return
    context.app.exchange.dump(ids, Path(args.output))
    context.say(context.tr("cli.written", file=args.output))


COMMANDS = (
    Command("demo", "cli.about_demo", _demo_arguments, demo),
    Command("load", "cli.about_load", _load_arguments, load),
    Command("dump", "cli.about_dump", _dump_arguments, dump),
)
