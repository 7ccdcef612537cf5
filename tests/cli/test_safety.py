"""`backup`, `backups`, `restore`, `salvage`, `check`: copies of the data on the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path

from desktopcrm import paths
from tests.cli.conftest import Crm


def accounts(crm: Crm) -> str:
    return crm("accounts").out


def test_yesterday_comes_back_and_today_again(acme: Crm) -> None:
    assert "Backup 1 made and verified" in acme("backup").out
    acme("add", "account", "Zeta")
    assert "Zeta: The whole account is lost" in acme("restore", "1", "--preview").out
    assert "To undo: restore 2" in acme("restore", "1").out
    assert "Zeta" not in accounts(acme)
    assert acme("restore", "2").code == 0
    assert "Zeta" in accounts(acme)
    assert [row["reason"] for row in json.loads(acme("backups", "--json").out)][-2:] == [
        "before_restore",
        "hand",
    ]


def test_both_languages_say_the_same(acme: Crm) -> None:
    acme("backup")
    assert "手动备份" in acme("backups", lang="zh").out
    assert "完全相同，无需恢复" in acme("restore", "1", "--preview", lang="zh").out
    assert "备份 1 个" in acme("check", lang="zh").out


def test_a_backup_for_programs(acme: Crm, tmp_path: Path) -> None:
    made = json.loads(acme("backup", "--json").out)
    assert (made["seq"], made["reason"], Path(made["file"]).is_file()) == (1, "hand", True)
    assert json.loads(acme("backup", str(tmp_path / "a.db"), "--json").out) == {
        "file": str(tmp_path / "a.db")
    }


def test_a_preview_for_programs(acme: Crm) -> None:
    acme("backup")
    acme("set", "acme", "city", "Kiel")
    found = json.loads(acme("restore", "1", "--preview", "--json").out)
    (row,) = found["accounts"]
    assert (row["account"], row["state"], row["lost"]) == ("Acme 机械", "changed", 1)


def test_a_preview_says_what_it_is_that_changes(acme: Crm) -> None:
    acme("set", "acme", "city", "Kiel")
    acme("backup")
    acme("set", "acme", "city", "Bremen")
    assert "  Changes: City: Bremen → Kiel" in acme("restore", "1", "--preview").out
    assert "  改变：城市：Bremen → Kiel" in acme("restore", "1", "--preview", lang="zh").out
    (row,) = json.loads(acme("restore", "1", "--preview", "--json").out)["accounts"]
    (example,) = row["examples"]
    assert (example["what"], example["field"], example["now"], example["then"]) == (
        "fact",
        "city",
        "Bremen",
        "Kiel",
    )


def test_a_copy_anywhere_can_be_restored(acme: Crm, tmp_path: Path) -> None:
    file = tmp_path / "拷贝 #1?.db"
    assert str(file) in acme("backup", str(file)).out
    acme("add", "account", "Zeta")
    assert acme("restore", str(file)).code == 0
    assert "Zeta" not in accounts(acme)


def test_the_second_place_is_named_and_told_of_when_it_is_away(acme: Crm, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    assert "as well" in acme("backup", "--second", str(tmp_path / "usb")).out
    acme("backup")
    assert len(list((tmp_path / "usb").rglob("*.db"))) == 1
    (tmp_path / "usb").rename(tmp_path / "away")
    done = acme("backup")
    assert (done.code, "not connected" in done.err) == (0, True)
    assert "data folder only" in acme("backup", "--second", "off").out
    assert acme("backup", "--second", str(tmp_path / "none")).code == 1


def test_copies_that_are_away_are_not_said_to_forget_at_once(acme: Crm, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    acme("backup", "--second", str(tmp_path / "usb"))
    acme("backup")
    assert "brings the person back" in acme("erase-person", "acme", "ann", "--now").out
    (tmp_path / "usb").rename(tmp_path / "away")
    told = acme("erase-person", "acme", "ann", "--now").out
    assert ("brings the person back" in told, "is not connected" in told) == (False, True)


def test_what_is_not_there_is_refused(acme: Crm, tmp_path: Path) -> None:
    for which in ("7", str(tmp_path / "none.db"), str(tmp_path)):
        done = acme("restore", which)
        assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)


def test_a_damaged_backup_is_named(acme: Crm, tmp_path: Path) -> None:
    acme("backup")
    assert acme("backups", "--check").code == 0
    (file,) = (tmp_path / "data" / "backups").glob("*.db")
    file.write_bytes(file.read_bytes()[:-1])
    done = acme("backups", "--check")
    assert (done.code, "DAMAGED" in done.out) == (1, True)
    done = acme("check")
    assert (done.code, file.name in done.out) == (1, True)
    assert acme("restore", "1").code == 1
    assert "Acme" in accounts(acme)


def test_a_damaged_database_is_replaced_or_salvaged(acme: Crm, tmp_path: Path) -> None:
    acme("backup")
    acme("add", "account", "Zeta")
    file = tmp_path / "data" / paths.DATABASE_NAME
    data = bytearray(file.read_bytes())
    data[100:4096] = os.urandom(3996)
    file.write_bytes(data)
    assert acme("accounts").code == 1
    assert "1 account" in acme("backups").out
    done = acme("salvage")
    assert "2 accounts and 1 fact were saved" in done.out
    assert acme("salvage", "--adopt").code == 0
    assert "Zeta" in accounts(acme)
    file.write_bytes(data)
    assert "took its place" in acme("restore", "1").out
    assert "Zeta" not in accounts(acme)
    assert "Acme" in accounts(acme)
    assert len(list((tmp_path / "data").glob("desktopcrm.damaged-*.db"))) == 2


def test_a_folder_or_a_device_is_no_backup(acme: Crm, tmp_path: Path) -> None:
    for which in (str(tmp_path), os.devnull):
        refused = acme("restore", which)
        assert refused.code != 0
        assert "is a folder or a device" in refused.err
    assert "是文件夹或设备" in acme("restore", str(tmp_path), lang="zh").err
    assert "There is no file" in acme("restore", str(tmp_path / "none.db")).err
