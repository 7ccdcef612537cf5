"""Forks a child that does one thing and ends without a farewell."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable


def in_child(deed: Callable[[], None]) -> int:
    """The status that `os.waitpid` tells; 0 where the deed came to its end, a signal where it was killed.

    Python warns of forks beside threads; the child uses none and never returns.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        status = 1
        try:
            deed()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]
