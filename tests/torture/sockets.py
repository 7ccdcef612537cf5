"""T13: the whole suite in a process that the kernel kills where it asks for an internet socket.

`--with what=walk`: only a walk through the product. `n` is how often. `--with paths=A,B`: only that part of the suite.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.torture.deaf import DEATH, lacking
from tests.torture.outcome import Options, Outcome

ROOT = Path(__file__).resolve().parents[2]
SUITE = ("-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "-p", "no:cacheprovider")
OPENS = "import socket; socket.socket(socket.AF_INET6 if {six} else socket.AF_INET, socket.SOCK_{kind})"
NAMELESS = "import socket; socket.socketpair(); socket.socket(socket.AF_UNIX)"


def deaf(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A Python without a network."""
    command = [sys.executable, "-m", "tests.torture.deaf", *arguments]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DESKTOPCRM_BOOTSTRAP": "off"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def guard_holds() -> list[str]:
    """What is wrong with the guard itself: it must kill for the internet, and for nothing else."""
    ways = [(six, kind) for six in (True, False) for kind in ("STREAM", "DGRAM")]
    wrong = [
        f"a socket was opened: IPv6 {six}, {kind}"
        for six, kind in ways
        if deaf("-c", OPENS.format(six=six, kind=kind)).returncode != DEATH
    ]
    if deaf("-c", NAMELESS).returncode != 0:
        wrong.append("a local socket was refused")
    return wrong


def walk(pages: int = 99) -> str:
    """What went wrong on the walk, which opens so many pages of the window."""
    with tempfile.TemporaryDirectory(prefix="sockets-") as place:
        done = deaf("-m", "tests.torture.socket_walk", place, str(pages))
    if done.returncode == DEATH:
        return "an internet socket was asked for on the walk"
    return "" if done.stdout.endswith("walked\n") else f"the walk ended early: {done.stderr[-500:]}"


def suite(outcome: Outcome, paths: str) -> str:
    """What went wrong in the suite, or in a part of it."""
    done = deaf(*SUITE, *paths.split(","))
    asked = sum(done.stdout.count(one) for one in ("SIGSYS", "Bad system call", "' crashed"))
    outcome.count("sockets", asked + (done.returncode == DEATH))
    outcome.figures["suite"] = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "nothing"
    return "" if done.returncode == 0 else f"the suite ended with {done.returncode}: {done.stdout[-800:]}"


def run(options: Options) -> Outcome:
    """`n` walks, and the suite once unless only the walk is wanted."""
    outcome = Outcome("sockets")
    if reason := lacking():
        outcome.figures["skipped"] = reason
        return outcome
    outcome.failures += guard_holds()
    outcome.figures["sockets"] = 0
    tries = options.n if options.more.get("what") == "walk" else 1
    for _ in range(tries):
        outcome.tries += 1
        said = walk()
        outcome.failures += filter(None, [said])
        outcome.count("sockets", int("internet socket" in said))
    if options.more.get("what") != "walk":
        outcome.tries += 1
        outcome.failures += filter(None, [suite(outcome, options.more.get("paths", "tests"))])
    return outcome
