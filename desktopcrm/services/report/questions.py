"""What is not known, stale or only a rumour, as spoken questions with whom to ask: never as blank tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktopcrm.domain import guide
from desktopcrm.domain.guide import OpenQuestion
from desktopcrm.services.report import privacy
from desktopcrm.services.report.blocks import Block, Json, Row, entries, heading, questions
from desktopcrm.services.report.sheet import Sheet

NAMES_SHOWN = 6
WHOM_SHOWN = 4
WHYS = ("empty", "stale", "rumour", "missing")


@dataclass(slots=True)
class _Asked:
    """One question with everybody and everything that it is about."""

    ask: str
    about: list[str] = field(default_factory=list)
    whom: list[int] = field(default_factory=list)
    whys: set[str] = field(default_factory=set)


def open_questions(sheet: Sheet) -> list[OpenQuestion]:
    """What the guide asks, without what this reader must not even be asked about."""
    return [
        one for one in guide.open_questions(sheet.whole, sheet.catalogue, sheet.day) if _may_ask(sheet, one)
    ]


def _may_ask(sheet: Sheet, one: OpenQuestion) -> bool:
    if one.record_id is not None and one.record_id not in sheet.plan.records:
        return False
    found = sheet.catalogue.find(one.kind, one.field) if one.field else None
    return found is None or privacy.may_see(found, one.kind, sheet.request.level, sheet.request.private_facts)


def own(sheet: Sheet) -> list[Block]:
    """What the rep wrote down to ask, the open ones first."""
    found = sorted(
        sheet.plan.of("question"),
        key=lambda one: sheet.plan.value(one.id, "status") in ("answered", "dropped"),
    )
    rows: list[Row] = []
    for one in found:
        state = sheet.choice(one, "status")
        lines = sheet.extras(one, ("status", "person", "project"))
        about = (sheet.value(one, key) for key in ("person", "project"))
        rows.append(
            {
                "day": one.created_on.isoformat(),
                "marks": [state] if state else [],
                "title": one.name,
                "text": "\n".join(lines),
                "meta": sheet.dotted((*about, sheet.provenances(one, ("status", "person", "project")))),
            }
        )
    return [heading(sheet.tr("report.own_questions")), *entries(rows)] if rows else []


def build(sheet: Sheet) -> list[Block]:
    """The rep's own questions, then what the method asks."""
    return own(sheet) + asked(sheet)


def asked(sheet: Sheet) -> list[Block]:
    """Grouped by layer and block; the same question about several records is asked once."""
    groups: dict[str, dict[tuple[str, str, str], _Asked]] = {}
    for one in open_questions(sheet):
        asked = groups.setdefault(_block(sheet, one), {})
        key = (one.kind, one.field, one.option)
        found = asked.setdefault(key, _Asked(sheet.words(one.text)))
        found.about += [one.about] if one.about and one.about not in found.about else []
        found.whom += [person for person in one.whom if person not in found.whom]
        found.whys.add(one.why)
    rows: list[dict[str, Json]] = []
    for block in sheet.catalogue.blocks.values():
        if block.key in groups:
            items = list(groups[block.key].values())
            layer = next(one.label for one in sheet.catalogue.layers if one.key == block.layer)
            rows.append(
                {
                    "title": sheet.dotted((sheet.words(layer), sheet.words(block.label))),
                    "meta": sheet.tr("report.open_count", n=len(items)),
                    "items": [_item(sheet, one) for one in items],
                }
            )
    return questions(rows)


def _block(sheet: Sheet, one: OpenQuestion) -> str:
    found = sheet.catalogue.find(one.kind, one.field) if one.field else None
    return found.block if found else sheet.catalogue.kinds[one.kind].field[0].block


def _item(sheet: Sheet, asked: _Asked) -> dict[str, Json]:
    about = asked.about[:NAMES_SHOWN]
    more = len(asked.about) - len(about)
    names = sheet.join(about) + (f" {sheet.tr('report.more_short', n=more)}" if more else "")
    whys = [sheet.tr(f"report.why_{why}") for why in WHYS if why in asked.whys and why in ("stale", "rumour")]
    return {
        "ask": asked.ask,
        "whom": whom(sheet, asked.whom),
        "why": sheet.dotted((sheet.tr("report.about", names=names) if names else "", *whys)),
    }


def whom(sheet: Sheet, people: list[int]) -> str:
    """“Ask: …” with names and titles."""
    names = []
    for person_id in people[:WHOM_SHOWN]:
        person = sheet.plan.records.get(person_id)
        if person is not None:
            names.append(person.name)
    return sheet.tr("report.ask", names=sheet.join(names)) if names else ""
