"""Stages 4, 6 and 7 of a purchase: criteria, the seven-factor comparison, the clause board."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktopcrm.domain.bid_matrix import BidMatrix, Contender, bid_matrix
from desktopcrm.domain.records import Record
from desktopcrm.services.report.blocks import Block, Cell, Mark, Row, cell, column, facts, heading, table
from desktopcrm.services.report.sheet import Sheet

CRITERION_SHOWN = ("wording", "weight", "must", "owner", "written_by", "effect", "agreed")
DRAWN = 4
ABREAST = 4
OF_TEN = "/ 10"
WEIGHT = "weight_"
"""More outlines than this over one another cannot be told apart; the table has them all."""


def criteria(sheet: Sheet, project: Record) -> list[Block]:
    """Weight, whose handwriting, effect on us, and the wording."""
    found = sheet.plan.of("criterion", project.id)
    if not found:
        return []
    columns = [
        column(sheet.label("criterion", "weight"), mm=17),
        column(sheet.label("criterion", "written_by"), mm=27),
        column(sheet.label("criterion", "effect"), mm=26),
        column(sheet.words(sheet.catalogue.kinds["criterion"].label), fr=1),
    ]
    rows = [_criterion(sheet, record) for record in found]
    return [heading(sheet.words(sheet.catalogue.blocks["criteria"].label), level=3), *table(columns, rows)]


def _criterion(sheet: Sheet, record: Record) -> list[Cell]:
    marks: list[Mark] = []
    for key, tone in (("must", "warn"), ("agreed", "good")):
        answer, label = sheet.plan.value(record.id, key), sheet.label("criterion", key)
        if answer:
            no = sheet.colon(label, sheet.value(record, key))
            marks.append(
                {"text": label, "tone": tone} if answer == "yes" else {"text": no, "tone": "neutral"}
            )
    lines = [sheet.value(record, "wording")] if sheet.value(record, "wording") else []
    if sheet.value(record, "owner"):
        lines.append(sheet.colon(sheet.label("criterion", "owner"), sheet.value(record, "owner")))
    lines += [*sheet.extras(record, CRITERION_SHOWN), sheet.provenances(record, CRITERION_SHOWN)]
    return [
        sheet.value(record, "weight"),
        sheet.choice_cell(record, "written_by"),
        sheet.choice_cell(record, "effect"),
        cell(record.name, marks=marks, lines=[line for line in lines if line]),
    ]


def bids(sheet: Sheet, project: Record) -> list[Block]:
    """Outline and table of the scores, then what is known of the standards and of each bid."""
    block = sheet.catalogue.blocks["bid"]
    matrix = bid_matrix(sheet.plan, project.id, sheet.catalogue)
    drawn = any(one.scores for one in matrix.contenders)
    keys = [field.key for field in sheet.catalogue.fields("project", "bid")]
    weights = [key for key in keys if key.startswith(WEIGHT)]
    rows = sheet.rows(project, [key for key in keys if not drawn or key not in weights])
    blocks: list[Block] = [_radar(sheet, matrix), *_scores(sheet, matrix, project)] if drawn else []
    said = sheet.provenances(project, weights) if drawn else ""
    blocks += facts([*rows, *_origin(sheet, said)])
    for one in matrix.contenders:
        said = sheet.provenances(one.record, one.scores)
        about = sheet.rest(one.record, one.scores)
        if about or said or not one.scores:
            place = matrix.rank(one.record.id)
            meta = sheet.tr("report.place", n=place) if place else ""
            marks = [found for found in (sheet.choice(one.record, "fate"),) if found]
            blocks.append(heading(sheet.name(one.record), level=4, marks=marks, meta=meta))
            blocks += facts([*about, *_origin(sheet, said)])
    return [heading(sheet.words(block.label), level=3), *blocks] if blocks else []


def _origin(sheet: Sheet, said: str) -> list[Row]:
    """Who said the scores or weights, as a row of its own."""
    source = sheet.tr("report.source")
    return [{"label": source, "value": said.removeprefix(sheet.colon(source, ""))}] if said else []


def _radar(sheet: Sheet, matrix: BidMatrix) -> Block:
    drawn = [one for one in matrix.contenders if one.scores][:DRAWN]
    series = [
        {
            "label": sheet.name(one.record),
            "total": str(one.totals["all"] or ""),
            "values": [_share(one.scores.get(factor.key)) for factor in sheet.catalogue.factors],
        }
        for one in drawn
    ]
    alt = sheet.join(f"{one['label']} {one['total']}" for one in series)
    axes = [sheet.words(factor.label) for factor in sheet.catalogue.factors]
    return {
        "kind": "radar",
        "alt": sheet.colon(sheet.words(sheet.catalogue.blocks["bid"].label), alt),
        "axes": axes,
        "series": series,
    }


def _share(score: Decimal | None) -> float | None:
    return float(score) / 10 if score is not None else None


def _scores(sheet: Sheet, matrix: BidMatrix, project: Record) -> list[Block]:
    """A factor a line, a bid a column; the best of each line stands out. Many bids make several tables."""
    blocks: list[Block] = []
    for start in range(0, len(matrix.contenders), ABREAST):
        blocks += _score_table(sheet, matrix, (project, matrix.contenders[start : start + ABREAST]))
    return blocks


def _score_table(sheet: Sheet, matrix: BidMatrix, part: tuple[Record, Sequence[Contender]]) -> list[Block]:
    project, contenders = part
    columns = [
        column(sheet.tr("report.factor"), mm=44),
        column(sheet.label("criterion", "weight"), align="right", mm=20),
        *(column(sheet.name(one.record), align="right", fr=1) for one in contenders),
    ]
    rows: list[list[Cell]] = []
    for factor in sheet.catalogue.factors:
        scored = [one.scores[factor.key] for one in matrix.contenders if factor.key in one.scores]
        best = max(scored, default=None)
        weight = sheet.plan.value(project.id, WEIGHT + factor.key) or "–"
        row = [_score(one, factor.key, best) for one in contenders]
        rows.append([sheet.words(factor.label), cell(weight, quiet=True), *row])
    for key in ("technical", "commercial"):
        totals: list[Cell] = [cell(str(one.totals[key] or "–"), bold=True) for one in contenders]
        rows.append([cell(sheet.tr(f"report.total_{key}"), bold=True), "", *totals])
    foot: list[Cell] = [
        sheet.tr("report.total_all"),
        "",
        *(str(one.totals["all"] or "–") for one in contenders),
    ]
    return [{**block, "whole": True} for block in table(columns, rows, foot)]


def _score(one: Contender, key: str, best: Decimal | None) -> Cell:
    score = one.scores.get(key)
    if score is None:
        return "–"
    return cell(str(score), tone="accent" if score == best else "", meta=OF_TEN)


def clauses(sheet: Sheet, project: Record) -> list[Block]:
    """The board: each clause with wish, expectation, limit; then positions and limits of the negotiation."""
    block = sheet.catalogue.blocks["clauses"]
    blocks: list[Block] = []
    for record in sheet.plan.of("clause", project.id):
        marks = [found for found in (sheet.choice(record, "status"),) if found]
        blocks += [heading(record.name, level=4, marks=marks), *sheet.known_facts(record)]
    blocks += facts(sheet.rows(project, sheet.catalogue.fields("project", "clauses")))
    return [heading(sheet.words(block.label), level=3), *blocks] if blocks else []
