"""Point: the account's basics, what it buys, and its needs (d1.2, d1.3)."""

from __future__ import annotations

from desktopcrm.domain import buying_window
from desktopcrm.domain.records import Record
from desktopcrm.services.report.blocks import (
    Block,
    Row,
    callout,
    cell,
    facts,
    heading,
    matrix,
    text,
)
from desktopcrm.services.report.sheet import Sheet

BLOCKS = ("contact", "size", "consumption", "development", "order_check")
ELSEWHERE = ("classes", "care")
"""Blocks of the account that the section on classes prints."""
LONG_MATRIX = 14


def basics(sheet: Sheet) -> list[Block]:
    """Known facts block by block, then product groups and the next buying window."""
    account = sheet.plan.account
    blocks: list[Block] = []
    used = [field.key for key in ELSEWHERE for field in sheet.catalogue.fields("account", key)]
    for key in BLOCKS:
        fields = sheet.catalogue.fields("account", key)
        used += [field.key for field in fields]
        rows = sheet.rows(account, fields)
        if rows:
            blocks += [heading(sheet.words(sheet.catalogue.blocks[key].label)), *facts(rows)]
    rest = sheet.rest(account, used)
    if rest:
        blocks += [heading(sheet.tr("report.more_facts")), *facts(rest)]
    return blocks + _volumes(sheet) + _window(sheet)


def _volumes(sheet: Sheet) -> list[Block]:
    """Each product group with quantity, period and our share."""
    records = sheet.plan.of("volume")
    blocks = [heading(sheet.words(sheet.catalogue.kinds["volume"].plural))] if records else []
    for record in records:
        blocks += [heading(record.name, level=3), *sheet.known_facts(record)]
    return blocks


def _window(sheet: Sheet) -> list[Block]:
    window = buying_window.of_plan(sheet.plan)
    if window is None:
        return []
    words = sheet.tr("report.window_opens", opens=window.opens.isoformat(), warns=window.warns.isoformat())
    return [
        callout(
            sheet.tr("report.window"), words, tone="accent" if window.days_left(sheet.day) >= 0 else "warn"
        )
    ]


def needs(sheet: Sheet) -> list[Block]:
    """The 2 x 3 picture, then each need with its evidence and its way from hidden to explicit."""
    records = sheet.plan.of("need")
    if not records:
        return []
    kinds = sheet.catalogue.options("need_kind")
    rows: list[Row] = [
        {
            "label": sheet.words(nature.label),
            "tone": nature.tone,
            "cells": [
                [need.name for need in records if _is(sheet, need, (nature.key, kind.key))] for kind in kinds
            ],
        }
        for nature in sheet.catalogue.options("need_nature")
    ]
    blocks: list[Block] = [
        matrix([sheet.words(kind.label) for kind in kinds], rows, long=len(records) > LONG_MATRIX)
    ]
    for need in records:
        blocks += _need(sheet, need)
    return blocks


def _is(sheet: Sheet, need: Record, place: tuple[str, str]) -> bool:
    """What is not said counts as hidden, and as a need for the product."""
    nature, kind = place
    return (sheet.plan.value(need.id, "nature") or "hidden") == nature and (
        sheet.plan.value(need.id, "kind") or "product"
    ) == kind


def _need(sheet: Sheet, need: Record) -> list[Block]:
    marks = [found for key in ("kind", "nature", "status") if (found := sheet.choice(need, key))]
    rows = sheet.rest(need, ("nature",))
    nature = sheet.row(need, "nature")
    if nature:
        past = sheet.plan.past(need.id, "nature")[1:]
        earlier = [cell(sheet.shown(need, fact), meta=sheet.origin(fact)) for fact in past if fact.value]
        rows.insert(0, {**nature, "earlier": earlier})
    known = facts(rows) or [text(sheet.tr("report.nothing_yet"), quiet=True)]
    return [heading(need.name, level=2, marks=marks), *known]
