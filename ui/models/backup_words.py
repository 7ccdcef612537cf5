"""Backups as rows of a list, and how each stands."""

from __future__ import annotations

from datetime import datetime

from desktopcrm.services.backup_types import Backup
from desktopcrm.services.backup_words import content_words, reason_words, size_words
from desktopcrm.texts import Translate
from ui.models.moments import ago_words, clock_words
from ui.theme import Tone
from ui.widgets.table_rows import Cell, Row

GOOD, DAMAGED, OTHER_KEY = "good", "damaged", "other_key"
STATE_TONES = {GOOD: Tone.GOOD, DAMAGED: Tone.BAD, OTHER_KEY: Tone.WARN}


def backup_row(tr: Translate, number: int, backup: Backup, state: str, now: datetime) -> Row:
    """One line of the list; `state`: what a check has found, empty before one."""
    words, tone = state_words(tr, backup, state)
    return Row(
        number,
        (
            Cell(clock_words(tr, backup.made_at, now), ago_words(tr, backup.made_at, now), sort=backup.seq),
            Cell(reason_words(tr, backup.reason)),
            Cell(content_words(tr, backup), sort=backup.accounts),
            Cell(size_words(backup.size), sort=backup.size),
            Cell(words, tone=tone),
        ),
    )


def state_words(tr: Translate, backup: Backup, state: str) -> tuple[str, Tone]:
    """How it stands, as far as it is known."""
    if state in STATE_TONES:
        return tr(f"safety.state_{state}"), STATE_TONES[state]
    if backup.second:
        return tr("safety.state_second"), Tone.NEUTRAL
    return tr("safety.state_verified" if backup.counts else "safety.state_unknown"), Tone.NEUTRAL
