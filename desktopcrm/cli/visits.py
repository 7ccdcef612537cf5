"""`plan-visit` and `calendar`: agree on a visit, take the agreed ones along in a calendar."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import timedelta
from pathlib import Path

from desktopcrm.cli.command import Command, account_argument, day_option
from desktopcrm.cli.context import Context
from desktopcrm.domain import numbers, visit_time
from desktopcrm.services.calendar_file import CalendarWish
from desktopcrm.services.today import NewVisit
from desktopcrm.texts import Translate

DAYS, MOST_DAYS = 7, 3660


def _plan_arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("day", metavar="DAY", help=tr("day_list.help_when"))
    parser.add_argument("--time", metavar="TIME", default="", help=tr("day_list.help_time"))
    parser.add_argument(
        "--with", metavar="NAME", action="append", default=[], dest="people", help=tr("day_list.help_with")
    )
    parser.add_argument("--objective", metavar="TEXT", default="", help=tr("day_list.help_objective"))
    parser.add_argument("--project", metavar="TITLE", help=tr("cli.help_project"))
    parser.add_argument("--place", metavar="TEXT", default="", help=tr("day_list.help_place"))
    parser.add_argument("--minutes", metavar="N", type=int, help=tr("day_list.help_minutes"))
    parser.add_argument("--kind", metavar="KIND", default="visit", help=tr("day_list.help_kind"))


def plan_visit(context: Context, args: Namespace) -> None:
    """A planned visit in one step."""
    plan = context.plan(args.account)
    project = context.one(plan, "project", args.project) if args.project else None
    new = NewVisit(
        plan.account.id,
        context.day(args.day),
        args.time,
        tuple(context.one(plan, "person", name).id for name in args.people),
        args.objective,
        project.id if project else None,
        args.place,
        args.minutes,
        args.kind,
    )
    record = context.app.records.get(context.app.today.plan_visit(new))
    context.say(
        context.tr(
            "day_list.planned",
            account=plan.account.name,
            title=record.name,
            day=numbers.show_day(new.day, context.lang),
            time=visit_time.read(new.time),
        ).rstrip()
    )


def _calendar_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("--out", "-o", metavar="FILE", required=True, help=tr("day_list.help_out"))
    day_option(parser, tr)
    parser.add_argument("--days", metavar="N", type=int, default=DAYS, help=tr("day_list.help_days"))
    parser.add_argument("--no-names", action="store_true", help=tr("day_list.help_no_names"))


def calendar(context: Context, args: Namespace) -> None:
    """The agreed visits of some days as a file."""
    first = context.day(args.day) if args.day else context.app.desk.today()
    service = context.app.calendar
    ahead = timedelta(days=min(max(1, args.days), MOST_DAYS) - 1)
    visits = service.agreed(first, first + ahead)
    wish = CalendarWish(with_people=not args.no_names, lang=context.lang)
    many = service.write(visits, Path(args.out), wish)
    context.say(context.tr("day_list.written", n=many, file=args.out))


COMMANDS = (
    Command("plan-visit", "day_list.about_plan_visit", _plan_arguments, plan_visit),
    Command("calendar", "day_list.about_calendar", _calendar_arguments, calendar),
)
