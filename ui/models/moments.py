"""Moments as people say them: today 14:05, three hours ago. Knows words, no page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from desktopcrm.texts import Translate

MINUTE, HOUR, DAY = 60, 3600, 86_400
FEW_DAYS = 14


def clock_words(tr: Translate, moment: datetime, now: datetime, seconds: bool = False) -> str:
    """Day and time in the time of this machine: “today 14:05”, “yesterday 18:30”, “3 Nov 2026 09:12”."""
    here = moment.astimezone()
    time = here.strftime("%H:%M:%S" if seconds else "%H:%M")
    days = (now.astimezone().date() - here.date()).days
    if days in (0, 1):
        return tr("moments.today" if days == 0 else "moments.yesterday", time=time)
    return tr("moments.day_time", day=day_words(tr, here.date(), now), time=time)


def told_apart(tr: Translate, moments: Sequence[datetime], now: datetime) -> tuple[str, ...]:
    """The same for several, with seconds where two of them would read alike."""
    said = [clock_words(tr, one, now) for one in moments]
    often = Counter(said)
    return tuple(
        clock_words(tr, one, now, seconds=True) if often[words] > 1 else words
        for one, words in zip(moments, said, strict=True)
    )


def day_words(tr: Translate, day: date, now: datetime) -> str:
    """“3 Nov”, with the year where it is another."""
    month = tr(f"moments.month_{day.month}")
    if day.year == now.astimezone().year:
        return tr("moments.day", day=day.day, month=month)
    return tr("moments.day_year", day=day.day, month=month, year=day.year)


def ago_words(tr: Translate, moment: datetime, now: datetime) -> str:
    """“just now”, “5 minutes ago”, “3 days ago”; a moment to come (the clock was set back) is the day itself."""
    seconds = (now - moment).total_seconds()
    if seconds < -MINUTE:
        return clock_words(tr, moment, now)
    if seconds < 2 * MINUTE:
        return tr("moments.just_now")
    if seconds < HOUR:
        return tr("moments.minutes_ago", n=int(seconds // MINUTE))
    if seconds < DAY:
        return tr("moments.hours_ago", n=int(seconds // HOUR))
    days = (now.astimezone().date() - moment.astimezone().date()).days
    if days <= FEW_DAYS:
        return tr("moments.days_ago", n=max(1, days))
    return day_words(tr, moment.astimezone().date(), now)


def is_older(moment: datetime, now: datetime, days: int) -> bool:
    """Whether it is more than so many days ago."""
    return now - moment > timedelta(days=days)
