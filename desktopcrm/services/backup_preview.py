"""What a restore would bring back, lose and change against now, account by account."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from desktopcrm.storage import differences
from desktopcrm.storage.store import Tx

Effect = Literal["back", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that a restore would bring back, lose or change. `what`: record, fact, link, stage_event.

    `kind` and `field` are keys of the catalogue; `then` and `now` are stored values, empty where there is none.
    """

    effect: Effect
    what: str
    kind: str
    record: str
    field: str = ""
    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What a restore would do to an account (`name` is empty for what belongs to none): how many entries.

    `is_back`: the whole account is not there now; `is_lost`: it is not in the backup.
    """

    uid: str
    name: str
    back: int
    lost: int
    changed: int
    is_back: bool
    is_lost: bool
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be different after a restore. `erased`: people who were erased since and stay erased."""

    accounts: tuple[AccountChange, ...]
    definitions: int
    erased: int

    @property
    def is_same(self) -> bool:
        return not self.accounts and not self.definitions


def preview_of(tx: Tx, file: Path, key: bytes | None) -> Preview:
    """Compare what is open with a closed copy; the accounts with the most changes first."""
    with differences.attached(tx, file, key):
        there = differences.accounts(tx)
        counts = differences.counts(tx)
        changes = [
            _account(uid, there.get(uid, ("", True, True)), many, differences.examples(tx, uid))
            for uid, many in counts.items()
        ]
        found = differences.definitions(tx), differences.erased(tx)
    ordered = sorted(changes, key=lambda one: (not one.uid, -(one.back + one.lost + one.changed), one.name))
    return Preview(tuple(ordered), *found)


def _account(
    uid: str,
    there: tuple[str, bool, bool],
    many: dict[str, int],
    examples: tuple[differences.Difference, ...],
) -> AccountChange:
    name, then, now = there
    return AccountChange(
        uid,
        name,
        many["back"],
        many["lost"],
        many["changed"],
        not now,
        not then,
        tuple(
            Example(cast("Effect", one.effect), one.table, one.kind, one.record, one.field, one.then, one.now)
            for one in examples
        ),
    )
