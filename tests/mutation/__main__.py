"""`python -m tests.mutation [--module NAME …] [--limit N] [--jobs N]`: what no test catches; 1 where anything is left."""

from __future__ import annotations

import argparse
import sys

from tests.mutation.running import TestsFail, Verdict, run
from tests.mutation.targets import TARGETS, Target, target


def _chosen(names: list[str]) -> list[Target]:
    wanted = [target(name) for name in names] if names else list(TARGETS)
    return [one for one in wanted if one.file.is_file() and one.test_files()]


def _figure(name: str, verdicts: list[Verdict]) -> str:
    caught = sum(one.caught for one in verdicts)
    excused = sum(bool(one.excuse) and not one.caught for one in verdicts)
    judged = len(verdicts) - excused
    share = f"{100 * caught / judged:.1f} %" if judged else "–"
    return f"{name:26} {caught:4} of {judged:4} caught, {share:>7}; {excused} change nothing"


def main() -> int:
    """Print survivors and figures."""
    wanted = argparse.ArgumentParser(prog="python -m tests.mutation")
    wanted.add_argument("--module", nargs="+", default=[], metavar="NAME")
    wanted.add_argument("--limit", type=int, default=0, metavar="N", help="at most N mistakes a module")
    wanted.add_argument("--jobs", type=int, default=2, metavar="N")
    options = wanted.parse_args()
    found: list[Verdict] = []
    for one in _chosen(options.module):
        try:
            verdicts = list(run([one], options.limit, options.jobs))
        except TestsFail as error:
            print(f"the tests fail without any mistake: {error}")
            return 2
        found += verdicts
        print(_figure(one.module, verdicts), flush=True)
        for verdict in verdicts:
            if verdict.survives:
                print(f"    line {verdict.mutant.line}: {verdict.mutant.place}", flush=True)
    print(_figure("all", found))
    return 1 if any(one.survives for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
