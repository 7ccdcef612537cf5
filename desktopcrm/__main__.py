"""`python -m desktopcrm …`: the command line where the packages are already installed. Knows only cli."""

from __future__ import annotations

import sys

from desktopcrm import logs
from desktopcrm.cli import main

if __name__ == "__main__":
    logs.watch()
    sys.exit(main(sys.argv[1:]))
