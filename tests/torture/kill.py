"""T1, T3: kills the program during a deed, at a random moment or at a random system call, and looks what is left.

`--with during=commit|backup|…|every sealed=yes|no`; the deeds stand in `deeds` and `export_deeds`. Each kill: nothing
that was acknowledged is missing, nothing is half there, the folder opens. Every folder is worked on over and over, so
that a kill also meets what another one left.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from tests.torture import kill_deeds
from tests.torture.nursery import Order
from tests.torture.outcome import Options, Outcome
from tests.torture.watcher import Call, Nursery, Told, can_trace, lacking
from tests.torture.workload import look

STEPS = "40"
FOLDER_LIVES = 20
"""Kills of one folder before a new one is begun."""

KEY = bytes(range(32))


class Kills:
    """`n` kills of the deed `commit` in folders below `place`."""

    def __init__(self, options: Options, place: Path, nursery: Nursery) -> None:
        self._options = options
        self._place = place
        self._nursery = nursery
        self._random = random.Random(options.seed)
        self._key = KEY if options.more.get("sealed") == "yes" else None
        self._traces = can_trace() and options.more.get("by") != "time"
        self.outcome = Outcome("kill")

    def order(self, folder: Path) -> Order:
        key = self._key.hex() if self._key else ""
        seed = self._random.randrange(1 << 30)
        steps = self._options.more.get("steps", STEPS)
        return {"deed": "commit", "folder": str(folder), "key": key, "seed": seed, "steps": steps}

    def run(self) -> Outcome:
        measured = self._nursery.whole(self.order(self._place / "measure"))
        calls = (
            self._nursery.calls(self.order(self._place / "count"), self._place / "calls")
            if self._traces
            else 0
        )
        state = ""
        for number in range(self._options.n):
            folder = self._place / f"data-{number // FOLDER_LIVES}"
            if number % FOLDER_LIVES == 0:
                state = ""
            state = self._one(folder, state, self._fate(measured.took, calls))
            if (number + 1) % FOLDER_LIVES == 0:
                shutil.rmtree(folder)
        return self.outcome

    def _fate(self, seconds: float, calls: list[Call]) -> float | Call:
        """A moment in seconds, or a system call."""
        if calls and self._random.random() < 0.5:
            return self._random.choice(calls)
        return self._random.uniform(0, seconds)

    def _one(self, folder: Path, before: str, fate: float | Call) -> str:
        order = self.order(folder)
        if isinstance(fate, tuple):
            told = self._nursery.at_call(order, fate)
        else:
            told = self._nursery.after(order, fate)
        self.outcome.tries += 1
        self.outcome.count("by system call" if isinstance(fate, tuple) else "by time")
        self.outcome.count("acknowledged", max(told.acknowledged, 0))
        self.outcome.count("ended before the kill", int(told.finished))
        return self.judge(folder, before, told, f"seed {order['seed']}, {fate}")

    def judge(self, folder: Path, before: str, told: Told, case: str) -> str:
        if told.error:
            self.outcome.failures.append(f"{case}: the program failed by itself: {told.error}")
        try:
            state = look(folder, self._key)
        except Exception as error:  # noqa: BLE001 - whatever stands in the way of opening is what is looked for
            self.outcome.failures.append(f"{case}: does not open: {error!r}")
            return ""
        self.outcome.count("opened")
        if told.states and before not in ("", told.states[0]):
            self.outcome.failures.append(f"{case}: opening it once more changed it")
        if state not in (told.allowed() or {before or state}):
            what = "lost or half done" if state not in told.states else "lost"
            self.outcome.failures.append(f"{case}: {what} after {told.acknowledged} acknowledged")
        return state


def run(options: Options) -> Outcome:
    """Kill `n` times."""
    reason = lacking()
    if reason:
        return Outcome("kill", figures={"skipped": reason})
    with tempfile.TemporaryDirectory(prefix="desktopcrm-kill-") as place, Nursery() as nursery:
        if options.more.get("during", "commit") == "commit":
            return Kills(options, Path(place), nursery).run()
        return kill_deeds.each(kill_deeds.run, options, Path(place), nursery)
