"""`advance`, `entered`, `back`, `win`, `lose`, `drop`, `pause`, `resume`, `tick`: a purchase on its way."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date

from desktopcrm.cli.command import Command, Run, account_argument
from desktopcrm.cli.context import Context
from desktopcrm.domain import stages
from desktopcrm.domain.records import Observation, Record
from desktopcrm.services.projects import Projects
from desktopcrm.texts import Translate

Step = Callable[[Projects, int, str, date | None], None]


def _arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("project", metavar="PROJECT", help=tr("cli.help_project"))
    parser.add_argument("--reason", default="", help=tr("cli.help_reason"))
    parser.add_argument("--day", metavar="DAY", help=tr("cli.help_day"))


def _moving(step: Step) -> Run:
    """A command that takes one step of a purchase and says where it stands then."""

    def run(context: Context, args: Namespace) -> None:
        project = context.one(context.plan(args.account), "project", args.project)
        step(context.app.projects, project.id, args.reason, context.day(args.day) if args.day else None)
        _say_where(context, project)

    return run


def _say_where(context: Context, project: Record) -> None:
    plan = context.app.desk.plan(project.account_id or 0)
    course = stages.course(plan.course_of(project.id), plan.day)
    catalogue = context.app.desk.catalogue
    status = catalogue.option("project_status", course.status)
    label = catalogue.stage(course.stage).label[context.lang]
    words = {"stage": course.stage, "label": label, "status": status.label[context.lang] if status else ""}
    context.say(f"{project.name}: " + context.tr("cli.stands_at", **words))


def _entered_arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("project", metavar="PROJECT", help=tr("cli.help_project"))
    parser.add_argument("stage", metavar="STAGE", type=int, help=tr("cli.help_stage"))
    parser.add_argument("day", metavar="DAY", help=tr("cli.help_entered"))


def entered(context: Context, args: Namespace) -> None:
    """Say on which day a stage was entered."""
    project = context.one(context.plan(args.account), "project", args.project)
    context.app.projects.date_stage(project.id, args.stage, context.day(args.day))
    _say_where(context, project)


def _tick_arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("project", metavar="PROJECT", help=tr("cli.help_project"))
    parser.add_argument("item", metavar="ITEM", help=tr("cli.help_item"))
    parser.add_argument("state", metavar="STATE", help=tr("cli.help_state"))
    parser.add_argument("--note", default="", help=tr("cli.help_note"))
    parser.add_argument("--day", metavar="DAY", help=tr("cli.help_day"))


def tick(context: Context, args: Namespace) -> None:
    """Answer an item of a checklist; `-` as STATE takes the answer out."""
    project = context.one(context.plan(args.account), "project", args.project)
    if args.state.strip() == "-":
        context.app.projects.untick(project.id, args.item)
    else:
        day = context.day(args.day) if args.day else None
        context.app.projects.tick(project.id, args.item, args.state, Observation(seen_on=day, note=args.note))
    gate = context.app.projects.gate(project.id)
    left = [item.key for item in gate.mandatory_open]
    if left:
        context.say(context.tr("cli.gate_left", stage=gate.stage, items=" ".join(left)))
    else:
        context.say(context.tr("cli.gate_open", stage=gate.stage))


COMMANDS = (
    Command("advance", "cli.about_advance", _arguments, _moving(Projects.advance)),
    Command("entered", "cli.about_entered", _entered_arguments, entered),
    Command("back", "cli.about_back", _arguments, _moving(Projects.step_back)),
    Command("win", "cli.about_win", _arguments, _moving(Projects.win)),
    Command("lose", "cli.about_lose", _arguments, _moving(Projects.lose)),
    Command("drop", "cli.about_drop", _arguments, _moving(Projects.drop)),
    Command("pause", "cli.about_pause", _arguments, _moving(Projects.pause)),
    Command(
        "resume",
        "cli.about_resume",
        _arguments,
        _moving(lambda projects, project, _reason, day: projects.resume(project, day)),
    ),
    Command("tick", "cli.about_tick", _tick_arguments, tick),
)
