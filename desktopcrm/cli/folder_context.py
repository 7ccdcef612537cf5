"""What a command works with that wants the data closed: the folder, a language, and a way to ask for secrets."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktopcrm.cli import unlocking
from desktopcrm.cli.unlocking import Secrets
from desktopcrm.plain import plain
from desktopcrm.texts import Texts, Translate


@dataclass(frozen=True, slots=True)
class FolderContext:
    """One command's run on a closed data folder. `told`: the steps that were spoken of."""

    folder: Path
    lang: str
    secrets: Secrets
    told: set[str] = field(default_factory=set)

    @property
    def tr(self) -> Translate:
        return Texts.load().bind(self.lang)

    def key(self) -> bytes | None:
        """The key of the folder, asked for where it is encrypted. Raises `UserError`."""
        return unlocking.key_to_recover(self.folder, self.secrets)

    def say(self, line: str = "") -> None:
        sys.stdout.write(f"{plain(line)}\n")

    def say_json(self, value: object) -> None:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def warn(self, line: str) -> None:
        sys.stderr.write(f"{plain(line)}\n")

    def step(self, done: int, total: int, key: str) -> None:
        """What is being done, once, and on a terminal only: a script has no use for it."""
        del done, total
        if key and key not in self.told and sys.stderr is not None and sys.stderr.isatty():
            self.told.add(key)
            self.warn(self.tr(key) + "…")


@dataclass(frozen=True, slots=True)
class FolderCommand:
    """A command that wants the data closed. `help`: text key of the sentence behind the name."""

    name: str
    help: str
    arguments: Callable[[ArgumentParser, Translate], None]
    run: Callable[[FolderContext, Namespace], int | None]
