"""The mark of a session that has not ended: a file in the data folder while a window has the data open.

Found at a start, and nobody else has the data open, it tells that the last session ended badly.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from desktopcrm import paths


def begin(folder: Path) -> bool:
    """Set the mark; True where one is there from before. Only call with the database open: it keeps others out."""
    mark = folder / paths.RUNNING_NAME
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return True
    except OSError:
        return False  # a folder that refuses costs the mark, not the work
    return False


def end(folder: Path) -> None:
    """The session has ended well."""
    with suppress(OSError):
        (folder / paths.RUNNING_NAME).unlink()
