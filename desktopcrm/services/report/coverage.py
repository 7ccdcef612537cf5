"""How much of the net is known: each layer and its blocks as bars (d1.1)."""

from __future__ import annotations

from desktopcrm.domain import coverage as rules
from desktopcrm.domain.coverage import Share
from desktopcrm.services.report.blocks import Block, Json, coverage, share_tone
from desktopcrm.services.report.sheet import Sheet


def build(sheet: Sheet) -> list[Block]:
    """Counted over everything known. Bars of blocks that hold only private facts are for the rep alone: that such
    facts are gathered is private, too."""
    found = rules.coverage(sheet.whole, sheet.catalogue, sheet.day)
    groups = []
    for layer in sheet.catalogue.layers:
        rows = [
            _bar(sheet.words(block.label), found.blocks[block.key])
            for block in sheet.catalogue.blocks_of(layer.key)
            if found.blocks[block.key].total and _is_shown(sheet, block.key)
        ]
        groups.append({**_bar(sheet.words(layer.label), found.layers[layer.key]), "rows": rows})
    alt = sheet.join(f"{group['label']} {group['percent']}" for group in groups)
    return [coverage(sheet.colon(sheet.tr("report.coverage"), alt), groups)]


def _is_shown(sheet: Sheet, block: str) -> bool:
    fields = [
        one
        for kind in sheet.catalogue.kinds.values()
        for one in kind.field
        if one.block == block and one.weight
    ]
    return sheet.request.level == "own" or not all(one.is_private for one in fields)


def _bar(label: str, share: Share) -> dict[str, Json]:
    percent = share.percent
    return {"label": label, "percent": f"{percent} %", "share": percent / 100, "tone": share_tone(percent)}
