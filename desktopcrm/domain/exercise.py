"""The next card to practise (d7): the weakest first, what was missed again soon, mastered ones last. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.learning import MASTERED, Skill
from desktopcrm.domain.practice import Answer, Objection
from desktopcrm.domain.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Shown:
    """A card of this round, and whether it was known."""

    objection: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Exercise:
    """A card: the rejection, in which of its wordings (0: its label, from 1 on `says`), and the answer to be known."""

    objection: Objection
    wording: int
    answer: Answer | None


def next_card(skills: Sequence[Skill], round_: Sequence[Shown], rules: Rulebook) -> str:
    """Key of the next rejection; empty when the round is over: so many cards, or each known once."""
    if len(round_) >= rules.param("learning_exercise", "cards"):
        return ""
    waiting = _missed(round_)
    due = [key for key, ago in waiting.items() if ago >= rules.param("learning_exercise", "comes_back")]
    if due:
        return due[0]
    seen = {one.objection for one in round_}
    fresh = sorted((one for one in skills if one.objection not in seen), key=_urgency)
    if fresh:
        return fresh[0].objection
    return next((key for key, ago in waiting.items() if ago), next(iter(waiting), ""))


def _missed(round_: Sequence[Shown]) -> dict[str, int]:
    """Cards whose newest showing was not known → how many others came since, the longest ago first."""
    newest = {one.objection: place for place, one in enumerate(round_)}
    those = {key: place for key, place in newest.items() if not round_[place].passed}
    return {key: len(round_) - 1 - place for key, place in sorted(those.items(), key=lambda pair: pair[1])}


def _urgency(skill: Skill) -> tuple[bool, int, date]:
    """Mastered ones last, lower stages first, then the one practised longest ago."""
    return (skill.stage == MASTERED, skill.stage, skill.last_practised or date.min)


def exercise(objection: Objection, times: int) -> Exercise:
    """The card of a rejection that was practised `times` before: wordings and answers take turns."""
    wording = times % (len(objection.says) + 1)
    answer = objection.answer[times % len(objection.answer)] if objection.answer else None
    return Exercise(objection, wording, answer)
