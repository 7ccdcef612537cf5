"""`python -m tests.torture TOOL [--n N] [--seed N] [--with KEY=VALUE …]`: prints the figure; 1 where a promise broke."""

from __future__ import annotations

import argparse
import os
import sys
import time
from importlib import import_module

from tests.torture.outcome import Options, Outcome

TOOLS = (
    "kill", "powerloss", "bitrot", "diskfull", "migrate", "backups",
    "plaintext", "lock", "erase", "privacy", "payloads", "sockets", "monkey",
)  # fmt: skip
USUAL_N = 100


def _options(words: list[str]) -> dict[str, str]:
    pairs = (word.partition("=") for word in words)
    return {key: value for key, _, value in pairs}


def main() -> int:
    """Run one tool."""
    wanted = argparse.ArgumentParser(prog="python -m tests.torture")
    wanted.add_argument("tool", choices=TOOLS)
    wanted.add_argument("--n", type=int, default=USUAL_N)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--with", nargs="+", default=[], metavar="KEY=VALUE", dest="more")
    args = wanted.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    tool = import_module(f"tests.torture.{args.tool}")
    began = time.monotonic()
    outcome: Outcome = tool.run(Options(args.n, args.seed, _options(args.more)))
    print("\n".join(outcome.lines()))
    print(f"seed {args.seed}, {time.monotonic() - began:.0f} s")
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main())
