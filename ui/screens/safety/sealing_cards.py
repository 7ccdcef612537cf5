"""The cards of the page about encryption: the offer, how it stands, the ways to the data, locking, what is seldom done."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.services.encryption import SealState
from ui.actions import spoken_keys
from ui.context import Context
from ui.departure import SCREEN, SLEEP
from ui.models.moments import day_words
from ui.screens.safety.set_up import nobody_helps
from ui.theme import Tone, theme
from ui.widgets.button import Button, Kind
from ui.widgets.check_box import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.inputs import Choice
from ui.widgets.label import DIM, DIM_PARAGRAPH, PARAGRAPH, STRONG, Label
from ui.widgets.place_sign import PlaceSign
from ui.widgets.surfaces import Card, Hairline

LOCK_KEY, SCREEN_KEY, USUAL_MINUTES = "lock.minutes", "lock.with_screen", 10
MINUTES = (2, 5, 10, 15, 30, 60, 0)
SEEN = {
    frozenset({SCREEN, SLEEP}): "both",
    frozenset({SCREEN}): "screen",
    frozenset({SLEEP}): "sleep",
    frozenset[str](): "nothing",
}
REASONS = ("theft", "need", "same")
REASON_SIGNS = {"theft": "shield-check", "need": "key-round", "same": "circle-check"}


class OfferCard(Card):
    """What encryption gives and asks; `begin` starts it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        tr, unit = context.tr, theme().px
        super().__init__(tr("safety.offer_title"), parent=parent)
        self.setObjectName("safety_offer")
        self.title.tools.addWidget(Chip(tr("safety.not_sealed"), Tone.WARN, parent=self))
        self.body.setSpacing(unit(12))
        self.body.addWidget(Label(tr("safety.offer_about"), PARAGRAPH, self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(12))
        grid.setVerticalSpacing(unit(10))
        grid.setColumnStretch(1, 1)
        for row, reason in enumerate(REASONS):
            grid.addWidget(PlaceSign(REASON_SIGNS[reason], self), row, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(unit(2))
            words.addWidget(Label(tr(f"safety.offer_{reason}"), STRONG.but(wrap=True), self))
            words.addWidget(Label(tr(f"safety.offer_{reason}_about"), DIM_PARAGRAPH, self))
            grid.addLayout(words, row, 1)
        self.body.addLayout(grid)
        self.body.addWidget(nobody_helps(context, self))
        self.begin = Button("safety_set_up", tr("safety.set_up"), "lock", Kind.PRIMARY, self)
        self.begin.setEnabled(not context.app.is_read_only)
        self.body.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)


class SealedCard(Card):
    """Since when, and locking now."""

    def __init__(self, context: Context, state: SealState, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("safety.sealed_title"), _since(context, state.made_on), parent)
        self.setObjectName("safety_sealed")
        self.title.tools.addWidget(Chip(tr("safety.is_sealed"), Tone.GOOD, parent=self))
        self.body.addWidget(Label(tr("safety.sealed_about"), PARAGRAPH, self))
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        lock = Button("safety_lock", tr("safety.lock_now"), "lock", Kind.SECONDARY, self)
        lock.clicked.connect(context.shell.lock)
        row.addWidget(lock)
        row.addWidget(Label(spoken_keys("Ctrl+Shift+L"), DIM, self))
        row.addStretch(1)
        self.body.addLayout(row)


class WaysCard(Card):
    """What opens the data: passphrase, recovery key, keyring. `asked(deed)`."""

    asked = Signal(str)

    def __init__(self, context: Context, state: SealState, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("safety.ways_title"), parent=parent)
        self._context = context
        change = ("change", tr("safety.change"))
        self.body.addWidget(
            self._row("key-round", "passphrase", _set_on(context, state.passphrase_on), change)
        )
        self.body.addWidget(Hairline(self))
        renew = ("renew", tr("safety.renew"))
        self.body.addWidget(self._row("printer", "recovery", _set_on(context, state.recovery_on), renew))
        self.body.addWidget(Hairline(self))
        self._keyring = self._row("user", "keyring", tr("safety.one_moment"), None)
        self.body.addWidget(self._keyring)

    def show_keyring(self, state: SealState) -> None:
        """Whether the keyring of the system opens the data, or could."""
        tr, name = self._context.tr, state.keyring_name or ""
        said, deed = tr("safety.keyring_none"), None
        if state.has_keyring:
            said = tr("safety.keyring_is_on", name=name) if name else tr("safety.keyring_lost")
            deed = ("keyring_off", tr("safety.switch_off"))
        elif name:
            said = tr("safety.keyring_is_off", name=name)
            deed = ("keyring_on", tr("safety.switch_on"))
        row = self._row("user", "keyring", said, deed)
        self.body.replaceWidget(self._keyring, row)
        self._keyring.deleteLater()
        self._keyring = row

    def _row(self, icon: str, way: str, said: str, deed: tuple[str, str] | None) -> QWidget:
        tr, unit = self._context.tr, theme().px
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(12))
        row.addWidget(PlaceSign(icon, box), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(unit(2))
        words.addWidget(Label(tr(f"safety.way_{way}"), STRONG, box))
        words.addWidget(Label(said, DIM_PARAGRAPH, box))
        row.addLayout(words, 1)
        if deed is not None:
            key, told = deed
            button = Button(f"safety_{key}", told, "", Kind.SECONDARY, box)
            button.clicked.connect(lambda: self.asked.emit(key))
            row.addWidget(button)
        return box


class LockCard(Card):
    """After how many minutes it locks by itself, whether with the screen, and what of that this system reports."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("safety.lock_title"), parent=parent)
        self._context = context
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        options = [(str(n), tr("safety.minutes", n=n) if n else tr("safety.never")) for n in MINUTES]
        self._minutes = Choice("safety_minutes", tr("safety.lock_after"), options, self)
        stored = context.preferences.get(LOCK_KEY)
        kept = stored if isinstance(stored, int) and not isinstance(stored, bool) else USUAL_MINUTES
        self._minutes.set_key(str(kept if kept in MINUTES else USUAL_MINUTES))
        self._minutes.chosen.connect(lambda key: context.preferences.put(LOCK_KEY, int(key)))
        row.addWidget(Label(tr("safety.lock_after"), DIM, self))
        row.addWidget(self._minutes)
        row.addStretch(1)
        self.body.addLayout(row)
        with_screen = CheckBox("safety_lock_screen", tr("safety.lock_screen"), self)
        with_screen.setChecked(context.preferences.get(SCREEN_KEY) is not False)
        with_screen.toggled.connect(lambda on: context.preferences.put(SCREEN_KEY, on))
        self.body.addWidget(with_screen)
        self._seen = Label("", DIM_PARAGRAPH, self)
        self._seen.setObjectName("safety_lock_seen")
        self.body.addWidget(self._seen)
        self.body.addWidget(Label(tr("safety.lock_about"), DIM_PARAGRAPH, self))
        context.departure.known.connect(self._show_seen)
        self._show_seen()

    @Slot()
    def _show_seen(self) -> None:
        """Said of this system, not of systems in general."""
        heard = SEEN[self._context.departure.seen]
        self._seen.setText(self._context.tr(f"safety.lock_seen_{heard}"))


class SeldomCard(Card):
    """Everything anew, and switching off. `asked(deed)`."""

    asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        tr, unit = context.tr, theme().px
        super().__init__(tr("safety.seldom_title"), parent=parent)
        for deed in ("anew", "off"):
            row = QHBoxLayout()
            row.setSpacing(unit(12))
            row.addWidget(Label(tr(f"safety.{deed}_short"), DIM_PARAGRAPH, self), 1)
            kind = Kind.DANGER if deed == "off" else Kind.SECONDARY
            button = Button(f"safety_{deed}", tr(f"safety.{deed}"), "", kind, self)
            button.clicked.connect(lambda _checked=False, deed=deed: self.asked.emit(deed))
            row.addWidget(button)
            self.body.addLayout(row)


def _day(context: Context, iso: str) -> str:
    try:
        return day_words(context.tr, date.fromisoformat(iso[:10]), datetime.now(UTC))
    except ValueError:
        return ""


def _since(context: Context, iso: str) -> str:
    day = _day(context, iso)
    return context.tr("safety.since", day=day) if day else ""


def _set_on(context: Context, iso: str) -> str:
    day = _day(context, iso)
    return context.tr("safety.set_on", day=day) if day else ""
