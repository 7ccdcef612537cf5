"""How a decision about a key-person class is written down, so that the class and the proposal read the same.

A decision's subject is `class:<project uid>`; its state says from which class to which, and since when the clock ran.
Knows neither clocks nor classes.
"""

from __future__ import annotations

from datetime import date

GIVE_UP = "give_up"
_ARROW, _SINCE = ">", "@"


def subject_of(project_uid: str) -> str:
    """What a decision about the class of a purchase is about."""
    return f"class:{project_uid}"


def state_of(before: str, target: str, since: date | None) -> str:
    """`kp_a>kp_b@2026-07-01`: the class as it was, what is proposed (a class, nothing, or giving up), the start."""
    return f"{before}{_ARROW}{target}{_SINCE}{since.isoformat() if since else ''}"


def before_of(state: str) -> str:
    """The class that was lowered; empty where the state says none."""
    return state.partition(_SINCE)[0].partition(_ARROW)[0]


def target_of(state: str) -> str:
    """The class that was agreed to: a key of `kp_class`, or empty for “no class”."""
    return state.partition(_SINCE)[0].partition(_ARROW)[2]
