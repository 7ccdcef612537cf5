"""Logs that were begun and not stored, one an account: kept with the data until they are stored or given up."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass

from desktopcrm.domain.debrief_types import Meaning
from ui.context import Context
from ui.models.log_reading import Draft

PLACE, ASIDE = "log:", "log.aside"


@dataclass(frozen=True, slots=True)
class Stood:
    """How the panel stood open: on which account (0: none yet), what was typed to find another, and what was ticked and
    written at the second look (`None`: it was the first)."""

    account_id: int
    name: str = ""
    ticked: tuple[str, ...] | None = None
    line: str = ""


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

    def note_open(self, place: str, stood: Stood | None) -> None:
        """The panel stands open so, or not any more. `place` is where that is kept."""
        self._context.app.drafts.put(place, json.dumps(astuple(stood), ensure_ascii=False) if stood else "")

    def was_open(self, place: str) -> Stood | None:
        """How it stood open."""
        body = self._context.app.drafts.get(place) or ""
        try:
            held = json.loads(body) if body else None
            if isinstance(held, int):  # as it was kept before 2026-11
                return Stood(held)
            if not held:
                return None
            account_id, name, ticked, line = held
            return Stood(
                int(account_id), str(name), None if ticked is None else tuple(map(str, ticked)), str(line)
            )
        except (ValueError, TypeError):
            return None

    def note_aside(self, account_id: int) -> None:
        """The newest that was put aside."""
        self._context.app.drafts.put(ASIDE, str(account_id))

    def aside(self) -> int:
        """The account of it; 0: none."""
        body = self._context.app.drafts.get(ASIDE) or ""
        return int(body) if body.isdigit() and self.get(int(body)) is not None else 0


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
