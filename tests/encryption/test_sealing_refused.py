"""What keeps encryption from being switched, and that everything then is as it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.safe_files import put_in_place
from desktopcrm.services import encryption
from desktopcrm.storage import copies, sealing
from desktopcrm.storage.folder import PAGE
from tests.encryption.conftest import PASSPHRASE, Sealed, content, refusal, wish
from tests.encryption.test_sealing import same_key


def test_data_that_are_open_are_refused_and_stay_as_they_are(plain: Path) -> None:
    app = App.open(plain)
    assert refusal(lambda: encryption.seal(plain, wish())).key == "errors.database_in_use"
    app.accounts.add("Still there")
    app.close()
    assert list(plain.rglob("*.keys")) == []


@pytest.mark.slow
def test_data_that_another_program_has_open_are_refused(plain: Path, root: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from desktopcrm.app import App\n"
        "app = App.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(plain)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        assert refusal(lambda: encryption.seal(plain, wish())).key == "errors.database_in_use"
        other.communicate()
    assert list(plain.rglob("*.keys")) == []


def test_damage_is_told_in_a_sentence_and_everything_stays_as_it_was(plain: Path) -> None:
    file = plain / paths.DATABASE_NAME
    with copies.opened(file, None) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'fact'").fetchone()
    body = bytearray(file.read_bytes())
    body[(root - 1) * PAGE : root * PAGE] = b"\xff" * PAGE
    file.write_bytes(body)
    assert refusal(lambda: encryption.seal(plain, wish())).key == "errors.database_damaged"
    assert file.read_bytes() == body
    assert list(plain.rglob("*.keys")) + list(plain.rglob("*.part")) == []


def test_nothing_lies_beside_the_old_file_when_the_new_one_takes_its_name(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal that is still there after a crash would be the plain file's, beside the encrypted one."""
    seen: list[str] = []

    def look(part: Path, file: Path) -> None:
        seen.extend(one.name for one in file.parent.glob(f"{file.name}*"))
        put_in_place(part, file)

    monkeypatch.setattr(sealing, "put_in_place", look)
    encryption.seal(plain, wish())
    assert sorted(seen) == [paths.DATABASE_NAME, f"{paths.DATABASE_NAME}.part"]


def test_sealing_twice_is_refused(sealed: Sealed) -> None:
    assert refusal(lambda: encryption.seal(sealed.folder, wish())).key == "errors.already_sealed"
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key


def test_a_wrong_key_unseals_nothing(sealed: Sealed) -> None:
    assert refusal(lambda: encryption.unseal(sealed.folder, bytes(32))).key == "errors.key_file_other"
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key


@pytest.mark.parametrize("step", ["doing_backup", "doing_keys", "doing_writing"])
def test_stopping_before_the_exchange_leaves_everything_as_it_was(plain: Path, step: str) -> None:
    before = content(plain, None)

    def stop(done: int, total: int, text: str) -> None:
        assert 0 <= done < total
        if text == f"encryption.{step}":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        encryption.seal(plain, wish(), stop)
    assert content(plain, None) == before
    assert list(plain.rglob("*.keys")) + list(plain.rglob("*.part")) == []


@pytest.mark.parametrize("step", ["doing_swapped", "doing_backups"])
def test_nobody_can_stop_the_work_after_the_exchange(plain: Path, step: str) -> None:
    def stop(done: int, total: int, text: str) -> None:
        del done, total
        if text == f"encryption.{step}":
            raise InterruptedError

    key = encryption.seal(plain, wish(), stop)
    assert same_key(plain, key) == {"good"}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
@pytest.mark.parametrize("limit", [0, 4096, 100_000, 300_000])
def test_a_disk_without_room_leaves_everything_as_it_was(plain: Path, limit: int, root: Path) -> None:
    before = content(plain, None)
    program = (
        "import resource, signal, sys; from pathlib import Path; from desktopcrm.errors import UserError\n"
        "from tests.encryption.conftest import cheap, wish; from desktopcrm.services import encryption\n"
        "cheap(); signal.signal(signal.SIGXFSZ, signal.SIG_IGN); limit = int(sys.argv[2])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
        "try: encryption.seal(Path(sys.argv[1]), wish())\n"
        "except UserError as error: print(error.key)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(plain), str(limit)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("errors."), done.stderr
    assert content(plain, None) == before
    assert list(plain.rglob("*.keys")) + list(plain.rglob("*.part")) == []
