"""The head of the page of accounts: title, new, files, filter, archived, and the line about the samples."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui.context import Context
from ui.theme import theme
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.inputs import SearchBox
from ui.widgets.label import DIM, Label
from ui.widgets.surfaces import PageHeader


class Head(QWidget):
    """Tells what was asked for; does nothing itself."""

    new_asked = Signal()
    load_asked = Signal()
    dump_asked = Signal()
    samples_asked = Signal(bool)
    archived_asked = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit, tr = theme().px, context.tr
        self._tr = tr
        self._with_samples = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(12))
        header = PageHeader(tr("accounts.title"), parent=self)
        column.addWidget(header)
        self.more = IconButton("accounts_more", "ellipsis", tr("accounts.more"), self)
        self.more.clicked.connect(self._open_menu)
        self.new = Button("new_account", tr("accounts.new"), "plus", Kind.PRIMARY, self)
        self.new.clicked.connect(self.new_asked)
        header.tools.addWidget(self.more)
        header.tools.addWidget(self.new)
        self._filter = QWidget(self)
        row = QHBoxLayout(self._filter)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(8))
        self.search = SearchBox("accounts_filter", tr("accounts.hint"), self)
        self.search.setMaximumWidth(unit(460))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.archived = Button("archived_filter", tr("accounts.archived_chip"), "archive", Kind.GHOST, self)
        self.archived.setCheckable(True)
        self.archived.toggled.connect(self.archived_asked)
        row.addWidget(self.search, 100)
        row.addWidget(self.archived)
        row.addStretch(1)
        column.addWidget(self._filter)
        self.choices = QVBoxLayout()
        column.addLayout(self.choices)
        column.addWidget(self._make_samples())

    def take_focus(self) -> None:
        """The keyboard goes to the filter."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def type(self, text: str) -> None:
        """A letter that was typed in the list: on with it in the filter; none: take one back."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.end(False)
        if text:
            self.search.insert(text)
        else:
            self.search.backspace()

    def toggle_archived(self) -> None:
        """What a click on the chip does."""
        self.archived.toggle()

    def show_archived(self, archived: bool) -> None:
        """Show which of the two lists is seen."""
        self.archived.blockSignals(True)
        self.archived.setChecked(archived)
        self.archived.blockSignals(False)

    def show_bare(self, bare: bool) -> None:
        """Without any account there is nothing to filter, and the page itself offers the first one."""
        self._filter.setVisible(not bare or self.archived.isChecked())
        self.new.setVisible(not bare)

    def show_samples(self, present: bool) -> None:
        """The line that says that samples are there."""
        self._with_samples = present
        self._samples.setVisible(present)

    def _make_samples(self) -> QWidget:
        tr = self._tr
        self._samples = QWidget(self)
        row = QHBoxLayout(self._samples)
        row.setContentsMargins(theme().px(4), 0, 0, 0)
        row.setSpacing(theme().px(4))
        row.addWidget(Label(tr("accounts.samples_here"), DIM, self._samples))
        remove = Button(
            "remove_samples", tr("accounts.remove_samples"), "", Kind.GHOST, self._samples
        ).dense()
        remove.clicked.connect(lambda: self.samples_asked.emit(False))
        row.addWidget(remove)
        row.addStretch(1)
        self._samples.hide()
        return self._samples

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tr = self._tr
        menu.addAction(tr("accounts.load_file"), self.load_asked.emit)
        menu.addAction(tr("accounts.dump_file"), self.dump_asked.emit)
        menu.addSeparator()
        words = "accounts.remove_samples" if self._with_samples else "accounts.try_samples"
        menu.addAction(tr(words), lambda: self.samples_asked.emit(not self._with_samples))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
