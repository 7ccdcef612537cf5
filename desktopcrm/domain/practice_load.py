"""Reads rejections, questioning and rules from their files, with the rep's own answers over them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktopcrm.domain.catalogue_types import Option, Scheme
from desktopcrm.domain.practice import OPENS, Answer, Objection, QuestionStep
from desktopcrm.domain.rulebook import PARAM_TYPES, RULE_GROUPS, SEVERITIES, Param, Rule, Rulebook
from desktopcrm.domain.toml_shapes import bad, entries, read
from desktopcrm.texts import EMPTY, Words


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """An answer of the rep to one rejection; with the key of a shipped one it takes its place."""

    objection: str
    answer: Answer


def load_objections(
    folder: Path, own: Sequence[Objection], answers: Sequence[OwnAnswer]
) -> tuple[Objection, ...]:
    """The source's seven in their order, then the rep's own; each with its answers."""
    shipped = entries(read(folder, "objections"), "objection", Objection, "objections.toml")
    keys = [answer.key for one in shipped for answer in one.answer]
    for key in keys:
        if keys.count(key) > 1:
            raise bad("objections.toml", key, "the answer's key is used twice")
    for one in shipped:
        if one.opens not in OPENS:
            raise bad("objections.toml", f"{one.key}.opens", f"unknown “{one.opens}”")
    return tuple(_answered(one, answers) for one in (*shipped, *own))


def _answered(objection: Objection, answers: Sequence[OwnAnswer]) -> Objection:
    mine = {one.answer.key: one.answer for one in answers if one.objection == objection.key}
    kept = tuple(_in_place_of(one, mine.pop(one.key, None)) for one in objection.answer)
    return dataclasses.replace(objection, answer=(*kept, *mine.values()))


def _in_place_of(shipped: Answer, own: Answer | None) -> Answer:
    """The rep's wording of a shipped answer; an empty situation means the shipped one."""
    if own is None:
        return shipped
    return own if own.situation != EMPTY else dataclasses.replace(own, situation=shipped.situation)


def load_questioning(folder: Path) -> tuple[QuestionStep, ...]:
    return entries(read(folder, "questioning"), "step", QuestionStep, "questioning.toml")


def load_rules(folder: Path) -> Rulebook:
    """Every `rules_*.toml`; the shipped value of a parameter is remembered as its default."""
    found: dict[str, Rule] = {}
    for file in sorted(folder.glob("rules_*.toml")):
        for rule in entries(read(folder, file.stem), "rule", Rule, file.name):
            _check(rule, file.name, found)
            shipped = tuple(dataclasses.replace(one, default=one.value) for one in rule.param)
            found[rule.key] = dataclasses.replace(rule, param=shipped)
    return Rulebook(found)


def _check(rule: Rule, file: str, found: dict[str, Rule]) -> None:
    if rule.key in found:
        raise bad(file, rule.key, "the rule's key is used twice")
    if rule.group not in RULE_GROUPS:
        raise bad(file, f"{rule.key}.group", f"unknown group “{rule.group}”")
    if rule.severity not in SEVERITIES:
        raise bad(file, f"{rule.key}.severity", f"unknown severity “{rule.severity}”")
    for param in rule.param:
        _check_param(rule, param, file)


def _check_param(rule: Rule, param: Param, file: str) -> None:
    where = f"{rule.key}.{param.key}"
    if param.type not in PARAM_TYPES:
        raise bad(file, f"{where}.type", f"unknown type “{param.type}”")
    if not param.low <= param.value <= param.high:
        raise bad(file, f"{where}.value", f"not between {param.low} and {param.high}")
    if param.type == "choice" and param.value >= len(param.options):
        raise bad(file, f"{where}.value", "there is no such option")


def choice_sets(schemes: Sequence[Scheme], objections: Sequence[Objection]) -> dict[str, tuple[Option, ...]]:
    """Closed lists that follow from other files: cues by scheme, rejections, answers."""
    sets = {
        f"cues_{scheme.key}": tuple(Option(cue.key, cue.label) for one in scheme.type for cue in one.cue)
        for scheme in schemes
    }
    sets["objection"] = tuple(Option(one.key, one.label) for one in objections)
    sets["answer"] = tuple(
        Option(answer.key, Words(_short(answer.text.en), _short(answer.text.zh)))
        for one in objections
        for answer in one.answer
    )
    return sets


def _short(text: str) -> str:
    """The first words of an answer, enough to know it by."""
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
