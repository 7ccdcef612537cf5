"""Every rule that judges, as data: its name, what it says, where it comes from, its parameters.

Rules are functions elsewhere; this is how a screen shows them and how the rep tunes them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from desktopcrm.texts import EMPTY, Words

T = TypeVar("T")
PARAM_TYPES = ("int", "yesno", "choice")
RULE_GROUPS = ("class", "clock", "cadence", "flag", "guide", "day", "learning", "care")
SEVERITIES = ("", "red", "yellow")


@dataclass(frozen=True, slots=True)
class Param:
    """A number that tunes a rule. `value` is what holds, `default` what was shipped; a yesno is 0 or 1, a choice
    the index of one of `options`."""

    key: str
    label: Words
    value: int
    type: str = "int"
    low: int = 0
    high: int = 366
    unit: Words = EMPTY
    options: tuple[Words, ...] = ()
    default: int = 0

    @property
    def is_changed(self) -> bool:
        return self.value != self.default

    def allows(self, value: int) -> bool:
        """Whether the value lies within what the rule can work with."""
        if self.type == "yesno":
            return value in (0, 1)
        return 0 <= value < len(self.options) if self.type == "choice" else self.low <= value <= self.high

    def holding(self, value: int | None) -> Param:
        """The same with another value; one that is not allowed (any more) leaves it as it is."""
        return self if value is None or not self.allows(value) else replace(self, value=value)


@dataclass(frozen=True, slots=True)
class Rule:
    """`says`: the rule in our words; `source`: the document and its place, or ours; `section` of the method
    (d4.3); `severity` and `way_out` are for flags."""

    key: str
    group: str
    label: Words
    says: Words
    source: str
    section: str
    severity: str = ""
    way_out: Words = EMPTY
    param: tuple[Param, ...] = ()

    def value(self, key: str) -> int:
        return next(one.value for one in self.param if one.key == key)

    @property
    def is_changed(self) -> bool:
        return any(one.is_changed for one in self.param)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules by key, in the order of their files."""

    rules: Mapping[str, Rule] = field(default_factory=dict)
    _values: dict[tuple[str, str], int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _kept: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for rule in self.rules.values():
            self._values.update({(rule.key, one.key): one.value for one in rule.param})

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from the rules and the key alone, judged once while they stand."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])

    def __getitem__(self, key: str) -> Rule:
        return self.rules[key]

    def param(self, rule: str, key: str) -> int:
        """The value that holds; an unknown rule or parameter is a bug."""
        return self._values[rule, key]

    def find(self, rule: str, key: str) -> Param | None:
        """A parameter, or `None` where there is no such rule or parameter."""
        found = self.rules[rule].param if rule in self.rules else ()
        return next((one for one in found if one.key == key), None)

    def of_group(self, group: str) -> tuple[Rule, ...]:
        return tuple(one for one in self.rules.values() if one.group == group)

    def tuned(self, values: Mapping[str, int]) -> Rulebook:
        """The same with other values; keys are `rule.param`. What is not there (any more) is passed over."""
        rules = {}
        for rule in self.rules.values():
            params = tuple(one.holding(values.get(f"{rule.key}.{one.key}")) for one in rule.param)
            rules[rule.key] = replace(rule, param=params) if params != rule.param else rule
        return Rulebook(rules)
