"""Backups as a user knows them: by themselves, before anything dangerous, looked into, restored, undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from desktopcrm.services.backup_shelf import Backup, Reason, State
from desktopcrm.services.desk import Desk
from desktopcrm.storage.copies import Progress

Effect = Literal["back", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that a restore would bring back, lose or change. `what`: record, fact, link, stage_event.

    `kind` and `field` are keys of the catalogue; `then` and `now` are stored values, empty where there is none.
    """

    effect: Effect
    what: str
    kind: str
    record: str
    field: str = ""
    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What a restore would do to an account (`name` is empty for what belongs to none): how many entries.

    `is_back`: the whole account is not there now; `is_lost`: it is not in the backup.
    """

    uid: str
    name: str
    back: int
    lost: int
    changed: int
    is_back: bool
    is_lost: bool
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be different after a restore. `erased`: people who were erased since and stay erased."""

    accounts: tuple[AccountChange, ...]
    definitions: int
    erased: int

    @property
    def is_same(self) -> bool:
        return not self.accounts and not self.definitions


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """`state`: `none`, `here`, `away` (not connected), `refused` (`said` tells why). `seen_at`: last brought up to date."""

    folder: Path | None
    state: Literal["none", "here", "away", "refused"]
    seen_at: datetime | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """What the last examination of the open file found; `None`: there was none yet."""

    checked_at: datetime | None
    problems: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return not self.problems


class Backups:
    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self._folder = folder

    def list(self) -> tuple[Backup, ...]:
        """Newest first."""
        raise NotImplementedError

    def newest(self) -> Backup | None:
        raise NotImplementedError

    def make(self, reason: Reason, progress: Progress | None = None) -> Backup:
        """A verified backup now. Raises `UserError`; then nothing was changed. May run in a job."""
        raise NotImplementedError

    def make_if_changed(self, reason: Reason) -> Backup | None:
        """The same where anything was stored since the newest one; at exit, and before what is dangerous."""
        raise NotImplementedError

    def is_due(self) -> bool:
        """4 hours of use with changes have gone by. Cheap; ask every minute."""
        raise NotImplementedError

    def check(self, backup: Backup) -> State:
        raise NotImplementedError

    def preview(self, backup: Backup) -> Preview:
        """What would change against now. Raises `UserError` where the backup cannot be read."""
        raise NotImplementedError

    def restore(self, backup: Backup, progress: Progress | None = None) -> Backup:
        """Let the data be as they were then; gives the backup of now: restoring that one is the undo.

        Who was erased since stays erased. Afterwards close the application and open it again.
        """
        raise NotImplementedError

    def from_file(self, file: Path) -> Backup:
        """A backup that lies anywhere, for `check`, `preview` and `restore`. Raises `UserError`."""
        raise NotImplementedError

    def remove(self, backup: Backup) -> None:
        raise NotImplementedError

    def second_place(self) -> SecondPlace:
        raise NotImplementedError

    def set_second_place(self, folder: Path | None) -> SecondPlace:
        """Keep copies of all backups there as well (`None`: no longer). Raises `UserError`."""
        raise NotImplementedError

    def health(self, run: bool = False) -> Health:
        """What the last examination found; `run`: examine now (takes a moment)."""
        raise NotImplementedError

    def holding(self, uids: tuple[str, ...]) -> tuple[Backup, ...]:
        """Backups that hold one of these records."""
        raise NotImplementedError

    def purge(self, uids: tuple[str, ...], progress: Progress | None = None) -> int:
        """Write every backup that holds these people anew without them, both places; how many were changed."""
        raise NotImplementedError

    def save_copy(self, file: Path) -> None:
        """A verified copy of the database wherever the user wants it, sealed as the data are."""
        raise NotImplementedError
