"""Turns people into rows of the table, in the language of the window. Knows no widget of the page."""

from __future__ import annotations

from datetime import date

from desktopcrm.domain import birthdays, numbers
from desktopcrm.domain.cover import COVER
from desktopcrm.services.people import PersonRow
from ui.blur import blur
from ui.context import Context
from ui.models.account_reading import TONES
from ui.theme import Tone
from ui.widgets.table_rows import Cell, CellKind, Column, Row

SOON_DAYS = 14
"""A birthday that near is marked (ours)."""
SILENT_DAYS = 30
"""A person with a part in a purchase should not go longer without contact (d2 stage 3)."""
RANK_TONES = {"first": Tone.GOOD, "second": Tone.ACCENT, "third": Tone.NEUTRAL}
RANK_ORDER = {"first": 1.0, "second": 2.0, "third": 3.0}


def columns(context: Context) -> tuple[Column, ...]:
    """Name and title, account, rank, part and stance, last contact, birthday."""
    tr = context.tr
    return (
        Column("name", tr("people.name"), CellKind.PERSON),
        Column("account", tr("people.account"), CellKind.TEXT),
        Column("rank", tr("people.rank"), CellKind.CHIP, 84),
        Column("part", tr("people.part"), CellKind.TEXT, 176),
        Column("stance", tr("people.stance"), CellKind.CHIP, 128),
        Column("last", tr("people.last"), CellKind.NUMBER, 122),
        Column("birthday", tr("people.birthday"), CellKind.NUMBER, 96),
        Column("more", "", CellKind.TEXT, 44, sortable=False),
    )


def row(context: Context, person: PersonRow, today: date) -> Row:
    """One person."""
    title = person.facts.get("title", "") or person.facts.get("department", "")
    parts = [part for part in person.roles if part[1]] or list(person.roles)
    project, role, stance = parts[0] if parts else ("", "", "")
    more = f" +{len(parts) - 1}" if len(parts) > 1 else ""
    return Row(
        person.id,
        (
            Cell(person.name, title),
            Cell(person.account, person.facts.get("department", "") if person.facts.get("title") else ""),
            _rank(context, person.rank),
            Cell(_label(context, "role", role) or ("–" if project else ""), project + more),
            _stance(context, stance),
            _last(context, person, today),
            _birthday(context, person.facts.get("birthday", ""), today),
            Cell(),
        ),
    )


def _label(context: Context, choices: str, keys: str) -> str:
    catalogue, lang = context.app.desk.catalogue, context.lang
    found = [catalogue.option(choices, key) for key in keys.split(",") if key]
    return ("、" if lang == "zh" else ", ").join(one.label[lang] for one in found if one is not None)


def _rank(context: Context, rank: str) -> Cell:
    if not rank:
        return Cell(sort="")
    if blur().on:
        return Cell(COVER, sort="")
    return Cell(context.tr(f"people.rank_{rank}"), tone=RANK_TONES[rank], sort=RANK_ORDER[rank])


def _stance(context: Context, stance: str) -> Cell:
    option = context.app.desk.catalogue.option("stance", stance) if stance else None
    if option is None:
        return Cell()
    if blur().on:
        return Cell(COVER, sort="")
    return Cell(option.label[context.lang], tone=TONES.get(option.tone, Tone.NEUTRAL))


def _last(context: Context, person: PersonRow, today: date) -> Cell:
    if person.last_contact is None:
        return Cell(context.tr("people.never") if person.roles else "", tone=Tone.WARN, sort=-1e9)
    days = (today - person.last_contact).days
    tone = Tone.WARN if person.roles and days > SILENT_DAYS else None
    words = context.tr("people.today") if days == 0 else context.tr("people.days_ago", n=days)
    return Cell(words, numbers.show_day(person.last_contact, context.lang), tone, sort=float(-days))


def _birthday(context: Context, birthday: str, today: date) -> Cell:
    if not birthday:
        return Cell(sort="")
    if blur().on:
        return Cell(COVER, sort="")
    left = birthdays.days_until(
        birthday, today, context.app.desk.catalogue.rulebook.param("birthday", "leap_day")
    )
    short = birthdays.show_day(birthday, context.lang)
    if left is None:
        return Cell(short, sort="")
    words = context.tr("people.today") if left == 0 else context.tr("people.in_days", n=left)
    near = left <= SOON_DAYS
    return Cell(short, words if near else "", Tone.ACCENT if near else None, sort=float(left))
