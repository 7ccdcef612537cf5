"""Flags: rules that found something wrong at an account, each with its evidence and the way out (d2, d3, d10, S1).

Gathers what the rules of `flag_rules_*` say, and lays over it what the rep has accepted. Knows no language.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.decisions import Decision
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Evidence, Said
from desktopcrm.texts import Words

Place = tuple[str, str]
"""(tab of the account, what to focus there)."""


@dataclass(frozen=True, slots=True)
class Flag:
    """`subject`: flag:<rule>:<record uid>; `state`: signature of the evidence, an accepted flag comes back when it
    changes; `record_id`: what the flag is about; `place`: where it is mended."""

    rule: str
    severity: str
    subject: str
    state: str
    record_id: int
    project_id: int | None
    said: Said
    way_out: Words
    evidence: tuple[Evidence, ...]
    place: Place
    accepted: Decision | None = None


def flags(plan: Plan, catalogue: Catalogue) -> tuple[Flag, ...]:
    """All flags of an account: red first, then yellow, the accepted ones last."""
    del plan, catalogue
    return ()
