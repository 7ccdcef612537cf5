"""The line above the pages that tells what was saved, and the ways on: open it, copy its path."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from desktopcrm.texts import Translate
from ui.theme import theme
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import ELIDED, Label
from ui.widgets.surfaces import Plain


class SavedLine(Plain):
    """Hidden until something was saved or something must be said."""

    open_asked = Signal(str)
    copy_asked = Signal(str)

    def __init__(self, tr: Translate) -> None:
        super().__init__("card")
        unit = theme().px
        self._tr = tr
        self._file = ""
        self.set_edge("bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(16), unit(6), unit(12), unit(6))
        row.setSpacing(unit(6))
        self._words = Label("", ELIDED, self)
        self._words.setObjectName("plan_saved")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._open = Button("plan_open", tr("plan.open"), "folder-open", Kind.GHOST, self).dense()
        self._copy = Button("plan_copy", tr("plan.copy_path"), "copy", Kind.GHOST, self).dense()
        close = IconButton("plan_saved_close", "x", tr("generic.close"), self).dense()
        self._open.clicked.connect(lambda: self.open_asked.emit(self._file))
        self._copy.clicked.connect(lambda: self.copy_asked.emit(self._file))
        close.clicked.connect(self.hide)
        row.addWidget(self._words, 1)
        for button in (self._open, self._copy, close):
            row.addWidget(button)
        self.hide()

    def show_saved(self, file: Path, missing: str) -> None:
        """Where it lies, and which characters no font could show."""
        self._file = str(file)
        warning = self._tr("plan.missing", chars=missing) if missing else ""
        self._words.set_ink("warn" if missing else "good")
        self._words.setText(
            " · ".join(part for part in (self._tr("plan.saved", file=str(file)), warning) if part)
        )
        for button in (self._open, self._copy):
            button.show()
        self.show()

    def show_words(self, sentence: str, ink: str) -> None:
        """What is going on, or what stands in the way."""
        self._words.set_ink(ink)
        self._words.setText(sentence)
        for button in (self._open, self._copy):
            button.hide()
        self.show()
