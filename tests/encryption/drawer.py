"""Keyrings of a system as their makers' library shows them: one that works, and such as do not."""

from __future__ import annotations

import threading
from typing import ClassVar


class Drawer:
    """Keeps what it is given."""

    viable = True
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Absent(Drawer):
    """Says of itself that it does not work here."""

    viable = False


class Refusing(Drawer):
    """Somebody pressed Cancel."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(f"{service}: {username} dismissed")

    set_password = get_password  # type: ignore[assignment]


class Forgetful(Drawer):
    """Takes everything and has nothing."""

    def get_password(self, service: str, username: str) -> str | None:
        del service, username

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password


class Hanging(Drawer):
    """Waits for somebody who never comes."""

    def get_password(self, service: str, username: str) -> str | None:
        del service, username
        threading.Event().wait(30)
        return None
