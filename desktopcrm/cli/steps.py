"""`undo`, `redo`, `history`, `check`: what was done, and whether all is well."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktopcrm.cli.command import Command, json_option, nothing
from desktopcrm.cli.context import Context
from desktopcrm.cli.safety import moment
from desktopcrm.errors import UserError
from desktopcrm.services.backup_types import Backup
from desktopcrm.services.checkup import Checkup
from desktopcrm.texts import Translate

STEPS_SHOWN = 20


def undo(context: Context, args: Namespace) -> None:
    """Take the newest step back."""
    del args
    step = context.app.history.undo()
    if step is None:
        raise UserError("errors.nothing_to_undo")
    context.say(context.tr("cli.undone", label=context.app.history.label(step, context.lang)))


def redo(context: Context, args: Namespace) -> None:
    """Do again what was taken back."""
    del args
    step = context.app.history.redo()
    if step is None:
        raise UserError("errors.nothing_to_redo")
    context.say(context.tr("cli.redone", label=context.app.history.label(step, context.lang)))


def _history_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument(
        "-n", metavar="N", type=int, default=STEPS_SHOWN, dest="limit", help=tr("cli.help_limit")
    )
    json_option(parser, tr)


def history(context: Context, args: Namespace) -> None:
    """Newest steps first."""
    service = context.app.history
    steps = service.steps(max(0, args.limit))
    if args.json:
        rows = [
            {
                "id": one.id,
                "label": service.label(one, context.lang),
                "at": one.at.isoformat(),
                "undone": one.undone,
                "undoable": one.undoable,
            }
            for one in steps
        ]
        context.say_json(rows)
        return
    for one in steps:
        at = one.at.astimezone().strftime("%Y-%m-%d %H:%M")
        mark = f" ({context.tr('cli.taken_back')})" if one.undone else ""
        context.say(f"{at}  {service.label(one, context.lang)}{mark}")
    if not steps:
        context.say(context.tr("cli.no_history"))


def check(context: Context, args: Namespace) -> int:
    """Examine the data; says what was looked at. 1 where something is wrong."""
    found = Checkup(context.app.desk).run()
    backups, bad = _backups(context)
    found.problems += bad
    if args.json:
        context.say_json(
            {
                "looked_at": found.looked_at,
                "backups": len(backups),
                "problems": [_problem(context, one) for one in found.problems],
            }
        )
    else:
        context.say(context.tr("cli.checked", **found.looked_at))
        context.say(
            context.tr("cli.check_backups", n=len(backups), at=moment(backups[0].made_at))
            if backups
            else context.tr("cli.check_no_backup")
        )
        for one in found.problems:
            context.say(f"  {_problem(context, one)}")
        context.say(
            context.tr("cli.check_bad", n=len(found.problems))
            if found.problems
            else context.tr("cli.check_good")
        )
    return 1 if found.problems else 0


def _backups(context: Context) -> tuple[tuple[Backup, ...], list[UserError]]:
    """All backups, and what is wrong with them."""
    shelf = context.app.backups.shelf()
    found = shelf.list()
    states = [(one, shelf.check(one)) for one in found]
    bad = [
        UserError(f"errors.backup_{state}", name=one.file.name) for one, state in states if state != "good"
    ]
    return found, bad


def _problem(context: Context, error: UserError) -> str:
    return context.app.texts.of_error(error, context.lang)


COMMANDS = (
    Command("undo", "cli.about_undo", nothing, undo),
    Command("redo", "cli.about_redo", nothing, redo),
    Command("history", "cli.about_history", _history_arguments, history),
    Command("check", "cli.about_check", json_option, check),
)
