"""`python -m tests …`: the whole suite in the project's own environment; whatever follows goes to pytest."""

import os
import sys

from desktopcrm import bootstrap, start_checks
from desktopcrm.start_errors import StartError, refuse

ON_TWO_CORES = ["-n", "3", "--dist", "worksteal"]
"""How the whole suite runs, one test more than there are cores, as many wait for a disk or a child; with arguments of its own, pytest runs as it is told."""


def main(arguments: list[str]) -> int:
    """Exit code of pytest."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["PYTHONHASHSEED"] = "0"  # read at start: the environment is entered with it
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what one process has compiled the others read
    try:
        start_checks.require_libraries(start_checks.QT_LIBRARIES)
        bootstrap.enter("tests/constraints.txt")
    except StartError as error:
        return refuse(error)
    os.chdir(bootstrap.ROOT)
    import pytest

    return int(pytest.main(arguments or ON_TWO_CORES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
