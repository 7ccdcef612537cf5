"""Errors that the user can act on. Anything else that is raised is a bug and must reach the crash report."""

from __future__ import annotations


class UserError(Exception):
    """One sentence for the user: `key` names a text under `errors.*`, `params` fill its places.

    A parameter whose name ends in `_key` is itself a text key and is resolved in the same language; a parameter
    that is a `UserError` gives its sentence.
    """

    def __init__(self, key: str, **params: str | int | float | tuple[str, ...] | UserError | None) -> None:
        self.key = key
        self.params = params
        super().__init__(f"{key} {params}" if params else key)

    def bare(self) -> UserError:
        """The same sentence, to be kept: an error that was raised holds every frame it came through, and all that is in them."""
        return UserError(self.key, **self.params)
