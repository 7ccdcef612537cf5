"""Everything stored about one person, printed: what he is told who asks. Keeps nothing back, decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from desktopcrm.domain.records import Fact, Record
from desktopcrm.services.backup_words import reason_words
from desktopcrm.services.erasing import Place
from desktopcrm.services.person_types import PersonData
from desktopcrm.services.report import frame
from desktopcrm.services.report.blocks import (
    Block,
    Cell,
    Json,
    Row,
    bullets,
    callout,
    cell,
    column,
    entries,
    facts,
    heading,
    section,
    table,
    text,
)
from desktopcrm.services.report.sheet import Sheet


def build(sheet: Sheet, data: PersonData) -> dict[str, Json]:
    """The document; sections of which nothing is stored say so, so that nobody has to guess."""
    tr, traces = sheet.tr, data.traces
    parts: list[tuple[str, list[Block]]] = [
        ("about", _about(sheet, data)),
        ("parts", _records(sheet, data, traces.own)),
        ("lines", _lines(sheet, data)),
        ("appears", _records(sheet, data, traces.others)),
        ("said", _said(sheet, data)),
        ("named", _places(sheet, data.erase.mentions)),
        ("perhaps", _places(sheet, data.erase.only_doubtful)),
        ("kept", _kept(data)),
        ("history", _history(data)),
        ("backups", _backups(sheet, data)),
    ]
    nothing: list[Block] = [text(tr("person_data.nothing"), quiet=True)]
    made = [section(tr(f"person_data.section_{key}"), blocks or nothing) for key, blocks in parts]
    over = tr("person_data.over")
    made[0] = {**made[0], "blocks": [callout("", tr("person_data.lead")), *_blocks(made[0])]}
    title = tr("person_data.title", name=data.person.name)
    return {
        **frame.document(sheet, over, made, {}),
        "title": title,
        "running": {"left": frame.cut(title), "right": sheet.day.isoformat()},
        "masthead": {
            "over": over,
            "title": data.person.name,
            "subtitle": data.plan.account.name,
            "right": sheet.day.isoformat(),
        },
    }


def _blocks(made: Block) -> list[Block]:
    blocks = made["blocks"]
    assert isinstance(blocks, list)
    return blocks


def _about(sheet: Sheet, data: PersonData) -> list[Block]:
    """What is known of himself, with what was known before."""
    person = data.person
    since: list[Row] = [
        {"label": sheet.tr("person_data.since"), "value": person.created_on.isoformat()},
    ]
    if person.archived_at is not None:
        day = person.archived_at.date().isoformat()
        since.append({"label": sheet.tr("person_data.archived"), "value": day})
    return facts([*since, *_rows(sheet, data, person)])


def _rows(sheet: Sheet, data: PersonData, record: Record) -> list[Row]:
    """All observations of a record: the newest of a field with the earlier ones under it."""
    past: dict[str, list[Fact]] = {}
    for fact in data.traces.facts.get(record.id, []):
        past.setdefault(fact.field, []).append(fact)
    order = [one.key for one in sheet.catalogue.fields(record.kind)]
    keys = sorted(past, key=lambda key: (order.index(key) if key in order else len(order), key))
    return [
        {
            "label": sheet.label(record.kind, key),
            "value": _value(sheet, data, record, past[key][0]),
            "earlier": [_value(sheet, data, record, one) for one in past[key][1:]],
        }
        for key in keys
    ]


def _value(sheet: Sheet, data: PersonData, record: Record, fact: Fact) -> Cell:
    shown = sheet.shown(record, fact) if fact.value else sheet.tr("report.no_longer_known")
    field = sheet.catalogue.find(record.kind, fact.field)
    secret = sheet.tr(f"person_data.class_{field.privacy}") if field and field.is_private else ""
    noted = fact.seen_on.isoformat()
    if fact.value and field is not None and field.type == "date":
        noted = sheet.tr("person_data.noted", day=noted)  # which of two days side by side is which
    meta = sheet.dotted((noted, _source(sheet, data, fact), sheet.certainty(fact), secret))
    return cell(shown, meta=meta, lines=[fact.note] if fact.note else [])


def _source(sheet: Sheet, data: PersonData, fact: Fact) -> str:
    """Who said it, also where he works elsewhere."""
    person = fact.source.person_id
    if person is not None and person not in sheet.plan.records:
        return sheet.dotted((data.names.get(person, ""), fact.source.text))
    return sheet.source(fact)


def _records(sheet: Sheet, data: PersonData, records: Iterable[Record]) -> list[Block]:
    """Whole records, one heading each."""
    blocks: list[Block] = []
    for record in records:
        kind = sheet.catalogue.kinds.get(record.kind)
        under = data.names.get(record.parent_id or 0, "")
        where = under if record.parent_id not in (None, data.plan.account.id, data.person.id) else ""
        meta = sheet.dotted((sheet.words(kind.label) if kind else "", where, record.created_on.isoformat()))
        blocks += [heading(record.name, meta=meta), *facts(_rows(sheet, data, record))]
    return blocks


def _lines(sheet: Sheet, data: PersonData) -> list[Block]:
    """Lines of the influence map and what rests on him."""
    columns = [
        column(sheet.tr("person_data.line"), mm=24),
        column(sheet.tr("person_data.from"), mm=36),
        column(sheet.tr("person_data.to"), mm=36),
        column(sheet.tr("person_data.remark"), fr=1),
        column(sheet.tr("person_data.noted_on"), mm=22),
    ]
    rows: list[list[Cell]] = []
    for link in data.traces.links:
        label = sheet.tr(f"person_data.link_{link.kind}")
        end = sheet.plan.records.get(link.to_id)
        field = sheet.label(end.kind, link.field) if link.field and end else ""
        remark, noted = sheet.dotted((field, link.note)), link.created_on.isoformat()
        rows.append([label, data.names[link.from_id], data.names[link.to_id], remark, noted])
    return table(columns, rows)


def _said(sheet: Sheet, data: PersonData) -> list[Block]:
    """What was learnt from him about anything."""
    rows: list[Row] = []
    for fact in data.traces.said:
        record = sheet.plan.records.get(fact.record_id)
        label = sheet.label(record.kind, fact.field) if record else fact.field
        shown = sheet.shown(record, fact) if record and fact.value else fact.value
        rows.append(
            {
                "day": fact.seen_on.isoformat(),
                "marks": [],
                "title": sheet.dotted((data.names[fact.record_id], label)),
                "text": "\n".join(part for part in (shown, fact.note) if part),
                "meta": sheet.dotted((fact.source.text, sheet.certainty(fact))),
            }
        )
    return entries(rows)


def _places(sheet: Sheet, places: Iterable[Place]) -> list[Block]:
    rows: list[Row] = []
    for one in places:
        kind = sheet.catalogue.kinds.get(one.kind)
        label = sheet.label(one.kind, one.field) if one.field else ""
        rows.append(
            {
                "day": "",
                "marks": [],
                "title": sheet.dotted(
                    (one.account, sheet.words(kind.label) if kind else "", one.record, label)
                ),
                "text": one.text,
                "meta": "",
            }
        )
    return entries(rows)


def _kept(data: PersonData) -> list[Block]:
    """Unsent drafts, own answers and settings that name him."""
    return bullets([*data.traces.drafts, *data.traces.loose])


def _history(data: PersonData) -> list[Block]:
    return entries(
        [
            {"day": day.isoformat(), "marks": [], "title": words, "text": "", "meta": ""}
            for day, words in data.traces.steps
        ]
    )


def _backups(sheet: Sheet, data: PersonData) -> list[Block]:
    made: list[Cell] = [
        sheet.dotted((f"{one.made_at.astimezone():%Y-%m-%d %H:%M:%S}", reason_words(sheet.tr, one.reason)))
        for one in data.erase.backups
    ]
    if not made:
        return []
    return [text(sheet.tr("person_data.in_backups", n=len(made)), lead=True), *bullets(made)]
