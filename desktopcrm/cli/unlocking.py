"""Passphrases on the command line: from the terminal, from standard input, or from the system's keyring.

Never from an argument or the environment, where other programs can read them. Knows no command.
"""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.texts import Translate

TRIES = 3


class Secrets:
    """Asks for what must not be seen. With `--passphrase-stdin` each question takes one line of standard input."""

    def __init__(self, tr: Translate, from_stdin: bool = False) -> None:
        self._tr = tr
        self.from_stdin = from_stdin

    @staticmethod
    def of(args: Namespace, tr: Translate) -> Secrets:
        return Secrets(tr, bool(args.passphrase_stdin))

    @property
    def is_dialogue(self) -> bool:
        """Somebody sits there and can be asked again."""
        return not self.from_stdin and sys.stdin is not None and sys.stdin.isatty()

    def ask(self, key: str, **params: object) -> str:
        """The answer to a question (a text key). Raises `UserError` where nobody can be asked."""
        if self.from_stdin:
            return self._line()
        if not self.is_dialogue:
            raise UserError("errors.passphrase_no_terminal")
        try:
            return getpass.getpass(self._tr(key, **params) + " ")
        except EOFError:
            raise UserError("errors.passphrase_missing") from None

    def ask_new(self) -> str:
        """A new passphrase; on a terminal typed twice."""
        if not self.from_stdin and not self.is_dialogue:
            raise UserError("errors.passphrase_new_no_terminal")
        for _ in range(TRIES):
            first = self.ask("encryption.ask_new")
            if not self.is_dialogue or first == self.ask("encryption.ask_again"):
                return first
            sys.stderr.write(self._tr("encryption.differs") + "\n")
        raise UserError("errors.passphrase_differs")

    def say_wrong(self) -> None:
        sys.stderr.write(self._tr("errors.passphrase_wrong") + "\n")

    def _line(self) -> str:
        line = sys.stdin.buffer.readline()
        if not line:
            raise UserError("errors.passphrase_missing")
        try:
            return line.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n")
        except UnicodeDecodeError:
            raise UserError("errors.passphrase_unreadable") from None


def key_of(folder: Path, secrets: Secrets) -> bytes | None:
    """The key of a data folder; `None` where it is not encrypted, or not there to be opened. Raises `UserError`."""
    from desktopcrm.services import encryption

    return key_to_recover(folder, secrets) if encryption.is_sealed(folder) else None


def key_to_recover(folder: Path, secrets: Secrets) -> bytes | None:
    """The same for whoever can do without the database: its backups want the key as well. Raises `UserError`."""
    from desktopcrm.services import encryption

    if not encryption.is_locked(folder):
        return None
    if not secrets.from_stdin:
        key = encryption.unlock_with_keyring(folder)
        if key is not None:
            return key
    return asked_key(folder, secrets)[0]


def asked_key(folder: Path, secrets: Secrets) -> tuple[bytes, str]:
    """The key by the passphrase, and the passphrase; a person at a terminal may try again."""
    from desktopcrm.services import encryption

    left = TRIES if secrets.is_dialogue else 1
    while True:
        passphrase = secrets.ask("encryption.ask_passphrase")
        left -= 1
        try:
            return encryption.unlock(folder, passphrase), passphrase
        except UserError as error:
            if error.key != "errors.passphrase_wrong" or not left:
                raise
            secrets.say_wrong()


def complete(folder: Path, key: bytes | None) -> None:
    """Backups that an interrupted change of encryption has left behind are brought under the present key."""
    from desktopcrm.services import encryption

    if key is not None and encryption.unfinished(folder, key):
        encryption.finish(folder, key)
