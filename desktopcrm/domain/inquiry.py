"""An account looked at for a talk: what could be asked, in which words, of whom, and what it is worth.

Sources of questions put their matters here and get candidates. Knows no source and no language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktopcrm.domain.askers import NOBODY, SELF, Asked, Askers, person_of
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.flag import Ground, Purchase
from desktopcrm.domain.guide import OpenQuestion, open_questions
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.questioning import DEFAULT_STEP, Spoken
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Said
from desktopcrm.texts import Words

NAME, QUESTION = "{name}", "{question}"
OF_ANOTHER = "other.self"
"""Key of the words for a question about somebody who is not asked himself."""
PERSONAL_BLOCKS = (
    "family",
    "education",
    "tastes",
    "travel",
    "relations",
    "ideals",
    "work",
    "wishes",
    "assumed_deal",
)
PERSONAL = ("member.personal_win", "member.concern")
SPECIAL = ("project.special_needs",)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a question is about: a field of a record, or (without a record) one that is missing under `parent`; beside
    a record `parent` is the purchase meant. `tail` marks what is neither (a flag's own question)."""

    kind: str
    field: str = ""
    record: Record | None = None
    parent: Record | None = None
    option: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Motive:
    """Why to ask, what it is worth before it is seen who is met, and where the question comes from."""

    reason: Said
    weight: float
    origin: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words, who usually knows, and the step of questioning, empty where it is not said."""

    text: Words
    knows: tuple[str, ...]
    step: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """`purchase`: whose stage counts; `need`: the kind of need it touches."""

    subject: str
    matter: Matter
    wording: Wording
    asked: Asked
    motive: Motive
    purchase: Purchase | None
    need: str = "product"

    @property
    def step(self) -> str:
        """The step it belongs to; the first where none is said."""
        return self.wording.step or DEFAULT_STEP

    @property
    def state(self) -> str:
        """What a *cannot be known* holds for: the stage."""
        return str(self.purchase.stage) if self.purchase else ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`purchases`: those that may be spoken of, the one that stands farthest first; `found`: what is open, where that
    is worked out already."""

    ground: Ground
    askers: Askers
    purchases: tuple[Purchase, ...]
    by_record: dict[int, Purchase] = field(default_factory=dict)
    found: Sequence[OpenQuestion] | None = None
    owners: dict[int, Record | None] = field(default_factory=dict)

    @staticmethod
    def of(plan: Plan, catalogue: Catalogue, project_id: int | None, people: tuple[int, ...]) -> Inquiry:
        ground = Ground.of(plan, catalogue)
        running = [one for one in ground.purchases if project_id in (None, one.id)]
        running.sort(key=lambda one: (-one.stage, one.id))
        return Inquiry(ground, Askers.of(plan, people), tuple(running), {one.id: one for one in running})

    @property
    def plan(self) -> Plan:
        return self.ground.plan

    @property
    def catalogue(self) -> Catalogue:
        return self.ground.catalogue

    def open_questions(self) -> Sequence[OpenQuestion]:
        """All that is open at the account."""
        return open_questions(self.plan, self.catalogue, self.plan.day) if self.found is None else self.found

    def weight(self, key: str) -> int:
        return self.ground.param("question_weights", key)

    def purchase_of(self, matter: Matter) -> Purchase | None:
        """The purchase a matter belongs to; for one of the account as a whole the farthest."""
        owner = self._owner(matter.record) or self._owner(matter.parent)
        return self.by_record.get(owner.id) if owner is not None else next(iter(self.purchases), None)

    def is_elsewhere(self, matter: Matter) -> bool:
        """Whether it belongs to a purchase that is not spoken of now."""
        owner = self._owner(matter.record) or self._owner(matter.parent)
        return owner is not None and owner.id not in self.by_record

    def _owner(self, record: Record | None) -> Record | None:
        """The purchase a record lies under or names."""
        if record is None:
            return None
        if record.id not in self.owners:
            self.owners[record.id] = self._find_owner(record)
        return self.owners[record.id]

    def _find_owner(self, record: Record) -> Record | None:
        at: Record | None = record
        while at is not None and at.kind != "project":
            uid = self.plan.value(at.id, "project")
            named = self.plan.by_uid(uid) if uid else None
            at = named or self.plan.records.get(at.parent_id or 0)
        return at

    def put(
        self, matter: Matter, motive: Motive, said: Spoken | None = None, name: str = ""
    ) -> Candidate | None:
        """A question about a matter, in the words of a flag or else its own; `None` where nobody could be asked, or only
        others about somebody's own life."""
        wording = self._wording(matter, said, name)
        if wording is None or not set(wording.knows) - set(NOBODY):
            return None
        purchase = self.purchase_of(matter)
        asked = self.askers.find(wording.knows, matter.record, purchase.id if purchase else None)
        concerned = person_of(matter.record)
        if SELF not in wording.knows or concerned is None or not asked.people:
            return self.candidate(matter, wording, motive, asked)
        if asked.people[0] == concerned:  # "you" is nobody else
            asked = self.askers.named((concerned,), asked.knower)
            return self.candidate(matter, wording, motive, asked)
        if matter.kind == "person":
            return None  # what somebody likes or where he lives is asked of himself
        others = self.askers.named((one for one in asked.people if one != concerned), asked.knower)
        return self.candidate(matter, self._turned(wording, concerned), motive, others)

    def _turned(self, wording: Wording, person: int) -> Wording:
        """What one asks the person concerned, put to somebody else: how would the one concerned answer?"""
        about = self.catalogue.questioning.wording(OF_ANOTHER)
        if about is None or about.text is None:
            return wording
        text = filled(about.text, self.plan.records[person].name)
        en, zh = (text[lang].replace(QUESTION, wording.text[lang]) for lang in ("en", "zh"))
        return replace(wording, text=Words(en, zh))

    def candidate(self, matter: Matter, wording: Wording, motive: Motive, asked: Asked) -> Candidate:
        """The same where it is settled whom to ask."""
        owner = matter.record or matter.parent or self.plan.account
        tail = f":{matter.option}" if matter.option else ""
        subject = f"ask:{owner.uid}:{matter.tail or f'{matter.kind}.{matter.field}{tail}'}"
        return Candidate(
            subject, matter, wording, asked, motive, self.purchase_of(matter), self._need(matter)
        )

    def _wording(self, matter: Matter, said: Spoken | None, name: str) -> Wording | None:
        own = self._own(matter)
        found = self.catalogue.find(matter.kind, matter.field) if matter.field else None
        texts = [one.text for one in (said, own) if one is not None and one.text is not None]
        text = texts[0] if texts else (found.ask if found else None)
        if text is None:
            return None
        knows = next((one.knows for one in (said, own) if one is not None and one.knows), ())
        steps = [one.step for one in (said, own) if one is not None and one.step]
        kind = self.catalogue.kinds.get(matter.kind)
        block = found.block if found else (kind.field[0].block if kind else "")
        step = steps[0] if steps else self.catalogue.questioning.step_of(matter.kind, matter.field, block)
        return Wording(filled(text, name), knows or (found.knows if found else ()), step)

    def _own(self, matter: Matter) -> Spoken | None:
        spoken = self.catalogue.questioning.wording
        if matter.record is not None or matter.field:
            return spoken(f"{matter.kind}.{matter.field}")
        return spoken(f"missing.{matter.kind}.{matter.option}") or spoken(f"missing.{matter.kind}")

    def _need(self, matter: Matter) -> str:
        """Which kind of need a question touches, for the tone of its opener."""
        name = f"{matter.kind}.{matter.field}"
        found = self.catalogue.find(matter.kind, matter.field) if matter.field else None
        if matter.option == "personal" or name in PERSONAL or (found and found.block in PERSONAL_BLOCKS):
            return "personal"
        return "special" if matter.option == "special" or name in SPECIAL else "product"


def filled(text: Words, name: str) -> Words:
    """The words with what they are about put in."""
    return Words(text.en.replace(NAME, name), text.zh.replace(NAME, name))
