"""What private things are held: of one account row by row, of all as numbers, or everything that is due for a look.

Knows the service of privacy; a fact is confirmed or deleted here, written at the account.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.services.privacy import Held
from ui.actions import Command
from ui.context import Context, Place
from ui.dialogs.erase_panel import LEFT, ErasePanel
from ui.dialogs.person_file import save_person_data
from ui.models.renewal import Renewal
from ui.screens.privacy.left import LeftTexts
from ui.screens.privacy.rows import Wording, held_columns, total_columns, total_row
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowRow
from ui.widgets.label import DIM, DIM_PARAGRAPH, DISPLAY, SMALL, Label
from ui.widgets.surfaces import Card, Plain
from ui.widgets.table import TALL_ROW, DataTable
from ui.widgets.tabs import SegmentedChoice

ACCOUNTS, ALL, SENSITIVE, DUE, PROPOSED = "accounts", "all", "sensitive", "marked", "proposed"
OF_ONE = (ALL, SENSITIVE, DUE, PROPOSED)
OF_ALL = (ACCOUNTS, DUE, PROPOSED)


class PrivacyScreen(Plain):
    """`Place("privacy", account_id)`; target 0 is all accounts."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self.setObjectName("screen_privacy")
        self._context, self._tr = context, context.tr
        self._account_id = 0
        self._held: list[Held] = []
        self.which: SegmentedChoice
        self._build()
        self._renewal = Renewal(self, context, self._look)

    def show_place(self, place: Place) -> None:
        """One account, or all of them; `tab` chooses what is shown."""
        self._account_id = place.target
        keys = OF_ONE if place.target else OF_ALL
        if place.tab != LEFT:
            self.left.forget_done()
        if place.tab == LEFT or self._context.app.erasing.left():
            keys = (*keys, LEFT)
        chosen = place.tab if place.tab in keys else keys[0]
        self._make_which(keys, chosen)
        self._renewal.now()
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> list[Command]:
        """What the palette offers here."""
        tr = self._tr
        return [
            Command("privacy_confirm", tr("privacy.confirm"), self.confirm, "check", keys="Space"),
            Command("privacy_delete", tr("privacy.delete"), self.delete, "trash-2", keys="Delete"),
            Command("privacy_data", tr("privacy.give_data"), self.give_data, "download"),
            Command("privacy_erase", tr("people.erase"), self.erase, "user", keys="Ctrl+Shift+Delete"),
        ]

    def confirm(self) -> None:
        """The fact in hand is still so."""
        one = self._in_hand()
        if one and self._context.attempt(lambda: self._context.app.privacy.confirm([one])):
            self._context.say_undo(self._tr("privacy.said_confirmed"))

    def delete(self) -> None:
        """Delete the fact in hand with its past; undo takes it back."""
        one = self._in_hand()
        if one and self._context.attempt(lambda: self._context.app.privacy.delete([one])):
            self._context.say_undo(self._tr("privacy.said_deleted", n=1))

    def delete_proposed(self) -> None:
        """Delete everything shown that nobody has confirmed for two years."""
        old = [one for one in self._held if one.state == PROPOSED]
        if old and self._context.attempt(lambda: self._context.app.privacy.delete(old)):
            self._context.say_undo(self._tr("privacy.said_deleted", n=len(old)))

    def erase(self) -> None:
        """Ask whether whom the fact in hand is about shall be erased."""
        one = self._in_hand()
        if one is not None and one.person_id is not None:
            self.panel.ask(one.person_id)

    def give_data(self) -> None:
        """Save everything stored about whom the fact in hand is about."""
        one = self._in_hand()
        if one is not None and one.person_id is not None:
            save_person_data(self._context, self, one.person_id)

    # building

    def _build(self) -> None:
        unit, tr = theme().px, self._tr
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(28), unit(22), unit(28), unit(14))
        column.setSpacing(unit(12))
        column.addLayout(self._head())
        lead, bar = Label(tr("privacy.lead"), DIM_PARAGRAPH, self), self._bar()
        column.addWidget(lead)
        column.addWidget(bar)
        self.panel = ErasePanel(self._context, self)
        for over in (self.panel.given_up, self.panel.erased):
            over.connect(lambda: self._table().setFocus(Qt.FocusReason.OtherFocusReason))
        column.addWidget(self.panel)
        card = Card(parent=self)
        card.body.setContentsMargins(1, unit(4), 1, unit(6))
        self._pages = QStackedWidget(card)
        self._pages.setMinimumHeight(unit(160))
        self.facts = DataTable("private_facts", tr("privacy.title"), held_columns(self._context), TALL_ROW)
        self.facts.doubleClicked.connect(lambda _index: self._open_fact())  # a click takes in hand
        self.facts.chosen.connect(lambda _id: self._show_tools())
        self.accounts = DataTable(
            "private_accounts", tr("privacy.title"), total_columns(self._context), TALL_ROW
        )
        self.accounts.opened.connect(lambda key: self._context.go(Place("privacy", key)))
        self._nothing = EmptyState("shield-check", tr("privacy.nothing_title"), tr("privacy.nothing"), self)
        self.left = LeftTexts(self._context)
        self.left.changed.connect(lambda n: self._count.setText(tr("privacy.left_count", n=n)))
        for page in (self.facts, self.accounts, self._nothing, self.left):
            self._pages.addWidget(page)
        card.body.addWidget(self._pages)
        column.addWidget(card, 1)
        self._keys = Label(tr("privacy.keys"), SMALL.but(elide=True), self)
        self._keys.setObjectName("privacy_keys")
        column.addWidget(self._keys)
        column.addStretch()
        self.panel.give_room(lead, bar, card, self._keys)
        self._bind_keys()

    def _bind_keys(self) -> None:
        """What the footer names."""
        runs = (
            ("Return", self._open_fact),
            ("Enter", self._open_fact),
            ("Space", self.confirm),
            ("Delete", self.delete),
            ("Ctrl+Shift+Delete", self.erase),
        )
        for keys, run in runs:
            shortcut = QShortcut(QKeySequence(keys), self.facts)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    def _head(self) -> QHBoxLayout:
        unit, tr = theme().px, self._tr
        line = QHBoxLayout()
        line.setSpacing(unit(10))
        self._title = Label(tr("privacy.title"), DISPLAY, self)
        line.addWidget(self._title)
        self._count = Label("", DIM, self)
        line.addWidget(self._count)
        line.addStretch(1)
        self._old = Button("privacy_old", tr("privacy.delete_proposed"), "trash-2", Kind.DANGER, self)
        self._old.clicked.connect(self.delete_proposed)
        line.addWidget(self._old)
        self._every = Button("privacy_all", tr("privacy.all_accounts"), "building-2", Kind.GHOST, self)
        self._every.clicked.connect(lambda: self._context.go(Place("privacy")))
        line.addWidget(self._every)
        return line

    def _bar(self) -> QWidget:
        """What is shown at the left, what can be done with the row in hand at the right."""
        tr = self._tr
        bar = QWidget(self)
        self._row = QHBoxLayout(bar)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(8))
        self.which = SegmentedChoice("privacy_which", tr("privacy.which"), [(ALL, tr("privacy.all"))], bar)
        self._row.addWidget(self.which)
        self._row.addStretch(1)
        deeds = (
            ("confirm", "check", Kind.SECONDARY, self.confirm, "privacy.confirm"),
            ("delete", "trash-2", Kind.SECONDARY, self.delete, "privacy.delete"),
            ("data", "download", Kind.GHOST, self.give_data, "privacy.give_data"),
            ("erase", "user", Kind.GHOST, self.erase, "privacy.erase_person"),
        )
        self._deeds = FlowRow(bar).hug_right()
        self._tools = {}
        for key, icon, kind, run, words in deeds:
            button = Button(f"privacy_{key}", tr(words), icon, kind, bar)
            button.clicked.connect(run)
            self._tools[key] = button
            self._deeds.add(button)
        self._row.addWidget(self._deeds, 100)
        return bar

    def _make_which(self, keys: tuple[str, ...], chosen: str) -> None:
        """The choice of what is shown differs for one account and for all."""
        old = self.which
        words = [(key, self._tr(f"privacy.{key}")) for key in keys]
        self.which = SegmentedChoice("privacy_which", self._tr("privacy.which"), words, self)
        self.which.set_key(chosen)
        self.which.chosen.connect(self._on_which)
        self._row.replaceWidget(old, self.which)
        old.hide()
        old.deleteLater()

    def _on_which(self, key: str) -> None:
        self._context.note(Place("privacy", self._account_id, key))
        self._renewal.now()

    # showing

    def _look(self) -> None:
        key, privacy = self.which.key(), self._context.app.privacy
        self._every.setVisible(bool(self._account_id))
        if key == LEFT:
            self._held = []
            self._show(self._tr("privacy.title"), self.left.look(), "privacy.left_count", self.left)
            self._count.setText(self._tr("privacy.left_count", n=self.left.todo()))
            return
        if key == ACCOUNTS:
            totals = privacy.totals()
            self._held = []
            self.accounts.show_rows([total_row(one) for one in totals])
            self._show(self._tr("privacy.title"), len(totals), "privacy.count_accounts", self.accounts)
            return
        held = privacy.held(self._account_id or None)
        self._held = [one for one in held if _fits(one, key)]
        wording = Wording(self._context, not self._account_id)
        self.facts.show_rows(wording.rows(self._held))
        name = self._context.app.records.get(self._account_id).name if self._account_id else ""
        title = self._tr("privacy.title_of", account=name) if name else self._tr("privacy.title")
        self._show(title, len(self._held), "privacy.count_facts", self.facts)

    def _show(self, title: str, count: int, words: str, table: QWidget) -> None:
        self._title.setText(title)
        self._count.setText(self._tr(words, n=count))
        self._pages.setCurrentWidget(table if count else self._nothing)
        self._show_tools()

    def _show_tools(self) -> None:
        one, facts = self._in_hand(), self._pages.currentWidget() is self.facts
        self._deeds.setVisible(facts)
        self._keys.setVisible(facts)
        for key, button in self._tools.items():
            button.setEnabled(one is not None and (key in ("confirm", "delete") or one.person_id is not None))
        self._old.setVisible(facts and self.which.key() == PROPOSED)

    def _table(self) -> QWidget:
        tables = {ACCOUNTS: self.accounts, LEFT: self.left.table}
        return tables.get(self.which.key(), self.facts)

    def _in_hand(self) -> Held | None:
        wanted = self.facts.current_id() if self._table() is self.facts else 0
        return next((one for one in self._held if one.fact.id == wanted), None)

    def _open_fact(self) -> None:
        """The row in hand where it was written."""
        one = self._in_hand()
        if one is not None:
            self._context.go(Place("account", one.account_id, "", f"record_{one.record.id}:{one.field.key}"))


def _fits(one: Held, key: str) -> bool:
    if key == SENSITIVE:
        return one.is_sensitive
    return key == ALL or one.state == PROPOSED or (key == DUE and one.state == DUE)
