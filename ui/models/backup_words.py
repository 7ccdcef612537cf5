"""Backups as rows of a list, and how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktopcrm.services.backup_types import Backup
from desktopcrm.services.backup_words import content_words, reason_words, size_words
from desktopcrm.texts import Translate
from ui.models.moments import ago_words, told_apart
from ui.theme import Tone
from ui.widgets.table_rows import Cell, Row

GOOD, DAMAGED, OTHER_KEY = "good", "damaged", "other_key"
STATE_TONES = {GOOD: Tone.GOOD, DAMAGED: Tone.BAD, OTHER_KEY: Tone.WARN}


def backup_rows(tr: Translate, backups: Sequence[Backup], states: Sequence[str], now: datetime) -> list[Row]:
    """The lines of the list, numbered from 1; `states`: what a check of each has found, empty before one."""
    made = told_apart(tr, [one.made_at for one in backups], now)
    every = zip(backups, states, made, strict=True)
    return [
        _row(tr, number, one, state_words(tr, one, state), (when, ago_words(tr, one.made_at, now)))
        for number, (one, state, when) in enumerate(every, 1)
    ]


def _row(tr: Translate, number: int, backup: Backup, state: tuple[str, Tone], made: tuple[str, str]) -> Row:
    words, tone = state
    return Row(
        number,
        (
            Cell(*made, sort=backup.seq),
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
