"""Cards of settings under one another. Knows preferences and the shell; screens and widgets do the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QWidget

from desktopcrm import __version__
from desktopcrm.domain.changes import ChangeSet
from desktopcrm.services.backup_places import SECOND
from ui.context import Context, Place
from ui.dialogs import files
from ui.dialogs.load_file import LoadFile
from ui.dialogs.shortcut_sheet import ShortcutSheet
from ui.theme import Look, Tone, theme
from ui.widgets.button import Button, IconButton
from ui.widgets.inputs import Choice, TextLine
from ui.widgets.label import BODY, DIM, DIM_PARAGRAPH, ELIDED, STRONG, Label
from ui.widgets.painting import plain_tip
from ui.widgets.surfaces import Card, PageHeader, ScrollPage
from ui.widgets.tabs import SegmentedChoice

WIDTH, LABEL = 760, 150
SCALE_STEP = 0.1
SAFETY = (
    ("data", "actions.safety_data", "shield-check"),
    ("backups", "actions.safety_backups", "database-backup"),
    ("encryption", "actions.safety_encryption", "key-round"),
)
CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "CHF", "HKD", "SGD", "INR", "KRW")
OWN_WORDS = (
    ("author", "author"),
    ("company", "company"),
    ("author.phone", "phone"),
    ("author.email", "email"),
)


class SettingsScreen(ScrollPage):
    """What is written or chosen here is stored at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("screen_settings", WIDTH, parent)
        self._context = context
        self._tr = context.tr
        self.body.addWidget(PageHeader(self._tr("settings.title"), parent=self))
        for card in (self._display(), self._me(), self._data(), self._safety(), self._keys(), self._about()):
            self.body.addWidget(card)
        self.body.addStretch(1)
        context.changes.changed.connect(self._on_changed)

    def show_place(self, place: Place) -> None:
        """Samples or the second place may have come or gone. `focus`: the control worked with while it was made anew."""
        self._show_samples()
        self._show_second()
        kept = self.findChild(QWidget, place.focus) if place.focus else None
        (kept or self._language).setFocus(Qt.FocusReason.OtherFocusReason)

    # cards

    def _display(self) -> Card:
        card, grid = self._card("settings.display")
        self._language = SegmentedChoice(
            "settings_language", self._tr("settings.language"), [("en", "English"), ("zh", "中文")], self
        )
        self._language.set_key(self._context.lang)
        self._language.chosen.connect(
            lambda lang: self._later(lambda: self._context.shell.change_language(lang))
        )
        looks = [(str(look), self._tr(f"settings.look_{look}")) for look in Look]
        look = SegmentedChoice("settings_look", self._tr("settings.look"), looks, self)
        look.set_key(str(theme().style.look))
        look.chosen.connect(self._context.shell.change_look)
        self._add(grid, "settings.language", self._language)
        self._add(grid, "settings.look", look)
        self._add(grid, "settings.size", self._size())
        return card

    def _size(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        smaller = IconButton("settings_smaller", "minus", self._tr("actions.smaller"), box)
        larger = IconButton("settings_larger", "plus", self._tr("actions.larger"), box)
        scale = theme().style.scale
        smaller.clicked.connect(lambda: self._scale(scale - SCALE_STEP, smaller))
        larger.clicked.connect(lambda: self._scale(scale + SCALE_STEP, larger))
        row.addWidget(smaller)
        row.addWidget(Label(f"{round(scale * 100)} %", BODY, box))
        row.addWidget(larger)
        row.addStretch(1)
        return box

    def _me(self) -> Card:
        can_write = not self._context.app.is_read_only
        card, grid = self._card("settings.me", "settings.me_about" if can_write else "opening.read_only")
        for key, name in OWN_WORDS:
            words = self._tr(f"settings.{name}")
            line = TextLine(f"settings_{name}", words, "", self)
            line.setText(self._context.preferences.text(key))
            line.editingFinished.connect(lambda key=key, line=line: self._store(key, line.text().strip()))
            line.setEnabled(can_write)
            self._add(grid, f"settings.{name}", line)
        named = ((one, self._tr(f"settings.currency_{one.lower()}")) for one in CURRENCIES)
        options = [("", self._tr("settings.currency_usual")), *named]
        currency = Choice("settings_currency", self._tr("settings.currency"), options, self)
        currency.set_key(self._context.preferences.text("currency"))
        currency.chosen.connect(lambda key: self._store("currency", key))
        currency.setToolTip(plain_tip(self._tr("settings.currency_about")))
        currency.setEnabled(can_write)
        self._add(grid, "settings.currency", currency)
        return card

    def _data(self) -> Card:
        card, grid = self._card("settings.data")
        self._data_about = Label("", DIM_PARAGRAPH, card)
        self._data_about.setObjectName("settings_data_about")
        card.body.insertWidget(card.body.count() - 1, self._data_about)
        folder = str(self._context.app.folder)
        where = Label(folder, ELIDED, self)
        where.setObjectName("settings_folder")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        show = Button("open_folder", self._tr("settings.open_folder"), "folder-open", parent=self)
        show.clicked.connect(lambda: self._open_folder(folder))
        self._add(grid, "settings.folder", self._side_by_side(where, show))
        self._load = LoadFile(self._context, self)
        load = Button("settings_load", self._tr("accounts.load_file"), "upload", parent=self)
        load.clicked.connect(self._load.choose)
        dump = Button("settings_dump", self._tr("accounts.dump_file"), "download", parent=self)
        dump.clicked.connect(lambda: files.dump_all(self._context, self))
        self._add(grid, "settings.files", self._side_by_side(load, dump, None))
        self._samples = Button("settings_samples", "", "trash-2", parent=self)
        self._samples.clicked.connect(self._on_samples)
        self._add(grid, "settings.samples", self._side_by_side(self._samples, None))
        card.body.addWidget(self._load)
        self._show_samples()
        return card

    def _safety(self) -> Card:
        card, grid = self._card("settings.safety", "settings.safety_about")
        for key, words, icon in SAFETY:
            button = Button(f"settings_{key}", self._tr(words), icon, parent=self)
            button.clicked.connect(lambda _=False, key=key: self._context.go(Place("safety", tab=key)))
            self._add(grid, f"settings.safety_{key}", self._side_by_side(button, None))
        privacy = Button("settings_privacy", self._tr("privacy.open"), "eye-off", parent=self)
        privacy.clicked.connect(lambda: self._context.go(Place("privacy")))
        self._add(grid, "privacy.title", self._side_by_side(privacy, None))
        return card

    def _keys(self) -> Card:
        card, grid = self._card("settings.keys", "settings.keys_about")
        show = Button("all_keys", self._tr("settings.all_keys"), "keyboard", parent=self)
        show.clicked.connect(lambda: ShortcutSheet(self.window(), self._tr).open_centred())
        grid.addWidget(self._side_by_side(show, Label("F1", DIM, self), None), 0, 0, 1, 2)
        return card

    def _about(self) -> Card:
        card, _ = self._card("settings.about")
        card.body.addWidget(Label(self._tr("settings.version", version=__version__), STRONG, self))
        card.body.addWidget(Label(self._tr("settings.offline"), DIM_PARAGRAPH.but(ink="ink"), self))
        card.body.addWidget(Label(self._tr("settings.licence"), DIM_PARAGRAPH, self))
        return card

    # within

    def _card(self, title: str, about: str = "") -> tuple[Card, QGridLayout]:
        unit = theme().px
        card = Card(self._tr(title), parent=self)
        if about:
            card.body.addWidget(Label(self._tr(about), DIM_PARAGRAPH, card))
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(16))
        grid.setVerticalSpacing(unit(8))
        grid.setColumnMinimumWidth(0, unit(LABEL))
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        return card, grid

    def _add(self, grid: QGridLayout, label: str, widget: QWidget) -> None:
        row = grid.rowCount()
        grid.addWidget(Label(self._tr(label), DIM, self), row, 0)
        grid.addWidget(widget, row, 1)

    def _side_by_side(self, *widgets: QWidget | None) -> QWidget:
        """Widgets in a row; `None` takes the rest of the width."""
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        return box

    def _store(self, key: str, value: str) -> None:
        if value != self._context.preferences.text(key):
            self._context.preferences.put(key, value)

    def _scale(self, scale: float, button: QWidget) -> None:
        self._context.note(Place("settings", focus=button.objectName()))
        self._later(lambda: self._context.shell.change_scale(scale))

    def _later(self, run: Callable[[], None]) -> None:
        """The switch makes this very page anew, which must not happen inside its own click."""
        QTimer.singleShot(0, self.window(), run)

    def _open_folder(self, folder: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self._context.say(self._tr("settings.no_folder", folder=folder), Tone.WARN)

    def _show_samples(self) -> None:
        there = self._context.app.samples.present()
        words = self._tr("accounts.remove_samples" if there else "accounts.try_samples")
        self._samples.set_words(words, "trash-2" if there else "lightbulb")

    def _show_second(self) -> None:
        second = self._context.app.preferences.text(SECOND)
        key = "safety.folder_about_second" if second else "settings.data_about"
        self._data_about.setText(self._tr(key, folder=second))

    def _on_samples(self) -> None:
        files.samples(self._context, add=not self._context.app.samples.present())

    def _on_changed(self, _changes: ChangeSet) -> None:
        if self.isVisible():
            self._show_samples()
