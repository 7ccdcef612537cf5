"""What the method teaches about talking: rejections with answers (S2), questioning in four steps (S4).

Definitions only; what was heard and practised are records.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.texts import EMPTY, Words

OWN_CHOICES = ("objection", "answer")
"""Choices to which the rep adds his own; a fact keeps the key of one that was taken out since."""
OPENS = (
    "next_step", "in_house", "rival", "responsible", "budget", "factors", "product_history",
)  # fmt: skip
"""What a rejection leads on to (d6): a dated next step, what they make themselves, the rival's card, who is
responsible, the budget, the seven factors, how our product did before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer a rejection. `situation`: when it fits, in words; `stages`: of the purchase, empty: all;
    `style`: the behaviour type it is made for, empty: anybody."""

    key: str
    text: Words
    origin: str
    situation: Words = EMPTY
    style: str = ""
    stages: tuple[int, ...] = ()

    @property
    def is_own(self) -> bool:
        """Written by the rep; a shipped one that was changed too."""
        return self.origin == "rep"


@dataclass(frozen=True, slots=True)
class Objection:
    """One rejection. `means`: the question behind it; `opens`: what it leads on to, one of `OPENS`;
    `about`: what there is to know about it; `stages`: where it is usual; `says`: other wordings of it; `cue`: how it
    is known in a text, with “…” for a few words between.
    """

    key: str
    label: Words
    origin: str
    means: Words = EMPTY
    about: Words = EMPTY
    opens: str = ""
    stages: tuple[int, ...] = ()
    says: tuple[Words, ...] = ()
    cue: tuple[Words, ...] = ()
    answer: tuple[Answer, ...] = ()

    @property
    def is_own(self) -> bool:
        """Added by the rep."""
        return self.origin == "rep"


@dataclass(frozen=True, slots=True)
class Opener:
    """A way to begin asking. Empty `stages` or `needs`: fits every stage, every kind of need."""

    text: Words
    origin: str
    stages: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionStep:
    """One of the four steps of questioning (d13)."""

    key: str
    label: Words
    origin: str
    about: Words = EMPTY
    opener: tuple[Opener, ...] = ()
