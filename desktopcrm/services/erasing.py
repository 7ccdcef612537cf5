"""Erasing a person for good: what would go is shown before, the backups forget him at once or on a day that is told."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from desktopcrm.services import aside as files_beside
from desktopcrm.services.backups import Backup, Backups
from desktopcrm.services.desk import Desk
from desktopcrm.services.progress import Progress
from desktopcrm.storage import erase, erase_left, erase_plan, plans, put_aside
from desktopcrm.storage.erase_plan import Counts, Mention
from desktopcrm.storage.store import Tx

REFUSALS = ("errors.disk_full", "errors.disk_failed")
"""They say that nothing was stored, which is not so once somebody was erased."""

KEPT_DAYS = 30
"""So long backups may still hold who was erased (ours); restoring one does not bring him back."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text that names the person: the record it stands at, its account, its kind and field (keys), its words, and where
    exactly it is kept."""

    record_id: int
    record: str
    kind: str
    field: str
    account: str
    text: str
    spot: erase_left.Spot


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """What erasing would do. `mentions` are blanked; `doubtful` texts stay, they may mean him by a part of his name;
    `backups` hold him until `purge_on`, or are written anew at once; `aside`: damaged and salvaged files that hold him, or
    may, and are deleted then; `strange`: what others put into `folder`, which may hold him and is not touched."""

    person: Record
    account: str
    counts: Counts
    mentions: tuple[Place, ...]
    doubtful: tuple[Place, ...]
    backups: tuple[Backup, ...]
    purge_on: date
    aside: tuple[Path, ...] = ()
    strange: tuple[Path, ...] = ()
    folder: Path = Path()

    @property
    def only_doubtful(self) -> tuple[Place, ...]:
        """Texts that may mean him and name him nowhere in full."""
        named = {one.spot for one in self.mentions}
        return tuple(one for one in self.doubtful if one.spot not in named)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody erased whom backups still hold: nothing but days is known of him."""

    uid: str
    erased_on: date
    purge_on: date


@dataclass(frozen=True, slots=True)
class Left:
    """A text that may still mean somebody who was erased. `draft`: where it is kept unsent, else empty; `is_past`: it stands
    in the history of its field alone, where something else holds now."""

    spot: erase_left.Spot
    place: Place
    account_id: int
    draft: str
    is_seen: bool
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """What was made sure of before somebody is erased. `backup` holds all that there was, unless the backups shall forget
    him `at_once`; `None`: there was nothing."""

    at_once: bool
    backup: Backup | None = None


class Erasing:
    """`erase` is for who may wait. A window takes its parts: `ask`, `make_ready` in a job, `take_out`, `settle` in a job."""

    def __init__(self, desk: Desk, backups: Backups) -> None:
        self._desk = desk
        self._backups = backups
        self._asked: list[Callable[[], None]] = []

    def ask_before(self, write: Callable[[], None]) -> None:
        """Just before somebody is erased `write` puts what is held unsent into the drafts, so that he is taken out of that
        too. On the thread of who erases; raises `UserError` where it cannot, and nobody is erased then."""
        self._asked.append(write)

    def plan(self, person_id: int) -> ErasePlan:
        """What would go, without doing it."""
        with self._desk.store.read() as tx:
            person = plans.get_record(tx, person_id)
            account = plans.get_record(tx, person.account_id).name if person.account_id else ""
            counts = erase_plan.counts(tx, person)
            mentions = tuple(_place(tx, one) for one in erase_plan.mentions(tx, person))
            doubtful = tuple(_place(tx, one) for one in erase_plan.doubtful(tx, person))
        held = self._backups.holding((person.uid,))
        aside = self._aside((person.uid,))
        last = self._last_day()
        return ErasePlan(
            person, account, counts, mentions, doubtful, held, last, aside, self.strange(), self.folder
        )

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._desk.store.place.file.parent

    def strange(self) -> tuple[Path, ...]:
        """Files of others in the data folder: nobody but a human can tell whom they hold, and remove them."""
        return files_beside.strange(self.folder)

    def _aside(self, uids: tuple[str, ...]) -> tuple[Path, ...]:
        keys = self._backups.shelf().keys.values()
        return put_aside.may_hold(self._desk.store.place.file.parent, keys, uids)

    def mentions(self, person_id: int) -> int:
        """How many texts elsewhere name the person so that erasing blanks them."""
        with self._desk.store.read() as tx:
            return len(erase.mentions(tx, plans.get_record(tx, person_id)))

    def erase(self, person_id: int, at_once: bool = False) -> None:
        """For good: the person, every fact, link, part and decision about him, drafts, his names in texts, the undo
        history. A backup is made before, unless the backups shall forget him `at_once`: then call `purge_due`, which
        takes a moment; should it not come to that, it is due at the next start. Another one is made after, so that a
        backup knows of it should the data be lost; where it cannot be, the next one will."""
        self.ask(person_id)
        while not self.take_out(person_id, self.make_ready(at_once)):
            pass
        self.settle()

    def ask(self, person_id: int) -> None:
        """What is held unsent goes into the drafts (see `ask_before`), and the person is still there. Raises `UserError`."""
        for write in self._asked:
            write()
        with self._desk.store.read() as tx:
            plans.get_record(tx, person_id)

    def make_ready(self, at_once: bool, progress: Progress | None = None) -> Ready:
        """The backup before, unless he is to be forgotten `at_once`. May run in a job; who stops it has erased nobody.
        Raises `UserError`; then nobody may be erased."""
        return Ready(at_once, None if at_once else self._backups.before("before_erase", progress))

    def take_out(self, person_id: int, ready: Ready) -> bool:
        """For good, in one step: nothing can be typed between the last question to who holds words and the end. False:
        nobody was erased, as something was stored that the backup before does not hold; make ready anew."""
        store, today = self._desk.store, self._desk.today()
        self.ask(person_id)
        with store.read() as looked:  # nobody else stores anything until the end
            if not ready.at_once and not self._backups.holds_all(ready.backup):
                return False
            person = plans.get_record(looked, person_id)
            with store.step("steps.erased") as tx:
                his, names = erase.records_of(tx, person), erase.names_of(tx, person)
                erase.person(tx, person)
                last = today if ready.at_once else self._last_day()
                erase_plan.forget(tx, (person.uid,), today, last)
                erase_plan.mark_untidy(tx)
                store.forget_undo(his, names)
        return True

    def settle(self) -> None:
        """What follows and takes a moment: the backup after, and nothing of him stays in the file. May run in a job. Should
        it not come to that, it is due at the next start. Raises `UserError` where the disk refuses to clear the file."""
        with contextlib.suppress(UserError):
            self._backups.make("auto")
        try:
            self._desk.store.compact()
        except UserError as error:
            if error.key not in REFUSALS:
                raise
            raise UserError("errors.erased_untidy", folder=str(self.folder)) from error
        with self._desk.store.unjournaled() as tx:
            erase_plan.mark_tidy(tx)

    def finish(self, progress: Progress | None = None) -> int:
        """`settle`, then `purge_due`: the backups need not wait for room to write the file anew. Raises what either does."""
        try:
            self.settle()
        finally:
            changed = self.purge_due(progress)
        return changed

    def is_settle_due(self) -> bool:
        """Whether it did not come to `settle`; cheap, to be asked at the start."""
        if self._desk.store.is_read_only:
            return False
        with self._desk.store.read() as tx:
            return erase_plan.is_untidy(tx)

    def left(self) -> list[Left]:
        """Texts that may still mean somebody erased, as long as they stand as they stood."""
        with self._desk.store.read() as tx:
            return [_left(tx, one) for one in erase_left.kept(tx)]

    def look(self, left: Left, is_seen: bool) -> None:
        """A text is fine as it is (or not, after all). Nothing is written anew, so nothing is there to undo."""
        with self._desk.store.unjournaled() as tx:
            erase_left.look(tx, left.spot, is_seen)

    def forget_seen(self) -> None:
        """What was looked at needs not be kept."""
        with self._desk.store.unjournaled() as tx:
            erase_left.forget_seen(tx)

    def waiting(self) -> list[Waiting]:
        """Who was erased and is still in backups."""
        with self._desk.store.read() as tx:
            return [Waiting(one.uid, one.erased_on, one.purge_on) for one in erase_plan.forgotten(tx)]

    def is_purge_due(self) -> bool:
        """Whether the day of somebody erased has come; cheap, to be asked at the start."""
        if self._desk.store.is_read_only:
            return False
        with self._desk.store.read() as tx:
            return bool(erase_plan.forgotten(tx, self._desk.today()))

    def purge_due(self, progress: Progress | None = None) -> int:
        """Let the backups forget whose day has come; how many backups were written anew. May run in a job.

        As long as the second place is not connected, or refuses, they count as not forgotten, and it is tried again.
        """
        with self._desk.store.read() as tx:
            due = tuple(one.uid for one in erase_plan.forgotten(tx, self._desk.today()))
        return self._purge(due, progress)

    def _purge(self, uids: tuple[str, ...], progress: Progress | None) -> int:
        if not uids:
            return 0
        changed = self._backups.purge(uids, progress)
        aside = self._aside(uids)
        for one in aside:
            with contextlib.suppress(OSError):
                put_aside.remove(one)
        if not any(one.exists() for one in aside) and self._is_everywhere():
            with self._desk.store.unjournaled() as tx:
                erase_plan.mark_purged(tx, uids)
        return changed

    def _is_everywhere(self) -> bool:
        """Whether the second place, if there is one, has what was written anew."""
        second = self._backups.second_place()
        return second.state == "none" or (second.state == "here" and second.behind == 0)

    def _last_day(self) -> date:
        return self._desk.today() + timedelta(days=KEPT_DAYS)


def _left(tx: Tx, left: erase_left.Left) -> Left:
    text = left.text
    place = _place(tx, Mention(text.record_id, text.field, text.words, text.spot))
    record = plans.get_record(tx, text.record_id)
    draft = str(text.row) if text.table == erase_left.DRAFT else ""
    past = erase_left.is_past(tx, text)
    return Left(text.spot, place, record.account_id or record.id, draft, left.is_seen, past)


def _place(tx: Tx, mention: Mention) -> Place:
    record = plans.get_record(tx, mention.record_id)
    account = plans.get_record(tx, record.account_id).name if record.account_id else ""
    where = account or record.name
    return Place(record.id, record.name, record.kind, mention.field, where, mention.text, mention.spot)
