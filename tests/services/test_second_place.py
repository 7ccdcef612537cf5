"""Several databases keep their backups on one stick, and none touches what is another's."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.preferences import Preferences
from desktopcrm.services import encryption
from desktopcrm.services.backup_places import SECOND, folder_on
from desktopcrm.services.backup_rekeying import align, left_behind
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backup_upkeep import thin_out
from desktopcrm.services.encryption import SealWish
from desktopcrm.services.recovery import Recovery
from desktopcrm.storage import backup_files


def wish() -> SealWish:
    return SealWish("five blue whales dancing", encryption.new_recovery_key())


def filled(folder: Path, name: str) -> Path:
    app = App.open(folder)
    app.accounts.add(name)
    app.close()
    return folder


def sealed(folder: Path, name: str) -> bytes:
    return encryption.seal(filled(folder, name), wish())


def back_up(folder: Path, key: bytes | None, stick: Path) -> Path:
    """A backup of the folder, also on the stick; where it lies there."""
    app = App.open(folder, key)
    app.backups.set_second_place(stick)
    made = app.backups.make("hand")
    app.close()
    place = folder_on(stick, made.database)
    assert (place / made.file.name).is_file()
    return place


def content(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_what_lies_on_the_stick_of_others_stays_as_it_is(tmp_path: Path, stick: Path) -> None:
    plain = back_up(filled(tmp_path / "plain", "Acme"), None, stick)
    (plain / "000009-20260101T000000Z-auto.db.part").write_bytes(b"theirs, just being written")
    key, other_key = sealed(tmp_path / "a", "Beta"), sealed(tmp_path / "b", "Gamma")
    other = back_up(tmp_path / "b", other_key, stick)
    before = content(plain), content(other)
    mine = back_up(tmp_path / "a", key, stick)
    encryption.change_data_key(tmp_path / "a", key, wish())
    assert (content(plain), content(other)) == before
    assert (mine / paths.KEYS_NAME).read_bytes() == (tmp_path / "a" / paths.KEYS_NAME).read_bytes()


def test_only_what_is_ones_own_is_listed(tmp_path: Path, stick: Path) -> None:
    other = back_up(filled(tmp_path / "b", "Theirs"), None, stick)
    back_up(filled(tmp_path / "a", "Mine"), None, stick)
    app = App.open(tmp_path / "a")
    theirs = app.backups.from_file(next(backup_files.listed(other)).file)
    assert {one.database for one in app.backups.list()}.isdisjoint({theirs.database})
    assert [one.seq for one in Shelf(tmp_path / "a").list()] == [1]
    app.close()


def test_where_no_id_is_known_all_is_listed_and_nothing_touched(tmp_path: Path, stick: Path) -> None:
    place = back_up(filled(tmp_path / "lost", "Acme"), None, stick)
    before = content(place)
    shelf = Shelf(tmp_path / "new", None, stick)
    (one,) = shelf.list()
    assert (one.second, shelf.places.writable(), left_behind(shelf, bytes(32))) == (
        True,
        (shelf.places.first,),
        (),
    )
    assert align(shelf, bytes(32)) == 0
    shelf.remove(one)
    thin_out(shelf.places)
    assert content(place) == before
    (tmp_path / "new").mkdir()
    Preferences(tmp_path / "new" / paths.PREFERENCES_NAME).put(SECOND, str(stick))
    found = Recovery(tmp_path / "new")
    found.restore(found.backups()[0])
    app = App.open(tmp_path / "new")
    assert app.accounts.find("Acme")
    app.close()


@pytest.mark.parametrize("kind", ["empty", "cut", "altered", "foreign"])
def test_a_key_file_that_is_not_whole_is_not_laid_over_the_good_copies(
    tmp_path: Path, stick: Path, kind: str
) -> None:
    key = sealed(tmp_path / "a", "Acme")
    sealed(tmp_path / "b", "Beta")
    place = back_up(tmp_path / "a", key, stick)
    file = tmp_path / "a" / paths.KEYS_NAME
    good = file.read_bytes()
    bad = {
        "empty": b"",
        "cut": good[:-100],
        "altered": good.replace(b'"checksum": "', b'"checksum": "0'),
        "foreign": (tmp_path / "b" / paths.KEYS_NAME).read_bytes(),
    }[kind]
    app = App.open(tmp_path / "a", key)
    file.write_bytes(bad)
    app.backups.make("auto")
    app.close()
    for copy in (place / paths.KEYS_NAME, tmp_path / "a" / paths.BACKUPS_NAME / paths.KEYS_NAME):
        assert copy.read_bytes() == good
    if kind != "foreign":
        assert encryption.unlock(tmp_path / "a", "five blue whales dancing") == key


def test_a_second_place_that_refuses_is_the_one_that_is_named(tmp_path: Path, stick: Path) -> None:
    app = App.open(filled(tmp_path / "plain", "Acme"))
    app.backups.set_second_place(stick)
    there = folder_on(stick, app.backups.make("hand").database)
    shutil.rmtree(there)
    there.write_bytes(b"in the way")
    app.backups.make("hand")
    said = app.backups.second_place().said
    assert said is not None
    assert (said.key, said.params["folder"]) == ("errors.second_place_refused", str(stick))
    app.close()
