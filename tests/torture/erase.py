"""T12: a person with traces everywhere is erased; nothing of twenty markers is left in any file of the data folder.

`n` times: markers in the name and an earlier one, in facts and what they were before, remarks, sources, notes, lines, parts,
texts of others, an own answer, a draft, a setting, the undo history, and in backups made before and after a renaming. Then
the person is erased: with the backups at once, or on their day (every second), in data that are readable or encrypted
(by twos), always with a second place. Every file is read byte by byte; backups and data also table by table, because a
database may keep words in pieces. Then the oldest backup is restored and undone, and the damaged data are recovered from
it: nothing of the person comes back. Everybody else's words are still there.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.domain import begun
from desktopcrm.domain.begun import Draft, Line, Stood
from desktopcrm.domain.records import Observation, Source
from desktopcrm.services.objection_deck import AnswerText
from desktopcrm.services.questions import NewQuestion
from desktopcrm.services.records import NewRecord
from desktopcrm.services.recovery import Recovery
from desktopcrm.storage import copies
from tests.torture.outcome import Options, Outcome

TODAY = date.today()
KEY = bytes(range(32))
OTHERS = ("Bo Hallam", "李建强")


class Victim:
    """A person of whom there are traces everywhere. `markers`: words that must be gone; `kept`: words that must stay."""

    def __init__(self, app: App, chance: random.Random, number: int) -> None:
        self.app, self.chance = app, chance
        self.markers: list[str] = []
        tail = f"{chance.randint(10**6, 10**7)}"
        chinese = number % 2 == 1
        self.first = f"欧阳静{tail}婉" if chinese else f"Anna Maiden{tail}"
        self.name = f"欧阳静{tail}姝" if chinese else f"Anna Wells{tail}"
        self.markers += [self.first, self.name]
        self.kept = [f"Kept{tail}a", f"Kept{tail}b"]
        self.account = app.accounts.add(f"Works {number}")
        self.person = app.records.add(NewRecord("person", self.first, self.account))
        self.other = app.records.add(NewRecord("person", chance.choice(OTHERS), self.account))
        self.project = app.projects.add(self.account, "Third furnace")

    def live(self) -> None:
        """Everything that leaves a trace; a backup of the first half."""
        self._facts()
        self._others_speak(self.first)
        self.app.backups.make("hand")
        self.app.records.rename(self.person, self.name)
        self.app.records.delete(self.person)
        self.app.backups.make("auto")
        self.app.history.undo()
        self._others_speak(self.name)
        self._loose()
        self.app.backups.make("auto")
        self.app.history.undo()
        self.app.history.redo()
        self.app.today.page()
        self.app.accounts.refresh_some()

    def _marker(self) -> str:
        self.markers.append(f"zq{len(self.markers)}{self.chance.randint(10**8, 10**9)}密")
        return self.markers[-1]

    def _facts(self) -> None:
        app, past = (
            self.app,
            Observation(
                Source("hearsay", self._marker()), "twice", TODAY - timedelta(days=90), self._marker()
            ),
        )
        for field in ("title", "children", "taboos", "career", "goals"):
            app.facts.observe(self.person, field, self._marker(), past)
            app.facts.observe(self.person, field, self._marker())
        app.records.add(NewRecord("note", self._marker(), self.person, facts={"text": self._marker()}))
        member = app.records.add(NewRecord("member", "m", self.project, self.person))
        app.facts.observe(member, "concern", self._marker())
        app.facts.observe(member, "kp_rank", "first")
        app.records.link("influences", self.other, self.person, note=self._marker())
        app.records.link("conflicts", self.person, self.other, note=self._marker())
        gone = app.records.add(NewRecord("note", self._marker(), self.person))
        app.records.delete(gone)

    def _others_speak(self, name: str) -> None:
        """Texts of others with the full name, and records that point at the person."""
        app, kept = self.app, self.kept
        app.facts.observe(self.account, "plans", f"{kept[0]}: {name} decides")
        app.facts.observe(
            self.other, "title", "Buyer", Observation(Source("person", name), "", None, f"{name} said so")
        )
        app.records.add(NewRecord("action", f"Call {name}", self.account, facts={"person": name}))
        app.questions.ask(NewQuestion(self.account, f"Does {name} sign?", self.person))
        app.projects.advance(self.project, f"because {name} wanted it")
        if name == self.first:
            app.clocks.start_hop(self.project, self.other, self.person)
        for flag in app.flags.of(self.account):
            app.flags.accept(self.account, flag.subject, f"{name} knows")

    def _loose(self) -> None:
        app, name = self.app, self.name
        price = app.desk.catalogue.objections[0].key
        app.objections.deck.add_answer(price, AnswerText(f"{self.kept[1]}: as {name} says"))
        log = Draft(f"@{name} said nothing", kind="call")
        app.drafts.put(begun.log_place(self.account), begun.pack_log(log))
        stood = Stood(self.account, name, ("1a",), f"visit @{name} on Fri")
        for place in begun.STAND_PLACES:
            app.drafts.put(place, begun.pack_stands([stood, stood]))
        lines = (
            Line(("account", self.account, "surface", ""), (("facts", str(self.person)),), self._marker()),
            Line(("people", self.person, "", ""), (("remark", "Remark"),), self._marker()),
        )
        for place in begun.LINE_PLACES:
            app.drafts.put(place, begun.pack_lines(lines))
        app.preferences.put("last.search", f"about {name}")


def hits(folder: Path, markers: list[str]) -> Iterator[str]:
    """(marker, file) wherever one is found, also as JSON or UTF-16 writes it."""
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = file.read_bytes()
        for mark in markers:
            forms = (mark.encode(), mark.encode("unicode_escape"), mark.encode("utf-16-le"))
            if any(form in data for form in forms):
                yield f"{mark} in {file.relative_to(folder)}"


def told(file: Path, markers: list[str], key: bytes | None = None) -> Iterator[str]:
    """The same by asking each table of a closed database."""
    with copies.opened(file, key) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            rows = str(raw.execute(f'SELECT * FROM "{name}"').fetchall())
            yield from (f"{mark} in table {name} of {file.name}" for mark in markers if mark in rows)


def run(options: Options) -> Outcome:
    """`n` erased people, each in a folder of its own."""
    outcome = Outcome("erase")
    for number in range(options.n):
        folder = Path(tempfile.mkdtemp(prefix="torture-erase-"))
        try:
            _erase(folder, random.Random(f"{options.seed}.{number}"), number, outcome)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        outcome.tries += 1
    return outcome


def _erase(place: Path, chance: random.Random, number: int, outcome: Outcome) -> None:
    key = KEY if number // 2 % 2 else None
    folder, second = place / "data", place / "second"
    second.mkdir()
    app = App.open(folder, key)
    app.backups.set_second_place(second)
    victim = Victim(app, chance, number)
    victim.live()
    plan = app.erasing.plan(victim.person)
    outcome.count("markers", len(victim.markers))
    outcome.count("backups that held the person", len(plan.backups))
    _forget(app, victim, at_once=number % 2 == 0)
    left = app.erasing.waiting()
    app.close()
    said = [f"{len(plan.backups)} backups held the person"] if len(plan.backups) != 3 else []
    said += [f"{len(left)} wait"] if left else []
    said += list(_found(place, victim, key))
    said += list(_brought_back(folder, key))
    said += [f"after all that: {one}" for one in _found(place, victim, key)]
    outcome.failures += [f"try {number}: {one}" for one in said]


def _forget(app: App, victim: Victim, *, at_once: bool) -> None:
    """Erase, and let the backups forget: now, or when their day has come."""
    app.erasing.erase(victim.person, at_once=at_once)
    if not at_once:
        day = app.erasing.waiting()[0].purge_on
        app.desk.clock = lambda: day
    app.erasing.purge_due()


def _found(place: Path, victim: Victim, key: bytes | None) -> Iterator[str]:
    """What is left of the person anywhere, and what is gone of others."""
    yield from hits(place, victim.markers)
    every: list[str] = []
    for file in sorted(one for one in place.rglob("*.db") if "damaged" not in one.name):
        yield from told(file, victim.markers, key)
        every += told(file, victim.kept, key)
    yield from (f"{one} is gone" for one in victim.kept if not any(one in line for line in every))


def _brought_back(folder: Path, key: bytes | None) -> Iterator[str]:
    """Restore each backup of before and take it back step by step, then recover the damaged data from the oldest."""
    count = len(Recovery(folder, key).backups())
    for number in range(count):
        with closing(App.open(folder, key)) as app:
            app.backups.restore(app.backups.list()[-1 - number])
        with closing(App.open(folder, key)) as app:
            while app.history.next_undo() is not None:
                app.history.undo()
            yield from _people(app, "restore and undo")
    file = folder / "desktopcrm.db"
    data = bytearray(file.read_bytes())
    data[4096:12288] = bytes(8192)
    file.write_bytes(data)
    found = Recovery(folder, key)
    found.restore(found.backups()[-1])
    with closing(App.open(folder, key)) as app:
        yield from _people(app, "recovery")


def _people(app: App, after: str) -> Iterator[str]:
    names = (one.name for one in app.records.of_kind("person"))
    yield from (f"{name} is back after {after}" for name in names if name not in OTHERS)
