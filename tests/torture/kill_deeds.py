"""T3: kills a deed that is more than a commit (backup, restore, encryption, import, erase, exports).

Afterwards the folder must be exactly what it was before or exactly what it is after; and whoever does the deed once
more must come to its end.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.torture.deeds import OLD, prepared
from tests.torture.export_deeds import ALL
from tests.torture.nursery import Order
from tests.torture.outcome import Options, Outcome
from tests.torture.standing import Standing
from tests.torture.watcher import Call, Nursery, Told, can_trace

Found = tuple[Standing, str]
BY_CALL = 0.7
"""Share of kills at a system call: between two of them nothing changes on the disk."""


def same(one: Found, other: Found) -> bool:
    return one[0].same(other[0]) and one[1] == other[1]


class Try:
    """One deed, with a folder to copy, and what is right before and after it."""

    def __init__(self, options: Options, place: Path, nursery: Nursery) -> None:
        self.name = options.more["during"]
        self.deed = ALL[self.name]
        self._nursery = nursery
        self._place = place
        is_sealed = self.deed.only == "sealed" or (
            options.more.get("sealed") == "yes" and self.deed.only != "plain"
        )
        self.template = place / "template"
        key = prepared(self.template, is_sealed)
        self._key = key.hex() if key else ""
        if self.deed.file:
            (self.template / "out" / self.deed.file).write_bytes(OLD)
        self.deed.lay(self.template)
        looked_at = self.fresh("looked at")
        self.before = self.deed.look(looked_at)
        shutil.rmtree(looked_at)
        self.took = self._whole()

    def order(self, folder: Path) -> Order:
        return {"deed": self.name, "folder": str(folder), "key": self._key}

    def fresh(self, name: str) -> Path:
        """A copy of the folder as it was prepared."""
        folder = self._place / name
        shutil.copytree(self.template, folder)
        return folder

    def _whole(self) -> float:
        folder = self.fresh("whole")
        told = self._nursery.whole(self.order(folder))
        if told.error:
            raise RuntimeError(told.error)
        self.after = self.deed.look(folder)
        shutil.rmtree(folder)
        return told.took

    def calls(self) -> list[Call]:
        folder = self.fresh("counted")
        found = self._nursery.calls(self.order(folder), self._place / "calls")
        shutil.rmtree(folder)
        return found

    def complaint(self, folder: Path, told: Told) -> str:
        """What is wrong with a folder that the deed was cut off in; empty where nothing is."""
        if told.error:
            return f"the program failed by itself: {told.error}"
        return self.wrong(folder, told.finished)

    def wrong(self, folder: Path, must_be_done: bool) -> str:
        """The same where it is known whether the deed had come to its end."""
        try:
            found = self.deed.look(folder)
            self.deed.then(folder, found[0].key)
            again = self.deed.look(folder)
        except Exception as error:  # noqa: BLE001 - whatever stands in the way is what is looked for
            return f"does not open, or is not whole: {error!r}"
        if not same(found, again):
            return f"differs after it was opened: {found}, {again}"
        if same(found, self.after):
            return ""
        if must_be_done:
            return f"it was finished, and is not there: {found}"
        if not same(found, self.before):
            return f"neither before nor after: {found} is not {self.before} or {self.after}"
        told = self._nursery.whole(self.order(folder))
        if told.error:
            return f"cannot be done once more: {told.error}"
        return self.wrong(folder, must_be_done=True)


def run(options: Options, place: Path, nursery: Nursery) -> Outcome:
    """Kill the deed `n` times."""
    outcome, chance = Outcome("kill"), random.Random(options.seed)
    outcome.figures["during"] = options.more["during"]
    tried = Try(options, place, nursery)
    calls = tried.calls() if can_trace() else []
    outcome.figures["calls"] = len(calls)
    for number in range(options.n):
        folder = tried.fresh(f"data-{number}")
        if calls and chance.random() < BY_CALL:
            call = chance.choice(calls)
            told, fate = nursery.at_call(tried.order(folder), call), str(call)
        else:
            seconds = chance.uniform(0, tried.took)
            told, fate = nursery.after(tried.order(folder), seconds), f"{seconds:.3f} s"
        outcome.tries += 1
        outcome.count("ended before the kill", int(told.finished))
        complaint = tried.complaint(folder, told)
        if complaint:
            outcome.failures.append(f"{tried.name}, {fate}: {complaint}")
        shutil.rmtree(folder)
    return outcome


Run = Callable[[Options, Path, Nursery], Outcome]


def each(run_one: Run, options: Options, place: Path, nursery: Nursery) -> Outcome:
    """One deed, or with `during=every` all of them, `n` times each."""
    if options.more["during"] != "every":
        return run_one(options, place, nursery)
    outcome = Outcome("every deed")
    for name in ALL:
        folder = place / name
        folder.mkdir()
        found = run_one(Options(options.n, options.seed, {**options.more, "during": name}), folder, nursery)
        shutil.rmtree(folder)
        outcome.tool, outcome.tries = found.tool, outcome.tries + found.tries
        outcome.failures += found.failures
        outcome.figures[name] = found.tries
    return outcome
