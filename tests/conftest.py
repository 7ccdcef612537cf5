"""Guards over every test: no network, no trace in the user's own folders, the same random examples, hour and tongue every time."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
TOOLS = {
    "pdftotext": "poppler-utils",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "qpdf": "qpdf",
}
SOCKET_EVENTS = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.getaddrinfo",
    "socket.gethostbyname",
)

SET_BY_USERS = (
    "LANGUAGE",
    "COLUMNS",
    "LINES",
    "FORCE_COLOR",
    "NO_COLOR",
    "PYTHON_COLORS",
    "PYTHONIOENCODING",
    "XDG_SESSION_ID",
)
ZONE = "<NOON>"

_opened: list[str] = []


def _watch_sockets(event: str, details: tuple[object, ...]) -> None:
    internet = event == "socket.__new__" and details[1] in (socket.AF_INET, socket.AF_INET6)
    if event in SOCKET_EVENTS or internet:
        _opened.append(f"{event} {details[1:] if event.startswith('socket.connect') else details}")
        raise PermissionError(f"a test tried to use the network: {event}")


def _own_home() -> Path:
    """A home folder of this run; everything the application would write for the user lands there."""
    home = Path(tempfile.mkdtemp(prefix="desktopcrm-tests-"))
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(home)
    for name in ("DATA", "CACHE", "CONFIG", "STATE", "RUNTIME"):
        folder = home / f"xdg-{name.lower()}"
        folder.mkdir(mode=0o700)
        os.environ[f"XDG_{name}_{'DIR' if name == 'RUNTIME' else 'HOME'}"] = str(folder)
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)  # no test asks the keyring of this machine
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={home / 'no-bus'}"  # nor is locked with its screen
    os.environ["DESKTOPCRM_DATA"] = str(home / "data")
    os.environ["DESKTOPCRM_CACHE"] = str(home / "cache")
    return home


def _same_world() -> None:
    """What the machine or its user have set and no test is about: language, look of windows, width of terminals."""
    for name in list(os.environ):
        if name.startswith(("LC_", "QT_")) or name in SET_BY_USERS:
            del os.environ[name]
    os.environ["LANG"] = "C.UTF-8"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _noon() -> None:
    """In the zone of this run it is noon: no day ends and no clock is put forward or back while it lasts."""
    is_worker = os.environ.get("TZ", "").startswith(ZONE)  # and keeps the zone of the run
    if is_worker or not hasattr(time, "tzset"):
        return
    os.environ["TZ"] = f"{ZONE}{time.gmtime().tm_hour - 12:+d}"  # hours behind, as the standard has it
    time.tzset()


def pytest_configure(config: pytest.Config) -> None:
    """Before anything of the application is imported."""
    _same_world()
    _noon()
    os.environ["DESKTOPCRM_BOOTSTRAP"] = "off"  # child processes use the Python the tests run on
    home = _own_home()
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    settings.register_profile(
        "suite", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.register_profile("search", deadline=None, database=None, max_examples=1000)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
    sys.addaudithook(_watch_sockets)


def pytest_collection(session: pytest.Session) -> None:
    """Of several workers each begins with files of its own: pytest rewrites every file, and what one has written the others read."""
    worker = getattr(session.config, "workerinput", None)
    if worker is None or sys.dont_write_bytecode:
        return
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    for file in files[int(worker["workerid"].removeprefix("gw")) :: worker["workercount"]]:
        with suppress(Exception, pytest.skip.Exception):  # is told where the file is collected
            import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: nobody looks through it for garbage again."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests marked `tools` need poppler and qpdf: the CI installs them, a laptop may lack them."""
    if item.get_closest_marker("tools") is None:
        return
    missing = sorted({package for tool, package in TOOLS.items() if shutil.which(tool) is None})
    if missing and os.environ.get("CI"):
        pytest.fail(f"the CI machine lacks {', '.join(missing)}")
    if missing:
        pytest.skip(f"needs {', '.join(missing)} on this machine")


@pytest.fixture(autouse=True)
def no_socket() -> Iterator[None]:
    """No test opens a socket (T13): the product has no use for one."""
    _opened.clear()
    yield
    assert _opened == [], "the network was used"


@pytest.fixture(scope="session", autouse=True)
def decided_cost() -> tuple[int, int, int]:
    """What a passphrase costs as decided; the tests pay less, save those that are about it (`Slot` keeps what was paid)."""
    from desktopcrm.storage import key_slots

    decided = (key_slots.MEMORY_KIB, key_slots.PASSES, key_slots.LANES)
    key_slots.MEMORY_KIB, key_slots.PASSES = 1024, 1
    return decided


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of main.py."""
    return ROOT


# the socket module is loaded before the guard, so that its own start is not taken for a use
assert socket.AF_INET


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--open-files-stay",
        action="store_true",
        help="refuse the product what Windows would: to rename, replace or delete a file that it holds open",
    )


@pytest.fixture(autouse=True)
def rule_of_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """With the option, whatever the product does to a file that it holds open itself is an error."""
    if not request.config.getoption("open_files_stay"):
        yield
        return
    from tests import open_files

    with open_files.held_by_rule() as refused:
        yield
    assert refused == [], "Windows would have refused"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A second place for backups."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def drawer(tmp_path: Path) -> Path:
    """Where the stick lies when it is not connected."""
    return tmp_path / "drawer"
