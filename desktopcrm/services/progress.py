"""How far long work has come, told to whoever asked for it."""

from __future__ import annotations

from desktopcrm.storage.copies import Progress

__all__ = ["Progress", "tell"]


def tell(progress: Progress | None, done: int, of: int, what: str) -> None:
    """So much is done, of so much; `what` is being done now (a text key). Raises what the listener raises, to stop."""
    if progress is not None:
        progress(done, of, what)
