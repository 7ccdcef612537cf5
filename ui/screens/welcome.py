"""The first page on a fresh data folder: language, encryption, then the sample or the first account. Seen once."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from desktopcrm.texts import LANGUAGES
from ui.context import Context, Place
from ui.models.guide_line import FIRST_QUESTION
from ui.theme import Tone, theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.inputs import TextLine
from ui.widgets.label import DIM_PARAGRAPH, DISPLAY, SMALL, STRONG, Label
from ui.widgets.surfaces import ScrollPage, clear_layout
from ui.widgets.tile import Tile

NAMES = {"en": "English", "zh": "中文"}
WIDTH = 620


class WelcomeScreen(ScrollPage):
    """Everything on one calm page; each choice takes effect at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("screen_welcome", WIDTH, parent)
        self._context = context
        tr, unit = context.tr, theme().px
        self.body.setSpacing(unit(10))
        self._centre()
        self.body.addStretch(2)
        self.body.addWidget(Label(tr("first_start.title"), DISPLAY.but(wrap=True, elide=False), self))
        self.body.addWidget(Label(tr("first_start.about"), DIM_PARAGRAPH, self))
        self.body.addSpacing(unit(18))
        self.body.addWidget(Label(tr("first_start.language"), STRONG, self))
        self.body.addLayout(self._languages())
        self._protection = self._protect()
        self.body.addWidget(self._protection)
        self.body.addSpacing(unit(18))
        self.body.addWidget(Label(tr("first_start.begin"), STRONG, self))
        self.body.addLayout(self._ways())
        self.body.addWidget(self._name_box())
        self.body.addStretch(3)

    def show_place(self, _place: Place) -> None:
        """The keyboard begins at what is asked first: a key pressed once too often must not load anything."""
        first = self.findChild(Tile, "encrypt_first") or self._samples
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _centre(self) -> None:
        """The column in the middle: there is nothing else on the page."""
        ground = self.widget()
        row = ground.layout() if ground is not None else None
        if isinstance(row, QHBoxLayout):
            row.insertStretch(0)

    def _languages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        for lang in LANGUAGES:
            tile = Tile(f"language_{lang}", NAMES[lang], "", "languages", self)
            tile.setCheckable(True)
            tile.setAutoExclusive(True)
            tile.setChecked(lang == self._context.lang)
            tile.clicked.connect(lambda _checked=False, lang=lang: self._speak(lang))
            row.addWidget(tile)
        return row

    def _protect(self) -> QWidget:
        """The offer to encrypt before anything is written; one click puts it aside."""
        tr, unit = self._context.tr, theme().px
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, unit(18), 0, 0)
        column.setSpacing(unit(10))
        if encryption.is_sealed(self._context.app.folder):
            sealed = Banner("first_sealed", tr("safety.sealed_done"), Tone.GOOD, parent=box)
            column.addWidget(sealed)
            return box
        row = QHBoxLayout()
        row.setSpacing(unit(8))
        row.addWidget(Label(tr("first_start.protect"), STRONG, box))
        row.addWidget(Chip(tr("first_start.recommended"), Tone.GOOD, parent=box))
        row.addStretch(1)
        skip = Button("skip_encryption", tr("first_start.not_now"), "", Kind.GHOST, box).dense()
        skip.clicked.connect(self._skip)
        row.addWidget(skip)
        words = (tr("first_start.encrypt"), tr("first_start.encrypt_about"))
        encrypt = Tile("encrypt_first", *words, "lock", box)
        encrypt.clicked.connect(
            lambda: self._context.go(Place("safety", tab="encryption", focus="first_start"))
        )
        column.addLayout(row)
        column.addWidget(encrypt)
        return box

    def _skip(self) -> None:
        """Not asked again here; the page of safety says how it can still be done."""
        clear_layout(self._protection_layout())
        self._protection_layout().addWidget(Label(self._context.tr("first_start.later"), DIM_PARAGRAPH, self))
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)  # it only asks for a name

    def _protection_layout(self) -> QVBoxLayout:
        return cast("QVBoxLayout", self._protection.layout())

    def _ways(self) -> QHBoxLayout:
        tr = self._context.tr
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        words = (tr("first_start.samples"), tr("first_start.samples_about"))
        self._samples = Tile("try_samples", *words, "lightbulb", self)
        self._samples.clicked.connect(self._try_samples)
        self._first = Tile("add_first", tr("first_start.first"), tr("first_start.first_about"), "plus", self)
        self._first.setCheckable(True)
        self._first.clicked.connect(self._open_name)
        row.addWidget(self._samples)
        row.addWidget(self._first)
        return row

    def _name_box(self) -> QWidget:
        tr, unit = self._context.tr, theme().px
        self._box = QWidget(self)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(0, unit(6), 0, 0)
        column.setSpacing(unit(4))
        row = QHBoxLayout()
        row.setSpacing(unit(8))
        self._name = TextLine("first_name", tr("first_start.name"), tr("first_start.name_hint"), self._box)
        self._name.returnPressed.connect(self._add)
        begin = Button("first_add", tr("first_start.go"), "", Kind.PRIMARY, self._box)
        begin.clicked.connect(self._add)
        row.addWidget(self._name, 1)
        row.addWidget(begin)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self._box)
        self._error.setObjectName("first_error")
        self._error.hide()
        column.addLayout(row)
        column.addWidget(self._error)
        self._box.hide()
        return self._box

    def _speak(self, lang: str) -> None:
        if lang != self._context.lang:
            # Later: the switch makes this very page anew, which must not happen inside its own click.
            context = self._context
            QTimer.singleShot(0, self.window(), lambda: context.shell.change_language(lang))

    def _try_samples(self) -> None:
        names: list[str] = []
        if self._context.attempt(lambda: names.extend(self._context.app.samples.add(self._context.lang))):
            self._begin(
                Place("account", self._context.app.accounts.find(names[0])) if names else Place("accounts")
            )

    def _open_name(self) -> None:
        self._first.setChecked(True)
        self._box.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        try:
            account_id = self._context.app.accounts.add(self._name.text())
        except UserError as error:
            self._error.setText(self._context.error_text(error))
            self._error.show()
            self._name.mark_wrong(wrong=True)
            self._name.setFocus()
            return
        self._begin(Place("account", account_id, focus=FIRST_QUESTION))

    def _begin(self, place: Place) -> None:
        """The first start is over; back leads to the list, not here."""
        self._context.preferences.put("started", True)
        self._context.note(Place("accounts"))
        self._context.go(place)
