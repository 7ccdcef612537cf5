"""What the user wants printed, and what of it is remembered for the next time. Knows no widget.

Private facts, people, purpose, day and purchase belong to one occasion and are never remembered.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from desktopcrm.domain.numbers import read_day
from desktopcrm.preferences import Preferences
from desktopcrm.services.report.request import KINDS, LEVELS, DocumentRequest
from desktopcrm.texts import LANGUAGES

OPT_IN = "profiles"
"""The section that holds nothing but private facts."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`sections`: keys in order, a leading “-” where left out; empty: the usual ones."""

    kind: str = "plan"
    lang: str = "en"
    level: str = "own"
    sections: tuple[str, ...] = ()
    private: bool = False
    project_id: int = 0
    stage: int = 0
    people: tuple[int, ...] = ()
    purpose: str = ""
    day: str = ""

    def request(self, account_id: int, today: date) -> DocumentRequest:
        """The request as the service takes it. Raises `UserError` where the day cannot be read."""
        brief = self.kind == "brief"
        return DocumentRequest(
            self.kind,
            account_id,
            self.project_id or None,
            self.lang,
            self.level,
            self.taken() if self.sections and self.kind == "plan" else None,
            read_day(self.day, today) if self.day.strip() else None,
            self.people if brief else (),
            self.private and self.level == "own",
            self.stage if self.kind == "checklist" else 0,
            self.purpose.strip() if brief else "",
        )

    def taken(self) -> tuple[str, ...]:
        """Keys of the sections that are wanted."""
        return tuple(key for key in self.sections if not key.startswith("-"))

    def for_account(self) -> Wish:
        """The same for another account: what belongs to one occasion is gone."""
        sections = tuple(f"-{OPT_IN}" if key == OPT_IN else key for key in self.sections)
        return Wish(self.kind, self.lang, self.level, sections)

    def levels(self) -> tuple[str, ...]:
        """For whom this kind of document can be made."""
        return LEVELS if self.kind == "plan" else tuple(one for one in LEVELS if one != "customer")


class Memory:
    """The wishes of the last time, one for each kind of document; sections for each reader."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def kind(self) -> str:
        """The kind of document looked at last."""
        found = self._preferences.text("plan.kind")
        return found if found in KINDS else KINDS[0]

    def recall(self, kind: str, lang: str) -> Wish:
        """The wish of the last time, in `lang` where no language was chosen yet."""
        stored, bare = self._stored(kind), Wish(kind)
        level, known = stored.get("level"), stored.get("lang")
        found = level if isinstance(level, str) and level in bare.levels() else "own"
        spoken = known if isinstance(known, str) and known in LANGUAGES else lang
        return replace(bare, lang=spoken, level=found, sections=self.sections(kind, found))

    def sections(self, kind: str, level: str) -> tuple[str, ...]:
        """The sections of the last time for this reader, empty where they are the usual ones."""
        table = self._stored(kind).get("sections")
        keys = table.get(level) if isinstance(table, dict) else None
        return tuple(key for key in keys if isinstance(key, str)) if isinstance(keys, list) else ()

    def keep(self, wish: Wish) -> None:
        """Remember language, reader and his sections."""
        table = self._stored(wish.kind).get("sections")
        sections = dict(table) if isinstance(table, dict) else {}
        sections[wish.level] = list(wish.for_account().sections)
        text = json.dumps({"lang": wish.lang, "level": wish.level, "sections": sections})
        if text != self._preferences.text(f"plan.{wish.kind}"):
            self._preferences.put(f"plan.{wish.kind}", text)
        if wish.kind != self._preferences.text("plan.kind"):
            self._preferences.put("plan.kind", wish.kind)

    def _stored(self, kind: str) -> dict[str, object]:
        try:
            found = json.loads(self._preferences.text(f"plan.{kind}") or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}
