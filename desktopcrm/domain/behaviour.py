"""Behaviour types from what was seen (d9.1, d9.2): cue ticks give scores, scores a proposal or *mixed*."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from desktopcrm.domain.catalogue_types import Scheme

CLEAR_SHARE = 0.6
"""A type is proposed where it holds at least this share of all ticked cues (ours)."""


@dataclass(frozen=True, slots=True)
class BehaviourProposal:
    """`type` is a type's key, or empty where the cues are mixed or none is ticked."""

    type: str
    scores: Mapping[str, int]

    @property
    def is_mixed(self) -> bool:
        return not self.type and any(self.scores.values())


def propose(scheme: Scheme, cues: Collection[str]) -> BehaviourProposal:
    """Score the types of one scheme by the ticked cues. The two schemes are never mixed."""
    scores = {one.key: sum(cue.key in cues for cue in one.cue) for one in scheme.type}
    total = sum(scores.values())
    best = max(scores, key=lambda key: scores[key], default="")
    return BehaviourProposal(best if total and scores[best] / total >= CLEAR_SHARE else "", scores)
