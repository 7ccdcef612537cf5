"""What a committed step changed, and the plain bus that tells it on. Knows no Qt and no database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Ids of the accounts and records that a step touched. `definitions`: own fields or items changed;
    `shared`: a rival company or an industry note changed, which any account may show.
    """

    accounts: frozenset[int]
    records: frozenset[int]
    definitions: bool = False
    shared: bool = False
    label: str = ""

    def touches(self, account_id: int) -> bool:
        """Whether a screen showing the account must look again."""
        return self.shared or self.definitions or account_id in self.accounts


Listener = Callable[[ChangeSet], None]


class ChangeBus:
    """Tells listeners in order of subscription, after the commit. Screens reload; nobody writes from here."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Returns the function that ends the subscription."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, changes: ChangeSet) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
