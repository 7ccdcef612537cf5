"""What the method teaches about talking: rejections with answers (S2), questioning in four steps (S4).

Definitions only; what was heard and practised are records.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.texts import EMPTY, Words


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer a rejection. `situation`: when it fits; `style`: a behaviour type's key or empty."""

    key: str
    text: Words
    origin: str
    situation: Words = EMPTY
    style: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """One rejection. `means`: the question behind it; `opens`: what it leads on to, a key the window knows."""

    key: str
    label: Words
    origin: str
    means: Words = EMPTY
    opens: str = ""
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
