"""The method as definitions: layers, blocks, kinds, fields, stages, choices, behaviour types, bid factors,
rejections, steps of questioning, rules.

Knows what can be asked and written down; knows no account and no file (see `catalogue_load`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from desktopcrm.domain.catalogue_types import BehaviourType, Option, Scheme
from desktopcrm.domain.practice import Objection, QuestionStep
from desktopcrm.domain.questioning import Questioning
from desktopcrm.domain.rulebook import Rulebook
from desktopcrm.texts import EMPTY, Words

FIELD_TYPES = (
    "text", "note", "integer", "number", "percent", "money", "date", "birthday", "yesno", "choice", "choices",
    "scale", "score", "person", "people", "firm", "rep", "project", "phone", "email", "url", "check",
    "time",
)  # fmt: skip
PRIVACY_CLASSES = ("normal", "private", "sensitive")
CHECK_PREFIX = "check."
PLANNED_PREFIX = "planned."
OWN_PREFIX = "own."


@dataclass(frozen=True, slots=True)
class Layer:
    key: str
    label: Words
    about: Words = EMPTY


@dataclass(frozen=True, slots=True)
class Block:
    """A group of fields. Mode `any`: one known field is enough for a record; `all`: each counts."""

    key: str
    layer: str
    label: Words
    about: Words = EMPTY
    mode: str = "all"


TELLING_TYPES = ("phone", "email")
TELLING_SETS = ("role", "stance", "kp_rank")
TELLING_FIELDS = frozenset(
    [
        "influence",
        "favours",
        "relation_now",
        "relation_wanted",
        "kp_need",
        "kp_ability",
        "value_recognised",
        "will_recommend",
        "will_report",
        "decision_maker",
        "influencers",
        "budget_owner",
        "key_person",
        "information_manager",
        "preferred_supplier",
        "preferred_reason",
        "knows_about",
        "need_holder",
        "money_holder",
        "authority_holder",
        "said_forward",
        "said_reverse",
        "said_not_signed",
        "solution",
        "reachability",
        "confidence",
        "star_frequency",
        "star_amount",
        "star_referee",
        "star_expert",
        "star_leader",
    ]
)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be known about a record of a kind; see README, *How to add a field*."""

    key: str
    block: str
    type: str
    label: Words
    ask: Words
    origin: str
    why: Words = EMPTY
    unit: Words = EMPTY
    choices: str = ""
    knows: tuple[str, ...] = ()
    stages: tuple[int, ...] = ()
    weight: int = 0
    stale_after: int = 0
    privacy: str = "normal"
    customer: bool = False

    @property
    def is_own(self) -> bool:
        """Added by the rep, not by the sources and not by us."""
        return self.origin == "rep"

    @property
    def is_private(self) -> bool:
        return self.privacy != "normal"

    @property
    def is_telling(self) -> bool:
        """Not for the eyes of the customer, though no secret about a person: what we make of people, how they are reached."""
        return self.type in TELLING_TYPES or self.choices in TELLING_SETS or self.key in TELLING_FIELDS

    @property
    def is_covered(self) -> bool:
        """Shown as dots while the screen is covered."""
        return self.is_private or self.is_telling


@dataclass(frozen=True, slots=True)
class Kind:
    """What a record can be. `parent`: kinds it lies under; `ref`: the kind it stands for."""

    kind: str
    label: Words
    plural: Words
    parent: tuple[str, ...] = ()
    ref: str = ""
    name_ask: Words = EMPTY
    cover_by: str = ""
    layer: str = ""
    field: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """What counts once in coverage: a weighted field, or the fields of a block of mode `any` together.

    `stage`: counts only from this stage of a purchase on (checklist items); 0 everywhere else.
    """

    block: Block
    fields: tuple[Field, ...]
    weight: int
    stage: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a stage's checklist."""

    key: str
    label: Words
    origin: str
    why: Words = EMPTY
    mandatory: bool = False
    stage: int = 0

    @property
    def is_own(self) -> bool:
        return self.origin == "rep"

    @property
    def field(self) -> str:
        """Key of the project's field that holds the state."""
        return CHECK_PREFIX + self.key


@dataclass(frozen=True, slots=True)
class Stage:
    number: int
    key: str
    label: Words
    short: Words
    about: Words
    expected_days: int
    item: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the seven comparison factors of stage 6; `bid` is technical or commercial."""

    key: str
    label: Words
    bid: str
    origin: str
    about: Words = EMPTY


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All definitions, with the rep's own ones laid over them."""

    layers: tuple[Layer, ...]
    blocks: Mapping[str, Block]
    kinds: Mapping[str, Kind]
    stages: tuple[Stage, ...]
    choices: Mapping[str, tuple[Option, ...]]
    schemes: tuple[Scheme, ...]
    factors: tuple[Factor, ...]
    objections: tuple[Objection, ...] = ()
    question_steps: tuple[QuestionStep, ...] = ()
    questioning: Questioning = field(default_factory=Questioning)
    rulebook: Rulebook = field(default_factory=Rulebook)
    _index: dict[tuple[str, str], Field] = field(default_factory=dict, repr=False, compare=False)
    _items: dict[str, Item] = field(default_factory=dict, repr=False, compare=False)
    _places: dict[str, tuple[Place, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for kind in self.kinds.values():
            self._index.update({(kind.kind, one.key): one for one in kind.field})
            if all(one.block in self.blocks for one in kind.field):  # else the loader refuses it next
                self._places[kind.kind] = tuple(self._find_places(kind))
        for stage in self.stages:
            self._items.update({item.key: item for item in stage.item})

    def _find_places(self, kind: Kind) -> Iterator[Place]:
        together: dict[str, list[Field]] = {}
        for one in kind.field:
            block = self.blocks[one.block]
            if one.weight and block.mode == "any":
                together.setdefault(block.key, []).append(one)
            elif one.weight:
                stage = one.stages[0] if one.key.startswith(CHECK_PREFIX) else 0
                yield Place(block, (one,), one.weight, stage)
        for key, fields in together.items():
            yield Place(self.blocks[key], tuple(fields), max(one.weight for one in fields))

    def places(self, kind: str) -> tuple[Place, ...]:
        """What counts in coverage for a record of the kind."""
        return self._places[kind]

    def find(self, kind: str, key: str) -> Field | None:
        return self._index.get((kind, key))

    def field(self, kind: str, key: str) -> Field:
        """The definition; a key that does not exist is a bug."""
        return self._index[(kind, key)]

    def fields(self, kind: str, block: str | None = None) -> tuple[Field, ...]:
        """Fields of a kind in their order, without the check items and planned dates of stages."""
        found = self.kinds[kind].field if kind in self.kinds else ()
        return tuple(
            one
            for one in found
            if (block is None or one.block == block)
            and not one.key.startswith((CHECK_PREFIX, PLANNED_PREFIX))
        )

    def blocks_of(self, layer: str) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks.values() if block.layer == layer)

    def stage(self, number: int) -> Stage:
        return self.stages[number - 1]

    def item(self, key: str) -> Item | None:
        return self._items.get(key)

    def option(self, choices: str, key: str) -> Option | None:
        return next((one for one in self.choices.get(choices, ()) if one.key == key), None)

    def options(self, choices: str) -> tuple[Option, ...]:
        return self.choices[choices]

    def objection(self, key: str) -> Objection | None:
        return next((one for one in self.objections if one.key == key), None)

    def behaviour(self, key: str) -> BehaviourType | None:
        return next((one for scheme in self.schemes for one in scheme.type if one.key == key), None)
