"""`plan`, `brief`, `checklist`: documents as PDF files. The typesetter is loaded by these alone."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktopcrm.cli.command import Command, Run, account_argument
from desktopcrm.cli.context import Context
from desktopcrm.errors import UserError
from desktopcrm.texts import LANGUAGES, Translate

LEVELS = ("own", "manager", "customer")


def _arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=tr("cli.help_pdf"))
    parser.add_argument("--lang", choices=LANGUAGES, help=tr("cli.help_lang"))
    parser.add_argument("--level", choices=LEVELS, default="own", help=tr("cli.help_level"))
    parser.add_argument("--project", metavar="TITLE", help=tr("cli.help_project"))
    parser.add_argument("--day", metavar="DAY", help=tr("cli.help_as_of"))
    parser.add_argument("--sections", metavar="A,B", help=tr("cli.help_sections"))
    parser.add_argument(
        "--with", metavar="NAME", action="append", default=[], dest="people", help=tr("cli.help_with")
    )
    parser.add_argument("--private", action="store_true", help=tr("cli.help_private"))
    parser.add_argument("--purpose", default="", help=tr("cli.help_purpose"))


def _making(kind: str) -> Run:
    """A command that makes one kind of document."""

    def run(context: Context, args: Namespace) -> None:
        from desktopcrm.services.report.request import DocumentRequest

        plan = context.plan(args.account, args.day)
        lang = args.lang or context.lang
        project = context.one(plan, "project", args.project) if args.project else None
        request = DocumentRequest(
            kind,
            plan.account.id,
            project.id if project else None,
            lang,
            args.level,
            _sections(context, args, lang),
            context.day(args.day) if args.day else None,
            tuple(context.one(plan, "person", name).id for name in args.people),
            args.private,
            purpose=args.purpose,
        )
        documents = context.app.documents
        target = Path(args.output)
        if target.is_dir():
            target = target / documents.file_name(request)
        printed = documents.save(request, target)
        context.say(context.tr("cli.printed", file=str(target), n=printed.pages))
        kept = documents.withheld(request)
        if kept:
            context.warn(context.tr("cli.withheld", n=kept))
        if printed.missing:
            context.warn(context.tr("cli.unprintable", characters=printed.missing))

    return run


def _sections(context: Context, args: Namespace, lang: str) -> tuple[str, ...] | None:
    """Section keys in the wanted order; `all` is every one."""
    if not args.sections:
        return None
    known = [one.key for one in context.app.documents.sections(args.level, lang)]
    wanted = (
        known if args.sections == "all" else [one.strip() for one in args.sections.split(",") if one.strip()]
    )
    for one in wanted:
        if one not in known:
            raise UserError("errors.section_unknown", section=one, allowed=tuple(known))
    return tuple(wanted)


COMMANDS = tuple(
    Command(kind, f"cli.about_{kind}", _arguments, _making(kind)) for kind in ("plan", "brief", "checklist")
)
