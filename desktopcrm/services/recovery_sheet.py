"""The printed recovery key: one page in both languages, what it is for and how it is used. Holds no name.

Knows the words of the sheet and the press; nothing is kept of what it prints.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from desktopcrm.domain.recovery_key import RecoveryKey
from desktopcrm.services.files import write_safely
from desktopcrm.services.report.blocks import Block, Json
from desktopcrm.texts import LANGUAGES, Texts

Both = Callable[..., str]
FILE_NAME = "DesktopCRM-recovery-sheet.pdf"
PARTS = (("for", 0), ("use", 4), ("keep", 0))
"""Paragraphs of the sheet and how many steps each has."""


def pdf(recovery: RecoveryKey, database: str, lang: str, day: date | None = None) -> bytes:
    """The sheet; `database`: the data's own name, `lang`: the language that comes first."""
    from desktopcrm.services.report_pdf import press

    made = day or date.today()
    return press().pdf(_model(recovery, database, lang, made), made).data


def pages(recovery: RecoveryKey, database: str, lang: str, ppi: float = 110) -> list[bytes]:
    """The sheet as PNG, for a printer or a screen."""
    from desktopcrm.services.report_pdf import press

    return press().pages(_model(recovery, database, lang, date.today()), ppi)


def save(file: Path, recovery: RecoveryKey, database: str, lang: str) -> Path:
    """Write the sheet. Raises `UserError`. Whoever reads the file can read the data: it is for the owner alone."""
    target = file / FILE_NAME if file.is_dir() else file
    write_safely(target, pdf(recovery, database, lang))
    return target


def _model(recovery: RecoveryKey, database: str, lang: str, day: date) -> dict[str, Json]:
    texts = Texts.load()
    languages = (lang, *(one for one in LANGUAGES if one != lang))

    def both(key: str, **params: str) -> str:
        return " · ".join(texts.t(key, one, **params) for one in languages)

    title = both("recovery_sheet.title")
    groups: list[Json] = [
        {"number": str(number), "text": group} for number, group in enumerate(recovery.groups, start=1)
    ]
    blocks: Sequence[Block] = (
        _warning(texts, languages),
        {"kind": "keys", "groups": groups},
        {"kind": "named", "rows": _rows(both, database, day)},
        {"kind": "halves", "halves": [_half(texts, one) for one in languages]},
    )
    return {
        "lang": lang,
        "title": title,
        "date": [day.year, day.month, day.day],
        "paper": "a4",
        "running": {"left": title, "right": ""},
        "foot": both("recovery_sheet.foot"),
        "page": ["", " / ", ""],
        "masthead": {"over": "DesktopCRM", "title": title, "right": day.isoformat()},
        "sections": [{"title": "", "blocks": blocks}],
    }


def _warning(texts: Texts, languages: Sequence[str]) -> Block:
    """First of all, in both languages: who may hold this sheet."""
    first, *others = (texts.t("recovery_sheet.warning", one) for one in languages)
    return {"kind": "callout", "tone": "warn", "title": "", "text": first, "items": others}


def _rows(both: Both, database: str, day: date) -> list[Json]:
    shown = " ".join(database[start : start + 8] for start in range(0, len(database), 8))
    rows: list[Json] = [{"label": both("recovery_sheet.made"), "value": day.isoformat()}]
    return [*rows, {"label": both("recovery_sheet.data"), "value": shown}] if shown else rows


def _half(texts: Texts, lang: str) -> Json:
    parts: list[Json] = [
        {
            "title": texts.t(f"recovery_sheet.{name}_title", lang),
            "text": texts.t(f"recovery_sheet.{name}_text", lang),
            "steps": [texts.t(f"recovery_sheet.{name}_{number}", lang) for number in range(1, steps + 1)],
        }
        for name, steps in PARTS
    ]
    return {"lang": lang, "parts": parts}
