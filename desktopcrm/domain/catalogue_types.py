"""Small definitions that several files of the method share: options of a choice, behaviour types."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.texts import EMPTY, Words


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a set. `tone` is good, warn, bad or neutral."""

    key: str
    label: Words
    tone: str = "neutral"
    about: Words = EMPTY


@dataclass(frozen=True, slots=True)
class Cue:
    key: str
    label: Words


@dataclass(frozen=True, slots=True)
class BehaviourType:
    key: str
    label: Words
    origin: str
    about: Words = EMPTY
    treat: Words = EMPTY
    avoid: Words = EMPTY
    cue: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    key: str
    label: Words
    type: tuple[BehaviourType, ...]
    about: Words = EMPTY
