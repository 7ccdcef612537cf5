"""Reads the method from TOML, checks it as a whole and lays the rep's own fields and items over it.

Refuses a bad catalogue with file, entry and key (see `toml_shapes`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktopcrm.domain import questioning
from desktopcrm.domain.catalogue import (
    CHECK_PREFIX,
    FIELD_TYPES,
    PLANNED_PREFIX,
    PRIVACY_CLASSES,
    Block,
    Catalogue,
    Factor,
    Field,
    Item,
    Kind,
    Layer,
    Stage,
)
from desktopcrm.domain.catalogue_types import Option, Scheme
from desktopcrm.domain.practice import Objection
from desktopcrm.domain.practice_load import (
    OwnAnswer,
    choice_sets,
    load_objections,
    load_questioning,
    load_rules,
)
from desktopcrm.domain.toml_shapes import bad, entries, read, shape
from desktopcrm.texts import Words

SHARED_FILES = ("model", "choices", "stages", "behaviour", "factors", "objections", "questioning")


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the rep added to a kind."""

    kind: str
    field: Field


@dataclass(frozen=True, slots=True)
class Overlay:
    """What the rep added or tuned. `params`: `rule.param` → value."""

    fields: tuple[OwnField, ...] = ()
    items: tuple[Item, ...] = ()
    objections: tuple[Objection, ...] = ()
    answers: tuple[OwnAnswer, ...] = ()
    params: Mapping[str, int] = field(default_factory=dict)


def load(folder: Path, overlay: Overlay = Overlay()) -> Catalogue:
    """Read all files of the folder. Raises `UserError` naming file and key."""
    model = read(folder, "model")
    sets = read(folder, "choices").get("set", [])
    choices: dict[str, tuple[Option, ...]] = {}
    for row in sets if isinstance(sets, list) else []:
        choices[str(row.get("key"))] = entries(row, "option", Option, "choices.toml")
    stages = _stages(entries(read(folder, "stages"), "stage", Stage, "stages.toml"), overlay)
    kinds: dict[str, Kind] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.stem not in SHARED_FILES and not file.stem.startswith("rules_"):
            kind = _kind(read(folder, file.stem), file)
            kinds[kind.kind] = _with_own(kind, overlay)
    if "project" in kinds:
        project = kinds["project"]
        kinds["project"] = dataclasses.replace(project, field=project.field + _stage_fields(stages))
    schemes = entries(read(folder, "behaviour"), "scheme", Scheme, "behaviour.toml")
    objections = load_objections(folder, overlay.objections, overlay.answers)
    choices.update(choice_sets(schemes, objections))
    catalogue = Catalogue(
        layers=entries(model, "layer", Layer, "model.toml"),
        blocks={block.key: block for block in entries(model, "block", Block, "model.toml")},
        kinds=kinds,
        stages=stages,
        choices=choices,
        schemes=schemes,
        factors=entries(read(folder, "factors"), "factor", Factor, "factors.toml"),
        objections=objections,
        question_steps=load_questioning(folder),
        questioning=questioning.load(folder),
        rulebook=load_rules(folder).tuned(overlay.params),
    )
    _check(catalogue)
    return catalogue


def _kind(raw: dict[str, object], file: Path) -> Kind:
    """A kind's file; each field by itself, so that a bad one is named."""
    fields = entries(raw, "field", Field, file.name)
    head = {key: value for key, value in raw.items() if key != "field"}
    return dataclasses.replace(shape(head, Kind, file.name, file.stem), field=fields)


def _with_own(kind: Kind, overlay: Overlay) -> Kind:
    own = tuple(one.field for one in overlay.fields if one.kind == kind.kind)
    return dataclasses.replace(kind, field=kind.field + own) if own else kind


def _stages(stages: Sequence[Stage], overlay: Overlay) -> tuple[Stage, ...]:
    """Stages in order, each item knowing its stage, the rep's own items last."""
    found = []
    for stage in sorted(stages, key=lambda one: one.number):
        own = tuple(item for item in overlay.items if item.stage == stage.number)
        items = tuple(dataclasses.replace(item, stage=stage.number) for item in stage.item + own)
        found.append(dataclasses.replace(stage, item=items))
    return tuple(found)


def _stage_fields(stages: Sequence[Stage]) -> tuple[Field, ...]:
    """The fields of a project that the stages define: one state an item, one planned date a stage."""
    fields = []
    for stage in stages:
        for item in stage.item:
            key = CHECK_PREFIX + item.key
            made = Field(key, "procurement", "check", item.label, item.label, item.origin, item.why)
            fields.append(
                dataclasses.replace(
                    made, stages=(stage.number,), weight=2 if item.mandatory else 1, customer=False
                )
            )
        planned = Words(f"Planned start of stage {stage.number}", f"计划进入第 {stage.number} 阶段")
        ask = Words(
            f"When do you expect “{stage.label.en}” to begin?", f"“{stage.label.zh}”您预计什么时候开始？"
        )
        key = f"{PLANNED_PREFIX}{stage.number}"
        fields.append(
            Field(key, "procurement", "date", planned, ask, "ours", stages=(stage.number,), customer=True)
        )
    return tuple(fields)


def _check(catalogue: Catalogue) -> None:
    """Cross-checks over files; the first thing that is wrong is named."""
    if [stage.number for stage in catalogue.stages] != list(range(1, len(catalogue.stages) + 1)):
        raise bad("stages.toml", "number", "stages must be numbered from 1 without gaps")
    keys = [item.key for stage in catalogue.stages for item in stage.item]
    for key in keys:
        if keys.count(key) > 1:
            raise bad("stages.toml", key, "the item's key is used twice")
    layers = {layer.key for layer in catalogue.layers}
    for block in catalogue.blocks.values():
        if block.layer not in layers:
            raise bad("model.toml", f"block {block.key}.layer", f"unknown layer “{block.layer}”")
    for kind in catalogue.kinds.values():
        _check_kind(kind, catalogue)


def _check_kind(kind: Kind, catalogue: Catalogue) -> None:
    file = f"{kind.kind}.toml"
    for other in (*kind.parent, *((kind.ref,) if kind.ref else ())):
        if other not in catalogue.kinds:
            raise bad(file, "parent", f"unknown kind “{other}”")
    seen: set[str] = set()
    for one in kind.field:
        if one.key in seen:
            raise bad(file, one.key, "the field's key is used twice")
        seen.add(one.key)
        _check_field(file, one, catalogue)
    if kind.cover_by and kind.cover_by not in seen:
        raise bad(file, "cover_by", f"unknown field “{kind.cover_by}”")


def _check_field(file: str, one: Field, catalogue: Catalogue) -> None:
    where = f"field {one.key}"
    if one.type not in FIELD_TYPES:
        raise bad(file, f"{where}.type", f"unknown type “{one.type}”")
    if one.block not in catalogue.blocks:
        raise bad(file, f"{where}.block", f"unknown block “{one.block}”")
    if one.privacy not in PRIVACY_CLASSES:
        raise bad(file, f"{where}.privacy", f"unknown privacy class “{one.privacy}”")
    if one.type in ("choice", "choices") and one.choices not in catalogue.choices:
        raise bad(file, f"{where}.choices", f"unknown choice set “{one.choices}”")
    if one.is_private and one.customer:
        raise bad(file, f"{where}.customer", "a private fact is never for the customer")
    knowers = {option.key for option in catalogue.choices.get("knower", ())}
    for knower in one.knows:
        if knower not in knowers:
            raise bad(file, f"{where}.knows", f"unknown knower “{knower}”")
    if not all(1 <= stage <= len(catalogue.stages) for stage in one.stages):
        raise bad(file, f"{where}.stages", "a stage is a number from 1 to 8")
    if not one.label.en or not one.label.zh or not one.ask.en or not one.ask.zh:
        raise bad(file, where, "label and ask need both languages")
