"""Backups in words, for the page and for the command line alike: why one was made, what is in it, how big it is."""

from __future__ import annotations

from typing import get_args

from desktopcrm.services.backup_types import Backup, Reason
from desktopcrm.texts import Translate

STEP = 1000
UNITS = ("kB", "MB", "GB", "TB")
KNOWN_REASONS = frozenset(get_args(Reason))


def reason_words(tr: Translate, reason: str) -> str:
    """Why it was made; a reason that a later version gave is not known."""
    return tr(f"safety.reason_{reason}") if reason in KNOWN_REASONS else tr("safety.reason_unknown")


def content_words(tr: Translate, backup: Backup) -> str:
    """What is in it, in short."""
    if not backup.counts:
        return tr("safety.content_unknown")
    return holds_words(tr, backup.accounts, backup.counts.get("fact", 0))


def holds_words(tr: Translate, accounts: int, facts: int) -> str:
    """So many accounts and facts."""
    return tr(
        "safety.content",
        accounts=tr("safety.n_accounts", n=accounts),
        facts=tr("safety.n_facts", n=facts, count=f"{facts:,}"),
    )


def size_words(size: int) -> str:
    """“820 kB”, “1.2 MB”: decimal, as file managers count today."""
    power = 0
    amount = max(size, STEP) / STEP
    while amount >= STEP - 0.5 and power < len(UNITS) - 1:
        amount, power = amount / STEP, power + 1
    digits = 1 if power and amount < 10 else 0
    return f"{amount:.{digits}f} {UNITS[power]}"
