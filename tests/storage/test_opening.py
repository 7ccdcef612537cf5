"""Each thing that can stand in the way has its own sentence, at least one way out, and is not touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.opening import WAYS, Sight, look, warnings, ways_out
from desktopcrm.storage import folder as folders
from desktopcrm.storage import whereabouts
from desktopcrm.texts import LANGUAGES, Texts

NAME = "Northfield Castings"
KEY = bytes(range(32))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder that was used before."""
    folder = tmp_path / "data"
    app = App.open(folder)
    app.accounts.add(NAME)
    app.close()
    return folder


def names(app: App) -> list[str]:
    return [one.name for one in app.records.of_kind("account")]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def file_of(folder: Path) -> Path:
    return folder / paths.DATABASE_NAME


def garbage(folder: Path) -> None:
    file_of(folder).write_bytes(b"PK\x03\x04 a zip archive" * 500)


def chance(folder: Path) -> None:
    file_of(folder).write_bytes(os.urandom(5 * 4096))


def newer(folder: Path) -> None:
    file = file_of(folder)
    whole = bytearray(file.read_bytes())
    whole[60:64] = (999).to_bytes(4, "big")
    file.write_bytes(whole)


def other_program(folder: Path) -> None:
    file = file_of(folder)
    whole = bytearray(file.read_bytes())
    whole[68:72] = b"GPKG"
    file.write_bytes(whole)


def torn(folder: Path) -> None:
    file = file_of(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))


def pipe(folder: Path) -> None:
    file_of(folder).unlink()
    os.mkfifo(file_of(folder))


def cases() -> dict[str, tuple[str, Callable[[Path], object]]]:
    found: dict[str, tuple[str, Callable[[Path], object]]] = {
        "missing": ("database_missing", lambda data: file_of(data).unlink()),
        "folder missing its file, with backups": ("database_missing", lambda data: (
            file_of(data).unlink(), (data / "preferences.json").unlink(), (data / "backups").mkdir(),
            (data / "backups" / "000001-x.db").write_bytes(b"x"))),
        "foreign": ("database_foreign", garbage),
        "of another program": ("database_foreign", other_program),
        "a folder in its place": ("database_foreign", lambda data: (file_of(data).unlink(), file_of(data).mkdir())),
        "newer": ("database_newer", newer),
        "damaged": ("database_damaged", torn),
        "emptied": ("database_damaged", lambda data: file_of(data).write_bytes(b"")),
        "cut off": ("database_damaged", lambda data: os.truncate(file_of(data), 6000)),
        "encrypted without its keys": ("key_file_missing", chance),
        "keys without the database": ("key_file_alone", lambda data: (
            file_of(data).unlink(), (data / paths.KEYS_NAME).write_text("{}"))),
        "a file instead of the folder": ("folder_is_file", lambda data: (
            shutil.rmtree(data), data.write_text("no folder"))),
    }  # fmt: skip
    if hasattr(os, "mkfifo"):
        found["a pipe in its place"] = ("database_foreign", pipe)
    return found


@pytest.mark.parametrize("case", cases())
def test_an_obstacle_is_named_and_left_alone(data: Path, case: str) -> None:
    key, make = cases()[case]
    make(data)
    before = snapshot(data)
    with pytest.raises(UserError) as refused:
        App.open(data)
    assert refused.value.key == f"errors.{key}"
    assert snapshot(data) == before
    ways = ways_out(refused.value, data)
    assert ways
    assert set(ways) <= set(WAYS)
    sight = look(data)
    assert snapshot(data) == before
    if sight.error is not None:  # some damage shows only when the file is opened
        assert (sight.state, sight.error.key, sight.ways) == ("obstacle", refused.value.key, ways)
    place = str(data)
    for lang in LANGUAGES:
        assert place in Texts.load().of_error(refused.value, lang)


def test_what_shows_from_outside_is_seen_without_opening(data: Path) -> None:
    for case, (key, make) in cases().items():
        folder = data.with_name(f"{len(case)} {case}")
        shutil.copytree(data, folder)
        make(folder)
        assert (look(folder).error is None) == (case == "damaged"), (case, key)


@pytest.mark.parametrize("make", [torn, newer, garbage, other_program], ids=lambda make: make.__name__)
def test_reading_only_refuses_in_the_same_words(data: Path, make: Callable[[Path], None]) -> None:
    make(data)
    before = snapshot(data)
    with pytest.raises(UserError) as refused:
        App.open(data, read_only=True)
    assert refused.value.key in (
        "errors.database_unread",
        "errors.database_newer",
        "errors.database_foreign",
    )
    assert snapshot(data) == before
    assert "read_only" not in ways_out(refused.value)  # that was tried


def test_a_new_a_plain_and_a_sealed_folder_are_told_apart(data: Path, tmp_path: Path) -> None:
    assert look(tmp_path / "new" / "deep").state == "new"
    assert not (tmp_path / "new").exists()
    assert look(data).state == "plain"
    chance(data)
    (data / paths.KEYS_NAME).write_text("{}", encoding="utf-8")
    assert look(data) == Sight("sealed")
    with pytest.raises(UserError) as refused:
        App.open(data)
    assert refused.value.key == "errors.database_sealed"


def test_a_folder_whose_first_start_was_cut_off_is_still_new(tmp_path: Path) -> None:
    file_of(tmp_path).write_bytes(b"")
    assert look(tmp_path).state == "plain"
    App.open(tmp_path).close()


def test_an_empty_database_is_made_once_and_never_again(data: Path) -> None:
    file_of(data).unlink()
    for _ in range(2):
        with pytest.raises(UserError):
            App.open(data)
    assert not file_of(data).exists()
    assert "recover" not in look(data).ways  # there is nothing to recover from


def in_another_process(data: Path, read_only: bool) -> str:
    """What a second program is told."""
    program = (
        "import sys; from pathlib import Path; from desktopcrm.app import App\n"
        "from desktopcrm.errors import UserError\n"
        f"try: App.open(Path(sys.argv[1]), read_only={read_only})\n"
        "except UserError as error: print(error.key)"
    )
    command = [sys.executable, "-c", program, str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd()).stdout.strip()


def test_looking_at_an_open_file_does_not_give_up_its_lock(data: Path) -> None:
    """On POSIX any handle that is closed would."""
    app = App.open(data)
    sight = look(data)
    assert sight.error is not None
    assert sight.error.key == "errors.database_in_use"
    assert not folders.is_sealed(file_of(data))
    assert in_another_process(data, read_only=False) == "errors.database_in_use"
    if os.name == "posix":  # a copy of a file in work would be torn
        assert in_another_process(data, read_only=True) == "errors.database_in_use"
    app.close()
    assert look(data).state == "plain"


@pytest.mark.parametrize("name", ["-wal", "-shm", "-journal"])
def test_rubbish_beside_the_file_locks_nobody_out(data: Path, name: str) -> None:
    file_of(data).with_name(f"{paths.DATABASE_NAME}{name}").write_bytes(b"not a lock at all" * 99)
    (data / paths.RUNNING_NAME).write_bytes(b"\xff\xfe nonsense")
    (data / f"{paths.DATABASE_NAME}.lock").write_bytes(b"1")
    app = App.open(data)
    assert names(app) == [NAME]
    app.accounts.add("Second")
    app.close()


def test_settings_that_name_people_move_into_the_data(data: Path) -> None:
    file = data / paths.PREFERENCES_NAME
    file.write_text(
        '{"author": "Li Ming", "look": "dark", "folder.last": "/x/Acme", "made": true}', encoding="utf-8"
    )
    app = App.open(data)
    assert (app.preferences.text("author"), app.preferences.text("look")) == ("Li Ming", "dark")
    app.preferences.put("company", "Halle 4")
    app.preferences.put("folder.last", "/x/bytes \udcff")
    with app.store.step("steps.erased"):
        app.preferences.put("folder.last", "/x/Acme")  # while something else is written
    app.preferences.put("lock.minutes", 5)
    app.close()
    assert set(json.loads(file.read_text(encoding="utf-8"))) == {"look", "made", "lock.minutes"}
    again = App.open(data)
    kept = again.preferences
    assert [kept.text(key) for key in ("author", "company", "folder.last", "look")] == [
        "Li Ming", "Halle 4", "/x/Acme", "dark",
    ]  # fmt: skip
    assert again.history.next_undo() is not None  # settings are no steps
    again.close()


def test_a_key_is_for_a_sealed_file_only(data: Path) -> None:
    with pytest.raises(UserError) as refused:
        App.open(data, KEY)
    assert refused.value.key == "errors.key_wrong"


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("OneDrive/CRM", "OneDrive"),
        ("OneDrive - Halle GmbH/CRM", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/CRM", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-li@example.com/My Drive", "Google Drive"),
        ("Library/CloudStorage/Egnyte-halle/CRM", "Egnyte"),
        ("Dropbox (Privat)/x", "Dropbox"),
        ("我的坚果云/客户", "坚果云 Nutstore"),
        ("Nutstore Files/客户", "坚果云 Nutstore"),
        ("BaiduSyncdisk/客户", "百度网盘 Baidu"),
        ("百度网盘同步空间/客户", "百度网盘 Baidu"),
        ("WPS云盘/客户", "WPS 云盘"),
        ("Customers/Box makers", ""),
        ("Megatron/Dropboxes", ""),
    ],
)
def test_folders_of_cloud_programs_are_known(tmp_path: Path, path: str, named: str) -> None:
    assert whereabouts.cloud(tmp_path / path) == named
    told = [error.key for error in warnings(tmp_path / path)]
    assert ("errors.folder_in_cloud" in told) == bool(named)


def test_a_link_into_a_cloud_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    try:
        (tmp_path / "data").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert whereabouts.cloud(tmp_path / "data") == "Dropbox"


def test_network_folders_are_known_from_the_tables_of_the_systems(tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "40 22 0:41 / /mnt/my\\040share rw - cifs //server/share rw\n"
        "41 22 0:42 / /mnt/nas rw shared:1 - nfs4 nas:/x rw\n",
        encoding="utf-8",
    )
    kinds = [
        whereabouts.kind_on_linux(Path(one), table) for one in ("/mnt/my share/crm", "/mnt/nas", "/mnt/nasty")
    ]
    assert kinds == ["cifs", "nfs4", "ext4"]
    told = "/dev/disk3s1 on / (apfs, local)\n//li@server/share on /Volumes/share (smbfs, nodev, nosuid)\n"
    assert whereabouts.mac_kind(told, Path("/Volumes/share/crm")) == "smbfs"
    assert {"cifs", "nfs4", "smbfs"} <= whereabouts.NETWORK_KINDS
    assert not whereabouts.is_network(tmp_path)
