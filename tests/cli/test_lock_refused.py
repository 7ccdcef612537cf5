"""What refuses encryption is said before a recovery key is shown; where it is refused after all, the key is called void."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktopcrm.app import App
from tests.cli.conftest import KEY, OTHER, PASSPHRASE, Crm, Piped


@pytest.mark.parametrize("why", ["backups", "room", "second", "open"])
def test_what_will_be_refused_is_refused_before_a_key_is_shown(
    acme: Crm, piped: Piped, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    folder, opened, usage = tmp_path / "data", None, shutil.disk_usage(tmp_path)
    if why == "backups":
        shutil.rmtree(folder / "backups", ignore_errors=True)
        (folder / "backups").write_text("no folder", "utf-8")
    elif why == "room":
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=9))
    elif why == "second":
        (tmp_path / "second").mkdir()
        assert acme("backup", "--second", str(tmp_path / "second")).code == 0
        (there,) = (tmp_path / "second").glob("desktopcrm-*")
        shutil.rmtree(there)
        there.write_text("no folder", "utf-8")
    else:
        opened = App.open(folder)
    done = piped((PASSPHRASE,), "lock-setup", "on", "--sheet", str(tmp_path / "sheet.html"))
    if opened is not None:
        opened.close()
    said = {"backups": "backups cannot be written", "room": "takes", "second": "second place", "open": "open"}
    assert (done.code, KEY.search(done.out), said[why] in done.err) == (1, None, True), done.err
    assert not (tmp_path / "sheet.html").exists()


def test_a_key_that_was_shown_and_does_not_hold_is_called_void(
    locked: str, piped: Piped, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(28, "No space left on device")

    def refuse(*_: object) -> None:
        raise full

    with monkeypatch.context() as broken:
        broken.setattr("os.replace", refuse)
        for deed in ("recovery", "rekey"):
            done = piped((PASSPHRASE,), "lock-setup", deed)
            assert KEY.search(done.out)
            assert (done.code, "is void" in done.err) == (1, True), (deed, done.err)
    done = piped((locked, OTHER), "lock-setup", "change", "--recovery")
    assert (done.code, "void" in done.err) == (0, False), tmp_path
