"""What a line is read against: the people, rivals and rejections of one account, its purchase, the day, the money.

Made once for a plan, used at every key press. Knows plan and catalogue; reads no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from desktopcrm.domain import stages
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.debrief_names import Names, Who
from desktopcrm.domain.heard import recognise
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.practice import Objection
from desktopcrm.domain.records import Record
from desktopcrm.domain.search_text import folded

SMALL_WORDS = ("the", "a", "an")
REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Setting:
    """How it is read: the language, the money meant where none is named, the purchase, the kind of the contact (empty:
    as the text says)."""

    lang: str
    currency: str
    project_id: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """A rival company by uid and the ways to write its name."""

    uid: str
    forms: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class DebriefScope:
    """Everything that is needed to read a line. `has_project`: money has a purchase to go to."""

    today: date
    names: Names
    lang: str = "en"
    currency: str = "CNY"
    kind: str = ""
    has_project: bool = True
    rivals: tuple[Rival, ...] = ()
    objections: tuple[Objection, ...] = ()
    _recognised: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def rejection_in(self, clause: str) -> str:
        """Key of the rejection that a clause speaks of; remembered, as only one clause changes at a key press."""
        if clause not in self._recognised:
            if len(self._recognised) >= REMEMBERED:
                self._recognised.clear()
            self._recognised[clause] = recognise(clause, self.objections)
        return self._recognised[clause]


def scope_of(plan: Plan, catalogue: Catalogue, setting: Setting) -> DebriefScope:
    """The scope of an account on the day of the plan."""
    firms = {one.id: one for one in plan.of("firm")}
    people = [Who(one.uid, one.name, plan.value(one.id, "title")) for one in plan.of("person")]
    reps = [
        Who(one.uid, one.name, is_rep=True, firm=firms[one.parent_id].uid)
        for one in plan.of("rep")
        if one.parent_id in firms
    ]
    return DebriefScope(
        plan.day,
        Names([*people, *reps]),
        setting.lang,
        setting.currency,
        setting.kind,
        setting.project_id is not None,
        tuple(_rivals(plan, firms)),
        catalogue.objections,
    )


def open_projects(plan: Plan) -> tuple[Record, ...]:
    """Purchases that run, the furthest on first; the first is the one that is meant where none is named."""
    courses = [(stages.course(plan.course_of(one.id), plan.day), one) for one in plan.of("project")]
    running = [(course, one) for course, one in courses if course.is_open]
    return tuple(
        one
        for _, one in sorted(
            running, key=lambda pair: (pair[0].status != "open", -pair[0].stage, pair[1].position)
        )
    )


def _rivals(plan: Plan, firms: dict[int, Record]) -> list[Rival]:
    """Firms in play here, by their own name and by what the account's records call them."""
    named: dict[int, list[str]] = {key: [firm.name] for key, firm in firms.items()}
    for kind in ("rival", "contender"):
        for record in plan.of(kind):
            if record.ref_id in named:
                named[record.ref_id].append(record.name)
    reps: dict[int, list[str]] = {key: [] for key in firms}
    for rep in plan.of("rep"):
        reps.setdefault(rep.parent_id or 0, []).append(rep.name)
    return [Rival(firms[key].uid, forms_of(names, reps[key])) for key, names in named.items()]


def forms_of(names: Iterable[str], reps: Iterable[str] = ()) -> re.Pattern[str]:
    """Finds a company by its names, by what they begin with, and by the names of those who sell for it."""
    found = {" ".join(folded(name).split()) for name in names}
    for name in tuple(found):
        han = re.match(r"[一-鿿]{4,}", name)
        found |= {han.group()[:2], han.group()[:3]} if han else {name.split(" ")[0]}
    for name in (folded(one) for one in reps):
        found |= {name, name.split()[-1]} if name.split() else set()
    forms = sorted((one for one in found.difference(SMALL_WORDS) if len(one) > 1), key=len, reverse=True)
    parts = (f"(?<![a-z]){re.escape(one)}(?![a-z])" if one[0].isascii() else re.escape(one) for one in forms)
    return re.compile("|".join(parts) or "(?!)")
