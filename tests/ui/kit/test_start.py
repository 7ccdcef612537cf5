"""How the window starts: painted first, the data behind it, one window a folder. Each start is a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import pytest
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication

from desktopcrm.preferences import Preferences
from ui.app import ring, server_name

PATIENCE_S = 60
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import app

class Told(app.Start):
    def begin(self):
        super().begin()
        self._window.opening.arrived.connect(lambda: self._tell("open"))
        self._window.opening.refused.connect(lambda _: self._tell("refused"))

    def _tell(self, what):
        print(what, flush=True)
        if sys.argv[2] == "quit":
            QTimer.singleShot(0, self._frame.close)

    def _on_ring(self):
        super()._on_ring()
        print("raised", flush=True)
        QTimer.singleShot(0, self._frame.close)

app.Start = Told
sys.exit(app.run(sys.argv[1]))
"""


Start = Callable[[Path, str], "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts windows; one that neither speaks nor ends is ended, so that nobody listens to it for ever."""
    begun: list[tuple[subprocess.Popen[str], Timer]] = []

    def begin(folder: Path, what: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WINDOW, str(folder), what]
        one = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        begun.append((one, Timer(PATIENCE_S, one.kill)))
        begun[-1][1].start()
        return one

    yield begin
    for one, end in begun:
        end.cancel()
        one.kill()
        one.communicate()


def test_a_start_opens_the_data_and_a_quit_ends_it_cleanly(tmp_path: Path, start: Start) -> None:
    said, complaints = start(tmp_path / "new", "quit").communicate()
    assert said.split() == ["open"]
    assert "Traceback" not in complaints
    assert Preferences(tmp_path / "new" / "preferences.json").text("window")


def test_a_second_start_raises_the_window_that_is_there(
    tmp_path: Path, start: Start, qapp: QApplication
) -> None:
    assert not ring(tmp_path)
    running = start(tmp_path, "stay")
    assert running.stdout is not None
    assert running.stdout.readline().strip() == "open"
    second = start(tmp_path, "stay")
    assert second.wait() == 0
    assert running.stdout.readline().strip() == "raised"
    running.communicate()
    assert running.returncode == 0
    assert qapp.applicationName() is not None


def test_two_folders_have_two_windows(tmp_path: Path) -> None:
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")


def test_whatever_way_leads_to_a_folder_it_has_one_window(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    names = {server_name(tmp_path / one) for one in ("data", "link", "link/../data")}
    assert len(names) == 1


def test_whoever_only_holds_the_name_keeps_nobody_out(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.app.ANSWER_MS", 20)
    deaf = QLocalServer(qapp)
    assert deaf.listen(server_name(tmp_path))
    assert not ring(tmp_path)
    deaf.close()


def test_data_that_cannot_be_opened_is_said_in_the_window(tmp_path: Path, start: Start) -> None:
    (tmp_path / "desktopcrm.db").mkdir()
    said, complaints = start(tmp_path, "quit").communicate()
    assert said.split() == ["refused"], complaints


def test_the_first_picture_needs_neither_the_database_nor_the_rest_of_the_window(tmp_path: Path) -> None:
    late = "{'sqlalchemy', 'sqlcipher3', 'typst', 'msgspec', 'tomllib', 'ui.theme', 'ui.main_window'}"
    lines = (
        "import sys",
        "from pathlib import Path",
        "from ui import app",
        "from desktopcrm.preferences import Preferences",
        "application = app.make_application()",
        "frame = app.Frame(Preferences(Path(sys.argv[1]) / 'preferences.json'))",
        "frame.painted.connect(application.quit)",
        "frame.show()",
        "application.exec()",
        f"print(sorted({late} & set(sys.modules)))",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip().endswith("[]"), done.stdout + done.stderr
