"""Power cuts during a deed that is more than a commit: before or after, and after it once it was told to be done."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.torture.deeds import build
from tests.torture.forgetful_disk import Disk
from tests.torture.kill_deeds import Try
from tests.torture.outcome import Options, Outcome
from tests.torture.powerloss import cuts, recorded
from tests.torture.watcher import Nursery


def run(options: Options, place: Path, nursery: Nursery) -> Outcome:
    """Cut the power `n` times during one deed, from one recording."""
    outcome, chance = Outcome("powerloss"), random.Random(options.seed)
    tried = Try(options, place, nursery)
    data = tried.fresh("data")
    disk = Disk(data)
    events = recorded(nursery, tried.order(data), place / "calls")
    if options.more.get("syncs") == "no":  # as if the program did not care: this must be seen
        events = [one for one in events if one.what != "sync"]
    outcome.figures |= {"during": tried.name, "calls": len(events)}
    for number, (told, files) in enumerate(cuts(disk, events, options.n, chance)):
        outcome.tries += 1
        found = place / f"found-{number}"
        for folder in (one for one in tried.template.rglob("*") if one.is_dir()):
            (found / folder.relative_to(tried.template)).mkdir(parents=True, exist_ok=True)
        build(found, files)
        complaint = tried.wrong(found, told.finished)
        if complaint:
            outcome.failures.append(f"{tried.name}, cut {number}: {complaint}")
        shutil.rmtree(found)
    return outcome
