"""What a restore would bring back, lose and change against now, account by account, with what it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from desktopcrm.services.progress import Progress
from desktopcrm.storage import differences
from desktopcrm.storage.differences import NOW, THEN, Observed, Side
from desktopcrm.storage.store import Store

Effect = Literal["back", "lost", "changed"]
What = Literal["record", "archived", "fact", "source", "history", "link", "stage_event"]
ORDER: tuple[What, ...] = ("record", "archived", "fact", "stage_event", "link", "source", "history")
"""What comes to a reader's mind first: whole records, then what is known, then where it comes from."""
EXAMPLES = 100
"""So many are kept for an account."""
BATCH = 200
KINDS = ("account", "person", "project", "need", "key_point", "action", "activity")
"""Kinds of records that are told first."""
COMPARED = 4
"""Words of a link or of an event that count."""
_UID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that a restore would bring back, lose or change. `many`: facts of a whole record, or observations.

    `kind` and `field` are keys of the catalogue (of a link its kind); `then` and `now` are stored values, empty where
    there is none; of a link whom it leads to, of a stage event its kind and stage.
    """

    effect: Effect
    what: What
    kind: str
    record: str
    field: str = ""
    then: str = ""
    now: str = ""
    many: int = 0


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What a restore would do to an account (`name` is empty for what belongs to none): how many entries.

    `is_back`: the whole account is not there now; `is_lost`: it is not in the backup. `told`: how many differences there
    are, of which the first are `examples`: a whole record is one of them, however much it holds.
    """

    uid: str
    name: str
    back: int
    lost: int
    changed: int
    is_back: bool
    is_lost: bool
    examples: tuple[Example, ...]
    told: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be different after a restore. `erased`: people who were erased since and stay erased.

    `names`: uid → kind and name of records that values of examples mean.
    """

    accounts: tuple[AccountChange, ...]
    definitions: int
    erased: int
    names: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_same(self) -> bool:
        return not self.accounts and not self.definitions


@dataclass(slots=True)
class _Tally:
    """An account while it is being compared."""

    name: str
    entries: dict[str, int] = field(default_factory=lambda: {"back": 0, "lost": 0, "changed": 0})
    examples: dict[tuple[int, int], list[Example]] = field(default_factory=dict)
    told: int = 0

    def take(self, example: Example, entries: int) -> None:
        self.entries[example.effect] += entries
        self.told += 1
        kind = KINDS.index(example.kind) if example.kind in KINDS else len(KINDS)
        alike = self.examples.setdefault((ORDER.index(example.what), kind), [])
        if len(alike) < EXAMPLES:
            alike.append(example)

    def first(self) -> tuple[Example, ...]:
        """By what comes to mind first, then by name."""
        ordered = (
            sorted(self.examples[key], key=lambda one: (one.record, one.field))
            for key in sorted(self.examples)
        )
        return tuple(itertools.islice(itertools.chain.from_iterable(ordered), EXAMPLES))


def preview_of(store: Store, file: Path, key: bytes | None, told: Progress | None = None) -> Preview:
    """Compare what is open with a closed copy; the accounts with the most changes first. `told` may raise to end it."""
    tell = told or (lambda _done, _of, _what: None)
    with differences.attached(store, file, key) as tx:
        pieces, gone = differences.pieces(tx), differences.gone(tx)
        there, rest = differences.accounts(tx), (differences.definitions(tx), differences.erased(tx))
    uids: set[str] = set()
    for number, piece in enumerate(pieces):
        tell(number, len(pieces), "backups.comparing")
        with differences.attached(store, file, key) as tx:
            uids |= differences.differing(tx, *piece)
    wanted = sorted(uids - gone.keys())
    tallies: dict[str, _Tally] = {}
    for first in range(0, len(wanted), BATCH):
        tell(first, len(wanted), "backups.comparing_records")
        some = wanted[first : first + BATCH]
        with differences.attached(store, file, key) as tx:
            then = differences.records(tx, THEN, some, tuple(gone))
            now = differences.records(tx, NOW, some)
        for uid in some:
            _compare(tallies, _as_left(then.get(uid), gone), now.get(uid))
    accounts = [_account(uid, there.get(uid, (True, True)), one) for uid, one in tallies.items()]
    accounts.sort(key=lambda one: (not one.uid, -(one.back + one.lost + one.changed), one.name))
    meant = _meant(accounts)
    with differences.attached(store, file, key) as tx:
        return Preview(tuple(accounts), *rest, differences.names(tx, meant))


def _account(uid: str, there: tuple[bool, bool], tally: _Tally) -> AccountChange:
    many, (then, now) = tally.entries, there
    counted = many["back"], many["lost"], many["changed"]
    return AccountChange(uid, tally.name, *counted, not now, not then, tally.first(), tally.told)


def _meant(accounts: Iterable[AccountChange]) -> tuple[str, ...]:
    values = (value for one in accounts for shown in one.examples for value in (shown.then, shown.now))
    return tuple(sorted({uid for value in values for uid in _UID.findall(value)}))


def _as_left(then: Side | None, gone: dict[str, str]) -> Side | None:
    """A record of then as a restore would leave it: erased people stay erased in its texts and references."""
    if then is None or not gone:
        return then
    names = sorted(set(gone.values()), key=len, reverse=True)

    def left(one: Observed) -> Observed:
        value = differences.without(one.value, names)
        if any(uid in gone for uid in _UID.findall(value)):
            value = ",".join(part for part in value.split(",") if part not in gone)
        return replace(one, value=value, rest=tuple(differences.without(part, names) for part in one.rest))

    facts = {key: [left(one) for one in every] for key, every in then.facts.items()}
    return replace(then, name=differences.without(then.name, names), facts=facts)


def _compare(tallies: dict[str, _Tally], then: Side | None, now: Side | None) -> None:
    side = now or then
    if side is None:
        return
    uid, name = side.account
    found = list(_whole(then, now) if then is None or now is None else _parts(then, now))
    if found:
        tally = tallies.setdefault(uid, _Tally(name))
        for example, entries in found:
            tally.take(example, entries)


def _whole(then: Side | None, now: Side | None) -> Iterator[tuple[Example, int]]:
    """A record that is there on one side only."""
    side = then or now
    if side is not None:
        effect: Effect = "back" if then is not None else "lost"
        known = sum(any(one.is_current and one.value for one in every) for every in side.facts.values())
        yield Example(effect, "record", side.kind, side.name, many=known), side.entries


def _parts(then: Side, now: Side) -> Iterator[tuple[Example, int]]:
    kind, name = now.kind, now.name
    if then.name != now.name:
        yield Example("changed", "record", kind, name, "", then.name, now.name), 1
    if bool(then.archived) != bool(now.archived):
        yield Example("changed", "archived", kind, name, "", then.archived, now.archived), 1
    for key in dict.fromkeys((*then.facts, *now.facts)):
        slot = then.facts.get(key, []), now.facts.get(key, [])
        yield from ((replace(one, kind=kind, record=name, field=key), many) for one, many in _slot(*slot))
    yield from _lines(then.links, now.links, lambda effect, old, new: _link(effect, kind, name, (old, new)))
    yield from _lines(
        then.events, now.events, lambda effect, old, new: _event(effect, kind, name, (old, new))
    )


def _slot(then: list[Observed], now: list[Observed]) -> Iterator[tuple[Example, int]]:
    """One field of a record: what it says; where that is the same, who said it; where that is, what was known earlier."""
    old, new = _current(then), _current(now)
    if old.value != new.value:
        effect: Effect = "changed" if old.value and new.value else "back" if old.value else "lost"
        yield Example(effect, "fact", "", "", "", old.value, new.value), 1
        return
    if old.value and old.rest != new.rest:
        yield Example("changed", "source", "", "", "", old.value, new.value), 1
        return
    before, after = ({(one.uid, one.value, one.rest) for one in side} for side in (then, now))
    missing, more = len(before - after), len(after - before)
    if missing:
        yield Example("back", "history", "", "", many=missing), missing
    if more:
        yield Example("lost", "history", "", "", many=more), more


def _current(side: list[Observed]) -> Observed:
    return next((one for one in side if one.is_current), Observed("", "", (), is_current=False))


Row = tuple[str, ...]


def _lines(
    then: dict[str, Row], now: dict[str, Row], made: Callable[[Effect, Row, Row], Example]
) -> Iterator[tuple[Example, int]]:
    """Links, or the course of a purchase: rows that keep their uid. A link's last word only says whom it leads to."""
    for uid in dict.fromkeys((*then, *now)):
        old, new = then.get(uid, ()), now.get(uid, ())
        if old[:COMPARED] != new[:COMPARED]:
            effect: Effect = "changed" if old and new else "back" if old else "lost"
            yield made(effect, old, new), 1


def _link(effect: Effect, kind: str, name: str, rows: tuple[Row, Row]) -> Example:
    old, new = rows
    then, now = (one[-1] if one else "" for one in rows)
    return Example(effect, "link", kind, name, (new or old)[0], then, now)


def _event(effect: Effect, kind: str, name: str, rows: tuple[Row, Row]) -> Example:
    then, now = (" ".join(one[:3]) for one in rows)
    return Example(effect, "stage_event", kind, name, "", then, now)
