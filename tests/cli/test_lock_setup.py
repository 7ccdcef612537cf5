"""`lock-setup` and unlocking on the command line: by standard input, at a terminal, and where nobody can be asked."""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktopcrm.app import App
from tests.cli.conftest import KEY, OTHER, PASSPHRASE, Crm, Piped

PATIENCE_S = 60


def test_the_commands_work_on_encrypted_data_as_on_others(locked: str, piped: Piped) -> None:
    assert locked
    done = piped((PASSPHRASE,), "accounts")
    assert (done.code, "Acme 机械" in done.out) == (0, True)
    assert piped((PASSPHRASE,), "set", "acme", "city", "Bonn").code == 0
    assert "Bonn" in piped((PASSPHRASE,), "show", "acme").out
    assert piped((PASSPHRASE,), "check").code == 0


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("wrong",), "The passphrase is wrong."),
        ((), "No passphrase was given."),
        ((b"\xff\xfe",), "not UTF-8"),
    ],
)
def test_without_the_passphrase_nothing_is_shown(
    locked: str, piped: Piped, lines: tuple[str, ...], says: str
) -> None:
    assert locked
    done = piped(lines, "accounts")
    assert (done.code, done.out) == (1, "")
    assert says in done.err
    assert done.err.count("\n") == 1


def test_where_nobody_can_be_asked_the_way_is_named(
    locked: str, crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert locked
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
    assert "--passphrase-stdin" in crm("accounts").err
    assert "--passphrase-stdin" in crm("accounts", lang="zh").err


def test_the_passphrase_is_changed_and_recovered(locked: str, piped: Piped) -> None:
    assert piped((PASSPHRASE, OTHER), "lock-setup", "change").code == 0
    assert piped((PASSPHRASE,), "accounts").code == 1
    assert piped((OTHER,), "accounts").code == 0
    done = piped((locked.lower(), PASSPHRASE), "lock-setup", "change", "--recovery")
    assert "new passphrase" in done.out
    assert piped((PASSPHRASE,), "accounts").code == 0
    typo = ("2" if locked[0] != "2" else "3") + locked[1:]
    assert "Group 1" in piped((typo, OTHER), "lock-setup", "change", "--recovery").err


def test_a_new_recovery_key_and_a_new_data_key(locked: str, piped: Piped) -> None:
    fresh = KEY.search(piped((PASSPHRASE,), "lock-setup", "recovery").out)
    assert fresh is not None
    assert piped((locked, OTHER), "lock-setup", "change", "--recovery").code == 1
    done = piped((PASSPHRASE,), "lock-setup", "rekey")
    newest = KEY.search(done.out)
    assert newest is not None
    assert piped((fresh.group(), OTHER), "lock-setup", "change", "--recovery").code == 1
    assert piped((newest.group(), OTHER), "lock-setup", "change", "--recovery").code == 0
    assert "Acme" in piped((OTHER,), "accounts").out


def test_a_backup_left_behind_is_encrypted_by_the_next_command(
    locked: str, piped: Piped, crm: Crm, tmp_path: Path
) -> None:
    assert locked
    folder = tmp_path / "data" / "backups"
    app = App.open(tmp_path / "plain")
    app.backups.make("hand")
    app.close()
    for file in (tmp_path / "plain" / "backups").iterdir():
        shutil.copyfile(file, folder / file.name)
    assert len(json.loads(crm("lock-setup", "status", "--json").out)["plain_left"]) == 1
    assert piped((PASSPHRASE,), "accounts").code == 0
    assert json.loads(crm("lock-setup", "status", "--json").out)["plain_left"] == []


def test_it_is_switched_off_and_on_again(locked: str, piped: Piped, crm: Crm) -> None:
    assert locked
    assert piped(("wrong",), "lock-setup", "off").code == 1
    assert piped((PASSPHRASE,), "lock-setup", "off").code == 0
    assert "Acme" in crm("accounts").out
    assert "not encrypted" in crm("lock-setup", "status").out
    assert piped((PASSPHRASE,), "lock-setup", "off").code == 1
    assert piped((OTHER,), "lock-setup", "on").code == 0
    assert piped((OTHER,), "lock-setup", "on").code == 1


def test_status_needs_no_passphrase(locked: str, crm: Crm) -> None:
    assert locked
    said = json.loads(crm("lock-setup", "status", "--json").out)
    assert (said["is_sealed"], said["has_keyring"], said["plain_left"]) == (True, False, [])
    assert set(said) == {
        "is_sealed", "has_keyring", "keyring_name", "made_on", "passphrase_on", "recovery_on", "plain_left",
    }  # fmt: skip
    assert "已加密" in crm("lock-setup", "status", lang="zh").out


@pytest.mark.parametrize("words", [("keyring",), ("on", "off"), ("status", "on")])
def test_what_makes_no_sense_is_refused(acme: Crm, words: tuple[str, ...]) -> None:
    assert acme("lock-setup", *words).code == 1


def test_a_weak_passphrase_changes_nothing(acme: Crm, piped: Piped) -> None:
    done = piped(("12345678",), "lock-setup", "on")
    assert (done.code, "too easy" in done.err) == (1, True)
    assert "not encrypted" in acme("lock-setup", "status").out


def test_the_sheet_is_written_and_the_key_not_shown(acme: Crm, piped: Piped, tmp_path: Path) -> None:
    done = piped((PASSPHRASE,), "lock-setup", "on", "--sheet", str(tmp_path / "sheet.pdf"))
    assert done.code == 0
    assert KEY.search(done.out) is None
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert acme("lock-setup", "status").code == 0


class Terminal:
    """A program at a terminal of its own; `answer` waits for a question."""

    def __init__(self, *words: str) -> None:
        import pty

        self.master, slave = pty.openpty()
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self.program = subprocess.Popen(
            [sys.executable, "main.py", *words],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True, env=environment,
        )  # fmt: skip
        os.close(slave)
        self.seen, self.position = "", 0
        self._decoder = codecs.getincrementaldecoder("utf-8")()  # a sign may come in two parts

    def answer(self, question: str, text: str) -> None:
        self.read_until(question)
        os.write(self.master, f"{text}\n".encode())

    def read_until(self, wanted: str) -> None:
        start = self.position
        while wanted not in self.seen[start:]:
            ready, _, _ = select.select([self.master], [], [], PATIENCE_S)
            assert ready, self.seen
            self.seen += self._decoder.decode(os.read(self.master, 4096))
        self.position = self.seen.index(wanted, start) + len(wanted)

    def end(self) -> int:
        try:
            while part := os.read(self.master, 4096):
                self.seen += self._decoder.decode(part)
        except OSError:  # the other side is gone
            pass
        os.close(self.master)
        return self.program.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are made otherwise there")
def test_a_person_at_a_terminal_is_asked_and_confirms(acme: Crm, tmp_path: Path) -> None:
    assert acme("lock-setup", "status").code == 0
    words = ("--data", str(tmp_path / "data"), "--ui-lang", "en")
    setting_up = Terminal("lock-setup", "on", *words)
    setting_up.answer("New passphrase: ", PASSPHRASE)
    setting_up.answer("The same once more: ", OTHER)
    setting_up.answer("New passphrase: ", PASSPHRASE)
    setting_up.answer("The same once more: ", PASSPHRASE)
    setting_up.read_until("of the recovery key: ")
    shown = KEY.search(setting_up.seen)
    assert shown is not None
    groups = shown.group().split("-")
    asked = int(re.findall(r"group (\d)", setting_up.seen)[-1])
    os.write(setting_up.master, f"{groups[asked - 1].lower()}\n".encode())
    setting_up.read_until("of the recovery key: ")
    asked = int(re.findall(r"group (\d)", setting_up.seen)[-1])
    os.write(setting_up.master, f"{groups[asked - 1]}\n".encode())
    assert setting_up.end() == 0, setting_up.seen
    assert PASSPHRASE not in setting_up.seen

    reading = Terminal("accounts", *words)
    reading.answer("Passphrase: ", "wrong")
    reading.answer("Passphrase: ", PASSPHRASE)
    assert reading.end() == 0
    assert "Acme" in reading.seen
    assert "The passphrase is wrong." in reading.seen


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are made otherwise there")
def test_a_recovery_key_that_is_not_confirmed_changes_nothing(acme: Crm, tmp_path: Path) -> None:
    setting_up = Terminal("lock-setup", "on", "--data", str(tmp_path / "data"), "--ui-lang", "en")
    setting_up.answer("New passphrase: ", PASSPHRASE)
    setting_up.answer("The same once more: ", PASSPHRASE)
    for _ in range(3):
        setting_up.answer("of the recovery key: ", "00000")
    assert setting_up.end() == 1
    assert "nothing was changed" in setting_up.seen
    assert "not encrypted" in acme("lock-setup", "status").out


@pytest.mark.parametrize("left", [None, b"", bytes(8192)])
def test_a_lost_database_is_restored_with_the_passphrase(
    locked: str, piped: Piped, tmp_path: Path, left: bytes | None
) -> None:
    assert locked
    assert piped((PASSPHRASE,), "backup").code == 0
    file = tmp_path / "data" / "desktopcrm.db"
    file.unlink()
    if left is not None:
        file.write_bytes(left)
    done = piped((PASSPHRASE,), "restore", "1")
    assert done.code == 0, done.err
    assert "Acme" in piped((PASSPHRASE,), "accounts").out
