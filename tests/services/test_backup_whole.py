"""The newest backup that is gone or changed, and words not stored yet: noticed without being asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.backup_types import of_file
from desktopcrm.services.backups import USE
from desktopcrm.storage import backup_files

KEY = bytes(range(32))


@pytest.fixture(params=[None, KEY], ids=["plain", "sealed"])
def app(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[App]:
    found = App.open(tmp_path / "data", request.param)
    found.accounts.add("Acme")
    found.backups.make("hand")
    yield found
    found.close()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4096])


def alter(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("harm", [Path.unlink, cut, alter])
def test_a_newest_backup_that_is_not_whole_is_made_anew(app: App, harm: object) -> None:
    assert callable(harm)
    assert app.backups.make_if_changed("exit") is None
    harm(app.backups.list()[0].file)
    assert not app.backups.is_due()
    made = app.backups.make_if_changed("exit")
    assert made is not None
    assert app.backups.check(made) == "good"
    assert app.backups.make_if_changed("exit") is None


def test_one_that_lies_in_the_second_place_alone_is_made_here_again(app: App, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    app.backups.set_second_place(tmp_path / "stick")
    app.backups.list()[0].file.unlink()
    assert [one.second for one in app.backups.list()] == [True]
    assert app.backups.make_if_changed("exit") is not None
    assert app.backups.make_if_changed("exit") is None


def test_every_four_hours_somebody_looks_and_goes_on_until_it_is_done(app: App) -> None:
    now = [app.backups.ticks() + USE + 1]
    app.backups.ticks = lambda: now[0]
    assert app.backups.is_look_due()
    assert not app.backups.is_due()
    assert app.backups.make_if_changed("auto") is None
    assert not app.backups.is_look_due()
    app.accounts.add("Beta")  # the last one is hours old: at once
    assert app.backups.is_due()
    assert app.backups.make_if_changed("auto") is not None
    assert not app.backups.is_due()
    now[0] += USE + 1
    alter(app.backups.list()[0].file)
    folder = app.backups.list()[0].file.parent
    folder.rename(folder.with_name("away"))
    folder.write_text("in the way")
    with pytest.raises(UserError):
        app.backups.make_if_changed("auto")
    assert app.backups.is_look_due()
    assert app.backups.is_due()


def test_words_not_stored_yet_count_and_stand_in_no_manifest(app: App) -> None:
    def is_made() -> bool:
        made = app.backups.make_if_changed("exit")
        if made is not None:
            assert b"Hallo" not in backup_files.manifest_file(made.file).read_bytes()
        return made is not None

    app.drafts.put("log:1", "Hallo")
    assert app.backups.is_behind()
    assert is_made()
    app.drafts.put("log:1", "Hallo")  # as a page does whenever it is left
    assert not is_made()
    app.drafts.put("log:1", "Hollo")
    assert is_made()
    app.drafts.drop("log:1")
    assert is_made()
    app.preferences.put("any", "Hallo")
    assert not is_made()


def test_a_manifest_of_earlier_knows_of_no_drafts(app: App) -> None:
    file = app.backups.list()[0].file
    manifest = backup_files.manifest_file(file)
    manifest.write_text(
        manifest.read_text(encoding="ascii").replace(' "drafts": "",\n', ""), encoding="ascii"
    )
    assert '"drafts"' not in manifest.read_text(encoding="ascii")
    assert app.backups.make_if_changed("exit") is None
    app.drafts.put("log:1", "Hallo")
    assert app.backups.make_if_changed("exit") is not None


def said_of(file: Path) -> str:
    with pytest.raises(UserError) as refused:
        of_file(file)
    return refused.value.key


def test_what_has_no_end_is_refused_as_a_backup(tmp_path: Path) -> None:
    assert said_of(tmp_path) == "errors.file_not_ordinary"
    assert said_of(Path(tmp_path.anchor)) == "errors.file_not_ordinary"
    assert said_of(tmp_path / "none.db") == "errors.file_missing"
    assert said_of(tmp_path / "nu\0ll.db") == "errors.file_missing"
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.db")
        (tmp_path / "zero.db").symlink_to("/dev/zero")
        for special in (tmp_path / "pipe.db", tmp_path / "zero.db", Path("/dev/zero")):
            assert said_of(special) == "errors.file_not_ordinary"


@pytest.mark.skipif(sys.platform != "linux", reason="shown with a file that refuses even the first user")
def test_what_may_not_be_read_is_not_called_missing() -> None:
    assert said_of(Path("/proc/self/mem")) == "errors.file_not_read"
