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
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.search_text import folded

SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an the is are was be to of for it its this that and or in on at by me my i we us our you your they their he "
        "she his her please already too have has had do does did not no from with so very just",
    )
)
"""Words that tell one rejection from another as little as 的 and 了; “not” and “no” are in every second one."""
SMALL_SIGNS = re.compile(r"[您你我他她们的了请吧呢啊这那个是有，。！？、；：“”\s]")


@dataclass(frozen=True, slots=True)
class Setting:
    """How it is read: the language, the money meant where none is named, the purchase, the kind of the contact."""

    lang: str
    currency: str
    project_id: int | None = None
    kind: str = "visit"


@dataclass(frozen=True, slots=True)
class Rival:
    """A rival company by uid and the ways to write its name."""

    uid: str
    forms: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Heard:
    """A rejection by what tells it apart: its English words, its pairs of Chinese signs."""

    key: str
    words: frozenset[str]
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class DebriefScope:
    """Everything that is needed to read a line. `has_project`: money has a purchase to go to."""

    today: date
    names: Names
    lang: str = "en"
    currency: str = "CNY"
    kind: str = "visit"
    has_project: bool = True
    rivals: tuple[Rival, ...] = ()
    heard: tuple[Heard, ...] = field(default_factory=tuple)


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
        tuple(heard_of(one.key, (one.label.en, one.label.zh)) for one in catalogue.objections),
    )


def open_projects(plan: Plan) -> tuple[Record, ...]:
    """Purchases that run, the furthest on first; the first is the one that is meant where none is named."""
    courses = [(stages.course(plan.course_of(one.id), plan.day), one) for one in plan.of("project")]
    running = [(course, one) for course, one in courses if course.status == "open"]
    return tuple(one for _, one in sorted(running, key=lambda pair: (-pair[0].stage, pair[1].position)))


def heard_of(key: str, texts: tuple[str, ...]) -> Heard:
    """A rejection as it can be recognised in a sentence."""
    words = {word for text in texts for word in content_words(text)}
    pairs = {pair for text in texts for pair in sign_pairs(text)}
    return Heard(key, frozenset(words), frozenset(pairs))


def content_words(text: str) -> set[str]:
    """The English words that carry the sense, without their plural s."""
    found = re.findall(r"[a-z]+", folded(text))
    return {word.removesuffix("s") for word in found if word not in SMALL_WORDS}


def sign_pairs(text: str) -> set[str]:
    """Pairs of neighbouring Chinese signs, without those that carry little."""
    kept = "".join(re.findall(r"[一-鿿]+", SMALL_SIGNS.sub("", text)))
    return {kept[at : at + 2] for at in range(len(kept) - 1)}


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
    forms = sorted((one for one in found - SMALL_WORDS if len(one) > 1), key=len, reverse=True)
    parts = (f"(?<![a-z]){re.escape(one)}(?![a-z])" if one[0].isascii() else re.escape(one) for one in forms)
    return re.compile("|".join(parts) or "(?!)")
