"""Encryption: offered where there is none; how it stands and what can be changed where there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktopcrm.app import App
from desktopcrm.services import encryption
from desktopcrm.services.encryption import SealState
from ui.context import Closed, Context, Place
from ui.screens.safety.changes import ChangePassphrase, RenewRecovery, SwitchKeyring, SwitchOff
from ui.screens.safety.sealing_cards import LockCard, OfferCard, SealedCard, SeldomCard, WaysCard
from ui.screens.safety.set_up import SetUp
from ui.screens.safety.task import Task, told
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.surfaces import ScrollPage, clear_layout

WIDTH, MOST_FILES = 760, 5


@dataclass(frozen=True, slots=True)
class Standing:
    """How encryption stands, and how many backups are not under the present key."""

    state: SealState
    unfinished: int


class SealingTab(ScrollPage):
    """Shows one task alone, or the cards."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("safety_encryption", WIDTH, parent)
        self._context = context
        self._task: Task | None = None
        self._deeds: dict[str, Callable[[], Task]] = {
            "set_up": lambda: SetUp(context, parent=self),
            "first_start": lambda: SetUp(context, back_to="welcome", parent=self),
            "change": lambda: ChangePassphrase(context, self),
            "renew": lambda: RenewRecovery(context, self),
            "keyring_on": lambda: SwitchKeyring(context, on=True, parent=self),
            "keyring_off": lambda: SwitchKeyring(context, on=False, parent=self),
            "anew": lambda: SetUp(context, anew=True, parent=self),
            "off": lambda: SwitchOff(context, self),
        }

    def show_tab(self, focus: str = "") -> None:
        """What holds now; `focus` names a deed to begin with."""
        if self._task is not None and (self._task.is_busy() or not focus):
            return
        sealed = encryption.is_sealed(self._context.app.folder)
        fits = sealed != (focus in ("set_up", "first_start"))
        if focus in self._deeds and fits and not self._context.app.is_read_only:
            self.begin(focus)
        else:
            self.show_cards()

    def begin(self, deed: str) -> None:
        """One task, alone on the page."""
        clear_layout(self.body)
        self._task = task = self._deeds[deed]()
        task.left.connect(lambda: self._on_left(deed))
        self.body.addWidget(task)
        self.body.addStretch(1)
        task.begin()
        self.verticalScrollBar().setValue(0)

    def show_cards(self, focus: str = "") -> None:
        """How it stands; looking for the keyring of the system may take a moment, the cards do not wait for it."""
        self._task = None
        clear_layout(self.body)
        app = self._context.app
        if not self._context.attempt(lambda: self._show(encryption.state(app.folder, with_keyring=False))):
            return
        back = self.findChild(Button, f"safety_{focus}") if focus else None
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, state: SealState) -> None:
        if state.is_sealed:
            self._show_sealed(state)
        else:
            offer = OfferCard(self._context, self)
            offer.begin.clicked.connect(lambda: self.begin("set_up"))
            self.body.addWidget(offer)
        self.body.addStretch(1)

    def _show_sealed(self, state: SealState) -> None:
        context = self._context
        sealed = SealedCard(context, state, self)
        self.body.addWidget(sealed)
        if context.app.is_read_only:
            return
        ways = WaysCard(context, state, self)
        ways.asked.connect(self.begin)
        seldom = SeldomCard(context, self)
        seldom.asked.connect(self.begin)
        for card in (ways, LockCard(context, self), seldom):
            self.body.addWidget(card)
        app = context.app
        context.jobs.start(lambda _: read(app), lambda found: self._complete(ways, found), context.say_error)

    def _complete(self, ways: WaysCard, found: Standing) -> None:
        """What takes a moment to be known."""
        if not isValid(ways):
            return
        ways.show_keyring(found.state)
        for place, banner in enumerate(self._left_overs(found)):
            self.body.insertWidget(place, banner)

    def _left_overs(self, found: Standing) -> list[Banner]:
        """What an interrupted change has left, or what was never encrypted."""
        tr = self._context.tr
        banners = []
        if found.unfinished and not self._context.app.is_read_only:
            banner = Banner(
                "safety_unfinished", tr("safety.unfinished", n=found.unfinished), Tone.WARN, parent=self
            )
            finish = banner.add_button(Button("safety_finish", tr("safety.finish"), parent=banner))
            finish.clicked.connect(self._finish)
            banners.append(banner)
        elif found.state.plain_left:
            sentence = tr("safety.plain_left", files=", ".join(found.state.plain_left[:MOST_FILES]))
            banners.append(Banner("safety_plain_left", sentence, Tone.WARN, parent=self))
        return banners

    def _finish(self) -> None:
        context = self._context

        def work(closed: Closed) -> int:
            return encryption.finish(closed.folder, closed.key, told(closed, context))

        context.shell.work_closed(
            context.tr("safety.finishing"), work, lambda n: context.say(context.tr("safety.finished", n=n))
        )

    def _on_left(self, deed: str) -> None:
        self.show_cards(deed)
        if deed == "first_start":
            self._context.go(Place("welcome"))


def read(app: App) -> Standing:
    """In a thread."""
    state = encryption.state(app.folder)
    left = encryption.unfinished(app.folder, app.store.place.key) if state.is_sealed else 0
    return Standing(state, left)
