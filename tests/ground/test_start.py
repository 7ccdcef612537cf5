"""The first start: what is checked, what is installed, and the one sentence said where it cannot go on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktopcrm import bootstrap, start_checks, start_errors
from desktopcrm.start_errors import StartError

NO_SUCH_LIBRARY = {"libno-such-thing.so.9": "libno-such-thing9"}
on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="displays and system libraries are asked for on Linux"
)


def start(root: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """`python main.py …` as a user without a display would run it."""
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = (
        {name: value for name, value in os.environ.items() if name not in left_out}
        | {"LANG": "C.UTF-8"}
        | changes
    )
    environment.pop("LC_ALL", None)
    command = [sys.executable, str(root / "main.py"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], {}),
        (["--data", "folder"], {"--data": "folder"}),
        (["--data=folder"], {"--data": "folder"}),
        (["--log-level", "debug", "--data=a=b"], {"--log-level": "debug", "--data": "a=b"}),
        (["accounts"], None),
        (["--data", "folder", "accounts"], None),
        (["--help"], None),
        (["--data"], None),
    ],
)
def test_a_window_opens_without_a_command(arguments: list[str], expected: dict[str, str] | None) -> None:
    assert start_checks.window_wish(arguments) == expected


@on_linux
def test_without_a_display_one_sentence_is_said(root: Path) -> None:
    done = start(root)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [f"DesktopCRM: {start_errors.sentence('start.no_display')}"]


@on_linux
def test_a_display_that_does_not_answer_is_named(root: Path) -> None:
    done = start(root, DISPLAY=":4711")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@on_linux
def test_the_sentence_is_chinese_on_a_chinese_system(root: Path) -> None:
    assert "没有可用的屏幕" in start(root, LANG="zh_CN.UTF-8").stderr


@on_linux
def test_a_missing_library_is_answered_with_the_one_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    apt = tmp_path / "apt-get"
    apt.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StartError) as refusal:
        start_checks.require_libraries(NO_SUCH_LIBRARY)
    assert refusal.value.params["command"].endswith("apt-get install -y libno-such-thing9")


@on_linux
def test_a_missing_library_is_named_where_there_is_no_apt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StartError) as refusal:
        start_checks.require_libraries(NO_SUCH_LIBRARY)
    assert refusal.value.params == {"libraries": "libno-such-thing.so.9"}


def test_every_refusal_has_its_sentence_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    for locale, language in (("zh_CN.UTF-8", "zh"), ("en_GB.UTF-8", "en"), ("de_DE.UTF-8", "en")):
        monkeypatch.setenv("LANG", locale)
        assert start_errors.language() == language


def copied(root: Path, folder: Path) -> Path:
    """The few files a start needs before anything is installed."""
    for name in ("main.py", "pyproject.toml", "constraints.txt", "resources/texts/start.toml"):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((root / name).read_bytes())
    for source in sorted((root / "desktopcrm").glob("*.py")):
        target = folder / "desktopcrm" / source.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(source.read_bytes())
    return folder


def test_the_first_start_without_a_network_says_so_and_leaves_a_log(root: Path, tmp_path: Path) -> None:
    folder = copied(root, tmp_path / "clone")
    nowhere = {
        "PIP_NO_INDEX": "",
        "PIP_INDEX_URL": "http://localhost:9/",
        "PIP_RETRIES": "1",
        "PIP_FIND_LINKS": "",
    }
    done = start(folder, "accounts", DESKTOPCRM_BOOTSTRAP="on", PATH="", **nowhere)
    assert done.returncode == 1
    preparing, refusal = done.stderr.splitlines()
    assert preparing == start_errors.sentence("start.preparing")
    log = folder / ".venv" / "desktopcrm-install.log"
    assert refusal == f"DesktopCRM: {start_errors.sentence('start.no_network', log=str(log))}"
    assert log.read_text(encoding="utf-8") != ""


def test_a_debian_without_the_venv_package_is_told_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    (tmp_path / "apt-get").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StartError) as refusal:
        bootstrap.prepare(bootstrap.Home(tmp_path / ".venv", tmp_path / "constraints.txt"))
    if refusal.value.key == "start.no_venv":
        assert refusal.value.params["command"].endswith("-venv")
    else:  # Windows finds no apt-get without an ending
        assert refusal.value.key == "start.no_venv_module"


def test_the_stamp_changes_with_the_pins(tmp_path: Path) -> None:
    pins = tmp_path / "constraints.txt"
    pins.write_text("one==1", encoding="utf-8")
    before = bootstrap.wanted_stamp(pins)
    pins.write_text("one==2", encoding="utf-8")
    assert bootstrap.wanted_stamp(pins) != before


def test_a_foreign_environment_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setenv("DESKTOPCRM_CACHE", str(tmp_path / "cache"))
    (tmp_path / ".venv").mkdir()
    chosen = bootstrap.choose_folder(tmp_path / "constraints.txt")
    assert chosen.parent == tmp_path / "cache"
    assert chosen.name.startswith("venv-")


def test_a_folder_that_cannot_be_written_moves_the_environment_to_the_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(bootstrap, "ROOT", blocked)
    monkeypatch.setenv("DESKTOPCRM_CACHE", str(tmp_path / "cache"))
    assert bootstrap.choose_folder(tmp_path / "constraints.txt").parent == tmp_path / "cache"
    monkeypatch.setenv("DESKTOPCRM_CACHE", str(blocked / "cache"))
    with pytest.raises(StartError) as refusal:
        bootstrap.choose_folder(tmp_path / "constraints.txt")
    assert refusal.value.key == "start.no_folder"
