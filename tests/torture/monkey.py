"""A monkey at the window: random acts on the sample accounts, while threads are late and pages are made anew.

Nothing may reach the hook for errors, Qt may not warn of anything, no process may crash or stand still. `n` acts in
processes of `EACH`, each on a copy of the data, each with the next seed. `--with sealed=yes`: encrypted, with locks;
`samples=no`: one account alone; `each=N`: so many in one process. A seed gives the same wishes again, not the same
moments: what it found may take some runs to come again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.services import encryption
from desktopcrm.services.encryption import SealWish
from tests.torture.monkey_window import PASSPHRASE
from tests.torture.outcome import Options, Outcome

ROOT = Path(__file__).resolve().parents[2]
EACH = 150
LAST = 20
PATIENCE_S = 900


def prepared(folder: Path, more: dict[str, str]) -> Path:
    """The data each process begins with."""
    app = App.open(folder)
    app.preferences.put("started", True)
    if more.get("samples") == "no":
        app.accounts.add("Kestrel Turbines")
    else:
        app.samples.add("en")
    app.close()
    if more.get("sealed") == "yes":
        encryption.seal(folder, SealWish(PASSPHRASE, encryption.new_recovery_key()))
    return folder


def let_loose(folder: Path, seed: int, acts: int) -> subprocess.CompletedProcess[str]:
    """One process to its end."""
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.torture.monkey_window"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}
    return subprocess.run(
        [*command, str(folder), str(seed), str(acts)],
        cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE_S, check=False,
    )  # fmt: skip


def judge(done: subprocess.CompletedProcess[str], seed: int, outcome: Outcome) -> None:
    """Count what was done; where it ended badly: seed, reason and the last acts."""
    lines = done.stdout.splitlines()
    outcome.count("acts", sum(line.startswith("act ") for line in lines))
    figures = next((line.split()[1:] for line in lines if line.startswith("figures ")), ["0", "0"])
    outcome.count("windows", int(figures[0]))
    outcome.count("refusals told", int(figures[1]))
    if done.returncode == 0 and "Traceback" not in done.stderr:
        return
    at = next((number for number, line in enumerate(lines) if line.startswith("wrong ")), len(lines))
    last = "\n    ".join(deque(lines[:at], maxlen=LAST))
    why = "\n    ".join(lines[at:]) or f"ended with {done.returncode}"
    outcome.failures.append(f"seed {seed}: {why}\n    {done.stderr[-3000:]}\n    last acts:\n    {last}")


def run(options: Options) -> Outcome:
    """`n` acts."""
    outcome = Outcome("monkey")
    each = int(options.more.get("each", EACH))
    with tempfile.TemporaryDirectory(prefix="monkey-") as name:
        data = prepared(Path(name) / "data", options.more)
        for number, begun in enumerate(range(0, options.n, each)):
            place = Path(name) / "run"
            shutil.copytree(data, place / "data")
            outcome.tries += 1
            seed = options.seed + number
            judge(let_loose(place / "data", seed, min(each, options.n - begun)), seed, outcome)
            shutil.rmtree(place)
    return outcome
