"""What the bitrot tool does with key files: a real one, opened by its passphrase, and one bit of it turned over."""

from __future__ import annotations

import random
from pathlib import Path
from unittest import mock

from desktopcrm.app import App
from desktopcrm.services import encryption, key_keeping, unlocking
from desktopcrm.services.encryption import SealWish
from desktopcrm.storage.key_file import KeyFile
from tests.torture.standing import PASSPHRASES, RECOVERY


def lay(app: App, key: bytes) -> None:
    """A key file for the open data; its passphrase costs little, as it is typed a thousand times."""
    database = encryption.database_name_in(app.desk)
    with mock.patch.multiple("desktopcrm.storage.key_slots", MEMORY_KIB=64, PASSES=1, LANES=1):
        ring = unlocking.new_ring(database, key, SealWish(PASSPHRASES[0], RECOVERY[0]))
    key_keeping.write(app.folder, KeyFile(database, (ring,)))


def unlocked(folder: Path, key: bytes | None) -> bytes | None:
    """The key as a person gets it, whatever became of the database or of one key file."""
    assert encryption.is_locked(folder) == (key is not None), "the question for the key"
    if key is None:
        return None
    found = encryption.unlock(folder, PASSPHRASES[0])
    assert found == key, "another key"
    assert encryption.unlock_with_recovery(folder, RECOVERY[0].shown) == key, "another key from the sheet"
    return found


def turn(folder: Path, chance: random.Random) -> bytes:
    """One bit of the key file or of its copy; what it was before."""
    file = chance.choice((key_keeping.file_of(folder), key_keeping.copy_of(folder)))
    before = file.read_bytes()
    data = bytearray(before)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    return before


def healed(folder: Path, before: bytes) -> None:
    """After the data were opened both are what they were."""
    for file in (key_keeping.file_of(folder), key_keeping.copy_of(folder)):
        assert file.read_bytes() == before, f"{file.parent.name}/{file.name} was not healed"
