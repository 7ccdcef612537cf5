"""Turns rows of the board into cards and columns in the language of the window. Knows no widget of the page."""

from __future__ import annotations

from collections.abc import Sequence

from desktopcrm.domain import numbers
from desktopcrm.domain.stages import CLOSED_STATES
from desktopcrm.services.board import ProjectRow, totals
from ui.context import Context
from ui.models.class_reading import badge_of
from ui.theme import Tone
from ui.widgets.board_rows import BoardCard, BoardColumn
from ui.widgets.class_badge import Scale

STATUS_TONES = {"won": Tone.GOOD, "lost": Tone.BAD, "dropped": Tone.NEUTRAL, "paused": Tone.WARN}


def columns(context: Context, rows: Sequence[ProjectRow]) -> list[BoardColumn]:
    """The eight columns with what stands in them."""
    found = []
    for stage in context.app.desk.catalogue.stages:
        mine = [row for row in rows if row.stage == stage.number]
        sums = [numbers.show_money(one) for one in totals(mine)]
        found.append(
            BoardColumn(
                stage.number,
                f"{stage.number} {stage.short[context.lang]}",
                str(len(mine)) if mine else "",
                " + ".join(sums),
                tuple(card(context, row) for row in mine),
            )
        )
    return found


def card(context: Context, row: ProjectRow) -> BoardCard:
    """One purchase."""
    tr = context.tr
    chips: list[tuple[str, Tone]] = []
    if row.status != "open":
        chips.append((tr(f"projects.status_{row.status}"), STATUS_TONES.get(row.status, Tone.NEUTRAL)))
    if row.status not in CLOSED_STATES and row.open_mandatory:
        chips.append((tr("projects.open_mandatory", n=row.open_mandatory), Tone.WARN))
    elif row.status not in CLOSED_STATES:
        chips.append((tr("projects.gate_open"), Tone.GOOD))
    if row.forced:
        chips.append((tr("projects.forced"), Tone.NEUTRAL))
    classes = ((Scale.DEAL, row.deal), (Scale.KEY_PERSON, row.kp))
    badges = tuple(badge_of(context, scale, key) for scale, key in classes)
    return BoardCard(
        row.id,
        row.title,
        row.account,
        numbers.show_money(row.amount) if row.amount else "",
        _days(context, row),
        Tone.BAD if row.late_days else Tone.WARN if row.stands_still else Tone.NEUTRAL,
        tuple(chips),
        row.status in CLOSED_STATES,
        badges if row.status not in CLOSED_STATES else (),
        standing_still(context, row),
    )


def _days(context: Context, row: ProjectRow) -> str:
    """Days in the stage against those expected; of a closed purchase the days alone."""
    if row.status != "open":
        return context.tr("projects.days", n=row.days_in_stage)
    return context.tr("projects.days_of", n=row.days_in_stage, expected=row.expected)


def standing_still(context: Context, row: ProjectRow) -> str:
    """Why a purchase stands still, in a sentence; empty while it moves."""
    if row.silent_days:
        return context.tr("projects.silent", n=row.silent_days)
    return context.tr("projects.late", n=row.late_days) if row.late_days else ""
