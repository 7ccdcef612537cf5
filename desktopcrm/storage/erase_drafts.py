"""Unsent words about a person, as the window keeps them: lines begun at him go, logs and other lines that name him are
told; his full name, and a mention of him by `@`, are taken out of them.

`unsent`, `unsent.aside` and `unsent.lost`: a list of [[screen, record, tab, focus], path to the line, words]. `log:<account>`: the words
of a log and what was chosen for pieces of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktopcrm.domain import naming
from desktopcrm.storage import drafts
from desktopcrm.storage.store import Tx

UNSENT, LOG = ("unsent", "unsent.aside", "unsent.lost"), "log:"
GONE = "▇▇"
Json = list[object] | dict[str, object]


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
    found = []
    for place, body, _ in drafts.every(tx):
        for account_id, text, is_his in _pieces(tx, place, body, whose):
            near = account_id in (0, whose.account_id)
            named = any(name in text for name in whose.full) or (near and _may_mean(whose, text))
            if is_his or named:
                found.append(Words(place, account_id, text, is_his, _blanked(whose, text)))
    return found


def pieces(tx: Tx, place: str) -> list[tuple[int, str]]:
    """(account, words) of what stands unsent at a place."""
    body = drafts.body(tx, place)
    nobody = Whose((), "", 0, (), ())
    return [(account, text) for account, text, _ in _pieces(tx, place, body, nobody)] if body else []


def forget(tx: Tx, whose: Whose) -> None:
    """Take them out."""
    for place, body, _ in drafts.every(tx):
        after = _log_without(whose, body) if place.startswith(LOG) else body
        if place in UNSENT:
            after = _lines_without(tx, whose, body)
        if after != body:
            _replace(tx, place, after)


def _replace(tx: Tx, place: str, after: str) -> None:
    """When they were written stays what it was."""
    if after.strip():
        tx.exec_driver_sql("UPDATE draft SET body = ? WHERE place = ?", (after, place))
    else:
        drafts.drop(tx, place)


def _pieces(tx: Tx, place: str, body: str, whose: Whose) -> Iterator[tuple[int, str, bool]]:
    """(account, words, begun at him)."""
    if place in UNSENT:
        for entry in _entries(body):
            yield _account_of(tx, _target(entry)), _words(entry), _is_at(whose, entry)
        return
    number = place.removeprefix(LOG)
    held = _loaded(body)
    text = str(held.get("text", "")) if isinstance(held, dict) else body
    yield (int(number) if number.isdecimal() else 0), ("" if text.isdecimal() else text), False


def _entries(body: str) -> list[list[object]]:
    held = _loaded(body)
    found = held if isinstance(held, list) else []
    return [one for one in found if isinstance(one, list) and len(one) == 3]


def _loaded(body: str) -> Json | None:
    try:
        held = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return held if isinstance(held, (list, dict)) else None


def _target(entry: list[object]) -> int:
    place = entry[0]
    target = place[1] if isinstance(place, list) and len(place) > 1 else 0
    return target if isinstance(target, int) else 0


def _words(entry: list[object]) -> str:
    return str(entry[2])


def _account_of(tx: Tx, record_id: int) -> int:
    found = tx.exec_driver_sql(
        "SELECT coalesce(account_id, id) FROM record WHERE id = ?", (record_id,)
    ).scalar()
    return int(found or 0)


def _is_at(whose: Whose, entry: list[object]) -> bool:
    """Whether the line stands on his page, in his rows (read aloud as their number), or is read aloud as his."""
    place, path = entry[:2]
    steps = path if isinstance(path, list) else []
    spoken = [str(one[1]) for one in steps if isinstance(one, list) and len(one) > 1]
    focus = str(place[3]) if isinstance(place, list) and len(place) > 3 else ""
    numbers = [one for one in spoken if one.isdecimal()] or [focus.removeprefix("record_").partition(":")[0]]
    return (
        _target(entry) in whose.ids
        or any(str(one) in numbers for one in whose.ids)
        or any(one in whose.names for one in spoken)
        or any(name in one for one in spoken for name in whose.full)
    )


def _strings(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, list):
        for one in held:
            yield from _strings(one)


def _lines_without(tx: Tx, whose: Whose, body: str) -> str:
    every = _entries(body)
    kept = [one for one in every if not _is_at(whose, one)]
    for one in kept:
        if _account_of(tx, _target(one)) in (0, whose.account_id):
            one[2] = _blanked(whose, _words(one))
    return _written(kept) if kept or every else body


def _log_without(whose: Whose, body: str) -> str:
    held = _loaded(body)
    if not isinstance(held, dict):
        return _blanked(whose, body)
    held["text"] = _blanked(whose, str(held.get("text", "")))
    fixes = held.get("fixes")
    if isinstance(fixes, dict):
        held["fixes"] = {key: said for key, said in fixes.items() if not _speaks(whose, [str(key), said])}
    return json.dumps(held, ensure_ascii=False)


def _speaks(whose: Whose, said: list[object]) -> bool:
    """Whether a piece of a log was taken for him."""
    words = set(_strings(said))
    return (
        whose.uid in words
        or bool(words & set(whose.names))
        or any(name in one for one in words for name in whose.full)
    )


def _written(entries: Iterable[list[object]]) -> str:
    held = list(entries)
    return json.dumps(held, ensure_ascii=False) if held else ""


def _may_mean(whose: Whose, text: str) -> bool:
    return any(naming.speaks_of(text, name) for name in whose.names)


def _blanked(whose: Whose, text: str) -> str:
    for name in whose.full:
        text = text.replace(name, GONE)
    for name in whose.names:
        text = re.sub(rf"@{re.escape(name)}(?![^\W_])", f"@{GONE}", text)
    return text
