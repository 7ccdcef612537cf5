"""The rep's own fields, items, rejections and answers as the file says them: checked, and in the form that is stored."""

from __future__ import annotations

from desktopcrm.domain import fieldtypes, names
from desktopcrm.domain.catalogue import OWN_PREFIX, Catalogue
from desktopcrm.errors import UserError
from desktopcrm.services.exchange.shapes import (
    BothShape,
    DefinitionShape,
    FileShape,
    OwnAnswerShape,
    OwnFieldShape,
    OwnItemShape,
    OwnObjectionShape,
    RemovedShape,
    because,
    refused,
)
from desktopcrm.services.objection_deck import LONGEST_ANSWER
from desktopcrm.services.overlay import OWN_TYPES
from desktopcrm.services.own_definitions import KEY, check_numbers

Body = dict[str, object]
Definition = tuple[str, str, Body]
"""Key, what it is, body."""
WHAT = {
    OwnFieldShape: "field",
    OwnItemShape: "item",
    OwnObjectionShape: "objection",
    OwnAnswerShape: "answer",
}


def bodies(shape: FileShape) -> list[Definition]:
    """The own definitions of the file in their order. Raises `UserError` for a key that cannot be.

    The key of an answer may be that of a shipped one, whose place it takes.
    """
    found: list[Definition] = []
    seen: set[str] = set()
    for index, one in enumerate(shape.definitions):
        if isinstance(one, RemovedShape):
            continue
        path = f"definitions[{index}]"
        own = one.key.startswith(OWN_PREFIX) or isinstance(one, OwnAnswerShape)
        if not own or one.key in seen or (one.key.startswith(OWN_PREFIX) and not KEY.fullmatch(one.key)):
            raise refused(f"{path}.key", "errors.load_own_key", entry=one.key, prefix=OWN_PREFIX)
        seen.add(one.key)
        found.append((one.key, WHAT[type(one)], _body(path, one)))
    return found


def _body(path: str, one: DefinitionShape) -> Body:
    if isinstance(one, OwnObjectionShape):
        label, means = _name(f"{path}.label", one.label), _text(f"{path}.means", one.means)
        return {"key": one.key, "label": label, "means": means}
    if isinstance(one, OwnAnswerShape):
        return {
            "key": one.key,
            "objection": one.objection,
            "text": _text(f"{path}.text", one.text, LONGEST_ANSWER),
            "situation": _text(f"{path}.situation", one.situation),
            "style": one.style,
            "stages": list(one.stages),
        }
    if isinstance(one, OwnItemShape):
        words = _both(f"{path}.label", one.label)
        return {"key": one.key, "stage": one.stage, "mandatory": one.mandatory, "label": words}
    return _field_body(path, one) if isinstance(one, OwnFieldShape) else {}


def _field_body(path: str, one: OwnFieldShape) -> Body:
    try:
        check_numbers(one.weight, one.stale_after)
    except UserError as reason:
        raise because(path, reason) from None
    return {
        "key": one.key,
        "kind": one.kind,
        "block": one.block,
        "type": one.type,
        "label": _both(f"{path}.label", one.label),
        "ask": _both(f"{path}.ask", one.ask),
        "weight": one.weight,
        "stale_after": one.stale_after,
        "privacy": one.privacy,
    }


def _both(path: str, words: BothShape) -> Body:
    return {"en": _name(f"{path}.en", words.en), "zh": _name(f"{path}.zh", words.zh)}


def _name(path: str, text: str) -> str:
    try:
        return names.checked(text)
    except UserError as reason:
        raise because(path, reason) from None


def _text(path: str, text: str, limit: int = names.MAX_NAME) -> str:
    kept = fieldtypes.clean(text)
    if len(kept) > limit:
        raise refused(path, "errors.value_too_long", limit=limit)
    return kept


def check_places(shape: FileShape, catalogue: Catalogue) -> None:
    """Own fields and items must have a place that exists. Raises `UserError`."""
    for index, one in enumerate(shape.definitions):
        path = f"definitions[{index}]"
        if isinstance(one, OwnItemShape):
            if not 1 <= one.stage <= len(catalogue.stages):
                raise refused(f"{path}.stage", "errors.stage_unknown", stage=one.stage)
        elif isinstance(one, OwnFieldShape | RemovedShape) and one.kind not in catalogue.kinds:
            allowed = tuple(catalogue.kinds)
            raise refused(f"{path}.kind", "errors.load_kind_unknown", kind=one.kind, allowed=allowed)
        elif isinstance(one, OwnFieldShape) and one.type not in OWN_TYPES:
            raise refused(f"{path}.type", "errors.own_field_type", type=one.type, allowed=OWN_TYPES)
        elif isinstance(one, OwnFieldShape) and one.block not in catalogue.blocks:
            raise refused(f"{path}.block", "errors.own_field_place", kind=one.kind, block=one.block)


def check_answers(shape: FileShape, here: Catalogue, then: Catalogue) -> None:
    """Own answers must answer something, for people and stages that exist. `here`: the method as it stands; `then`:
    with the definitions of the file. Raises `UserError`."""
    shipped = {
        (objection.key, answer.key)
        for objection in here.objections
        for answer in objection.answer
        if not answer.key.startswith(OWN_PREFIX)
    }
    for index, one in enumerate(shape.definitions):
        if not isinstance(one, OwnAnswerShape):
            continue
        path = f"definitions[{index}]"
        if then.objection(one.objection) is None:
            raise refused(f"{path}.objection", "errors.objection_unknown", name=one.objection)
        if not one.key.startswith(OWN_PREFIX) and (one.objection, one.key) not in shipped:
            raise refused(f"{path}.key", "errors.load_own_key", entry=one.key, prefix=OWN_PREFIX)
        _check_answer(path, one, then)


def _check_answer(path: str, one: OwnAnswerShape, catalogue: Catalogue) -> None:
    if not fieldtypes.clean(one.text):
        raise refused(f"{path}.text", "errors.answer_empty")
    if one.style and catalogue.behaviour(one.style) is None:
        raise refused(f"{path}.style", "errors.style_unknown", name=one.style)
    for stage in one.stages:
        if not 1 <= stage <= len(catalogue.stages):
            raise refused(f"{path}.stages", "errors.stage_unknown", stage=stage)
