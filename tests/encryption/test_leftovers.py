"""Everything that deeds which were cut off may leave, all at once: what an opening makes of it, in which order."""

from __future__ import annotations

import json
import secrets
import shutil
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services import key_keeping, leftovers, unlocking
from desktopcrm.services.leftovers import ORDER
from desktopcrm.storage import backup_files, read_only, swap
from desktopcrm.storage.backup_files import Seal
from desktopcrm.storage.folder_lock import alone
from desktopcrm.storage.key_file import KEY_BYTES
from tests.encryption.conftest import Sealed, content, refusal, wish

DEAD = 4_999_999
"""No system gives a process this number."""
ASIDE = "desktopcrm.damaged-1.db"


@pytest.fixture
def littered(sealed: Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sealed:
    """A recovery, a change of the data key, a backup and a reading were cut off in it."""
    monkeypatch.setenv("DESKTOPCRM_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache" / f"{read_only.COPY}{read_only._machine()}-{DEAD}-x").mkdir(parents=True)
    folder = sealed.folder
    shutil.copy(folder / paths.DATABASE_NAME, folder / swap.PREPARED)
    (folder / swap.NOTE).write_text(json.dumps({"prepared": swap.PREPARED, "aside": ASIDE}))
    half = folder / "backups" / "000099-20260101T000000Z-auto.db.part"
    for part in (
        *(folder / f"{name}.part" for name in (swap.PREPARED, paths.DATABASE_NAME, paths.KEYS_NAME)),
        folder / "backups" / f"{paths.KEYS_NAME}.part",
        half,
        half.with_name("000098-20260101T000000Z-auto.json"),
    ):
        part.write_bytes(b"half")
    for place in (folder, folder / "backups"):
        (place / "work-cut").mkdir()
    keys = key_keeping.first(folder)
    other = unlocking.new_ring(keys.database, secrets.token_bytes(KEY_BYTES), wish())
    key_keeping.write(folder, replace(keys, rings=(keys.ring, other)))
    backup = next(backup_files.listed(folder / "backups")).file
    manifest = backup_files.read_manifest(backup)
    assert manifest is not None
    backup_files.write_manifest(
        backup, replace(manifest, becoming=replace(manifest, seal=Seal("0" * 64, 1, True, "other")))
    )
    return sealed


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file with its bytes, every folder; that of the private copies too."""
    every = [*folder.rglob("*"), *folder.parent.glob("cache/*")]
    return {str(one): one.read_bytes() if one.is_file() else None for one in every}


def taken_up(sealed: Sealed, order: tuple[leftovers.Leftover, ...]) -> dict[str, bytes | None]:
    for one in order:
        one.take_up(sealed.folder, sealed.key)
    return tree(sealed.folder)


def is_litter(name: str) -> bool:
    return any(sign in name for sign in (".part", "work-", swap.NOTE, swap.PREPARED, "00009", read_only.COPY))


def test_one_opening_takes_up_everything_and_the_data_are_the_same(littered: Sealed) -> None:
    before = content(Path(shutil.copytree(littered.folder, littered.folder.with_name("other"))), littered.key)
    assert content(littered.folder, littered.key) == before
    left = tree(littered.folder)
    assert [name for name in left if is_litter(name)] == []
    assert str(littered.folder / ASIDE) in left
    assert len(key_keeping.first(littered.folder).rings) == 1
    manifests = [
        backup_files.read_manifest(one.file) for one in backup_files.listed(littered.folder / "backups")
    ]
    assert [one for one in manifests if one is None or one.becoming is not None] == []


def test_each_is_done_twice_as_once_and_from_wherever_it_was_cut_off(littered: Sealed) -> None:
    original = littered.folder.with_name("original")
    shutil.copytree(littered.folder, original)
    twice = tuple(one for each in ORDER for one in (each, each))
    orders = [ORDER, twice, *((*ORDER[:cut], *ORDER) for cut in range(1, len(ORDER) + 1))]
    found = []
    for order in orders:
        shutil.rmtree(littered.folder)
        shutil.copytree(original, littered.folder)
        found.append(taken_up(littered, order))
    assert [name for name in found[0] if is_litter(name)] == []
    assert all(one == found[0] for one in found)


def test_the_other_way_round_something_stays(littered: Sealed) -> None:
    assert [one.when for one in ORDER] == sorted(
        (one.when for one in ORDER), key=("always", "closed", "open").index
    )
    assert any(is_litter(name) for name in taken_up(littered, ORDER[::-1]))


def test_a_key_that_does_not_open_takes_nothing_up_but_the_replacement(littered: Sealed) -> None:
    before = tree(littered.folder)
    assert refusal(lambda: App.open(littered.folder, bytes(KEY_BYTES))).key == "errors.key_wrong"
    changed = {Path(name).name for name, _ in before.items() ^ tree(littered.folder).items()}
    moved = {paths.DATABASE_NAME, swap.PREPARED, swap.NOTE, ASIDE}
    assert {name for name in changed if not name.startswith(read_only.COPY)} <= moved
    assert len(key_keeping.first(littered.folder).rings) == 2


def test_reading_only_takes_nothing_up_in_the_folder(littered: Sealed) -> None:
    before = {name: body for name, body in tree(littered.folder).items() if read_only.COPY not in name}
    App.open(littered.folder, littered.key, read_only=True).close()
    assert tree(littered.folder) == before


def test_an_opening_leaves_backups_alone_while_somebody_is_at_work_on_them(littered: Sealed) -> None:
    with alone(littered.folder):
        opening = Thread(target=lambda: App.open(littered.folder, littered.key).close())
        opening.start()
        opening.join(30)
        assert not opening.is_alive()
    assert {name for name in tree(littered.folder) if is_litter(name) and "backups" in name}
    App.open(littered.folder, littered.key).close()
    assert [name for name in tree(littered.folder) if is_litter(name)] == []
