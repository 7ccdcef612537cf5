"""Gives DesktopCRM its own Python: makes `.venv`, installs the pinned packages, runs the same command again inside it.

Standard library only, because nothing else is there yet. Knows pins, folders and installers; knows nothing of what is started.
`DESKTOPCRM_BOOTSTRAP=off` leaves the running Python alone (packagers, and developers with a Python of their own).
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktopcrm.start_errors import StartError, say, sentence

ROOT = Path(__file__).resolve().parent.parent
GUARD = "DESKTOPCRM_ENTERING"  # set for the one moment between leaving this Python and arriving in the other
FOREIGN = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")  # settings of another Python
NETWORK_MARKS = (
    "NewConnectionError", "name resolution", "Network is unreachable", "ConnectTimeout", "ProxyError", "Connection refused",
    "dns error", "error sending request", "Failed to fetch", "Connection reset", "getaddrinfo", "timed out",
)  # fmt: skip
NO_CONSOLE = 0x08000000 if sys.platform == "win32" else 0  # started without one, the installers open none
QUIETLY = ("--quiet", "--no-input", "--disable-pip-version-check")
PATH_MARKS = ("Windows Long Path support", "os error 206", "WinError 206")
WHEEL_MARKS = (
    "No matching distribution found for ",
    "Could not find a version that satisfies the requirement ",
)


@dataclass(frozen=True, slots=True)
class Home:
    """One virtual environment and what belongs into it."""

    folder: Path
    pins: Path

    @property
    def python(self) -> Path:
        """The interpreter inside."""
        if sys.platform == "win32":
            windowed = Path(sys.executable).name.lower() == "pythonw.exe"
            return self.folder / "Scripts" / ("pythonw.exe" if windowed else "python.exe")
        return self.folder / "bin" / "python"

    @property
    def mark(self) -> Path:
        """File that says: this environment is ours."""
        return self.folder / "desktopcrm-home"

    @property
    def stamp(self) -> Path:
        """File that says what was last installed completely for these pins."""
        return (
            self.folder / f"desktopcrm-{self.pins.parent.name if self.pins.parent != ROOT else 'app'}.stamp"
        )

    @property
    def log(self) -> Path:
        """What the installer said."""
        return self.folder / "desktopcrm-install.log"

    def ready(self) -> bool:
        """Installed with exactly these pins for this Python."""
        return self.python.exists() and _read(self.stamp) == wanted_stamp(self.pins)

    def entered(self) -> bool:
        """This process already runs inside."""
        return Path(sys.prefix).resolve() == self.folder.resolve()


def enter(pins: str) -> None:
    """Return when this process runs with the packages of the file `pins`; otherwise install them and start again inside.

    Raises StartError where the user has to do something first.
    """
    arriving = os.environ.pop(GUARD, None)
    if os.environ.get("DESKTOPCRM_BOOTSTRAP") == "off" or getattr(sys, "frozen", False):
        return
    home = Home(choose_folder(ROOT / pins), ROOT / pins)
    if not home.ready():
        with _alone(home.folder):
            if not home.ready():
                prepare(home)
    if home.entered():
        return
    if arriving is not None:
        raise StartError("start.broken", folder=str(home.folder))
    _run_again(home)


def interpreter() -> str:
    """Which Python this is, the same inside and outside of its virtual environments."""
    return f"{sys.implementation.cache_tag} {sysconfig.get_platform()}"


def wanted_stamp(pins: Path) -> str:
    """Hash of pins, project description and interpreter."""
    told = hashlib.sha256(interpreter().encode())
    for file in (pins, ROOT / "pyproject.toml"):
        told.update(file.read_bytes())
    return told.hexdigest()


def choose_folder(pins: Path) -> Path:
    """`.venv` beside main.py; where that cannot be ours, a folder in the user's cache."""
    first = ROOT / ".venv"
    second = _cache() / f"venv-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}"
    for folder in (first, second):
        home = Home(folder, pins)
        usable = home.ready() or os.access(folder, os.W_OK)
        if usable if home.mark.exists() else _can_make(folder):
            return folder
    raise StartError("start.no_folder", first=str(first), second=str(second))


def prepare(home: Home) -> None:
    """Bring the environment to its pins; one line on stderr says so."""
    say(sentence("start.updating" if home.mark.exists() else "start.preparing"))
    uv = shutil.which("uv")
    same_python = home.python.exists() and _read(home.mark) == interpreter()
    if not same_python:
        _make_empty(home)
    home.log.write_bytes(b"")
    if not (uv and _with_uv(home, uv, same_python)):
        _with_pip(home, same_python)
    _compile_own_code(home)
    home.stamp.write_text(wanted_stamp(home.pins), encoding="utf-8")


def _make_empty(home: Home) -> None:
    try:
        if home.folder.exists():
            shutil.rmtree(home.folder)
        home.folder.mkdir(parents=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StartError("start.folder_busy", folder=str(home.folder), reason=reason) from error
    home.mark.write_text(interpreter(), encoding="utf-8")


def _with_uv(home: Home, uv: str, same_python: bool) -> bool:
    """False where uv is too old or broken: pip gets its turn then."""
    made = [
        uv,
        "venv",
        "--quiet",
        "--allow-existing",
        "--no-project",
        "--python",
        sys.executable,
        str(home.folder),
    ]
    if not same_python and _told(made, home) != 0:
        return False
    install = [uv, "pip", "install", "--quiet", "--python", str(home.python), "--compile-bytecode"]
    return _told([*install, "--only-binary", ":all:", "--require-hashes", "-r", str(home.pins)], home) == 0


def _with_pip(home: Home, same_python: bool) -> None:
    has_pip = same_python and _told([str(home.python), "-m", "pip", "--version"], home) == 0
    if not has_pip:
        _require_ensurepip()
        if _told([sys.executable, "-m", "venv", str(home.folder)], home) != 0:
            raise StartError("start.install_failed", log=str(home.log))
    install = [str(home.python), "-m", "pip", "install", *QUIETLY]
    if _told([*install, "--only-binary", ":all:", "--require-hashes", "-r", str(home.pins)], home) != 0:
        raise _why(home)


def _require_ensurepip() -> None:
    from importlib.util import find_spec

    if find_spec("ensurepip") and find_spec("venv"):
        return
    from desktopcrm.start_checks import venv_command

    command = venv_command()
    if command is None:
        raise StartError("start.no_venv_module")
    raise StartError("start.no_venv", command=command)


def _told(command: Sequence[str], home: Home) -> int:
    """Run an installer; what it says goes into the log."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    }
    with home.log.open("ab") as log:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
            env=environment,
            creationflags=NO_CONSOLE,
        )
    return done.returncode


def _why(home: Home) -> StartError:
    """What stopped pip, in a sentence the user can act on."""
    told = home.log.read_text(encoding="utf-8", errors="replace")
    if any(mark in told for mark in NETWORK_MARKS):
        return StartError("start.no_network", log=str(home.log))
    if any(mark in told for mark in PATH_MARKS):
        return StartError("start.path_too_long", folder=str(ROOT))
    for mark in WHEEL_MARKS:
        if mark in told:
            package = told.rsplit(mark, 1)[1].split()[0].split("==")[0]
            return StartError("start.no_wheel", package=package, log=str(home.log))
    return StartError("start.install_failed", log=str(home.log))


def _compile_own_code(home: Home) -> None:
    folders = [str(ROOT / name) for name in ("desktopcrm", "ui")]
    _told([str(home.python), "-m", "compileall", "-q", *folders], home)


def _run_again(home: Home) -> None:
    """The same command line inside the environment; does not return."""
    command = [str(home.python), "-X", "utf8", *sys.orig_argv[1:]]
    environment = {**os.environ, GUARD: "1"}
    environment.pop("__PYVENV_LAUNCHER__", None)
    if sys.platform != "win32":
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os.execve(command[0], command, environment)  # noqa: S606
    try:  # Windows starts a second process where others replace the first one
        sys.exit(subprocess.run(command, check=False, env=environment).returncode)
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two first starts at once: the second one waits. The system frees the lock when a process dies."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("a+b") as lock:
        _wait_for(lock)
        yield


def _wait_for(lock: BinaryIO) -> None:
    if sys.platform != "win32":
        import fcntl

        return fcntl.flock(lock, fcntl.LOCK_EX)
    import msvcrt

    while True:
        try:
            return msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        except OSError as error:  # it gives up after ten seconds, and an installation takes longer
            if error.errno != errno.EDEADLK:
                raise


def _cache() -> Path:
    named = os.environ.get("DESKTOPCRM_CACHE")
    if named:
        return Path(named).expanduser().absolute()
    if sys.platform == "win32":
        return (
            Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "DesktopCRM" / "Cache"
        )
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "DesktopCRM"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "DesktopCRM"


def _can_make(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True)
        folder.rmdir()
    except OSError:
        return False
    return True


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""
