"""`python -m tests.bench [--accounts N …] [--no-window] [--only-today] [--only-trust]`: prints the table and appends it to a file outside the tree."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from desktopcrm import paths
from tests.bench.clock import Ratio

LINE = "{key:4} {what:58} {floor:>10.2f} {ours:>10.2f} {p95:>10.2f} {value:>7.2f}  {goal}"


def _line(one: Ratio) -> str:
    return LINE.format(
        key=one.key,
        what=one.what,
        floor=one.floor,
        ours=one.ours,
        p95=one.p95,
        value=one.value,
        goal=one.goal,
    )


def _apart(run: Callable[[Path], Iterator[Ratio]]) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        yield from run(Path(folder))


def main() -> int:
    wanted = argparse.ArgumentParser(prog="python -m tests.bench")
    wanted.add_argument("--accounts", type=int, nargs="+", default=[1_000, 100_000])
    wanted.add_argument("--no-window", action="store_true")
    wanted.add_argument("--only-today", action="store_true")
    wanted.add_argument("--only-trust", action="store_true")
    options = wanted.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.bench import core, today, trust

    print(
        f"{platform.platform()} · Python {platform.python_version()} · {os.cpu_count()} cores; milliseconds, medians"
    )
    print(f"{'':4} {'':58} {'floor':>10} {'ours':>10} {'p95':>10} {'ratio':>7}  goal")
    found = []
    only = [run for run, wish in ((today.run, options.only_today), (trust.run, options.only_trust)) if wish]
    parts = [_apart(run) for run in only] or [core.run(tuple(options.accounts)), _apart(trust.run)]
    for one in itertools.chain(*parts):
        found.append(one)
        print(_line(one), flush=True)
    if not (options.no_window or only):
        from tests.bench import pages, window

        for one in itertools.chain(window.run(10_000), pages.run()):
            found.append(one)
            print(_line(one), flush=True)
    log = paths.cache_folder() / "bench.jsonl"
    log.parent.mkdir(parents=True, exist_ok=True)
    row = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "python": platform.python_version()}
    row["ratios"] = {f"{one.key} {one.what}": round(one.value, 3) for one in found}
    with log.open("a", encoding="utf-8") as kept:
        kept.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"appended to {log}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
