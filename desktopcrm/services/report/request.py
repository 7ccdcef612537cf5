"""What can be asked for: a kind of document, for whom, in which language, with which sections. Knows no account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = ("plan", "brief", "checklist")
LEVELS = ("own", "manager", "customer")


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """`sections`: keys in the order wanted, `None` for the usual ones; `people`: ids of whom a visit is for.

    `private_facts`: also print what is private about people (own level only). `stage`: one stage of the checklist,
    0 for all. `purpose` and `author` are words of the rep; an empty author means the one in the preferences.
    """

    kind: str
    account_id: int
    project_id: int | None = None
    lang: str = "en"
    level: str = "own"
    sections: tuple[str, ...] | None = None
    day: date | None = None
    people: tuple[int, ...] = ()
    private_facts: bool = False
    stage: int = 0
    purpose: str = ""
    author: str = ""
