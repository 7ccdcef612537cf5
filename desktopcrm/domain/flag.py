"""What a flag is, and what the rules look at: one account with its running purchases and contacts, worked out once.

Knows no rule and no language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from desktopcrm.domain import stages
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.contacts import Contact, contacts
from desktopcrm.domain.decisions import Decision
from desktopcrm.domain.gates import DONE_STATES
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Evidence, Said
from desktopcrm.domain.stages import Course
from desktopcrm.texts import Words

Place = tuple[str, str]
"""(tab of the account, what to focus there)."""


@dataclass(frozen=True, slots=True)
class Flag:
    """`subject`: flag:<rule>:<record uid>; `state`: signature of what it rests on, an accepted flag comes back when
    it changes; `record_id`: what the flag is about; `place`: where it is mended."""

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


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. `severity` only where it is another than the rule's; `more`: what else must not change for
    an accepted flag to stay accepted."""

    record: Record
    said: Said
    evidence: tuple[Evidence, ...]
    place: Place
    project_id: int | None = None
    severity: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase that is running: neither paused nor over."""

    record: Record
    course: Course

    @property
    def id(self) -> int:
        return self.record.id

    @property
    def stage(self) -> int:
        return self.course.stage


@dataclass(frozen=True, slots=True)
class Ground:
    """`over`: uids of purchases that are won, lost or dropped; `people`: uid → somebody who is still there."""

    plan: Plan
    catalogue: Catalogue
    purchases: tuple[Purchase, ...]
    over: frozenset[str]
    contacts: tuple[Contact, ...]
    people: dict[str, Record] = field(default_factory=dict)

    @staticmethod
    def of(plan: Plan, catalogue: Catalogue) -> Ground:
        courses = [(one, stages.course(plan.course_of(one.id), plan.day)) for one in plan.of("project")]
        return Ground(
            plan,
            catalogue,
            tuple(Purchase(one, course) for one, course in courses if course.status == "open"),
            frozenset(one.uid for one, course in courses if not course.is_open),
            contacts(plan),
            {one.uid: one for one in plan.of("person")},
        )

    def param(self, rule: str, key: str) -> int:
        return self.catalogue.rulebook.param(rule, key)

    def reached(self, rule: str) -> Iterator[Purchase]:
        """Running purchases that stand at the rule's first stage or past it."""
        first = self.param(rule, "from_stage")
        return (one for one in self.purchases if one.stage >= first)

    def name(self, record: Record) -> str:
        """Name of a record; one that stands for another has the other's."""
        other = self.plan.records.get(record.ref_id) if record.ref_id is not None else None
        return other.name if other else record.name

    def evidence(self, record_id: int, name: str = "") -> Evidence:
        """A field of a record as evidence, known or missing; without a field the record itself."""
        fact = self.plan.fact(record_id, name) if name else None
        return Evidence(record_id, name, fact.id if fact else None)

    def is_ticked(self, purchase: Purchase, item: str) -> bool:
        """Whether an item of the checklist is settled."""
        return self.plan.value(purchase.id, f"check.{item}") in DONE_STATES

    def concerns(self, record: Record, purchase: Purchase) -> bool:
        """Whether a record with a field *project* belongs to this purchase, or to none in particular."""
        return self.plan.value(record.id, "project") in ("", purchase.record.uid)

    def is_over(self, record: Record) -> bool:
        """Whether a record with a field *project* belongs to a purchase that is over."""
        return self.plan.value(record.id, "project") in self.over

    def players(self, purchase: Purchase, role: str) -> Iterator[Record]:
        """Members of the buying team with a role, whose person is still there."""
        for member in self.plan.team(purchase.id):
            if role in self.plan.value(member.id, "role").split(","):
                yield member

    def stage_evidence(self, purchase: Purchase) -> Evidence:
        return Evidence(purchase.id, "")

    def signature(self, finding: Finding) -> str:
        """The same for the same facts, another when one of them changes; short, since it is stored."""
        parts = list(finding.more)
        for one in finding.evidence:
            uid = self.plan.records[one.record_id].uid
            parts.append(f"{uid}.{one.field}={self.plan.value(one.record_id, one.field)}")
        return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


Judge = Callable[[Ground], Iterator[Finding]]
"""A rule: looks at an account, finds something or nothing."""
