"""Unsent words about a person, as the window keeps them: lines begun at him go, logs and other lines that name him are
told; his full name, and a mention of him by `@`, are taken out of them. Where they stand and in which shape: `begun`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktopcrm.domain import begun, naming
from desktopcrm.domain.begun import Line, Stood
from desktopcrm.storage import drafts
from desktopcrm.storage.store import Tx

GONE = "▇▇"


@dataclass(frozen=True, slots=True)
class Whose:
    """Him who is asked for. `full`: those of his names that can be blanked anywhere."""

    ids: tuple[int, ...]
    uid: str
    account_id: int
    names: tuple[str, ...]
    full: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands unsent: where it is kept, the account it is about (0: nobody knows), the words, whether they were begun
    at him, and what would be left of them."""

    place: str
    account_id: int
    text: str
    is_his: bool
    after: str

    def is_doubtful(self, whose: Whose) -> bool:
        """Whether what is left may still mean him."""
        return not self.is_his and _may_mean(whose, self.after)


def about(tx: Tx, whose: Whose) -> list[Words]:
    """Everything unsent that was begun at him or may mean him."""
    return [
        one
        for place, body, _ in drafts.every(tx)
        for one in _words(tx, place, body, whose)
        if one.is_his or _is_named(whose, one)
    ]


def pieces(tx: Tx, place: str) -> list[tuple[int, str]]:
    """(account, words) of what stands unsent at a place."""
    body = drafts.body(tx, place)
    nobody = Whose((), "", 0, (), ())
    return [(one.account_id, one.text) for one in _words(tx, place, body, nobody)] if body else []


def forget(tx: Tx, whose: Whose) -> None:
    """Take them out."""
    for place, body, _ in drafts.every(tx):
        after = _without(tx, whose, place, body)
        if after != body:
            _replace(tx, place, after)


def _replace(tx: Tx, place: str, after: str) -> None:
    """When they were written stays what it was."""
    if after.strip():
        tx.exec_driver_sql("UPDATE draft SET body = ? WHERE place = ?", (after, place))
    else:
        drafts.drop(tx, place)


def _words(tx: Tx, place: str, body: str, whose: Whose) -> Iterator[Words]:
    if place in begun.LINE_PLACES:
        for line in begun.unpack_lines(body):
            account_id = _account_of(tx, line.page[1])
            after = _blanked_at(whose, account_id, line.text)
            yield Words(place, account_id, line.text, _is_at(whose, line), after)
    elif place in begun.STAND_PLACES:
        for stood in begun.unpack_stands(place, body):
            yield from _words_of(whose, place, stood)
    else:
        draft = begun.unpack_log(body)
        text = draft.text if draft is not None else body
        yield Words(place, begun.account_of(place), text, False, _blanked(whose, text))


def _words_of(whose: Whose, place: str, stood: Stood) -> Iterator[Words]:
    left = _stood_without(whose, stood)
    for text, after in ((stood.name, left.name), (stood.line, left.line)):
        if text.strip():
            yield Words(place, stood.account_id, text, False, after)


def _without(tx: Tx, whose: Whose, place: str, body: str) -> str:
    """What would be kept there without him."""
    if place in begun.LINE_PLACES:
        return _lines_without(tx, whose, body)
    if place in begun.STAND_PLACES:
        stands = begun.unpack_stands(place, body)
        left = tuple(_stood_without(whose, one) for one in stands)
        return begun.pack_stands(left) if left != stands else body
    return _log_without(whose, body) if begun.is_log(place) else body


def _account_of(tx: Tx, record_id: int) -> int:
    found = tx.exec_driver_sql(
        "SELECT coalesce(account_id, id) FROM record WHERE id = ?", (record_id,)
    ).scalar()
    return int(found or 0)


def _is_at(whose: Whose, line: Line) -> bool:
    """Whether the line stands on his page, in his rows (read aloud as their number), where he is in hand, or is read aloud
    as his."""
    _, record_id, _, focus = line.page
    spoken = [aloud for _, aloud in line.path]
    is_his_page = any(name == begun.PERSON_PAGE for name, _ in line.path)
    held = [
        one.removeprefix(begun.IN_HAND) for one in spoken if is_his_page and one.startswith(begun.IN_HAND)
    ]
    rows = [one for one in spoken if one.isdecimal()]
    numbers = rows or [*held, focus.removeprefix("record_").partition(":")[0]]
    return (
        record_id in whose.ids
        or any(str(one) in numbers for one in whose.ids)
        or any(one in whose.names for one in spoken)
        or any(name in one for one in spoken for name in whose.full)
    )


def _lines_without(tx: Tx, whose: Whose, body: str) -> str:
    every = begun.unpack_lines(body)
    kept = tuple(
        replace(one, text=_blanked_at(whose, _account_of(tx, one.page[1]), one.text))
        for one in every
        if not _is_at(whose, one)
    )
    return begun.pack_lines(kept) if kept != every else body


def _log_without(whose: Whose, body: str) -> str:
    draft = begun.unpack_log(body)
    if draft is None:
        return _blanked(whose, body)
    fixes = {key: said for key, said in draft.fixes.items() if not _speaks(whose, {key, *said})}
    return begun.pack_log(replace(draft, text=_blanked(whose, draft.text), fixes=fixes))


def _stood_without(whose: Whose, stood: Stood) -> Stood:
    """What was typed to find an account is no sentence: where it may still mean him, all of it goes."""
    name = _blanked_at(whose, stood.account_id, stood.name)
    is_doubtful = _is_near(whose, stood.account_id) and _may_mean(whose, name)
    line = _blanked_at(whose, stood.account_id, stood.line)
    return replace(stood, name="" if is_doubtful else name, line=line)


def _speaks(whose: Whose, words: set[str]) -> bool:
    """Whether a piece of a log was taken for him."""
    return (
        whose.uid in words
        or bool(words & set(whose.names))
        or any(name in one for one in words for name in whose.full)
    )


def _is_named(whose: Whose, words: Words) -> bool:
    full = any(name in words.text for name in whose.full)
    return full or (_is_near(whose, words.account_id) and _may_mean(whose, words.text))


def _is_near(whose: Whose, account_id: int) -> bool:
    """Whether words about this account may mean him by a part of his name."""
    return account_id in (0, whose.account_id)


def _may_mean(whose: Whose, text: str) -> bool:
    return any(naming.speaks_of(text, name) for name in whose.names)


def _blanked_at(whose: Whose, account_id: int, text: str) -> str:
    """At another account nobody but he is called by his full name, and others may be called by a short one."""
    if _is_near(whose, account_id):
        return _blanked(whose, text)
    for name in whose.full:
        text = text.replace(name, GONE)
    return text


def _blanked(whose: Whose, text: str) -> str:
    for name in whose.full:
        text = text.replace(name, GONE)
    for name in whose.names:
        text = re.sub(rf"@{re.escape(name)}(?![^\W_])", f"@{GONE}", text)
    return text
