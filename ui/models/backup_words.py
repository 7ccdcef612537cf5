"""Backups in words, wherever they are shown: as a row, why it was made, what is in it, how it stands."""

from __future__ import annotations

from datetime import datetime

from desktopcrm.services.backup_types import Backup
from desktopcrm.texts import Translate
from ui.models.moments import ago_words, clock_words, size_words
from ui.theme import Tone
from ui.widgets.table_rows import Cell, Row

GOOD, DAMAGED, OTHER_KEY = "good", "damaged", "other_key"
STATE_TONES = {GOOD: Tone.GOOD, DAMAGED: Tone.BAD, OTHER_KEY: Tone.WARN}
KNOWN_REASONS = frozenset(
    f"before_{one}"
    for one in (
        "migration", "import", "restore", "seal", "unseal", "rekey", "erase", "bulk_delete", "purge",
    )
) | {"auto", "exit", "hand"}  # fmt: skip


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


def reason_words(tr: Translate, reason: str) -> str:
    """Why it was made."""
    return tr(f"safety.reason_{reason}") if reason in KNOWN_REASONS else tr("safety.reason_unknown")


def content_words(tr: Translate, backup: Backup) -> str:
    """What is in it, in short."""
    if not backup.counts:
        return tr("safety.content_unknown")
    facts = backup.counts.get("fact", 0)
    return tr(
        "safety.content",
        accounts=tr("safety.n_accounts", n=backup.accounts),
        facts=tr("safety.n_facts", n=facts, count=f"{facts:,}"),
    )


def state_words(tr: Translate, backup: Backup, state: str) -> tuple[str, Tone]:
    """How it stands, as far as it is known."""
    if state in STATE_TONES:
        return tr(f"safety.state_{state}"), STATE_TONES[state]
    if backup.second:
        return tr("safety.state_second"), Tone.NEUTRAL
    return tr("safety.state_verified" if backup.counts else "safety.state_unknown"), Tone.NEUTRAL
