"""Logs that were begun and not stored, one an account: kept with the data until they are stored or given up."""

from __future__ import annotations

import json

from desktopcrm.domain.debrief_types import Meaning
from ui.context import Context
from ui.models.log_reading import Draft

PLACE = "log:"


class LogDrafts:
    """By account."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, account_id: int) -> Draft | None:
        """What was begun about an account."""
        body = self._context.app.drafts.get(f"{PLACE}{account_id}")
        return read(body) if body else None

    def put(self, account_id: int, draft: Draft) -> None:
        """Keep it."""
        self._context.app.drafts.put(f"{PLACE}{account_id}", write(draft))

    def drop(self, account_id: int) -> None:
        """It is stored or given up."""
        self._context.app.drafts.drop(f"{PLACE}{account_id}")

    def note_open(self, place: str, account_id: int) -> None:
        """The panel stands open on this account; 0: on none. `place` is where that is kept."""
        self._context.app.drafts.put(place, str(account_id or ""))

    def was_open(self, place: str) -> int:
        """The account on which it stood open; 0: none."""
        body = self._context.app.drafts.get(place) or ""
        return int(body) if body.isdigit() else 0


def write(draft: Draft) -> str:
    """As it is kept."""
    fixes = {key: list(meaning) for key, meaning in draft.fixes.items()}
    return json.dumps(
        {"text": draft.text, "kind": draft.kind, "project": draft.project_id, "fixes": fixes},
        ensure_ascii=False,
    )


def read(body: str) -> Draft | None:
    """From how it is kept; `None` where it is something else."""
    try:
        held = json.loads(body)
        fixes = {str(key): Meaning(*(str(part) for part in said)) for key, said in held["fixes"].items()}
        project = held["project"]
        return Draft(
            str(held["text"]), fixes, str(held["kind"]), project if isinstance(project, int) else None
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
