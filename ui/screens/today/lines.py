"""The rows of Today as lines to read: headings and rows, by urgency or by account. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import numbers
from desktopcrm.domain.agenda_row import LATER, OVERDUE, SOON, TODAY, Row, by_account, by_urgency
from ui.blur import blur
from ui.context import Context
from ui.theme import Tone

BY_URGENCY, BY_ACCOUNT = "urgency", "account"
GROUPINGS = (BY_URGENCY, BY_ACCOUNT)
TONES = {OVERDUE: Tone.BAD, TODAY: Tone.WARN, SOON: Tone.NEUTRAL, LATER: Tone.NEUTRAL}
ICONS = {
    "visit": "calendar",
    "untold": "message-square",
    "proposal": "balance",
    "invite": "user-plus",
    "hop": "route",
    "clock": "clock",
    "promise": "handshake",
    "contact": "phone",
    "action": "list-checks",
    "material": "send",
    "stage": "pause",
    "window": "package",
    "birthday": "gift",
    "thanks": "mail",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """Over the rows of one urgency, or of one account (which then has a picture)."""

    text: str
    count: int
    tone: Tone
    account_id: int = 0


Line = Heading | Row


def lines(context: Context, rows: Sequence[Row], grouping: str) -> list[Line]:
    """Everything in the order in which it is read."""
    return list(_by_account(rows) if grouping == BY_ACCOUNT else _by_urgency(context, rows))


def put_off_lines(context: Context, rows: Sequence[Row]) -> list[Line]:
    """What the rep did not want to see yet."""
    return [Heading(context.tr("today_page.put_off"), len(rows), Tone.NEUTRAL), *rows] if rows else []


def _by_urgency(context: Context, rows: Sequence[Row]) -> Iterator[Line]:
    for urgency, those in by_urgency(rows).items():
        yield Heading(context.tr(f"today_page.urgency_{urgency}"), len(those), TONES[urgency])
        yield from those


def _by_account(rows: Sequence[Row]) -> Iterator[Line]:
    for account_id, those in by_account(rows).items():
        yield Heading(those[0].account, len(those), TONES[those[0].urgency], account_id)
        yield from those


class Reader:
    """How a row reads in the language of the window; only what is seen is told."""

    def __init__(self, context: Context, day: date) -> None:
        self._context, self._day = context, day
        self._told: dict[str, str] = {}

    def title(self, row: Row) -> str:
        """The sentence."""
        if row.subject not in self._told:
            self._told[row.subject] = self._context.tell(row.said)
        return self._told[row.subject]

    def more(self, row: Row) -> str:
        """What else belongs to it."""
        return " · ".join(self._context.tell(one) for one in row.more)

    def detail(self, row: Row, grouping: str) -> str:
        """The second line: whose it is, unless a heading says so, and what else belongs to it."""
        parts = ("" if grouping == BY_ACCOUNT else row.account, self.more(row))
        return " · ".join(part for part in parts if part)

    def due(self, row: Row) -> str:
        """When: days late, the hour, the day; empty where no day is agreed."""
        tr = self._context.tr
        if row.due is None or (blur().on and row.kind == "birthday"):
            return ""
        late = (self._day - row.due).days
        if late > 0:
            return tr("today_page.late", n=late)
        if row.time:
            hour = row.time if late == 0 else f"{self._named(row.due)} {row.time}"
            return tr("today_page.today_at", time=hour) if late == 0 else hour
        return tr("today_page.today") if late == 0 else self._named(row.due)

    def spoken(self, line: Line, grouping: str) -> str:
        """The line for a screen reader."""
        if isinstance(line, Heading):
            return f"{line.text} · {line.count}"
        parts = (self.title(line), self.detail(line, grouping), self.due(line))
        return " · ".join(part for part in parts if part)

    def _named(self, day: date) -> str:
        """Tomorrow, a weekday of the days ahead, else the day."""
        ahead = (day - self._day).days
        if ahead == 1:
            return self._context.tr("today_page.tomorrow")
        return weekday_and_day(self._context, day)


def weekday_and_day(context: Context, day: date) -> str:
    """“Thu 5 Mar”, the year where it is another one."""
    tr = context.tr
    shown = numbers.show_day(day, context.lang)
    this_year = context.app.desk.today().year == day.year
    short = (
        tr("today_page.day", day=day.day, month=tr(f"today_page.month_{day.month}")) if this_year else shown
    )
    return tr("today_page.weekday_day", weekday=tr(f"today_page.weekday_{day.isoweekday()}"), day=short)


def minutes(context: Context, count: int) -> str:
    """“1 h 30 min”."""
    tr = context.tr
    hours, rest = divmod(count, 60)
    if not hours:
        return tr("today_page.minutes", minutes=rest)
    return (
        tr("today_page.hours_minutes", hours=hours, minutes=rest)
        if rest
        else tr("today_page.hours", hours=hours)
    )
