"""What a proposal is. Knows no rule; see `proposals` for what is proposed when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.said import Said


@dataclass(frozen=True, slots=True)
class Proposal:
    """`kind`: lower, give_up, invite, start_path or see_first; `target`: key of the class afterwards (empty: none);
    `by`: the last day on which it can still be avoided or done in time; `preview`: it has not come to it yet."""

    kind: str
    subject: str
    state: str
    rule: str
    project_id: int
    member_id: int | None
    target: str
    by: date | None
    said: Said
    preview: bool = False
