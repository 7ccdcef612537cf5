"""Watches one child of the nursery: lets it run for a while or up to a system call, kills it, reads what it told."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.torture.nursery import Order

ROOT = Path(__file__).resolve().parents[2]
CHANGING = (
    "openat", "write", "pwrite64", "writev", "ftruncate", "fsync", "fdatasync", "rename", "renameat", "renameat2",
    "unlink", "unlinkat", "mkdir", "rmdir", "link", "chmod", "fchmod", "close", "sendfile", "copy_file_range",
)  # fmt: skip
"""System calls between which a kill can make a difference."""

Call = tuple[str, int]
"""The n-th call of a name: strace counts each name by itself."""
_CALL = re.compile(r"\d+ +(\w+)\(")
PATIENCE = 120.0


def lacking() -> str:
    """Why this machine cannot do it; empty where it can."""
    return "" if hasattr(os, "fork") else "a system without fork: children cannot be brought up fast enough"


def can_trace() -> bool:
    """Whether system calls can be watched here."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False)
    return tried.returncode == 0


@dataclass(slots=True)
class Told:
    """What a child said before its end. `states`: fingerprints of what it meant to store, by number."""

    states: list[str] = field(default_factory=list)
    acknowledged: int = -1
    finished: bool = False
    error: str = ""
    took: float = 0.0

    def hear(self, line: str) -> None:
        what, _, rest = line.partition(" ")
        if what == "intent":
            self.states.append(rest.split()[1])
        elif what == "done":
            self.acknowledged = int(rest)
        elif what == "finished":
            self.finished = True
        elif what == "error":
            self.error = json.loads(rest)

    def allowed(self) -> set[str]:
        """The state acknowledged last, or one more that may have been stored just before the end."""
        return set(self.states[max(self.acknowledged, 0) :])


class Nursery:
    """The process that forks; a context. `low`: leave the machine to others."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "DESKTOPCRM_BOOTSTRAP": "off", "QT_QPA_PLATFORM": "offscreen"},
        )
        self._rest = b""
        self._expect("ready")

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        self._into().close()
        self._process.wait(PATIENCE)
        self._out().close()

    def _into(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _out(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _line(self, until: float) -> str | None:
        """The next line; `None` where there is none by then."""
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._out()], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                return None
            found = os.read(self._out().fileno(), 65536)
            if not found:
                raise RuntimeError("the nursery itself has died")
            self._rest += found
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()

    def _expect(self, word: str) -> str:
        line = self._line(time.monotonic() + PATIENCE)
        if line is None or not line.startswith(word):
            raise RuntimeError(f"expected {word!r}, got {line!r}")
        return line

    def _order(self, order: Order) -> int:
        self._into().write(json.dumps(order).encode() + b"\n")
        self._into().flush()
        return int(self._expect("pid").split()[1])

    def whole(self, order: Order) -> Told:
        """Let a child do its deed to the end."""
        self._order(order)
        return self._hear(Told(), PATIENCE)

    def after(self, order: Order, seconds: float) -> Told:
        """Kill it that long after it began."""
        child = self._order(order)
        told = Told()
        if self._expect("begin"):
            told = self._hear(told, seconds, child)
        return told

    def traced(self, order: Order, *options: str) -> Told:
        """Let strace watch it; with an injected signal it dies at that call."""
        child = self._order({**order, "watched": True})
        command = ["strace", "-f", "-qq", *options, "-p", str(child)]
        tracer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            return self._hear(Told(), PATIENCE)
        finally:
            tracer.wait(PATIENCE)

    def at_call(self, order: Order, call: Call) -> Told:
        """Kill it as it enters this system call."""
        name, number = call
        return self.traced(
            order, "-o", os.devnull, "-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={number}"
        )

    def calls(self, order: Order, file: Path) -> list[Call]:
        """All such calls that the deed makes until it says that it is done."""
        told = self.traced(order, "-o", str(file), "-e", f"trace={','.join(CHANGING)}")
        if told.error:
            raise RuntimeError(told.error)
        seen: Counter[str] = Counter()
        found = []
        for line in file.read_text(encoding="utf-8", errors="replace").partition('"finished')[0].splitlines():
            name = _CALL.match(line)
            if name:
                seen[name[1]] += 1
                found.append((name[1], seen[name[1]]))
        return found

    def _hear(self, told: Told, seconds: float, child: int | None = None) -> Told:
        """Read to the end; after `seconds` the child is killed (a deed without a killer must be done by then)."""
        began = time.monotonic()
        until = began + seconds
        while True:
            line = self._line(until)
            if line is None and child is None:
                raise RuntimeError("a deed does not come to an end")
            if line is None and child is not None:
                os.kill(child, signal.SIGKILL)
                child, until = None, time.monotonic() + PATIENCE
                continue
            assert line is not None
            if line.startswith("end "):
                return told
            if line == "begin":
                began = time.monotonic()
            told.hear(line)
            told.took = time.monotonic() - began
