"""How much of the net is known: each layer and its blocks as bars (d1.1)."""

from __future__ import annotations

from desktopcrm.domain import coverage as rules
from desktopcrm.domain.coverage import Share
from desktopcrm.services.report.blocks import Block, Json, coverage, share_tone
from desktopcrm.services.report.sheet import Sheet


def build(sheet: Sheet) -> list[Block]:
    """Counted over everything known, also over what this reader may not see."""
    found = rules.coverage(sheet.whole, sheet.catalogue, sheet.day)
    groups = []
    for layer in sheet.catalogue.layers:
        rows = [
            _bar(sheet.words(block.label), found.blocks[block.key])
            for block in sheet.catalogue.blocks_of(layer.key)
            if found.blocks[block.key].total
        ]
        groups.append({**_bar(sheet.words(layer.label), found.layers[layer.key]), "rows": rows})
    alt = sheet.join(f"{group['label']} {group['percent']}" for group in groups)
    return [coverage(sheet.colon(sheet.tr("report.coverage"), alt), groups)]


def _bar(label: str, share: Share) -> dict[str, Json]:
    percent = share.percent
    return {"label": label, "percent": f"{percent} %", "share": percent / 100, "tone": share_tone(percent)}
