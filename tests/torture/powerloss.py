"""T2: cuts the power while the program writes, thousands of times, from a few recordings of what it asks the disk for.

The program's system calls are recorded; the files are built again as a disk may hold them when the power goes
anywhere in between: what was synced, and of the rest any sectors. `--with synchronous=NORMAL` must find losses, or
the tool proves nothing. `sealed=yes`: an encrypted file; `during=backup|…|every`: another deed than commits.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.torture.deeds import build
from tests.torture.forgetful_disk import Disk
from tests.torture.kill import KEY
from tests.torture.nursery import Order
from tests.torture.outcome import Options, Outcome
from tests.torture.recording import CALLS, OPTIONS, Event, Reader
from tests.torture.watcher import Nursery, Told, can_trace, lacking
from tests.torture.workload import glance, look

STEPS = "60"
Cut = tuple[Told, dict[str, bytes]]
CUTS_OF_ONE = 250
"""Cuts of one recording."""
WHOLE_EACH = 10
"""Every so many times the whole application is opened, else its database alone."""


def _memory() -> str | None:
    """A place in memory, where there is one: thousands of folders are built."""
    shared = Path("/dev/shm")
    return str(shared) if shared.is_dir() else None


def recorded(nursery: Nursery, order: Order, trace: Path) -> list[Event]:
    """What a child asks the disk for during a deed, and what it tells."""
    before = Reader(Path(str(order["folder"])))
    told = nursery.traced(order, *OPTIONS, "-o", str(trace), "-e", f"trace={CALLS}")
    if told.error:
        raise RuntimeError(told.error)
    found = list(before.events(trace))
    trace.unlink()
    return found


def cuts(disk: Disk, events: list[Event], many: int, chance: random.Random) -> Iterator[Cut]:
    """What was told, and the files as they are found, at each of so many moments."""
    moments = sorted(chance.randint(1, len(events)) for _ in range(many))
    told = Told()
    for number, event in enumerate(events, 1):
        if event.what == "tell":
            for line in event.data.decode().splitlines():
                told.hear(line)
        else:
            disk.do(event)
        while moments and moments[0] == number:
            moments.pop(0)
            yield told, disk.after_cut(chance)


class PowerLoss:
    """Records, cuts, opens, compares."""

    def __init__(self, options: Options, place: Path, nursery: Nursery) -> None:
        self._options = options
        self._place = place
        self._nursery = nursery
        self._random = random.Random(options.seed)
        self._key = KEY if options.more.get("sealed") == "yes" else None
        self.outcome = Outcome("powerloss", figures={"lost": 0, "not opened": 0, "half": 0})

    def run(self) -> Outcome:
        left = self._options.n
        while left > 0:
            many = min(left, CUTS_OF_ONE)
            self._recording(many)
            left -= many
        return self.outcome

    def _recording(self, many: int) -> None:
        folder = self._place / "data"
        seed = self._random.randrange(1 << 30)
        order = {"deed": "commit", "folder": str(folder), "key": self._key.hex() if self._key else ""}
        order |= {"synchronous": self._options.more.get("synchronous", "")}
        if self._nursery.whole({**order, "seed": seed, "steps": 10}).error:
            raise RuntimeError("the program fails by itself")
        disk = Disk(folder)
        steps = self._options.more.get("steps", STEPS)
        events = recorded(self._nursery, {**order, "seed": seed + 1, "steps": steps}, self._place / "calls")
        self.outcome.count("recordings")
        self.outcome.count("calls", len(events))
        for told, files in cuts(disk, events, many, self._random):
            self._judge(told, files, f"seed {seed}")
        shutil.rmtree(folder)

    def _judge(self, told: Told, files: dict[str, bytes], case: str) -> None:
        self.outcome.tries += 1
        folder = self._place / "found"
        build(folder, files)
        case = f"{case}, after {told.acknowledged} acknowledged"
        try:
            open_it = glance if self.outcome.tries % WHOLE_EACH else look
            state = open_it(folder, self._key)
        except Exception as error:  # noqa: BLE001 - whatever stands in the way of opening is what is looked for
            self._wrong("not opened", f"{case}: {error!r}")
        else:
            if told.states and state not in told.states:
                self._wrong("half", f"{case}: a state that never was")
            elif told.states and state not in told.allowed():
                self._wrong("lost", f"{case}: back at {told.states.index(state)}")
        shutil.rmtree(folder)

    def _wrong(self, what: str, sentence: str) -> None:
        self.outcome.count(what)
        self.outcome.failures.append(f"{what}: {sentence}")


def run(options: Options) -> Outcome:
    """Cut the power `n` times."""
    reason = lacking() or ("" if can_trace() else "no strace here, or it may not watch")
    if reason:
        return Outcome("powerloss", figures={"skipped": reason})
    with (
        tempfile.TemporaryDirectory(prefix="desktopcrm-power-", dir=_memory()) as place,
        Nursery() as nursery,
    ):
        if options.more.get("during", "commit") == "commit":
            return PowerLoss(options, Path(place), nursery).run()
        from tests.torture import kill_deeds, power_deeds

        return kill_deeds.each(power_deeds.run, options, Path(place), nursery)
