"""Signs in a plan that a rejection will be heard: what was said before, what is known or missing, who will be met (d6).

Each sign names the rejection it points at, the parameter of `objection_likely` that weighs it, and what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktopcrm.domain import stages
from desktopcrm.domain.bid_matrix import Contender, bid_matrix
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.contacts import contacts, with_person
from desktopcrm.domain.fieldtypes import US
from desktopcrm.domain.heard import Heard, events
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.products import UNHAPPY
from desktopcrm.domain.said import Evidence, Said, sentence

BUDGET_STAGE = 2
"""The stage in which the budget is made (S1)."""
CONTENT = 4
"""Satisfaction (1 to 5) from which on a supplier sits firmly."""
GONE = ("removed", "withdrew")
ROLES = {
    "gatekeeper": ("material", "not_responsible"),
    "purchasing": ("too_expensive", "have_supplier"),
    "finance": ("no_budget", "too_expensive"),
    "technical": ("in_house", "have_supplier"),
    "quality": ("bad_experience",),
    "user": ("not_responsible",),
    "influencer": ("not_responsible",),
}
"""What is usual from which part in a purchase (ours)."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where one looks for signs. `people`: record ids of those who will be met, may be empty."""

    plan: Plan
    project_id: int | None
    people: tuple[int, ...]
    catalogue: Catalogue

    @property
    def stage(self) -> int:
        """Of the purchase; without one the customer stands before stage 1."""
        if self.project_id is None:
            return 0
        return stages.course(self.plan.course_of(self.project_id), self.plan.day).stage

    def of_project(self, field: str) -> str:
        return self.plan.value(self.project_id, field) if self.project_id is not None else ""

    def evidence(self, record_id: int | None, field: str) -> Evidence:
        record_id = self.plan.account.id if record_id is None else record_id
        fact = self.plan.fact(record_id, field)
        return Evidence(record_id, field, fact.id if fact else None)


@dataclass(frozen=True, slots=True)
class Sign:
    """`weight`: key of a parameter of `objection_likely`."""

    objection: str
    weight: str
    said: Said
    evidence: tuple[Evidence, ...] = ()


def signs(look: Look) -> Iterator[Sign]:
    """All signs, the same rejection may have several."""
    yield from _heard_before(look)
    for find in (_material, _in_house, _supplier, _responsible, _budget, _price, _experience):
        yield from find(look)
    yield from _roles(look)
    yield from _usual(look)


def _heard_before(look: Look) -> Iterator[Sign]:
    for one in events(look.plan, look.catalogue):
        if one.is_settled or _later_turned(look, one):
            continue
        rests = (Evidence(one.record_id, "objection"),)
        if one.person_id is not None and one.person_id in look.people:
            said = sentence("objections.sign_person", person=one.person, day=one.day)
            yield Sign(one.objection, "person", said, rests)
        elif look.project_id is not None and one.project_id == look.project_id:
            yield Sign(one.objection, "project", sentence("objections.sign_project", day=one.day), rests)
        else:
            yield Sign(one.objection, "account", sentence("objections.sign_account", day=one.day), rests)


def _later_turned(look: Look, one: Heard) -> bool:
    """The same person was turned round on the same matter afterwards."""
    return any(
        later.is_settled
        and later.order > one.order
        and (later.objection, later.person_id) == (one.objection, one.person_id)
        for later in events(look.plan, look.catalogue)
    )


def _material(look: Look) -> Iterator[Sign]:
    """Whoever was never spoken to asks for paper first."""
    known = contacts(look.plan)
    strangers = [
        person.name
        for one in look.people
        if (person := look.plan.records.get(one)) and not with_person(known, person.uid)
    ]
    if strangers:
        yield Sign("material", "gap", sentence("objections.sign_never_met", people=tuple(strangers)))
    elif not look.people and not any(one.counts for one in known):
        yield Sign("material", "gap", sentence("objections.sign_no_contact"))


def _in_house(look: Look) -> Iterator[Sign]:
    """A product whose maker bears the customer's own name."""
    plan = look.plan
    own = {plan.account.name.casefold(), plan.value(plan.account.id, "short_name").casefold()}
    for product in plan.of("product"):
        maker = plan.by_uid(plan.value(product.id, "maker"))
        if maker is not None and maker.name.casefold() in own:
            said = sentence("objections.sign_made_here", product=product.name)
            yield Sign("in_house", "fact", said, (look.evidence(product.id, "maker"),))


def _supplier(look: Look) -> Iterator[Sign]:
    plan = look.plan
    for rival in plan.of("rival"):
        if plan.value(rival.id, "threat_level") == "high":
            said = sentence("objections.sign_rival", rival=_name(plan, rival.id))
            yield Sign("have_supplier", "fact", said, (look.evidence(rival.id, "threat_level"),))
    for product in plan.of("product"):
        maker, mark = plan.value(product.id, "maker"), plan.value(product.id, "satisfaction")
        if maker not in ("", US) and mark and int(mark) >= CONTENT and not plan.value(product.id, "used_to"):
            said = sentence("objections.sign_content", product=product.name, mark=int(mark))
            yield Sign("have_supplier", "fact", said, (look.evidence(product.id, "satisfaction"),))
    if plan.value(plan.account.id, "supply_stable") == "yes":
        rests = (look.evidence(None, "supply_stable"),)
        yield Sign("have_supplier", "fact", sentence("objections.sign_stable"), rests)


def _responsible(look: Look) -> Iterator[Sign]:
    """Nobody of those who will be met decides, or it is not known who does."""
    plan = look.plan
    decider = look.of_project("decision_maker")
    rests = (look.evidence(look.project_id, "decision_maker"),)
    if look.people and decider:
        if all(plan.records[one].uid != decider for one in look.people if one in plan.records):
            yield Sign("not_responsible", "fact", sentence("objections.sign_others_decide"), rests)
    elif look.project_id is not None and not decider:
        yield Sign("not_responsible", "gap", sentence("objections.sign_no_decider"), rests)


def _budget(look: Look) -> Iterator[Sign]:
    if look.project_id is None:
        return
    if look.of_project("has_money") == "no":
        rests = (look.evidence(look.project_id, "has_money"),)
        yield Sign("no_budget", "fact", sentence("objections.sign_no_money"), rests)
    rests = (look.evidence(look.project_id, "budget"),)
    budget, amount = look.of_project("budget"), look.of_project("amount")
    if not budget and look.stage >= BUDGET_STAGE:
        yield Sign("no_budget", "gap", sentence("objections.sign_budget_unknown"), rests)
    elif budget and amount and _less(budget, amount):
        yield Sign("no_budget", "fact", sentence("objections.sign_budget_small"), rests)


def _less(one: str, other: str) -> bool:
    """Whether an amount is smaller; amounts in different currencies are not compared."""
    (currency, figure), (foreign, wanted) = one.split(), other.split()
    return currency == foreign and Decimal(figure) < Decimal(wanted)


def _price(look: Look) -> Iterator[Sign]:
    """A rival is scored better on price, or offers less."""
    if look.project_id is None:
        return
    lines = bid_matrix(look.plan, look.project_id, look.catalogue).contenders
    ours = next((one for one in lines if one.is_us), None)
    for rival in lines:
        if ours is None or rival.is_us or look.plan.value(rival.record.id, "fate") in GONE:
            continue
        field = _cheaper(look.plan, ours, rival)
        if field:
            said = sentence("objections.sign_cheaper", rival=_name(look.plan, rival.record.id))
            yield Sign("too_expensive", "fact", said, (look.evidence(rival.record.id, field),))


def _cheaper(plan: Plan, ours: Contender, rival: Contender) -> str:
    """The field that says so, empty where none does."""
    if "price" in ours.scores and "price" in rival.scores and rival.scores["price"] > ours.scores["price"]:
        return "price"
    mine, theirs = (plan.value(one.record.id, "offer_price") for one in (ours, rival))
    return "offer_price" if mine and theirs and _less(theirs, mine) else ""


def _experience(look: Look) -> Iterator[Sign]:
    plan = look.plan
    for product in plan.of("product"):
        mark = plan.value(product.id, "satisfaction")
        if plan.value(product.id, "maker") == US and mark and int(mark) <= UNHAPPY:
            said = sentence("objections.sign_unhappy", product=product.name, mark=int(mark))
            yield Sign("bad_experience", "fact", said, (look.evidence(product.id, "satisfaction"),))


def _roles(look: Look) -> Iterator[Sign]:
    if look.project_id is None:
        return
    for member in look.plan.team(look.project_id):
        if member.ref_id not in look.people:
            continue
        rests = (look.evidence(member.id, "role"),)
        for role in look.plan.value(member.id, "role").split(","):
            option = look.catalogue.option("role", role)
            if option is None:
                continue
            said = sentence("objections.sign_role", person=_name(look.plan, member.id), role=option.label)
            for objection in ROLES.get(role, ()):
                yield Sign(objection, "role", said, rests)


def _usual(look: Look) -> Iterator[Sign]:
    """What is usual at this stage; before a purchase the first stage's."""
    number = max(1, look.stage)
    said = sentence("objections.sign_stage", stage=look.catalogue.stage(number).short)
    for one in look.catalogue.objections:
        if number in one.stages:
            yield Sign(one.key, "stage", said)


def _name(plan: Plan, record_id: int) -> str:
    record = plan.records[record_id]
    stands_for = plan.records.get(record.ref_id) if record.ref_id is not None else None
    return (stands_for or record).name
