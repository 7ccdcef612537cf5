"""One after another, whoever writes a data folder or its backups anew: work left over from before may still be running.

Only within this process; other processes are kept out by the lock of the database itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_locks: dict[Path, threading.RLock] = {}
_guard = threading.Lock()


def alone(folder: Path) -> AbstractContextManager[bool]:
    """Nobody else works on this folder meanwhile; the same thread may ask again. May wait long: not for the window's."""
    return _lock_of(folder)


def _lock_of(folder: Path) -> threading.RLock:
    with _guard:
        return _locks.setdefault(folder.absolute(), threading.RLock())


@contextmanager
def alone_if_free(folder: Path) -> Iterator[bool]:
    """The same without waiting; gives whether nobody else is at work."""
    lock = _lock_of(folder)
    is_free = lock.acquire(blocking=False)
    try:
        yield is_free
    finally:
        if is_free:
            lock.release()


def one_at_a_time(work: Callable[Concatenate[Path, P], T]) -> Callable[Concatenate[Path, P], T]:
    """A function on a folder that has it for itself."""

    @wraps(work)
    def run(folder: Path, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with alone(folder):
            return work(folder, *args, **kwargs)

    return run
