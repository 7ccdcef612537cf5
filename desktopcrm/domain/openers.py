"""How to begin a question: the opener of its step that fits the stage, the kind of need, and what was said (d13).

Knows no plan beyond the explicit need it may quote.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.practice import Opener
from desktopcrm.texts import EMPTY, Words

QUOTE = "{need}"
QUOTED_KINDS = ("product", "special")
"""Needs one can repeat to anybody's face; a personal one is never quoted."""


@dataclass(slots=True)
class Openers:
    """Chooses for the questions of one talk, the same opener never twice while there are others."""

    catalogue: Catalogue
    quote: str = ""
    _used: set[str] = field(default_factory=set)

    def choose(self, step: str, stage: int, need: str, alone: bool = False) -> Words:
        """An opener of the step: the need in the customer's words first, then one that leaves the asking to the
        question behind it (`alone`: that asks itself, as none follows), then the stage's, then the need kind's."""
        found = next((one for one in self.catalogue.question_steps if one.key == step), None)
        fitting = [one for one in found.opener if self._fits(one, stage, need)] if found else []
        if not fitting:
            return EMPTY
        fresh = [one for one in fitting if one.text.en not in self._used] or fitting
        best = min(
            fresh, key=lambda one: (QUOTE not in one.text.en, _asks(one) is not alone, _far(one, need))
        )
        self._used.add(best.text.en)
        return quoted(best.text, self.quote)

    def _fits(self, one: Opener, stage: int, need: str) -> bool:
        right = (not one.stages or stage in one.stages) and (not one.needs or need in one.needs)
        return right and (QUOTE not in one.text.en or bool(self.quote))


def _asks(one: Opener) -> bool:
    return one.text.en.endswith("?")


def _far(one: Opener, need: str) -> int:
    """A personal or special need asks for its own tone; else the stage gives it."""
    order = ("needs", "stages") if need != "product" else ("stages", "needs")
    return next((place for place, name in enumerate(order) if getattr(one, name)), len(order))


def quoted(text: Words, need: str) -> Words:
    return Words(text.en.replace(QUOTE, need), text.zh.replace(QUOTE, need))


def need_to_quote(plan: Plan, project_uid: str) -> str:
    """The weightiest explicit need of the company, as it is written; empty where there is none."""
    found = [
        (-int(plan.value(one.id, "importance") or 0), one.id, one.name)
        for one in plan.of("need")
        if plan.value(one.id, "nature") == "explicit"
        and plan.value(one.id, "kind") in QUOTED_KINDS
        and plan.value(one.id, "status") not in ("met", "gone")
        and plan.value(one.id, "project") in ("", project_uid)
    ]
    return min(found)[2] if found else ""
