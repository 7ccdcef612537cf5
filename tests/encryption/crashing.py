"""Carries a deed out in a child that dies at its n-th change of a name, for every n; says what each death left.

`python -m tests.encryption.crashing DEED FOLDER KEY SHEET EVERY`: a process of its own, as it forks. FOLDER is copied for
each try. A change of a name (rename, remove, a folder made) is where one state of the folder becomes another.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.services import backup_rekeying, encryption
from desktopcrm.services.encryption import SealWish
from desktopcrm.storage import key_file
from tests.encryption.conftest import PASSPHRASE, cheap, content

EVENTS = ("os.rename", "os.remove", "os.mkdir")
DIED, DONE = 86, 0
ENOUGH = 200
Deed = Callable[[Path, bytes | None, SealWish], object]

DEEDS: dict[str, Deed] = {
    "seal": lambda folder, _key, wish: encryption.seal(folder, wish),
    "unseal": lambda folder, key, _wish: encryption.unseal(folder, key or b""),
    "rekey": lambda folder, key, wish: encryption.change_data_key(folder, key or b"", wish),
    "passphrase": lambda folder, key, _wish: encryption.set_passphrase(folder, key or b"", PASSPHRASE),
    "recovery": lambda folder, key, wish: encryption.set_recovery(folder, key or b"", wish.recovery),
}


def die_at(number: int) -> None:
    """From now on the process ends, as if its power were cut, before the change of that number."""
    left = [number]

    def watch(event: str, details: tuple[object, ...]) -> None:
        if event in EVENTS and (event != "os.remove" or os.path.lexists(str(details[0]))):
            left[0] -= 1
            if left[0] < 0:
                os._exit(DIED)

    sys.addaudithook(watch)


def tried(deed: Deed, folder: Path, key: bytes | None, wish: SealWish, number: int) -> bool:
    """True where the deed came to its end before that change."""
    child = os.fork()
    if child == 0:
        die_at(number)
        deed(folder, key, wish)
        os._exit(DONE)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in (DIED, DONE):
        raise SystemExit(f"the deed itself failed at {number}: {code}")
    return code == DONE


def judged(folder: Path, sheets: dict[str, str], expected: object) -> str:
    """What the folder is after a start as anybody would make it: `plain`, or the name of the sheet that opens it."""
    was_sealed = encryption.is_sealed(folder)
    key = encryption.unlock(folder, PASSPHRASE) if was_sealed else None
    assert content(folder, key) == expected, "not the same content"
    encryption.finish(folder, key)
    shelf = encryption.shelf_of(folder, key)
    assert backup_rekeying.left_behind(shelf, key) == (), "a backup was left behind"
    assert {shelf.check(one) for one in shelf.list()} == {"good"}, "a backup is not good"
    left = [file.name for file in folder.rglob("*") if ".part" in file.name]
    assert left == [], left
    if key is None:
        assert not list(folder.rglob("*.keys")), "a key file was left"
        return "plain"
    data = (folder / "desktopcrm.keys").read_bytes()
    assert len(key_file.from_bytes(data, folder).rings) == 1, "two rings"
    assert (folder / "backups" / "desktopcrm.keys").read_bytes() == data, "the copy differs"
    assert encryption.plain_left(folder) == (), "something can be read"
    return next(name for name, text in sheets.items() if opens(folder, text))


def opens(folder: Path, text: str) -> bool:
    try:
        encryption.unlock_with_recovery(folder, text)
    except UserError:
        return False
    return True


def main(name: str, original: Path, key: bytes | None, sheet: str, every: int) -> None:
    """One line for each death: what it left."""
    cheap()
    expected = content(original, key)
    for number in range(0, ENOUGH, every):
        wish = SealWish(PASSPHRASE, encryption.new_recovery_key())
        with tempfile.TemporaryDirectory() as place:
            folder = Path(shutil.copytree(original, Path(place) / "data"))
            is_done = tried(DEEDS[name], folder, key, wish, number)
            print(judged(folder, {"old": sheet, "new": wish.recovery.shown}, expected), flush=True)
        if is_done:
            return
    raise SystemExit("it never came to an end")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), bytes.fromhex(sys.argv[3]) or None, sys.argv[4], int(sys.argv[5]))
