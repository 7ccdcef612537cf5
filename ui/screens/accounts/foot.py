"""The line under the list: how many there are, how many are chosen, and what can be done with those."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.context import Context
from ui.screens.accounts.filters import triage_hint
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import DIM, SMALL, Label


class Foot(QWidget):
    """`put_away`, `brought_back` and `print_asked` speak of the chosen rows."""

    put_away = Signal()
    brought_back = Signal()
    print_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit, tr = theme().px, context.tr
        self._tr = tr
        self._total, self._chosen, self._archived, self._busy = 0, 0, False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(4), 0, 0, 0)
        row.setSpacing(unit(8))
        self._words = Label("", DIM.but(elide=True), self)
        self._words.setObjectName("accounts_count")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self._words, 1)
        self._hint = Label(triage_hint(context), SMALL, self)
        self._hint.setObjectName("triage_hint")
        row.addWidget(self._hint)
        self.plans = Button("plans_pdf", tr("accounts.plans_pdf"), "file-text", Kind.GHOST, self).dense()
        self.archive = Button("archive", tr("accounts.archive"), "archive", Kind.GHOST, self).dense()
        self.restore = Button("restore", tr("accounts.restore"), "archive-restore", Kind.GHOST, self).dense()
        for button in (self.plans, self.archive, self.restore):
            row.addWidget(button)
        self.plans.clicked.connect(self.print_asked)
        self.archive.clicked.connect(self.put_away)
        self.restore.clicked.connect(self.brought_back)
        self._show()

    def show_total(self, total: int, archived: bool) -> None:
        """How many accounts the list finds, and of which kind."""
        self._total, self._archived = total, archived
        self._show()

    def show_chosen(self, chosen: int) -> None:
        """How many rows are chosen."""
        self._chosen = chosen
        self._show()

    def show_busy(self, busy: bool) -> None:
        """Whether figures are still being brought up to date."""
        self._busy = busy
        self._show()

    def _show(self) -> None:
        count = "accounts.count_archived" if self._archived else "accounts.count"
        words = [self._tr(count, n=self._total)]
        if self._chosen > 1:
            words.append(self._tr("accounts.chosen", n=self._chosen))
        if self._busy:
            words.append(self._tr("accounts.refreshing"))
        self._words.setText(" · ".join(words))
        self.plans.setVisible(not self._archived)
        self._hint.setVisible(not self._archived and self._chosen > 0)
        self.archive.setVisible(not self._archived)
        self.restore.setVisible(self._archived)
        for button in (self.plans, self.archive, self.restore):
            button.setEnabled(self._chosen > 0)
