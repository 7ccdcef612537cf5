"""Flags about the people of a purchase: who decides, who informs us, whom we have met, who signs (S1 stages 3 and 8,
d3.4, S3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktopcrm.domain.contacts import CALLS, VISITS
from desktopcrm.domain.flag import Finding, Ground, Judge, Purchase
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Evidence, Said, sentence

FIRST = "first"


def _named(ground: Ground, purchase: Purchase, field: str) -> Record | None:
    """The person a field of the purchase names, if he is still there."""
    return ground.people.get(ground.plan.value(purchase.id, field))


def decision_maker_unknown(ground: Ground) -> Iterator[Finding]:
    """The buying team has been formed and we do not know who says yes."""
    for purchase in ground.reached("decision_maker_unknown"):
        known = _named(ground, purchase, "decision_maker")
        if known is not None or any(ground.players(purchase, "decision_maker")):
            continue
        yield Finding(
            purchase.record,
            sentence("flags.decision_maker_unknown", stage=purchase.stage),
            (ground.stage_evidence(purchase), ground.evidence(purchase.id, "decision_maker")),
            ("line", f"{purchase.id}:decision_maker"),
            purchase.id,
            more=(str(purchase.stage),),
        )


def no_informant(ground: Ground) -> Iterator[Finding]:
    """The team stage is behind us and nobody inside tells us how things stand (item 3d)."""
    for purchase in ground.reached("no_informant"):
        known = _named(ground, purchase, "informant")
        if known is not None or any(ground.players(purchase, "informant")):
            continue
        if ground.is_ticked(purchase, "3d"):
            continue
        yield Finding(
            purchase.record,
            sentence("flags.no_informant", stage=purchase.stage),
            (
                ground.stage_evidence(purchase),
                ground.evidence(purchase.id, "informant"),
                ground.evidence(purchase.id, "check.3d"),
            ),
            ("procurement", f"{purchase.id}:informant"),
            purchase.id,
            more=(str(purchase.stage),),
        )


def single_contact(ground: Ground) -> Iterator[Finding]:
    """The whole purchase hangs on one person we speak with."""
    for purchase in ground.reached("single_contact"):
        uids = {
            uid
            for one in ground.contacts
            if one.counts and one.project in ("", purchase.record.uid)
            for uid in one.people
            if uid in ground.people
        }
        if not 0 < len(uids) < ground.param("single_contact", "least"):
            continue
        known = sorted((ground.people[uid] for uid in uids), key=lambda one: one.id)
        yield Finding(
            purchase.record,
            sentence("flags.single_contact", people=tuple(one.name for one in known)),
            (ground.stage_evidence(purchase), *(Evidence(one.id, "") for one in known)),
            ("activity", "new.activity"),
            purchase.id,
            more=(str(purchase.stage),),
        )


def first_key_never_met(ground: Ground) -> Iterator[Finding]:
    """We know who decides and have never sat opposite him (S3: see the first key person, fast)."""
    kinds = VISITS + (CALLS if ground.param("first_key_never_met", "calls_count") else ())
    for purchase in ground.reached("first_key_never_met"):
        firsts = _firsts(ground, purchase)
        met = {uid for one in ground.contacts if one.counts and one.kind in kinds for uid in one.people}
        if not firsts or any(person.uid in met for person, _ in firsts):
            continue
        person, evidence = firsts[0]
        yield Finding(
            purchase.record,
            _never_met(ground, purchase, person),
            (ground.stage_evidence(purchase), evidence, Evidence(person.id, "")),
            ("activity", "new.activity"),
            purchase.id,
            more=(str(purchase.stage),),
        )


def _never_met(ground: Ground, purchase: Purchase, person: Record) -> Said:
    away = max(
        (
            ground.plan.value(one.id, "away_until")
            for one in ground.plan.team(purchase.id)
            if one.ref_id == person.id
        ),
        default="",
    )
    if away and date.fromisoformat(away) > ground.plan.day:
        return sentence("flags.first_key_away", person=person.name, day=date.fromisoformat(away))
    return sentence("flags.first_key_never_met", person=person.name)


def _firsts(ground: Ground, purchase: Purchase) -> list[tuple[Record, Evidence]]:
    """First key persons by their rank; where nobody has one, the decision maker."""
    plan = ground.plan
    ranked = [
        (person, ground.evidence(member.id, "kp_rank"))
        for member in plan.team(purchase.id)
        if plan.value(member.id, "kp_rank") == FIRST
        and (person := plan.records.get(member.ref_id or 0)) is not None
    ]
    named = _named(ground, purchase, "decision_maker")
    if ranked or named is None:
        return ranked
    return [(named, ground.evidence(purchase.id, "decision_maker"))]


def signatories_unknown(ground: Ground) -> Iterator[Finding]:
    """The contract is due and one of the two who sign has no name (item 8b)."""
    for purchase in ground.reached("signatories_unknown"):
        theirs = _named(ground, purchase, "their_signatory") or next(
            ground.players(purchase, "signatory"), None
        )
        ours = ground.plan.value(purchase.id, "our_signatory")
        if (theirs and ours) or ground.is_ticked(purchase, "8b"):
            continue
        which = "both" if not theirs and not ours else ("theirs" if not theirs else "ours")
        field = "our_signatory" if which == "ours" else "their_signatory"
        yield Finding(
            purchase.record,
            sentence(f"flags.signatories_unknown_{which}"),
            tuple(
                ground.evidence(purchase.id, key) for key in ("their_signatory", "our_signatory", "check.8b")
            ),
            ("procurement", f"{purchase.id}:{field}"),
            purchase.id,
        )


RULES: dict[str, Judge] = {
    "decision_maker_unknown": decision_maker_unknown,
    "first_key_never_met": first_key_never_met,
    "no_informant": no_informant,
    "signatories_unknown": signatories_unknown,
    "single_contact": single_contact,
}
