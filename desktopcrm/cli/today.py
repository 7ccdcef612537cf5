"""`today`: what is due, the day of eight hours and the board of calls and visits, as text or JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from desktopcrm.cli.command import Command, day_option, json_option
from desktopcrm.cli.context import Context
from desktopcrm.cli.today_json import page_json
from desktopcrm.domain import numbers
from desktopcrm.domain.agenda_row import Row, by_urgency
from desktopcrm.domain.day_plan import DayPlan, Slot, day_plan
from desktopcrm.domain.scoreboard import SPANS, Score, streak
from desktopcrm.services.telling import tell
from desktopcrm.services.today import TodayPage
from desktopcrm.texts import Translate

SHOWN = 12
"""Lines of a group without --all: a page is read in ten seconds."""
HOUR = 60


def _arguments(parser: ArgumentParser, tr: Translate) -> None:
    day_option(parser, tr)
    parser.add_argument("--account", metavar="ACCOUNT", help=tr("day_list.help_account"))
    parser.add_argument("--all", action="store_true", help=tr("day_list.help_all"))
    json_option(parser, tr)


def today(context: Context, args: Namespace) -> None:
    """The page of a day, of all accounts or of one."""
    day = context.day(args.day) if args.day else None
    page = _of_one(context, args.account, day) if args.account else context.app.today.page(day)
    if args.json:
        context.say_json(page_json(context, page))
        return
    Page(context, page).show(None if args.all else SHOWN)


def _of_one(context: Context, account: str, day: date | None) -> TodayPage:
    found = context.app.today.of_account(context.account(account), day)
    when = day or context.app.desk.today()
    plan = day_plan([found.of_day], context.app.desk.catalogue, when)
    return TodayPage(when, found.rows, found.score, plan, found.quiet, 1, found.put_off)


class Page:
    """A page as lines of text."""

    def __init__(self, context: Context, page: TodayPage) -> None:
        self._context = context
        self._tr = context.tr
        self._page = page

    def show(self, limit: int | None) -> None:
        """At most `limit` lines of each group."""
        say, page = self._context.say, self._page
        is_today = page.day == self._context.app.desk.today()
        say(self._tr("day_list.title" if is_today else "day_list.title_other", day=self._day(page.day)))
        for line in self._score(page.score):
            say(line)
        for urgency, rows in by_urgency(page.rows).items():
            say()
            say(self._tr(f"day_list.group_{urgency}", n=len(rows)))
            for row in rows[:limit]:
                say(f"  {self._line(row)}")
            if limit is not None and len(rows) > limit:
                say("  " + self._tr("day_list.more", n=len(rows) - limit))
        if not page.rows:
            say(self._tr("day_list.nothing"))
        self._plan(page.day_plan, limit)
        self._aside()

    def _line(self, row: Row) -> str:
        said = [tell(self._context.app.texts, self._context.lang, one) for one in (row.said, *row.more)]
        when = []
        if row.kind == "visit" and row.due:
            when = ["" if row.due == self._page.day else self._day(row.due), row.time]
        return "".join(f"{part} " for part in when if part) + f"{row.account} · " + " · ".join(said)

    def _score(self, score: Score) -> list[str]:
        found = []
        for span in SPANS:
            calls, visits = (
                self._tr(f"day_list.score_{deed}", due=one.due, done=one.done, made=one.made)
                for deed in ("call", "visit")
                for one in (score.tally(span, deed),)
            )
            found.append(self._tr(f"day_list.score_{span}", calls=calls, visits=visits))
        days = streak(score, self._page.day, self._context.app.desk.catalogue)
        return [*found, self._tr("day_list.streak", n=days)] if days > 1 else found

    def _plan(self, plan: DayPlan, limit: int | None) -> None:
        say, taken = self._context.say, plan.minutes - plan.left
        if not plan.slots:
            return
        say()
        whole = self._time(plan.minutes)
        if plan.left < 0:
            over = self._time(-plan.left)
            say(self._tr("day_list.day_over", taken=self._time(taken), whole=whole, over=over))
        else:
            left = self._time(plan.left)
            say(self._tr("day_list.day", taken=self._time(taken), whole=whole, left=left))
        for slot in plan.slots[:limit]:
            say(f"  {self._slot(slot)}")
        if limit is not None and len(plan.slots) > limit:
            say("  " + self._tr("day_list.more", n=len(plan.slots) - limit))
        if plan.waiting:
            say("  " + self._tr("day_list.waiting", n=len(plan.waiting)))
        if plan.freed:
            say("  " + self._tr("day_list.freed", time=self._time(plan.freed)))

    def _slot(self, slot: Slot) -> str:
        parts = [
            self._tr(f"day_list.effort_{slot.effort}"),
            slot.account,
            self._time(slot.minutes),
            self._tr(f"day_list.band_{slot.band}"),
            tell(self._context.app.texts, self._context.lang, slot.rows[0].said),
        ]
        return f"{slot.start or '     '} " + " · ".join(parts)

    def _aside(self) -> None:
        page = self._page
        found = []
        if page.put_off:
            found.append(self._tr("day_list.put_off", n=len(page.put_off)))
        if page.quiet:
            found.append(self._tr("day_list.quiet", n=len(page.quiet)))
        if found:
            self._context.say()
            self._context.say(" · ".join(found))

    def _day(self, day: date) -> str:
        return numbers.show_day(day, self._context.lang)

    def _time(self, minutes: int) -> str:
        hours, rest = divmod(minutes, HOUR)
        if not hours:
            return self._tr("day_list.minutes", n=rest)
        if not rest:
            return self._tr("day_list.hours", hours=hours)
        return self._tr("day_list.hours_minutes", hours=hours, minutes=rest)


COMMANDS = (Command("today", "day_list.about_today", _arguments, today),)
