"""The way into encrypted data: the passphrase, or the recovery key where it is forgotten; then another passphrase.

Knows the service of encryption; holds no name of the data. What was typed is gone with the page.
"""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktopcrm.domain import recovery_key
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from ui.context import Context
from ui.dialogs.door_page import DoorPage
from ui.dialogs.passphrase_form import PassphraseForm
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextLine
from ui.widgets.label import DIM, Label
from ui.widgets.secret_line import SecretLine

SHEET_LONGEST = 200
SECOND_MS = 1000


class UnlockPage(DoorPage):
    """`unlocked(key)`; `recovered(key)`: it was the recovery key, so the passphrase may be forgotten."""

    unlocked = Signal(object)
    recovered = Signal(object)

    def __init__(self, context: Context, folder: Path, locked: bool) -> None:
        tr = context.tr
        super().__init__(
            context, "unlock_page", "lock", tr("opening.locked" if locked else "opening.sealed_title")
        )
        self._folder = folder
        self._busy = False
        eye = (tr("passphrase.show"), tr("passphrase.hide"))
        self._asked = Label("", DIM, self)
        self.secret = SecretLine("unlock_passphrase", tr("opening.passphrase"), eye, self)
        self.sheet = TextLine(
            "unlock_recovery", tr("opening.recovery_key"), tr("opening.recovery_hint"), self
        )
        self.sheet.setMaxLength(SHEET_LONGEST)
        self.go = Button("unlock_go", tr("opening.unlock"), "lock-open", Kind.PRIMARY, self)
        self.other = Button("unlock_other", "", "", Kind.GHOST, self).dense()
        self._lay_out()
        self.keep_room()
        self.secret.entered.connect(self.try_it)
        self.secret.changed.connect(lambda _: self._on_typed())
        self.sheet.returnPressed.connect(self.try_it)
        self.sheet.textChanged.connect(self._on_sheet)
        self.go.clicked.connect(self.try_it)
        self.other.clicked.connect(self.turn)
        self._then_try = False
        self._clock = QTimer(self)
        self._clock.setInterval(SECOND_MS)
        self._clock.timeout.connect(self._tick)
        self._show_way(by_sheet=False)
        if encryption.wait_left(folder) > 0:
            self._wait()

    def by_sheet(self) -> bool:
        """Whether the recovery key is asked for."""
        return not self.sheet.isHidden()

    def turn(self) -> None:
        """Ask for the other of the two."""
        self.secret.clear()
        self.sheet.clear()
        self._show_way(by_sheet=not self.by_sheet())

    def try_it(self) -> None:
        """Takes its time on purpose, in a thread; nothing can be pressed meanwhile."""
        text = self.sheet.text() if self.by_sheet() else self.secret.text()
        if self._busy or not text.strip() or self._clock.isActive():
            self._then_try = self._clock.isActive() and bool(text.strip())
            self._line().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        folder, by_sheet = self._folder, self.by_sheet()
        self._set_busy(busy=True)
        self.say(self._tr("opening.trying"), "ink2")

        def work() -> bytes:
            return (encryption.unlock_with_recovery if by_sheet else encryption.unlock)(folder, text)

        self._context.jobs.start(lambda _: work(), lambda key: self._on_key(key, by_sheet), self._on_refused)

    def is_busy(self) -> bool:
        return self._busy

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(self._asked)
        line = QHBoxLayout()
        line.setSpacing(theme().px(8))
        line.addWidget(self.secret, 1)
        line.addWidget(self.sheet, 1)
        line.addWidget(self.go)
        column.addLayout(line)
        self.body.insertWidget(self.body.indexOf(self.ways), self.other, 0, Qt.AlignmentFlag.AlignHCenter)

    def _show_way(self, by_sheet: bool) -> None:
        tr = self._tr
        self.secret.setVisible(not by_sheet)
        self.sheet.setVisible(by_sheet)
        self._asked.setText(tr("opening.recovery_key" if by_sheet else "opening.passphrase"))
        self.tell(tr("opening.recovery_about" if by_sheet else "opening.sealed_about"))
        self.other.set_words(tr("opening.remembered" if by_sheet else "opening.forgotten"))
        self.say("")
        self.first_focus(self._line())

    def _line(self) -> QWidget:
        return self.sheet if self.by_sheet() else self.secret.line

    def _on_typed(self) -> None:
        self.secret.mark_wrong(wrong=False)

    def _on_sheet(self, text: str) -> None:
        """A group that cannot be right is told while one is still typing."""
        wrong = recovery_key.wrong_groups(text)
        self.sheet.mark_wrong(bool(wrong))
        numbers = ("、" if self._context.lang == "zh" else ", ").join(str(one) for one in wrong)
        self.say(self._tr("opening.group_wrong", number=numbers) if wrong else "")

    def _on_key(self, key: bytes, by_sheet: bool) -> None:
        self.secret.clear()
        self.sheet.clear()
        self.say(self._tr("opening.opening"), "ink2")
        self._busy = False
        self.rested.emit()
        (self.recovered if by_sheet else self.unlocked).emit(key)

    def _on_refused(self, error: UserError) -> None:
        self._set_busy(busy=False)
        if error.key == "errors.unlock_wait" or encryption.wait_left(self._folder) >= 1:
            self._wait()
        else:
            self.say(self._context.error_text(error))
        if self.by_sheet():
            self.sheet.mark_wrong(wrong=True)
        else:
            self.secret.mark_wrong(wrong=True)
            self.secret.line.selectAll()
        self._line().setFocus(Qt.FocusReason.OtherFocusReason)
        self.rested.emit()

    def _wait(self) -> None:
        """After some wrong ones: how long it takes until another may be tried."""
        self.go.setEnabled(False)
        self._clock.start()
        self._tick()

    def _tick(self) -> None:
        left = math.ceil(encryption.wait_left(self._folder))
        if left > 0:
            self.say(self._tr("opening.wait", n=left))
            return
        self._clock.stop()
        self.go.setEnabled(True)
        self.say(self._tr("opening.wait_over"), "ink2")
        if self._then_try:  # Enter was pressed while one had to wait
            self._then_try = False
            self.try_it()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for widget in (self.secret, self.sheet, self.go, self.other):
            widget.setEnabled(not busy)


class NewPassphrasePage(DoorPage):
    """After the recovery key: a passphrase that is not forgotten. `done(chosen)` once, whether one was chosen or not."""

    done = Signal(bool)

    def __init__(self, context: Context, folder: Path, key: bytes) -> None:
        tr = context.tr
        super().__init__(context, "new_passphrase_page", "key-round", tr("opening.new_passphrase"))
        self._folder, self._key = folder, key
        self._is_storing = False
        self.tell(tr("opening.new_passphrase_about"))
        self.form = PassphraseForm(context, "new_passphrase", (), self)
        self.column.addWidget(self.form)
        self.store = self.add_way(
            "new_passphrase_store", tr("opening.set_passphrase"), "check", self._store, Kind.PRIMARY
        )
        self.later = self.add_way("new_passphrase_later", tr("opening.later"), "", self._skip, Kind.GHOST)
        self.store.setEnabled(False)
        self.form.ready_changed.connect(self.store.setEnabled)
        self.form.entered.connect(self._store)
        lines = self.form.lines()
        for before, after in pairwise((*lines, self.store, self.later)):
            QWidget.setTabOrder(before, after)
        self.first_focus(self.form)

    def is_busy(self) -> bool:
        return self._is_storing

    def _skip(self) -> None:
        """A second click finds the page at rest: the data are opened once."""
        if self.isEnabled():
            self.setEnabled(False)
            self.done.emit(False)

    def _store(self) -> None:
        folder, key, new = self._folder, self._key, self.form.passphrase()
        if not new or not self.isEnabled():
            return
        self.setEnabled(False)
        self._is_storing = True
        self._context.jobs.start(
            lambda _: encryption.set_passphrase(folder, key, new),
            lambda _: self._on_stored(),
            self._on_refused,
        )

    def _on_stored(self) -> None:
        self._is_storing = False
        self.form.clear()
        self.rested.emit()
        self.done.emit(True)

    def _on_refused(self, error: UserError) -> None:
        self._is_storing = False
        self.setEnabled(True)
        self.rested.emit()
        self.say(self._context.error_text(error))
