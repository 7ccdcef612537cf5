"""`erase-person`, `person-data`: what is stored about one person goes for good, or comes out whole."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from desktopcrm.cli.command import Command, account_argument, json_option
from desktopcrm.cli.context import Context
from desktopcrm.domain import numbers
from desktopcrm.errors import UserError
from desktopcrm.services.erasing import ErasePlan, Place
from desktopcrm.texts import LANGUAGES, Translate

STANDARD_OUTPUT = "-"
SHOWN = 10
"""Texts that are listed before erasing."""


def _person_arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("person", metavar="PERSON", help=tr("cli.help_person"))


def _erase_arguments(parser: ArgumentParser, tr: Translate) -> None:
    _person_arguments(parser, tr)
    parser.add_argument("--yes", action="store_true", help=tr("cli.help_yes"))
    parser.add_argument("--now", action="store_true", help=tr("erasing.help_now"))
    json_option(parser, tr)


def erase_person(context: Context, args: Namespace) -> None:
    """A person for good. Without `--yes` only says what would go, and refuses."""
    person = context.one(context.plan(args.account), "person", args.person)
    app = context.app
    plan = app.erasing.plan(person.id)
    if args.json:
        context.say_json(_as_json(plan))
    else:
        for line in _told(context, plan, args.now):
            context.say(line)
    if not args.yes:
        raise UserError("errors.erase_unconfirmed", name=person.name)
    try:
        app.erasing.erase(person.id, at_once=args.now)
    finally:  # where the file could not be written anew the backups forget all the same
        app.erasing.purge_due()
    if not args.json:
        context.say(context.tr("erasing.done"))
    for line in _strange(context, app.erasing.strange()):
        context.warn(line)


def _told(context: Context, plan: ErasePlan, at_once: bool) -> Iterable[str]:
    """The plan in lines."""
    tr, counts = context.tr, plan.counts
    yield tr("erasing.title", name=plan.person.name, account=plan.account)
    numbered = (
        ("facts", counts.facts), ("links", counts.links), ("parts", counts.parts), ("steps", counts.steps),
        ("decisions", counts.decisions), ("drafts", counts.drafts),
    )  # fmt: skip
    for key, number in numbered:
        if number:
            yield f"  {tr(f'erasing.{key}', n=number)}"
    if plan.mentions:
        yield f"  {tr('erasing.blanked', n=len(plan.mentions))}"
    yield from _listed(context, plan.mentions)
    if plan.doubtful:
        yield f"  {tr('erasing.doubtful', n=len(plan.doubtful))}"
        yield from _listed(context, plan.doubtful)
    if plan.backups:
        day = numbers.show_day(plan.purge_on, context.lang)
        said = _said_now(context) if at_once else tr("erasing.backups_later", day=day)
        yield f"  {tr('erasing.backups', n=len(plan.backups))} {said}"
    if plan.aside:
        yield f"  {tr('erasing.aside', n=len(plan.aside))}"
    for line in _strange(context, plan.strange):
        yield f"  {line}"


def _said_now(context: Context) -> str:
    """That they forget at once; copies that are not connected cannot."""
    second = context.app.backups.second_place()
    if second.state == "away":
        return context.tr("erasing.backups_now_away", folder=str(second.folder))
    return context.tr("erasing.backups_now")


def _strange(context: Context, files: tuple[Path, ...]) -> Iterable[str]:
    """What lies in the data folder and the program did not make."""
    folder = context.app.erasing.folder
    if files:
        yield context.tr("erasing.strange", n=len(files), folder=str(folder))
    for one in files:
        yield f"  {one.relative_to(folder)}"


def _listed(context: Context, places: tuple[Place, ...]) -> Iterable[str]:
    for one in places[:SHOWN]:
        label = context.label(one.kind)
        words = " ".join(one.text.split())
        yield f"    {one.account} · {label} · {words[:90]}"
    if len(places) > SHOWN:
        yield f"    {context.tr('erasing.more', n=len(places) - SHOWN)}"


def _as_json(plan: ErasePlan) -> dict[str, object]:
    return {
        "person": {"id": plan.person.id, "name": plan.person.name},
        "account": plan.account,
        "counts": asdict(plan.counts),
        "blanked": [asdict(one) for one in plan.mentions],
        "doubtful": [asdict(one) for one in plan.doubtful],
        "backups": [{"file": str(one.file), "made_at": one.made_at.isoformat()} for one in plan.backups],
        "put_aside": [str(one) for one in plan.aside],
        "strange": [str(one) for one in plan.strange],
        "purge_on": plan.purge_on.isoformat(),
    }


def _data_arguments(parser: ArgumentParser, tr: Translate) -> None:
    _person_arguments(parser, tr)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=tr("person_data.help_output"))
    parser.add_argument("--lang", choices=LANGUAGES, help=tr("cli.help_lang"))


def person_data(context: Context, args: Namespace) -> None:
    """Everything stored about a person, as PDF or JSON."""
    person = context.one(context.plan(args.account), "person", args.person)
    lang = args.lang or context.lang
    service = context.app.person_data
    if args.output == STANDARD_OUTPUT:
        sys.stdout.write(json.dumps(service.as_json(person.id, lang), ensure_ascii=False, indent=1) + "\n")
        return
    file = Path(args.output)
    if file.is_dir():
        file = file / service.file_name(person.id, "pdf", lang)
    service.save(person.id, file, lang)
    context.say(context.tr("person_data.written", file=str(file)))


COMMANDS = (
    Command("erase-person", "erasing.about_command", _erase_arguments, erase_person),
    Command("person-data", "person_data.about_command", _data_arguments, person_data),
)
