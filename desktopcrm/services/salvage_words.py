"""What could be saved of a damaged file, in words, held against the newest backup."""

from __future__ import annotations

from desktopcrm.services.backup_types import Backup
from desktopcrm.services.recovery import SalvageReport
from desktopcrm.texts import Translate

FACT = "fact"


def fewer(report: SalvageReport, newest: Backup | None) -> int:
    """How many facts the newest backup holds more."""
    return max(0, newest.counts.get(FACT, 0) - report.rows.get(FACT, 0)) if newest is not None else 0


def salvage_words(tr: Translate, report: SalvageReport, newest: Backup | None) -> tuple[str, ...]:
    """Sentence by sentence. Nothing is called whole where pages could not be read or a backup holds more."""
    facts, lost, more = report.rows.get(FACT, 0), sum(report.lost.values()), fewer(report, newest)
    words = [
        tr(
            "opening.saved",
            accounts=tr("safety.n_accounts", n=report.accounts),
            facts=tr("safety.n_facts", n=facts, count=f"{facts:,}"),
        )
    ]
    if report.pieced:
        words.append(tr("opening.pieced", n=report.pieced))
    if report.nameless:
        words.append(tr("opening.nameless", n=report.nameless))
    if lost:
        words.append(tr("opening.lost", n=lost))
    if more:
        key = "opening.pages_and_fewer" if report.pages_lost else "opening.fewer"
        words.append(tr(key, pages=report.pages_lost, there=f"{facts + more:,}", more=f"{more:,}"))
    elif report.pages_lost:
        words.append(tr("opening.pages_lost", n=report.pages_lost))
    elif not lost and not report.pieced:
        words.append(tr("opening.nothing_lost"))
    return tuple(words)
