"""The rule book in the rep's hands: tune a parameter, set it back, read what was changed and why.

A tuned parameter is an own definition that keeps all its changes; each change is one undoable step. Before it is
stored, the rep can see what it would do to all accounts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import learning
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.day_plan import Costs, Share, filled
from desktopcrm.domain.fieldtypes import clean
from desktopcrm.domain.rule_effects import Effect, effects, judge, tuned
from desktopcrm.domain.rule_effects_shared import day_effects, skill_effects
from desktopcrm.domain.rulebook import Param, Rule
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.objections import Objections
from desktopcrm.storage import definitions, plans
from desktopcrm.storage.store import Tx
from desktopcrm.texts import Translate

PREFIX = "param."
YES = ("1", "yes", "y", "true", "是", "对")
NO = ("0", "no", "n", "false", "否", "不")
LONGEST_NUMBER = 9
"""Digits; no parameter asks for more."""
Body = dict[str, object]
Progress = Callable[[int, int], None]
"""Told (accounts read, accounts in all); may raise to stop the work."""


def unseen(done: int, total: int) -> None:
    """Nobody watches the work."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A parameter was changed: from what, to what, and why the rep did so."""

    rule: str
    param: str
    day: date
    was: int
    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What another value would change. `accounts` were read, `counts` by kind of judgement; nothing is stored."""

    param: Param
    value: int
    accounts: int
    effects: tuple[Effect, ...]

    @property
    def touched(self) -> int:
        """Accounts of which something would be judged otherwise."""
        return len({one.account_id for one in self.effects if one.account_id})

    @property
    def counts(self) -> Mapping[str, int]:
        return Counter(one.kind for one in self.effects)


class Rules:
    def __init__(self, desk: Desk, objections: Objections) -> None:
        self._desk = desk
        self._objections = objections

    def rule(self, key: str) -> Rule:
        """The rule as it holds now. Raises `UserError`."""
        found = self._desk.catalogue.rulebook.rules.get(key)
        if found is None:
            raise UserError("errors.rule_unknown", rule=key)
        return found

    def param(self, rule: str, key: str) -> Param:
        """A parameter of a rule as it holds now. Raises `UserError`."""
        whole = self.rule(rule)
        found = self._desk.catalogue.rulebook.find(rule, key)
        if found is None:
            have = tuple(f"{rule}.{one.key}" for one in whole.param)
            if not have:
                raise UserError("errors.rule_fixed", rule=rule)
            raise UserError("errors.rule_param_unknown", param=f"{rule}.{key}", allowed=have)
        return found

    def read(self, rule: str, key: str, text: str) -> int:
        """The value that was typed: a number, yes or no, the words or the number of an option. Raises `UserError`."""
        param, typed = self.param(rule, key), clean(text)
        value = _read(param, typed.casefold())
        if value is None or not param.allows(value):
            raise self._refusal(param, typed)
        return value

    def tune(self, rule: str, key: str, value: int, reason: str = "") -> bool:
        """Let another value hold; the shipped value is a reset. Tells whether anything changed. Raises `UserError`."""
        param = self.param(rule, key)
        if not param.allows(value):
            raise self._refusal(param, str(value))
        if value == param.value:
            return False
        self._store([(rule, param, value)], "steps.rule_tuned", reason)
        return True

    def reset(self, rule: str = "", key: str = "", reason: str = "") -> int:
        """Let the shipped values hold again: of one parameter, of a rule, or of all. Gives how many changed."""
        if key:
            self.param(rule, key)
        rules = [self.rule(rule)] if rule else list(self._desk.catalogue.rulebook.rules.values())
        changed = [
            (one.key, param, param.default)
            for one in rules
            for param in one.param
            if param.is_changed and key in ("", param.key)
        ]
        if changed:
            self._store(changed, "steps.rule_reset", reason)
        return len(changed)

    def preview(self, rule: str, key: str, value: int, told: Progress = unseen) -> Preview:
        """Judge every account with the value that holds and with the other one. Raises `UserError`."""
        param = self.param(rule, key)
        if not param.allows(value):
            raise self._refusal(param, str(value))
        before = self._desk.catalogue
        after = tuned(before, {f"{rule}.{key}": value})
        with self._desk.store.read() as tx:
            accounts = plans.account_ids(tx, archived=False)
        found = self._effects(accounts, before, after, told) if value != param.value else []
        return Preview(param, value, len(accounts), tuple(found))

    def _effects(
        self, accounts: list[int], before: Catalogue, after: Catalogue, told: Progress
    ) -> list[Effect]:
        found: list[Effect] = []
        shares: list[tuple[Share, Share]] = []
        for number, account in enumerate(accounts):
            told(number, len(accounts))
            plan = self._desk.plan(account)
            (old, had), (new, has) = judge(plan, before), judge(plan, after)
            found += effects(plan.account, old, new)
            shares.append((had, has))
        today = self._desk.today()
        days = [
            filled((pair[which] for pair in shares), Costs(one), today)
            for which, one in enumerate((before, after))
        ]
        found += day_effects(*days)
        tries = (*self._objections.drills(), *learning.real(self._objections.all_events()))
        return found + list(skill_effects(tries, before, after))

    def log(self) -> tuple[RuleChange, ...]:
        """Every change of a parameter, the newest first."""
        with self._desk.store.read() as tx:
            bodies = [body for _, what, body in definitions.every(tx) if what == "parameter"]
        found = [change for body in reversed(bodies) for change in _changes(body)]  # last tuned, last stored
        return tuple(sorted(found, key=lambda one: one.day, reverse=True))

    def _store(self, changes: Iterable[tuple[str, Param, int]], label: str, reason: str) -> None:
        changes = list(changes)
        name = self.rule(changes[0][0]).label
        with self._desk.store.step(label, name={"en": name.en, "zh": name.zh}) as tx:
            for rule, param, value in changes:
                self._put(tx, f"{rule}.{param.key}", (param, value), clean(reason))

    def _put(self, tx: Tx, key: str, to: tuple[Param, int], reason: str) -> None:
        """Write the value with its history; the old row goes, so that one key has one row."""
        param, value = to
        name = PREFIX + key
        stored = next((body for have, _, body in definitions.every(tx) if have == name), {})
        change = {
            "day": self._desk.today().isoformat(),
            "was": param.value,
            "value": value,
            "reason": reason,
        }
        body: Body = {
            "key": key,
            "value": None if value == param.default else value,
            "changes": [*_rows(stored), change],
        }
        definitions.delete(tx, name)
        definitions.put(tx, name, "parameter", body)

    def _refusal(self, param: Param, typed: str) -> UserError:
        if param.type == "yesno":
            return UserError("errors.not_yes_or_no", value=typed)
        if param.type == "choice":
            lang = self._desk.lang
            allowed = tuple(f"{number} {words[lang]}" for number, words in enumerate(param.options))
            return UserError("errors.not_a_choice", value=typed, allowed=allowed)
        return UserError("errors.rule_bounds", value=typed, low=param.low, high=param.high)


def section_words(tr: Translate, rule: Rule) -> str:
    """The part of the method that a rule belongs to, in words."""
    return tr(f"rules.section_{rule.section.replace('.', '_')}") if rule.section else ""


def provenance(tr: Translate, rule: Rule) -> str:
    """Where a rule comes from, in words: the source document, the part of the method, what is ours in it."""
    part = section_words(tr, rule)
    documents = tuple(dict.fromkeys(re.findall(r"\bS(\d)\b", rule.source)))
    if not documents:
        return tr("rules.from_us", part=part)
    place = tr("rules.from_source", documents=" + ".join(documents), part=part)
    return tr("rules.from_both", place=place) if "ours" in rule.source else place


def worded(tr: Translate, lang: str, param: Param, value: int) -> str:
    """A value as one says it: with its unit, as yes or no, in the words of the option."""
    if param.type == "yesno":
        return tr("rules.yes" if value else "rules.no")
    if param.type == "choice":
        return param.options[value][lang] if 0 <= value < len(param.options) else str(value)
    unit = param.unit[lang]
    if value == 1 and lang == "en":
        unit = unit.removesuffix("s")  # one day, one month
    return f"{value}{unit}" if unit == "%" else f"{value} {unit}".strip()


def _read(param: Param, typed: str) -> int | None:
    if param.type == "yesno":
        return 1 if typed in YES else 0 if typed in NO else None
    for number, words in enumerate(param.options):
        if typed in (words.en.casefold(), words.zh):
            return number
    digits = typed.removeprefix("-")
    return int(typed) if digits.isdecimal() and len(digits) <= LONGEST_NUMBER else None


def _rows(body: Body) -> list[Body]:
    rows = body.get("changes")
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _changes(body: Body) -> list[RuleChange]:
    """The newest first, so that changes of one day stay in their order."""
    rule, _, param = str(body["key"]).partition(".")
    return [
        RuleChange(
            rule,
            param,
            date.fromisoformat(str(one["day"])),
            int(str(one["was"])),
            int(str(one["value"])),
            str(one["reason"]),
        )
        for one in reversed(_rows(body))
    ]
