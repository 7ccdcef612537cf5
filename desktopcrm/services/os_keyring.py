"""A secret in the system's own keyring. Only keyrings that are known by name, each call in a thread that may hang.

What a package or a setting of this machine would slip in (plain text files, empty stores) is never asked. Knows
nothing of what the secret opens.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")

SERVICE = "DesktopCRM"
LIMIT = 5.0
"""Seconds: a keyring may wait for a person, for a bus that is not there, for ever."""

NAMED = {
    "win32": (("keyring.backends.Windows", "WinVaultKeyring", "Windows Credential Manager"),),
    "darwin": (("keyring.backends.macOS", "Keyring", "macOS Keychain"),),
    "linux": (
        ("keyring.backends.SecretService", "Keyring", "Secret Service"),
        ("keyring.backends.kwallet", "DBusKeyring", "KWallet"),
    ),
}


class Backend(Protocol):
    """What a keyring can do."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


@dataclass(frozen=True, slots=True)
class OsKeyring:
    """A keyring that answered; `name` as its makers call it."""

    name: str
    backend: Backend
    limit: float

    def get(self, account: str) -> str | None:
        """The secret; `None` where there is none or the keyring does not give it in time."""
        return _within(self.limit, lambda: self.backend.get_password(SERVICE, account))

    def put(self, account: str, secret: str) -> bool:
        """Store and read back; False where it did not stay."""

        def work() -> bool:
            self.backend.set_password(SERVICE, account, secret)
            return self.backend.get_password(SERVICE, account) == secret

        return bool(_within(self.limit, work))

    def drop(self, account: str) -> None:
        """Forget it, if it can be."""
        _within(self.limit, lambda: self.backend.delete_password(SERVICE, account))


def find() -> OsKeyring | None:
    """The keyring of this system; `None` where there is none that we know and that works."""
    for module, name, shown in NAMED.get("linux" if sys.platform.startswith("linux") else sys.platform, ()):
        backend = _within(LIMIT, lambda module=module, name=name: _made(module, name))  # type: ignore[misc]
        if backend is not None:
            return OsKeyring(shown, backend, LIMIT)
    return None


def _made(module: str, name: str) -> Backend | None:
    """Only a keyring that says of itself that it works here; looking costs a question to the system."""
    kind = getattr(importlib.import_module(module), name)
    return kind() if kind.viable else None


def _within(limit: float, work: Callable[[], T]) -> T | None:
    """The result; `None` where the keyring refuses in whatever way, or does not answer in time."""
    result: list[T] = []

    def run() -> None:
        with contextlib.suppress(Exception):  # every keyring has errors of its own; none of them is ours
            result.append(work())

    thread = threading.Thread(target=run, name="os-keyring", daemon=True)
    thread.start()
    thread.join(limit)
    return result[0] if result else None
