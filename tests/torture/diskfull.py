"""T5: a disk that fills up, a file that vanishes, what may only be read, folders with odd names.

Nothing that was acknowledged may be lost, nothing may end in a traceback, every refusal is a sentence that names the
place. `n` is the number of levels to which the disk is filled, each with ten deeds; it needs a mount namespace.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from tests.torture import lost_places
from tests.torture.outcome import Options, Outcome

ROOT = Path(__file__).resolve().parents[2]
PATHS = 34
NAMESPACES = (("unshare", "-m"), ("unshare", "-r", "-m"))


def namespace() -> tuple[str, ...]:
    """How a process gets mounts of its own here; empty where it cannot."""
    if shutil.which("unshare") is None:
        return ()
    trial = ("sh", "-c", "mount -t tmpfs -o size=1m tmpfs /tmp")
    return next(
        (
            one
            for one in NAMESPACES
            if subprocess.run([*one, *trial], capture_output=True, check=False).returncode == 0
        ),
        (),
    )


def fill(outcome: Outcome, options: Options) -> None:
    """The small disk, in a process of its own."""
    way = namespace()
    if not way:
        outcome.figures["full disk skipped"] = "no mount namespaces here"
        return
    command = [*way, sys.executable, "-m", "tests.torture.full_disk", str(options.n), str(options.seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        outcome.failures.append(f"the tool itself: {done.stderr[-900:]}")
        return
    found = json.loads(done.stdout)
    outcome.tries += found["tries"]
    outcome.failures += found["failures"]
    outcome.figures |= {f"full disk: {what}": value for what, value in found["figures"].items()}
    outcome.figures["levels"] = options.n


def run(options: Options) -> Outcome:
    """`--with only=full`, `vanish`, `paths` or `rights`: that alone."""
    outcome, only = Outcome("diskfull"), options.more.get("only", "")
    if only in ("", "full"):
        fill(outcome, options)
    if only in ("", "vanish") and os.name == "posix":
        lost_places.vanish(outcome, options.n, random.Random(options.seed))
    if only in ("", "paths"):
        lost_places.odd_paths(outcome, min(PATHS, int(options.more.get("paths", PATHS))))
    if only in ("", "rights") and hasattr(os, "fork"):
        lost_places.read_only(outcome)
    return outcome
