"""What a data folder is after whatever was done to it: does it open, with what, what is in it, are its backups good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktopcrm.domain import recovery_key
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from tests.torture.workload import content, look

PASSPHRASES = ("dust filter in Luebeck 7 ways", "阿波罗 pump seal 1911 north")
RECOVERY = tuple(recovery_key._made(bytes([number]) * recovery_key.SECRET_BYTES, ()) for number in (5, 9))
REFUSED = ("errors.passphrase_wrong", "errors.recovery_key_wrong", "errors.key_change_unfinished")


@dataclass(frozen=True, slots=True)
class Standing:
    """`content`: of the data; `ways`: which of the known passphrases and recovery keys open it (none: it is plain).

    `key`: the data key; `backups`: how many there are, all of them good.
    """

    content: str
    ways: frozenset[str]
    key: bytes | None
    backups: int

    def same(self, other: Standing) -> bool:
        """As far as a person can tell."""
        return (self.content, self.ways) == (other.content, other.ways)


def keys_of(folder: Path) -> dict[str, bytes]:
    """Way → data key, of all the ways that these tools ever set up."""
    tried: dict[str, Callable[[], bytes]] = {}
    for number, passphrase in enumerate(PASSPHRASES):
        tried[f"passphrase {number}"] = lambda passphrase=passphrase: encryption.unlock(folder, passphrase)
    for number, recovery in enumerate(RECOVERY):
        tried[f"recovery key {number}"] = lambda recovery=recovery: encryption.unlock_with_recovery(
            folder, recovery.shown
        )
    found = {}
    for way, unlock in tried.items():
        try:
            found[way] = unlock()
        except UserError as error:
            if error.key not in REFUSED:
                raise
    return found


def standing(folder: Path) -> Standing:
    """Open it as a person would. Raises where it does not open, or where a listed backup is not good."""
    ways = keys_of(folder) if encryption.is_sealed(folder) else {}
    if encryption.is_sealed(folder) and not ways:
        raise AssertionError("nothing opens it")
    if len(set(ways.values())) > 1:
        raise AssertionError("two ways lead to two keys")
    key = next(iter(ways.values()), None)
    found = look(folder, key, content)
    shelf = encryption.shelf_of(folder, key)
    backups = shelf.list()
    for one in backups:
        state = shelf.check(one)
        if state != "good":
            raise AssertionError(f"a backup that is listed is not good: {state}, {one.file.name}")
    return Standing(found, frozenset(ways), key, len(backups))
