"""The log: what a fault needs to be found, in a file of bounded size, without a word of the user's."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm import logs
from desktopcrm.crash_report import report
from desktopcrm.errors import UserError

SECRET = "王晓东 likes fishing"
on_posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    logs.end()


def log_of(data: Path) -> str:
    return (data / "log" / "desktopcrm.log").read_text(encoding="utf-8")


def raised() -> BaseException:
    try:
        try:
            int(SECRET)
        except ValueError as cause:
            raise KeyError(SECRET) from cause
    except KeyError as error:
        return error


def test_a_report_holds_places_but_no_words_of_the_user(tmp_path: Path) -> None:
    logs.begin(tmp_path)
    text = logs.crash(raised())
    assert SECRET not in text
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "tests/services/test_logs.py:" in text
    assert str(Path.home()) not in text
    assert "builtins.KeyError" in log_of(tmp_path)
    assert SECRET not in log_of(tmp_path)


def test_an_endless_recursion_gives_a_short_report() -> None:
    def again(depth: int) -> int:
        return again(depth + 1)

    with pytest.raises(RecursionError) as caught:
        again(0)
    assert len(report(caught.value).splitlines()) < 60


def test_errors_that_name_one_another_end() -> None:
    one, other = ValueError(), KeyError()
    one.__context__, other.__context__ = other, one
    assert report(one).count("builtins.") == 2


@pytest.mark.parametrize("key", [SECRET, "with blanks in it", "Upper", "line\nbreak", ""])
def test_what_is_no_key_of_ours_is_not_written(tmp_path: Path, key: str) -> None:
    logs.begin(tmp_path)
    logs.info(key, n=3)
    assert log_of(tmp_path).rstrip().endswith(" info unnamed n=3")


def test_a_refusal_leaves_its_key_alone(tmp_path: Path) -> None:
    logs.begin(tmp_path)
    logs.refusal(UserError("errors.name_taken", name=SECRET))
    assert log_of(tmp_path).rstrip().endswith(" info refused.errors.name_taken")


def test_the_level_decides_what_is_told(tmp_path: Path) -> None:
    for level, told in (("error", 1), ("info", 2), ("debug", 3), ("nonsense", 2)):
        folder = tmp_path / level
        folder.mkdir()
        logs.begin(folder, level)
        logs.error("something.failed")
        logs.info("something.happened")
        logs.debug("something.small")
        assert len(log_of(folder).splitlines()) == told


def test_the_folder_of_a_drive_that_is_away_is_never_made(tmp_path: Path) -> None:
    logs.begin(tmp_path / "away")
    logs.info("window.begin")
    assert not (tmp_path / "away").exists()
    assert "window.begin" in logs.tail()
    (tmp_path / "away").mkdir()
    logs.info("data.open")
    assert [line.split()[-1] for line in log_of(tmp_path / "away").splitlines()] == [
        "window.begin",
        "data.open",
    ]


def test_the_files_stay_few_and_small(tmp_path: Path) -> None:
    logs.begin(tmp_path)
    for number in range(40_000):
        logs.error("some.thing", number=number)
    files = list((tmp_path / "log").iterdir())
    assert len(files) == 1 + logs.FILES_KEPT
    assert max(file.stat().st_size for file in files) <= logs.FILE_LIMIT + 200
    assert log_of(tmp_path).rstrip().endswith("number=39999")


@on_posix
def test_nobody_else_reads_the_log_and_no_link_leads_it_away(tmp_path: Path) -> None:
    logs.begin(tmp_path)
    logs.info("window.begin")
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "log" / "desktopcrm.log").stat().st_mode) == 0o600
    away = tmp_path / "other"
    (away / "log").mkdir(parents=True)
    (away / "log" / "desktopcrm.log").symlink_to(tmp_path / "victim")
    logs.begin(away)
    logs.info("window.begin")
    assert not (tmp_path / "victim").exists()


def test_a_folder_that_refuses_costs_only_the_file(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way", encoding="utf-8")
    logs.begin(tmp_path)
    logs.error("something.failed")
    assert "something.failed" in logs.tail()


def test_the_tail_tells_no_line_that_we_did_not_write(tmp_path: Path) -> None:
    logs.begin(tmp_path)
    logs.info("before")
    with (tmp_path / "log" / "desktopcrm.log").open("a", encoding="utf-8") as opened:
        opened.write(f"2026-05-20T10:00:00Z 1 info {SECRET}\n{SECRET}\n")
    logs.info("after")
    assert [line.split()[-1] for line in logs.tail().splitlines()] == ["before", "after"]


def test_a_death_of_the_interpreter_is_told_at_the_next_start(tmp_path: Path) -> None:
    program = (
        "import sys, ctypes; from pathlib import Path; from desktopcrm import logs\n"
        "logs.watch(); logs.begin(Path(sys.argv[1])); logs.info('window.begin')\n"
        "def falls(): ctypes.string_at(0)\n"
        "falls()"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=False)
    assert done.returncode != 0
    logs.begin(tmp_path)
    told = logs.tail()
    assert "fault.last_run" in told
    assert "falls" in told
    logs.begin(tmp_path / "elsewhere")
    logs.begin(tmp_path)
    assert log_of(tmp_path).count("fault.last_run") == 1, "told once"


def test_what_nobody_catches_in_a_thread_is_written_down(tmp_path: Path) -> None:
    program = (
        "import sys, threading; from pathlib import Path; from desktopcrm import logs\n"
        "logs.watch(); logs.begin(Path(sys.argv[1]))\n"
        "sys.excepthook = lambda kind, error, trace: logs.crash(error)\n"
        f"def work(): raise ValueError({SECRET!r})\n"
        "thread = threading.Thread(target=work); thread.start(); thread.join()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "builtins.ValueError" in log_of(tmp_path)
    assert SECRET not in log_of(tmp_path) + done.stderr


def test_a_crash_is_shown_with_what_led_up_to_it_but_not_twice(tmp_path: Path) -> None:
    logs.begin(tmp_path)
    for number in range(3):
        logs.info("some.thing", number=number)
        logs.crash(raised())
    told = logs.led_up(4).splitlines()
    assert told[-1].endswith("number=2")
    assert len(told) == 4


def test_what_a_menu_started_writes_outside_holds_no_words_of_the_user(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bug = raised()
    logs.begin(tmp_path)
    logs.told_outside(bug, logs.crash(bug))
    said = capfd.readouterr().err
    assert "builtins.KeyError" in said
    assert SECRET not in said
    logs.begin(tmp_path, "debug")
    logs.told_outside(bug, logs.crash(bug))
    assert SECRET in capfd.readouterr().err


def test_an_error_in_a_destructor_is_only_noted(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from desktopcrm import logs\n"
        "logs.watch(); logs.begin(Path(sys.argv[1]))\n"
        "class Falls:\n"
        f"    def __del__(self): raise ValueError({SECRET!r})\n"
        "one = Falls(); del one"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "builtins.ValueError" in log_of(tmp_path)
    assert done.stderr == ""
