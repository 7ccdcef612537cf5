"""What every document shares: title and author in its data, running head, foot, page x of y."""

from __future__ import annotations

from collections.abc import Sequence

from desktopcrm.services.report.blocks import Block, Json
from desktopcrm.services.report.sheet import Sheet

LINE_LETTERS = 50


def document(sheet: Sheet, over: str, sections: Sequence[Block], front: dict[str, Json]) -> dict[str, Json]:
    """The whole model. `front` holds `cover` and `contents`, or `masthead`; `over` is the name of the document."""
    account = sheet.plan.account.name
    before, between, after = sheet.tr("report.page", page="\0", pages="\0").split("\0")
    return {
        "lang": sheet.lang,
        "title": sheet.dotted((over, account)),
        "author": sheet.rep.author,
        "date": [sheet.day.year, sheet.day.month, sheet.day.day],
        "running": {"left": sheet.dotted((over, cut(account))), "right": level_words(sheet)},
        "foot": sheet.dotted((sheet.day.isoformat(), cut(sheet.rep.author), cut(sheet.rep.company))),
        "page": [before, between, after],
        "sections": sections,
        **front,
    }


def cut(words: str) -> str:
    """A name that fits one line of a head or foot."""
    return words if len(words) <= LINE_LETTERS else words[:LINE_LETTERS].rstrip() + "…"


def masthead(sheet: Sheet, over: str, subtitle: str) -> dict[str, Json]:
    """Head of a short document, in place of a cover."""
    right = sheet.dotted((sheet.day.isoformat(), level_words(sheet)))
    return {
        "masthead": {"over": over, "title": sheet.plan.account.name, "subtitle": subtitle, "right": right}
    }


def level_words(sheet: Sheet) -> str:
    """For whom it is; at customer level nothing that tells of other levels."""
    return "" if sheet.request.level == "customer" else sheet.tr(f"report.level_{sheet.request.level}")
