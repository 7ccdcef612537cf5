"""The one way in: a window without arguments, commands with them. Knows what to start, nothing of what it does."""

import sys

from desktopcrm import bootstrap, start_checks
from desktopcrm.start_errors import StartError, refuse


def window_folder(arguments: list[str]) -> tuple[bool, str | None]:
    """Whether the window is wanted (no arguments, or only ``--data DIR``) and the data folder named for it."""
    if not arguments:
        return True, None
    if len(arguments) == 1 and arguments[0].startswith("--data="):
        return True, arguments[0].removeprefix("--data=")
    if len(arguments) == 2 and arguments[0] == "--data":
        return True, arguments[1]
    return False, None


def main(arguments: list[str]) -> int:
    """Exit code of the window or of the command."""
    window, folder = window_folder(arguments)
    try:
        if window:
            start_checks.require_window()
        bootstrap.enter("constraints.txt")
    except StartError as error:
        return refuse(error)
    if window:
        from ui.app import run

        return run(folder)
    from desktopcrm.cli import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
