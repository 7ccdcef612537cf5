"""Wires everything for one data folder. The one place that knows all services."""

from __future__ import annotations

from pathlib import Path

from desktopcrm import paths
from desktopcrm.preferences import Preferences
from desktopcrm.services import leftovers
from desktopcrm.services.accounts import Accounts
from desktopcrm.services.backups import Backups
from desktopcrm.services.board import Board
from desktopcrm.services.calendar_file import CalendarFile
from desktopcrm.services.classes import Classes
from desktopcrm.services.clocks import Clocks
from desktopcrm.services.decisions import Decisions
from desktopcrm.services.desk import Desk
from desktopcrm.services.documents import Documents
from desktopcrm.services.drafts import Drafts
from desktopcrm.services.erasing import Erasing
from desktopcrm.services.exchange.service import Exchange
from desktopcrm.services.facts import Facts
from desktopcrm.services.flags import Flags
from desktopcrm.services.history import History
from desktopcrm.services.log import Log, Services
from desktopcrm.services.objections import Objections
from desktopcrm.services.overlay import OverlayService
from desktopcrm.services.people import People
from desktopcrm.services.person_data import PersonDataService, Sources
from desktopcrm.services.privacy import Privacy
from desktopcrm.services.projects import Projects
from desktopcrm.services.questions import Questions
from desktopcrm.services.records import Records
from desktopcrm.services.rivals import Rivals
from desktopcrm.services.rules import Rules
from desktopcrm.services.samples import Samples
from desktopcrm.services.summaries import Summaries
from desktopcrm.services.today import Today, Writers
from desktopcrm.storage.folder import MADE, place_of
from desktopcrm.storage.settings import SettingShelf
from desktopcrm.storage.store import Store
from desktopcrm.texts import Texts


class App:
    """An open data folder. `desk` is what the services share; `store.bus` tells of changes."""

    def __init__(self, folder: Path, key: bytes | None = None, read_only: bool = False) -> None:
        self.folder = folder
        self.texts = Texts.load()
        self.store = _store(folder, key, read_only)
        try:
            self._wire(folder)
        except Exception as error:
            said = self.store.damage(error)
            self.store.close()
            if said is None:
                raise
            raise said from error

    def _wire(self, folder: Path) -> None:
        self.preferences = Preferences(folder / paths.PREFERENCES_NAME)
        self._attach_settings()
        self.desk = Desk(self.store, self.preferences)
        self.facts = Facts(self.desk)
        self.records = Records(self.desk, self.facts)
        self.summaries = Summaries(self.desk)
        self.accounts = Accounts(self.desk, self.records, self.summaries)
        self.projects = Projects(self.desk, self.records, self.facts)
        self.classes = Classes(self.desk, self.records, self.facts)
        self.decisions = Decisions(self.desk, self.records)
        self.flags = Flags(self.desk, self.records, self.decisions, self.texts)
        self.questions = Questions(self.desk, self.records, self.facts, self.decisions)
        self.clocks = Clocks(self.desk, self.records, self.facts, self.projects, self.decisions)
        self.objections = Objections(self.desk, self.records, self.texts)
        self.today = Today(
            self.desk, Writers(self.records, self.facts, self.decisions, self.classes), self.texts
        )
        self.calendar = CalendarFile(self.desk, self.records, self.texts)
        self.board = Board(self.desk)
        self.people = People(self.desk)
        self.rivals = Rivals(self.desk, self.records)
        writers = Services(self.records, self.facts, self.projects, self.rivals, self.objections)
        self.log = Log(self.desk, writers, self.texts)
        self.overlay = OverlayService(self.desk)
        self.rules = Rules(self.desk, self.objections)
        self.backups = Backups(self.desk, folder)
        self.exchange = Exchange(self.desk, self.overlay, self.backups)
        self.samples = Samples(self.desk, self.exchange, self.backups)
        self.history = History(self.desk, self.texts)
        self.drafts = Drafts(self.desk)
        self._add_papers()

    def _add_papers(self) -> None:
        """Documents, and what a person may ask for: to be forgotten, and to be told what is stored."""
        self.documents = Documents(self.desk, self.texts)
        self.privacy = Privacy(self.desk, self.facts)
        self.erasing = Erasing(self.desk, self.backups)
        sources = Sources(self.erasing, self.history, self.documents)
        self.person_data = PersonDataService(self.desk, sources, self.texts)

    def _attach_settings(self) -> None:
        self.preferences.attach(SettingShelf(self.store))
        if not self.is_read_only and not self.preferences.get(MADE):
            self.preferences.put(MADE, value=True)

    @staticmethod
    def open(folder: Path, key: bytes | None = None, read_only: bool = False) -> App:
        """Open (or, in a new folder, make) the database of a data folder; `key`: the 32 bytes that open an encrypted
        one; `read_only`: nothing in the folder is written, steps are refused with `errors.read_only_mode`.

        Raises `UserError` with what stands in the way; `services.opening.ways_out` tells what can be done.
        """
        return App(folder, key, read_only)

    @property
    def is_read_only(self) -> bool:
        return self.store.is_read_only

    def close(self) -> None:
        self.store.close()


def _store(folder: Path, key: bytes | None, read_only: bool) -> Store:
    """The open database, with whatever a deed that was cut off has left taken up around it."""
    leftovers.take_up("always", folder)
    if read_only:
        return Store(place_of(folder, key, read_only))
    leftovers.take_up("closed", folder)
    store = Store(place_of(folder, key))
    leftovers.take_up("open", folder, key)
    return store
