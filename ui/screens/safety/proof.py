"""Asks who sits here before a way to the data is changed: the passphrase, or the recovery key where it is forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.domain import recovery_key
from desktopcrm.services import encryption
from ui.context import Context
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextLine
from ui.widgets.label import DIM, SMALL, Label
from ui.widgets.secret_line import SecretLine


@dataclass(frozen=True, slots=True)
class Proven:
    """The key of the data, and the passphrase if that was what opened them."""

    key: bytes = field(repr=False)
    passphrase: str = field(default="", repr=False)


class Proof(QWidget):
    """`entered()` on Enter; `work()` gives what tries it, to be run in a thread."""

    entered = Signal()

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        tr, unit = context.tr, theme().px
        self._folder = context.app.folder
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(6))
        self._asked = Label(tr("safety.proof_passphrase"), DIM, self)
        eye = (tr("passphrase.show"), tr("passphrase.hide"))
        self._secret = SecretLine(f"{name}_passphrase", tr("safety.proof_passphrase"), eye, self)
        self._sheet = TextLine(f"{name}_recovery", tr("safety.proof_recovery"), tr("safety.key_hint"), self)
        self._sheet.setMaxLength(200)
        self._sheet.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._lines = QStackedWidget(self)
        self._lines.setFixedHeight(self._sheet.sizeHint().height())
        self._lines.addWidget(self._secret)
        self._lines.addWidget(self._sheet)
        self._wrong = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._wrong.setObjectName(f"{name}_wrong")
        self._wrong.hide()
        self._other = Button(f"{name}_other", tr("safety.forgotten"), "", Kind.GHOST, self).dense()
        for widget in (self._asked, self._lines, self._wrong):
            column.addWidget(widget)
        column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        self._secret.entered.connect(self.entered)
        self._secret.changed.connect(lambda _: self._secret.mark_wrong(wrong=False))
        self._sheet.returnPressed.connect(self.entered)
        self._sheet.textChanged.connect(self._on_sheet)
        self._other.clicked.connect(self._turn)
        self.setFocusProxy(self._secret)

    def by_sheet(self) -> bool:
        """Whether the recovery key is asked for."""
        return self._lines.currentIndex() == 1

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self._sheet.text() if self.by_sheet() else self._secret.text())

    def try_it(self) -> Proven:
        """In a thread: takes its time on purpose. Raises `UserError`."""
        if self.by_sheet():
            return Proven(encryption.unlock_with_recovery(self._folder, self._sheet.text()))
        typed = self._secret.text()
        return Proven(encryption.unlock(self._folder, typed), typed)

    def mark_wrong(self) -> None:
        """It did not open the data: what was typed is marked, the cursor goes back to it."""
        if self.by_sheet():
            self._sheet.mark_wrong(wrong=True)
            self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._secret.mark_wrong(wrong=True)
            self._secret.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._secret.line.selectAll()

    def _turn(self) -> None:
        tr = self._context.tr
        self._lines.setCurrentIndex(0 if self.by_sheet() else 1)
        sheet = self.by_sheet()
        self._asked.setText(tr("safety.proof_recovery" if sheet else "safety.proof_passphrase"))
        self._other.set_words(tr("safety.remembered" if sheet else "safety.forgotten"))
        self._secret.clear()
        self._sheet.clear()
        self._wrong.hide()
        target: QWidget = self._sheet if sheet else self._secret
        self.setFocusProxy(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sheet(self, text: str) -> None:
        """A group that cannot be right is told while one is still typing."""
        wrong = recovery_key.wrong_groups(text)
        self._sheet.mark_wrong(bool(wrong))
        self._wrong.setVisible(bool(wrong))
        if wrong:
            numbers = ("、" if self._context.lang == "zh" else ", ").join(str(one) for one in wrong)
            self._wrong.setText(self._context.tr("safety.group_wrong", number=numbers))
