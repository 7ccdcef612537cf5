"""`python -m tests.systems`: the type checker on the branches of Windows and of a Mac; 1 where it has anything to say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STRICT = ["--strict", "--no-error-summary", "desktopcrm", "ui", "main.py"]
OTHERS = ("win32", "darwin")


def main() -> int:
    """Both are asked, whatever the first one says."""
    said = 0
    for platform in OTHERS:
        command = ["mypy", "--platform", platform, "--cache-dir", f".mypy_cache/{platform}", *STRICT]
        print(platform, flush=True)
        said |= subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
    return min(said, 1)


if __name__ == "__main__":
    sys.exit(main())
