"""The one way in: a window without arguments, commands with them. Knows what to start, nothing of what it does."""

import sys

from desktopcrm import bootstrap, start_checks
from desktopcrm.start_errors import StartError, refuse


def main(arguments: list[str]) -> int:
    """Exit code of the window or of the command."""
    wish = start_checks.window_wish(arguments)
    try:
        if wish is not None:
            start_checks.require_window()
        bootstrap.enter("constraints.txt")
    except StartError as error:
        return refuse(error)
    from desktopcrm import logs

    logs.watch()
    if wish is not None:
        from ui.app import run

        return run(wish.get("--data"), wish.get("--log-level", ""))
    from desktopcrm.cli import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
