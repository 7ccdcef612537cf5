"""The recovery key: shown to be printed or written down, then asked for in part. Knows nothing of what it opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.recovery_key import RecoveryKey
from ui.context import Context
from ui.screens.safety.sheet_files import SheetFiles
from ui.theme import Tone, theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.inputs import TextLine
from ui.widgets.key_groups import KeyGroups
from ui.widgets.label import DIM, PARAGRAPH, SMALL, Label

GROUP_WIDTH = 170


class ShowKey(QWidget):
    """The key in large groups, and the ways to have it on paper."""

    def __init__(self, context: Context, recovery: RecoveryKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, unit = context.tr, theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(12))
        column.addWidget(Label(tr("safety.key_about"), PARAGRAPH, self))
        groups = KeyGroups("recovery_groups", tr("safety.recovery_key"), self)
        groups.show_groups(recovery.groups)
        column.addWidget(groups)
        self._files = SheetFiles(context, recovery, self)
        row = QHBoxLayout()
        row.setSpacing(unit(8))
        self._print = Button("recovery_print", tr("safety.key_print"), "printer", parent=self)
        self._save = Button("recovery_save", tr("safety.key_save"), "download", parent=self)
        self._print.clicked.connect(self._files.ask_printer)
        self._save.clicked.connect(self._files.ask_file)
        row.addWidget(self._print)
        row.addWidget(self._save)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._files)
        column.addWidget(Banner("recovery_nobody_helps", tr("safety.nobody_helps"), Tone.WARN, parent=self))
        column.addWidget(Banner("recovery_warning", tr("safety.key_warning"), Tone.WARN, parent=self))
        self.setFocusProxy(self._print)

    def files(self) -> SheetFiles:
        """What saves and prints the sheet."""
        return self._files


class ConfirmKey(QWidget):
    """Asks for the groups named by the key; `changed()` while typing, `entered()` on Enter in the last line."""

    changed = Signal()
    entered = Signal()

    def __init__(self, context: Context, recovery: RecoveryKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._recovery = context, recovery
        tr, unit = context.tr, theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(12))
        column.addWidget(Label(tr("safety.confirm_about"), PARAGRAPH, self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(12))
        grid.setVerticalSpacing(unit(8))
        grid.setColumnStretch(2, 1)
        self._lines: dict[int, TextLine] = {}
        for row, number in enumerate(recovery.groups_to_confirm):
            words = tr("safety.group", number=number)
            line = TextLine(f"confirm_{number}", words, "", self)
            line.setFixedWidth(unit(GROUP_WIDTH))
            line.setMaxLength(16)
            line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
            line.textChanged.connect(lambda _text, line=line: self._on_typed(line))
            line.returnPressed.connect(lambda number=number: self._on_return(number))
            grid.addWidget(Label(words, DIM, self), row, 0)
            grid.addWidget(line, row, 1)
            self._lines[number] = line
        column.addLayout(grid)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("confirm_error")
        self._error.hide()
        column.addWidget(self._error)
        self.setFocusProxy(next(iter(self._lines.values())))

    def is_filled(self) -> bool:
        """Whether there is something in every line."""
        return all(line.text().strip() for line in self._lines.values())

    def check(self, then: Callable[[], None]) -> None:
        """Go on if the groups are right; else say which is not."""
        wrong = [
            number for number, line in self._lines.items() if not self._recovery.confirms(number, line.text())
        ]
        for number, line in self._lines.items():
            line.mark_wrong(number in wrong)
        if wrong:
            self._error.setText(self._context.tr("safety.confirm_wrong", number=wrong[0]))
            self._error.show()
            self._lines[wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            self._lines[wrong[0]].selectAll()
            return
        then()

    def _on_typed(self, line: TextLine) -> None:
        line.mark_wrong(wrong=False)
        self._error.hide()
        self.changed.emit()

    def _on_return(self, number: int) -> None:
        numbers = list(self._lines)
        if number == numbers[-1]:
            self.entered.emit()
        else:
            self._lines[numbers[numbers.index(number) + 1]].setFocus(Qt.FocusReason.TabFocusReason)
