"""Runs the tests of a module against each mistake, in child processes on temporary copies of the tree.

A child begins with the libraries loaded (where the system can fork) and loads the program from its copy.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants, spread
from tests.mutation.targets import EQUIVALENT, ROOT, Target

COPIED = ("desktopcrm", "resources", "tests")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "fonts", "ui", "bench", "documents")
SETTINGS = "[pytest]\npythonpath = .\naddopts = -x -q --no-header --tb=short --import-mode=importlib -p no:cacheprovider\n"
LIBRARIES = [
    "pytest",
    "sqlalchemy",
    "sqlalchemy.dialects.sqlite",
    "sqlcipher3",
    "msgspec",
    "hypothesis.strategies",
]
SLOWEST = 300
"""Seconds after which a mistake counts as caught: it has put the tests into an endless loop."""

START = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class TestsFail(Exception):
    """The tests of a module fail without any mistake; the output is the message."""


@dataclass(frozen=True, slots=True)
class Verdict:
    mutant: Mutant
    caught: bool

    @property
    def excuse(self) -> str:
        """Why nobody can catch it, or empty."""
        return EQUIVALENT.get(self.mutant.key, "")

    @property
    def survives(self) -> bool:
        return not self.caught and not self.excuse


class Bench:
    """Copies of the tree, one for each job."""

    def __init__(self, folder: Path, jobs: int) -> None:
        self._free: queue.Queue[Path] = queue.Queue()
        for number in range(jobs):
            place = folder / str(number)
            for name in COPIED:
                shutil.copytree(ROOT / name, place / name, ignore=LEFT_OUT)
            (place / "pytest.ini").write_text(SETTINGS, encoding="utf-8")
            self._free.put(place)

    @contextmanager
    def place(self) -> Iterator[Path]:
        place = self._free.get()
        try:
            yield place
        finally:
            self._free.put(place)

    def is_caught(self, one: Target, source: str) -> tuple[bool, str]:
        """Whether a test fails with this source of the module; and what was printed."""
        with self.place() as place:
            file = place / one.file.relative_to(ROOT)
            kept = file.read_bytes()
            try:
                _write(file, source.encode("utf-8"))
                return _fails(place, one.test_files())
            finally:
                _write(file, kept)


def _write(file: Path, content: bytes) -> None:
    """Compiled files are told apart by second and size only: take the old one away."""
    file.write_bytes(content)
    for old in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        old.unlink()


def _fails(place: Path, files: list[str]) -> tuple[bool, str]:
    children = multiprocessing.get_context(START)
    if START == "forkserver":
        children.set_forkserver_preload(LIBRARIES)
    log = place / "said.txt"
    child = children.Process(target=_tests, args=(place, files, log))
    child.start()
    child.join(SLOWEST)
    if child.exitcode is None:
        child.kill()
        child.join()
        return True, ""
    return child.exitcode != 0, log.read_text(encoding="utf-8")


def _tests(place: Path, files: list[str], log: Path) -> None:
    """In the child: the tests, with everything of the program and of the tests taken from the copy."""
    os.chdir(place)
    os.environ |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "DESKTOPCRM_BOOTSTRAP": "off"}
    sys.path[:] = [str(place), *(one for one in sys.path if Path(one or ".").resolve() != ROOT)]
    for name in [one for one in sys.modules if one.split(".")[0] in ("desktopcrm", "tests")]:
        del sys.modules[name]
    import pytest

    with log.open("w", encoding="utf-8") as said, contextlib.redirect_stdout(said):
        code = pytest.main(["-c", "pytest.ini", "--rootdir", str(place), *files])
    os._exit(int(code))  # nothing of the parent is to be wound up here


def run(those: list[Target], limit: int = 0, jobs: int = 2) -> Iterator[Verdict]:
    """Every mistake (or `limit` of them a module) with its verdict. Raises `TestsFail`."""
    with tempfile.TemporaryDirectory(prefix="desktopcrm-mutation-") as folder:
        bench = Bench(Path(folder), jobs)
        for one in those:
            failed, said = bench.is_caught(one, one.file.read_text(encoding="utf-8"))
            if failed:
                raise TestsFail(f"{one.module}\n{said}")
            chosen = spread(mutants(one.file, one.module), limit)
            with ThreadPoolExecutor(jobs) as pool:
                yield from pool.map(partial(_judge, bench, one), chosen)


def _judge(bench: Bench, one: Target, mutant: Mutant) -> Verdict:
    return Verdict(mutant, bench.is_caught(one, mutant.source())[0])
