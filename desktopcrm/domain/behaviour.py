"""Behaviour types from what was seen (d9.1, d9.2): cue ticks give scores, scores a proposal or *mixed*."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.catalogue_types import BehaviourType, Cue, Scheme
from desktopcrm.domain.plan import Plan

CLEAR_SHARE = 60
"""Percent of all ticked cues that a type must hold to be proposed, as shipped (ours)."""

PARTS = {
    "behaviour_1": ("cues_1", "behaviour_type_1"),
    "behaviour_2": ("cues_2", "behaviour_type_2"),
}
"""Scheme → the person's fields: what was seen, and the type that the rep wrote down."""


@dataclass(frozen=True, slots=True)
class BehaviourProposal:
    """`type` is a type's key, or empty where the cues are mixed or none is ticked."""

    type: str
    scores: Mapping[str, int]

    @property
    def is_mixed(self) -> bool:
        return not self.type and any(self.scores.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """One scheme read off a person. `likely`: the type by the cues or empty; `stored`: the type the rep wrote down or
    empty; `type`: which of both counts for how to treat and what to avoid, the rep's own word first."""

    scheme: Scheme
    likely: str
    is_mixed: bool
    scores: Mapping[str, int]
    ticked: tuple[Cue, ...]
    stored: str
    type: BehaviourType | None

    @property
    def disagrees(self) -> bool:
        """What was seen points to another type than the one written down."""
        return bool(self.likely and self.stored and self.likely != self.stored)


def propose(scheme: Scheme, cues: Collection[str], clear_share: int = CLEAR_SHARE) -> BehaviourProposal:
    """Score the types of one scheme by the ticked cues. The two schemes are never mixed."""
    scores = {one.key: sum(cue.key in cues for cue in one.cue) for one in scheme.type}
    total = sum(scores.values())
    leaders = [key for key, score in scores.items() if score == max(scores.values())]
    clear = total and len(leaders) == 1 and 100 * scores[leaders[0]] >= clear_share * total
    return BehaviourProposal(leaders[0] if clear else "", scores)


def reading(plan: Plan, person_id: int, catalogue: Catalogue) -> tuple[Reading, ...]:
    """Both schemes, each by itself."""
    share = catalogue.rulebook.param("behaviour", "clear_share")
    return tuple(_of_scheme(plan, person_id, scheme, share) for scheme in catalogue.schemes)


def _of_scheme(plan: Plan, person_id: int, scheme: Scheme, clear_share: int) -> Reading:
    seen, written = PARTS[scheme.key]
    cues = plan.value(person_id, seen).split(",")
    found = propose(scheme, cues, clear_share)
    stored = plan.value(person_id, written)
    ticked = tuple(cue for one in scheme.type for cue in one.cue if cue.key in cues)
    counts = stored or found.type
    kind = next((one for one in scheme.type if one.key == counts), None)
    return Reading(scheme, found.type, found.is_mixed, found.scores, ticked, stored, kind)
