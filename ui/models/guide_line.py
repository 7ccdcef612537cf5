"""One line of the guide: a heading, a question to ask next, a flag, or something still open. Knows no plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktopcrm.domain.cover import COVER
from ui.theme import Tone

NEXT, FLAGS, MORE_FLAGS, ALSO, LATER, ACCEPTED, PASSED = (
    "next",
    "flags",
    "more_flags",
    "also",
    "later",
    "accepted",
    "passed",
)
"""Groups, in the order in which they stand: `flags` are those that count most, `more_flags` the other ones."""

FIRST_QUESTION = "first_question"
"""As the `focus` of a place: the first line of the guide, where an account is new."""

GROUPS = (NEXT, FLAGS, MORE_FLAGS, ALSO, LATER, ACCEPTED, PASSED)
FIXED = (NEXT, FLAGS)
"""Groups that do not fold."""

OPENING = (NEXT, FLAGS, MORE_FLAGS, ACCEPTED, PASSED)
"""Groups whose lines unfold in place: reasons, a way out, what can be done."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What an unfolded line says more: `lead` in front, in another ink."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class GuideLine:
    """`target` is what a tab's `focus` takes, `place` a tab and focus where the target alone does not lead there.

    `now`: it matters at the stage of today; `group`: where it stands; a heading may be `folded`. `subject` and `state`
    name the matter of a decision; `deeds` are what can be done with it, the first by Enter; `mark`: red, yellow or
    accepted.
    """

    text: str
    about: str = ""
    whom: str = ""
    why: str = ""
    tone: Tone = Tone.NEUTRAL
    kind: str = ""
    target: tuple[int, str] = (0, "")
    heading: bool = False
    now: bool = False
    group: str = ""
    folded: bool = False
    subject: str = ""
    state: str = ""
    place: tuple[str, str] = ("", "")
    details: tuple[Detail, ...] = ()
    deeds: tuple[str, ...] = ()
    mark: str = ""

    @property
    def key(self) -> tuple[str, tuple[int, str], str]:
        """What makes it the same line after a change."""
        if self.heading:
            return self.kind, self.target, self.group
        return self.kind, self.target, self.subject

    def covered(self) -> GuideLine:
        """The line without its words: they tell of rivals and insiders. Headings stay, and so does what is done with it."""
        if self.heading:
            return self
        return replace(self, text=COVER, about="", whom="", why="", details=(), mark="")

    @property
    def opens(self) -> bool:
        """Whether there is more to say in place."""
        return not self.heading and self.group in OPENING

    @property
    def spoken(self) -> str:
        """The line for a screen reader, all of it."""
        more = (f"{one.lead} {one.text}".strip() for one in self.details)
        return " · ".join(part for part in (self.text, self.about, self.whom, self.why, *more) if part)


def in_kept_places(before: Sequence[GuideLine], now: Sequence[GuideLine]) -> list[GuideLine]:
    """The lines of now, those that were there before in the places they had; new ones take the places left over.

    For the few questions that stand out: what was answered leaves its place to the next in turn.
    """
    left = {line.key: line for line in now}
    first = [left.pop(was.key, None) for was in before]
    rest = [line for line in now if line.key in left]
    filled = [line or (rest.pop(0) if rest else None) for line in first]
    return [*(line for line in filled if line is not None), *rest]


def in_kept_order(before: Sequence[GuideLine], now: Sequence[GuideLine]) -> list[GuideLine]:
    """The lines of now, those that were there before in the order they had: nothing jumps under the hand. New ones
    come last."""
    left = {line.key: line for line in now}
    kept = [left.pop(was.key) for was in before if was.key in left]
    return [*kept, *left.values()]


def of_group(lines: Sequence[GuideLine], group: str) -> list[GuideLine]:
    return [line for line in lines if line.group == group]


def kept(before: Sequence[GuideLine], now: Sequence[GuideLine]) -> list[GuideLine]:
    """All groups after a change: the questions that stand out keep their places, the open ones their order; flags
    stand in the order of their weight."""
    shown: list[GuideLine] = []
    for group in GROUPS:
        then, mine = of_group(before, group), of_group(now, group)
        if group == NEXT:
            shown += in_kept_places(then, mine)
        else:
            shown += in_kept_order(then, mine) if group in (ALSO, LATER) else mine
    return shown


def in_group(group: str, line: GuideLine) -> GuideLine:
    return replace(line, group=group)
