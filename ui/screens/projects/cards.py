"""Turns rows of the board into cards and columns in the language of the window. Knows no widget of the page."""

from __future__ import annotations

from collections.abc import Sequence

from desktopcrm.domain import numbers
from desktopcrm.domain.stages import CLOSED_STATES
from desktopcrm.services.board import ProjectRow, totals
from ui.context import Context
from ui.theme import Tone
from ui.widgets.board_rows import BoardCard, BoardColumn

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
    late = row.late_days > 0
    return BoardCard(
        row.id,
        row.title,
        row.account,
        numbers.show_money(row.amount) if row.amount else "",
        tr("projects.days", n=row.days_in_stage),
        Tone.BAD if late else Tone.NEUTRAL,
        tuple(chips),
        fixed=row.status in CLOSED_STATES,
    )
