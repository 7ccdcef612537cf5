"""Reads the method from TOML, checks it as a whole and lays the rep's own fields and items over it.

Refuses a bad catalogue with file, entry and key. Uses msgspec for the shapes (the one library in this ring).
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

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
    Option,
    Scheme,
    Stage,
)
from desktopcrm.errors import UserError
from desktopcrm.texts import Words

SHARED_FILES = ("model", "choices", "stages", "behaviour", "factors")
Raw = Mapping[str, object]
Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the rep added to a kind."""

    kind: str
    field: Field


@dataclass(frozen=True, slots=True)
class Overlay:
    """What the rep added: own fields and own checklist items."""

    fields: tuple[OwnField, ...] = ()
    items: tuple[Item, ...] = ()


def _bad(file: str, key: str, reason: str) -> UserError:
    return UserError("errors.catalogue_bad", file=file, entry=key, reason=reason)


def _read(folder: Path, name: str) -> dict[str, object]:
    try:
        return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _bad(f"{name}.toml", "-", "the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad(f"{name}.toml", "-", str(error)) from None


def _shape(raw: object, shape: type[Shape], file: str, key: str) -> Shape:
    """One entry of a file as a definition; unknown and missing keys are named."""
    if isinstance(raw, dict) and dataclasses.is_dataclass(shape):
        known = {one.name for one in dataclasses.fields(shape)}
        for unknown in sorted(set(raw) - known):
            raise _bad(file, f"{key}.{unknown}", "unknown key")
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        raise _bad(file, key, str(error)) from None


def _entries(raw: Raw, table: str, shape: type[Shape], file: str) -> tuple[Shape, ...]:
    rows = raw.get(table, ())
    if not isinstance(rows, list):
        raise _bad(file, table, "expected a list of tables")
    found: list[Shape] = []
    for number, row in enumerate(rows):
        name = str(row.get("key", number)) if isinstance(row, dict) else str(number)
        found.append(_shape(row, shape, file, f"{table} {name}"))
    return tuple(found)


def load(folder: Path, overlay: Overlay = Overlay()) -> Catalogue:
    """Read all files of the folder. Raises `UserError` naming file and key."""
    model = _read(folder, "model")
    sets = _read(folder, "choices").get("set", [])
    choices: dict[str, tuple[Option, ...]] = {}
    for row in sets if isinstance(sets, list) else []:
        choices[str(row.get("key"))] = _entries(row, "option", Option, "choices.toml")
    stages = _stages(_entries(_read(folder, "stages"), "stage", Stage, "stages.toml"), overlay)
    kinds: dict[str, Kind] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.stem not in SHARED_FILES:
            kind = _kind(_read(folder, file.stem), file)
            kinds[kind.kind] = _with_own(kind, overlay)
    if "project" in kinds:
        project = kinds["project"]
        kinds["project"] = dataclasses.replace(project, field=project.field + _stage_fields(stages))
    catalogue = Catalogue(
        layers=_entries(model, "layer", Layer, "model.toml"),
        blocks={block.key: block for block in _entries(model, "block", Block, "model.toml")},
        kinds=kinds,
        stages=stages,
        choices=choices,
        schemes=_entries(_read(folder, "behaviour"), "scheme", Scheme, "behaviour.toml"),
        factors=_entries(_read(folder, "factors"), "factor", Factor, "factors.toml"),
    )
    _check(catalogue)
    return catalogue


def _kind(raw: dict[str, object], file: Path) -> Kind:
    """A kind's file; each field by itself, so that a bad one is named."""
    fields = _entries(raw, "field", Field, file.name)
    head = {key: value for key, value in raw.items() if key != "field"}
    return dataclasses.replace(_shape(head, Kind, file.name, file.stem), field=fields)


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
        raise _bad("stages.toml", "number", "stages must be numbered from 1 without gaps")
    keys = [item.key for stage in catalogue.stages for item in stage.item]
    for key in keys:
        if keys.count(key) > 1:
            raise _bad("stages.toml", key, "the item's key is used twice")
    layers = {layer.key for layer in catalogue.layers}
    for block in catalogue.blocks.values():
        if block.layer not in layers:
            raise _bad("model.toml", f"block {block.key}.layer", f"unknown layer “{block.layer}”")
    for kind in catalogue.kinds.values():
        _check_kind(kind, catalogue)


def _check_kind(kind: Kind, catalogue: Catalogue) -> None:
    file = f"{kind.kind}.toml"
    for other in (*kind.parent, *((kind.ref,) if kind.ref else ())):
        if other not in catalogue.kinds:
            raise _bad(file, "parent", f"unknown kind “{other}”")
    seen: set[str] = set()
    for one in kind.field:
        if one.key in seen:
            raise _bad(file, one.key, "the field's key is used twice")
        seen.add(one.key)
        _check_field(file, one, catalogue)
    if kind.cover_by and kind.cover_by not in seen:
        raise _bad(file, "cover_by", f"unknown field “{kind.cover_by}”")


def _check_field(file: str, one: Field, catalogue: Catalogue) -> None:
    where = f"field {one.key}"
    if one.type not in FIELD_TYPES:
        raise _bad(file, f"{where}.type", f"unknown type “{one.type}”")
    if one.block not in catalogue.blocks:
        raise _bad(file, f"{where}.block", f"unknown block “{one.block}”")
    if one.privacy not in PRIVACY_CLASSES:
        raise _bad(file, f"{where}.privacy", f"unknown privacy class “{one.privacy}”")
    if one.type in ("choice", "choices") and one.choices not in catalogue.choices:
        raise _bad(file, f"{where}.choices", f"unknown choice set “{one.choices}”")
    if one.is_private and one.customer:
        raise _bad(file, f"{where}.customer", "a private fact is never for the customer")
    knowers = {option.key for option in catalogue.choices.get("knower", ())}
    for knower in one.knows:
        if knower not in knowers:
            raise _bad(file, f"{where}.knows", f"unknown knower “{knower}”")
    if not all(1 <= stage <= len(catalogue.stages) for stage in one.stages):
        raise _bad(file, f"{where}.stages", "a stage is a number from 1 to 8")
    if not one.label.en or not one.label.zh or not one.ask.en or not one.ask.zh:
        raise _bad(file, where, "label and ask need both languages")
