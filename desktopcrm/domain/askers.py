"""Whom to ask: people who usually know such a thing and whom we can reach (beyond 3).

Who knows follows from the part somebody plays in a purchase and from what is noted about him; within reach is whom we
have spoken with or are about to meet. Knows no language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from desktopcrm.domain.contacts import contacts
from desktopcrm.domain.guide import KNOWER_OF_ROLE
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import PERSON_LINKS, Record

NAMED_AT = 3
"""People named for one question at most."""

NOBODY = ("our_people", "public")
"""Knowers who are nobody at the customer."""

UNWILLING = ("rival", "against")
FOR_US = ("champion", "supports")

SELF = "self"
"""The knower that is the person concerned: who can be asked himself is asked first."""

FRIEND = "friend"
"""A knower that is no part in the purchase: who is for us."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The best one to ask first. `knower`: as what the first one knows it; `last`: the last contact with him."""

    people: tuple[int, ...] = ()
    knower: str = ""
    last: date | None = None
    is_met: bool = False


@dataclass(slots=True)
class Askers:
    """People of one account by what they know, how near they are, and whether they are willing."""

    plan: Plan
    met: tuple[int, ...] = ()
    _knowers: dict[tuple[int | None, str], list[int]] = field(default_factory=dict)
    _projects: list[int] = field(default_factory=list)
    _last: dict[int, date] = field(default_factory=dict)
    _away: set[int] = field(default_factory=set)
    _unwilling: set[tuple[int, int]] = field(default_factory=set)

    @staticmethod
    def of(plan: Plan, met: tuple[int, ...] = ()) -> Askers:
        """`met`: ids of the people one is about to meet."""
        found = Askers(plan, met)
        found._read_people()
        found._read_parts()
        return found

    def _read_people(self) -> None:
        ids = {person.uid: person.id for person in self.plan.of("person")}
        for contact in contacts(self.plan):
            if contact.counts:
                self._last.update({ids[uid]: contact.day for uid in contact.people if uid in ids})
        for person in self.plan.of("person"):
            for knower in self.plan.value(person.id, "knows_about").split(","):
                self._knowers.setdefault((None, knower), []).append(person.id)
        for project in self.plan.of("project"):
            self._projects.append(project.id)
            informant = ids.get(self.plan.value(project.id, "informant"))
            if informant is not None:
                self._knowers.setdefault((project.id, "informant"), []).append(informant)

    def _read_parts(self) -> None:
        plan = self.plan
        for member in plan.of("member"):
            if member.ref_id is None or member.parent_id is None:
                continue
            for role in plan.value(member.id, "role").split(","):
                key = (member.parent_id, KNOWER_OF_ROLE.get(role, role))
                self._knowers.setdefault(key, []).append(member.ref_id)
            away = plan.value(member.id, "away_until")
            if away and date.fromisoformat(away) > plan.day:
                self._away.add(member.ref_id)
            stance = plan.value(member.id, "stance")
            if stance in UNWILLING:
                self._unwilling.add((member.parent_id, member.ref_id))
            if stance in FOR_US:
                self._knowers.setdefault((member.parent_id, FRIEND), []).append(member.ref_id)

    def can_reach(self, person_id: int) -> bool:
        """Spoken with before and not away, or about to be met."""
        return person_id in self.met or (person_id in self._last and person_id not in self._away)

    def find(self, knows: Iterable[str], about: Record | None, project_id: int | None) -> Asked:
        """Who within reach knows: those one will meet first, then the willing, then the one concerned, then the more
        likely to know, then the ones spoken with last."""
        found: dict[int, tuple[tuple[bool, bool, int, int, int], str]] = {}
        for rank, knower in enumerate(knows):
            for near, person_id in self._who(knower, about, project_id):
                if person_id in found or not self.can_reach(person_id):
                    continue
                order = (
                    person_id not in self.met,
                    (project_id or 0, person_id) in self._unwilling,
                    near,
                    rank if knower != SELF else -1,
                    -self._last.get(person_id, date.min).toordinal(),
                )
                found[person_id] = (order, knower)
        people = sorted(found, key=lambda one: (found[one][0], one))[:NAMED_AT]
        if not people:
            return Asked()
        return self.named(people, found[people[0]][1])

    def named(self, people: Iterable[int], knower: str = "") -> Asked:
        """People chosen otherwise, told the same way."""
        chosen = tuple(people)
        if not chosen:
            return Asked()
        return Asked(chosen, knower, self._last.get(chosen[0]), chosen[0] in self.met)

    def _who(self, knower: str, about: Record | None, project_id: int | None) -> Iterator[tuple[int, int]]:
        """(how far off, person): 0 in this purchase or by his own words, 1 in another purchase."""
        if knower == SELF:
            person = person_of(about)
            if person is not None:
                yield 0, person
            return
        if knower == "colleague":
            yield from ((0, one) for one in self._colleagues(about))
            return
        for project in (project_id, None, *(one for one in self._projects if one != project_id)):
            near = 0 if project in (project_id, None) else 1
            yield from ((near, one) for one in self._knowers.get((project, knower), ()))

    def _colleagues(self, about: Record | None) -> list[int]:
        """Who is connected with the person in question on the map, or sits in his department."""
        plan, person = self.plan, person_of(about)
        if person is None:
            return []
        linked = [
            link.to_id if link.from_id == person else link.from_id
            for link in plan.links
            if link.kind in PERSON_LINKS and person in (link.from_id, link.to_id)
        ]
        where = plan.value(person, "department")
        near = [one.id for one in plan.of("person") if where and plan.value(one.id, "department") == where]
        return [one for one in dict.fromkeys([*linked, *near]) if one != person]


def person_of(about: Record | None) -> int | None:
    """The person a record is or stands for."""
    if about is None:
        return None
    return about.id if about.kind == "person" else about.ref_id if about.kind == "member" else None
