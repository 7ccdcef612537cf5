"""The contract between the report model and the templates in resources/pdf: a document is a dict of plain values.

    document  lang, title, author, date [y, m, d], paper, foot, page ["Page ", " of ", ""], running {left, right},
              cover {over, title, subtitle, figures} and contents "…"   or   masthead {over, title, subtitle, right},
              sections [{number, title, lead, new_page, blocks}]
    block     {kind, …}: one function below for each kind that the templates can draw
    cell      "text" or {text, tone, badge, bold, quiet, marks, meta, meta_tone, lines}
    tone      good, warn, bad, accent or neutral

Knows shapes only: no account, no language, no typst.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Json = str | int | float | bool | Sequence["Json"] | Mapping[str, "Json"] | None
Block = Mapping[str, Json]
Cell = str | Mapping[str, Json]
Row = Mapping[str, Json]
Mark = Mapping[str, Json]


def mark(text: str, tone: str = "neutral") -> Mark:
    """A small label with a ground colour."""
    return {"text": text, "tone": tone}


def cell(text: str, **look: Json) -> Cell:
    """A value with a look: tone, badge, bold, quiet, marks, meta, meta_tone, lines."""
    kept = {key: value for key, value in look.items() if value}
    return {"text": text, **kept} if kept else text


def section(title: str, blocks: Sequence[Block], lead: str = "", new_page: bool = False) -> Block:
    return {"title": title, "blocks": blocks, "lead": lead, "new_page": new_page}


def heading(text: str, level: int = 2, marks: Sequence[Mark] = (), meta: str = "") -> Block:
    return {"kind": "heading", "text": text, "level": level, "marks": marks, "meta": meta}


def text(words: str, quiet: bool = False, lead: bool = False) -> Block:
    """A paragraph; `lead` keeps it with what follows."""
    return {"kind": "text", "text": words, "quiet": quiet, "lead": lead}


def callout(title: str, words: str = "", tone: str = "accent", items: Sequence[Cell] = ()) -> Block:
    """A box that stands out: a warning or a result."""
    return {"kind": "callout", "title": title, "text": words, "tone": tone, "items": items}


def facts(rows: Sequence[Row]) -> list[Block]:
    """Rows {label, value: cell, own, earlier: [cell]}. Nothing where there are none."""
    return [{"kind": "facts", "rows": rows}] if rows else []


def bullets(items: Sequence[Cell]) -> list[Block]:
    return [{"kind": "list", "items": items}] if items else []


def questions(groups: Sequence[Mapping[str, Json]]) -> list[Block]:
    """Groups {title, meta, items: [{ask, whom, why}], more}."""
    return [{"kind": "questions", "groups": groups}] if groups else []


def entries(rows: Sequence[Row]) -> list[Block]:
    """Notes in order of time: rows {day, mark, title, text, meta}."""
    return [{"kind": "entries", "rows": rows}] if rows else []


def column(title: str, mm: float = 0, fr: float = 0, align: str = "left") -> Mapping[str, Json]:
    """A column of a table: a width in millimetres, a share of what is left, or as wide as it needs."""
    return {"title": title, "mm": mm or None, "fr": fr or None, "align": align}


def table(
    columns: Sequence[Mapping[str, Json]],
    rows: Sequence[Sequence[Cell]],
    foot: Sequence[Cell] = (),
    more: str = "",
) -> list[Block]:
    """Long words belong into the last column only, so that the text of a row can be searched unbroken."""
    return [{"kind": "table", "columns": columns, "rows": rows, "foot": foot, "more": more}] if rows else []


def figures(cells: Sequence[Mapping[str, Json]]) -> list[Block]:
    """Up to four large figures {label, value, note, tone} side by side."""
    return [{"kind": "figures", "cells": cells}] if cells else []


def coverage(alt: str, groups: Sequence[Mapping[str, Json]]) -> Block:
    """Groups {label, percent, share 0–1, tone, rows: [the same]}."""
    return {"kind": "coverage", "alt": alt, "groups": groups}


def stepper(alt: str, steps: Sequence[Mapping[str, Json]]) -> Block:
    """Steps {number, label, state: done|now|ahead|stopped, note, forced}."""
    return {"kind": "stepper", "alt": alt, "steps": steps}


def matrix(columns: Sequence[str], rows: Sequence[Row], long: bool = False) -> Block:
    """Rows {label, note, tone, cells: [[cell]]}."""
    return {"kind": "matrix", "columns": columns, "rows": rows, "long": long}


def states(heads: Sequence[str], rows: Sequence[Row]) -> list[Block]:
    """Checklist rows {state: yes|doing|no|na|"", word, tone, text, why, mandatory, own, day, note, meta}."""
    return [{"kind": "states", "heads": heads, "rows": rows}] if rows else []


def share_tone(percent: int) -> str:
    """Good from 70 %, bad below 40 %."""
    return "good" if percent >= 70 else "warn" if percent >= 40 else "bad"
