"""Flags about where we stand: somebody of weight is against us, a rival leads, somebody's favourite is no rival here yet
(S1 stages 3, 4 and 6, key points of persons; S3: what the second key person passes on decides)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktopcrm.domain.bid_matrix import BidMatrix, Contender, bid_matrix
from desktopcrm.domain.flag import Finding, Ground, Judge, Purchase
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Evidence, Said, sentence

WEIGHTY_RANKS = ("first", "second")
WEIGHTY_ROLES = ("decision_maker", "finance", "technical", "quality", "signatory")
OPPOSED = ("against", "rival")
FRIENDLY = ("champion", "supports")
AHEAD, BEHIND, OUT = ("preferred", "chosen"), ("second", "removed"), ("removed", "withdrew")
MOST = 20
"""Places (ours): a number beyond is one of points."""

_HAN = "一二三四五六七八九"
_PLACE = re.compile(
    r"\s*(?:(?:no\.?|#|rank|place)\s*)?(?P<n>\d{1,2})(?=\s*(?:$|st\b|nd\b|rd\b|th\b|of\b(?!\s*\d+\s*(?:tests?|samples?|trials?|points?)\b)|/|[,;(，；（名位]))"
    rf"|\s*(?:排名?|目前|综合)?第(?P<zh>\d{{1,2}}|[{_HAN}])(?=$|[名位,，；（( ])",
    re.IGNORECASE,
)


def weighty_against(ground: Ground) -> Iterator[Finding]:
    """Somebody who decides, judges or has the ear of the one who decides stands against us or for a rival."""
    for purchase in ground.reached("weighty_against"):
        for member in ground.plan.team(purchase.id):
            person = ground.plan.records.get(member.ref_id or 0)
            said = (
                _opposed(ground, member, person) if person and _is_weighty(ground, purchase, member) else None
            )
            if said is None or person is None:
                continue
            fields = ("stance", "favours", "role", "kp_rank", "influence")
            yield Finding(
                member,
                said,
                (Evidence(person.id, ""), *(ground.evidence(member.id, one) for one in fields)),
                ("procurement", f"{member.id}:stance"),
                purchase.id,
                severity="yellow" if any(_steps(ground, person)) else "",
            )


def _is_weighty(ground: Ground, purchase: Purchase, member: Record) -> bool:
    plan = ground.plan
    person = plan.records.get(member.ref_id or 0)
    influence = plan.value(member.id, "influence")
    return (
        plan.value(member.id, "kp_rank") in WEIGHTY_RANKS
        or any(one in WEIGHTY_ROLES for one in plan.value(member.id, "role").split(","))
        or (influence.isdecimal() and int(influence) >= ground.param("weighty_against", "influence"))
        or (person is not None and plan.value(purchase.id, "decision_maker") == person.uid)
    )


def _opposed(ground: Ground, member: Record, person: Record) -> Said | None:
    """What is said of somebody who is not for us; a favourite counts unless he stands by us all the same."""
    stance = ground.plan.value(member.id, "stance")
    firm = _favourite(ground, member)
    if stance == "against":
        return sentence("flags.weighty_against", person=person.name)
    if firm is not None and stance not in FRIENDLY:
        return sentence("flags.weighty_for", person=person.name, firm=firm.name)
    return sentence("flags.weighty_for_rival", person=person.name) if stance in OPPOSED else None


def _favourite(ground: Ground, member: Record) -> Record | None:
    uid = ground.plan.value(member.id, "favours")
    found = ground.plan.by_uid(uid) if uid else None
    return found if found is not None and found.kind == "firm" else None


def _steps(ground: Ground, person: Record) -> Iterator[Record]:
    """What is being done about somebody: open actions of ours that name him, key points of his with an answer."""
    plan = ground.plan
    for action in plan.of("action"):
        is_open = plan.value(action.id, "status") in ("", "open") and not plan.value(action.id, "done_on")
        if (
            is_open
            and plan.value(action.id, "person") == person.uid
            and plan.value(action.id, "direction") != "theirs"
        ):
            yield action
    for point in plan.of("key_point"):
        if plan.value(point.id, "person") == person.uid and plan.value(point.id, "action"):
            yield point


def rival_leads(ground: Ground) -> Iterator[Finding]:
    """In the comparison somebody stands before us: by what was decided, by the rank told, or by the seven factors."""
    until = ground.param("rival_leads", "until_stage")
    for purchase in ground.reached("rival_leads"):
        matrix = bid_matrix(ground.plan, purchase.id, ground.catalogue)
        if purchase.stage > until or not matrix.contenders:
            continue
        found = _by_fate(ground, matrix) or _by_rank(ground, matrix) or _by_score(ground, matrix)
        if found is None:
            continue
        said, fields = found
        ids = [one.record.id for one in matrix.contenders]
        yield Finding(
            purchase.record,
            said,
            (
                ground.stage_evidence(purchase),
                *(ground.evidence(one, key) for one in ids for key in fields if ground.plan.value(one, key)),
            ),
            ("procurement", f"{ids[0]}:{fields[0]}"),
            purchase.id,
        )


Found = tuple[Said, tuple[str, ...]]
"""(what is said, the fields it rests on)."""


def _by_fate(ground: Ground, matrix: BidMatrix) -> Found | None:
    for one in matrix.contenders:
        fate = ground.plan.value(one.record.id, "fate")
        if one.is_us and fate in BEHIND:
            return sentence(f"flags.rival_leads_we_{fate}"), ("fate",)
        if not one.is_us and fate in AHEAD:
            return sentence("flags.rival_leads_fate", rival=ground.name(one.record)), ("fate",)
    return None


def _by_rank(ground: Ground, matrix: BidMatrix) -> Found | None:
    ours, first = 0, ""
    for one in matrix.contenders:
        place = _place(ground.plan.value(one.record.id, "rank_in_test"))
        if one.is_us:
            ours = place
        elif place == 1 and ground.plan.value(one.record.id, "fate") not in OUT:
            first = first or ground.name(one.record)
    if ours == 1 or not (ours or first):
        return None
    if ours and first:
        return sentence("flags.rival_leads_rank", rival=first, n=ours), ("rank_in_test",)
    if first:
        return sentence("flags.rival_leads_first", rival=first), ("rank_in_test",)
    return sentence("flags.rival_leads_place", n=ours), ("rank_in_test",)


def _place(said: str) -> int:
    """The place that the words about a rank begin with: “3 of 3”, 2nd, 第二名; 0 where they name none."""
    found = _PLACE.match(said)
    if found is None:
        return 0
    said = found["n"] or found["zh"]
    place = int(said) if said.isdecimal() else _HAN.index(said) + 1
    return place if place <= MOST else 0


def _by_score(ground: Ground, matrix: BidMatrix) -> Found | None:
    us = next((one for one in matrix.contenders if one.is_us), None)
    mine = us.totals["all"] if us is not None else None
    others = [
        (total, one)
        for one in matrix.contenders
        if not one.is_us
        and (total := one.totals["all"]) is not None
        and ground.plan.value(one.record.id, "fate") not in OUT
        and _is_comparable(us, one)
    ]
    if mine is None or not others:
        return None
    best, rival = max(others, key=lambda one: one[0])
    if best <= mine:
        return None
    said = sentence(
        "flags.rival_leads_score", rival=ground.name(rival.record), theirs=str(best), ours=str(mine)
    )
    return said, tuple(factor.key for factor in ground.catalogue.factors)


def _is_comparable(us: Contender | None, other: Contender) -> bool:
    """Whether most of what is scored is scored for both: one good factor is no lead over all of ours."""
    mine = us.scores.keys() if us is not None else set()
    return 2 * len(mine & other.scores.keys()) > len(mine | other.scores.keys())


def favourite_unlisted(ground: Ground) -> Iterator[Finding]:
    """Somebody of the buying team favours a company of which nothing is kept here (S1 rival: know the other)."""
    here = {one.ref_id for one in ground.plan.of("rival")}
    for purchase in ground.reached("favourite_unlisted"):
        for member in ground.plan.team(purchase.id):
            firm = _favourite(ground, member)
            if firm is not None and firm.id not in here:
                yield Finding(
                    member,
                    sentence("flags.favourite_unlisted", person=ground.name(member), firm=firm.name),
                    (ground.evidence(member.id, "favours"),),
                    ("line", "new.rival"),
                    purchase.id,
                )


RULES: dict[str, Judge] = {
    "weighty_against": weighty_against,
    "rival_leads": rival_leads,
    "favourite_unlisted": favourite_unlisted,
}
