"""The rep's own rejections, answers and parameters, from their stored form."""

from __future__ import annotations

from collections.abc import Iterable

from desktopcrm.domain.practice import Answer, Objection
from desktopcrm.domain.practice_load import OwnAnswer
from desktopcrm.texts import Words

Body = dict[str, object]


def _both(raw: object) -> Words:
    return Words(str(raw), str(raw))


def objection(body: Body) -> Objection:
    """{key, label, means}"""
    return Objection(str(body["key"]), _both(body["label"]), "rep", _both(body.get("means", "")))


def answer(body: Body) -> OwnAnswer:
    """{key, objection, text, situation, style, stages}; the key of a shipped answer takes its place."""
    stages = body.get("stages", ())
    made = Answer(
        str(body["key"]),
        _both(body["text"]),
        "rep",
        _both(body.get("situation", "")),
        str(body.get("style", "")),
        tuple(int(str(one)) for one in stages) if isinstance(stages, list) else (),
    )
    return OwnAnswer(str(body["objection"]), made)


def params(bodies: Iterable[Body]) -> dict[str, int]:
    """{key: "rule.param", value, changes: [{day, was, value, reason}]}; no value: the shipped one holds again."""
    return {str(one["key"]): int(str(one["value"])) for one in bodies if one["value"] is not None}
