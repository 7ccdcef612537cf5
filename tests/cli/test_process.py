"""As a process of its own: no window, no Qt, no typesetter where none is needed; pipes, consoles, interruptions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TELL = """
import sys
from desktopcrm.cli import main
for command in sys.argv[2:]:
    code = main(["--data", sys.argv[1], *command.split()])
    heavy = [one for one in sys.modules if one.split(".")[0] in ("PySide6", "shiboken6", "ui", "typst")]
    print(command, code, heavy, file=sys.stderr)
"""


def run(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    clean = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, *words],
        cwd=root,
        env={**clean, **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_commands_load_neither_qt_nor_the_typesetter(root: Path, tmp_path: Path) -> None:
    commands = [
        "add account Acme",
        "accounts",
        "show acme",
        "demo",
        "dump --all -o -",
        "fields need",
        "history",
        "undo",
        "check",
    ]
    done = run(root, "-c", TELL, str(tmp_path / "data"), *commands)
    assert done.stderr.decode().splitlines() == [f"{one} 0 []" for one in commands]


def test_the_entrance_takes_the_data_folder_from_the_environment(root: Path, tmp_path: Path) -> None:
    done = run(root, "main.py", "add", "account", "岭川", DESKTOPCRM_DATA=str(tmp_path / "here"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "here" / "desktopcrm.db").exists()
    done = run(
        root, "main.py", "accounts", "--data", str(tmp_path / "here"), DESKTOPCRM_DATA=str(tmp_path / "there")
    )
    assert "岭川" in done.stdout.decode("utf-8")


def test_a_console_that_knows_no_chinese_gets_utf8(root: Path, tmp_path: Path) -> None:
    done = run(
        root,
        "main.py",
        "accounts",
        "--data",
        str(tmp_path),
        "--ui-lang",
        "zh",
        PYTHONIOENCODING="ascii",
        LC_ALL="C",
    )
    assert done.stdout.decode("utf-8").strip() == "没有客户。"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_goes_away_is_no_error(root: Path, tmp_path: Path) -> None:
    assert run(root, "main.py", "demo", "--data", str(tmp_path)).returncode == 0
    with subprocess.Popen(
        [sys.executable, "main.py", "dump", "--all", "-o", "-", "--data", str(tmp_path)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        said = child.stderr.read()
        assert (child.wait(timeout=60), said) == (0, b"")
