"""Adding what is one's own in place: a field with its place and type, or an item of a stage's checklist."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from desktopcrm.errors import UserError
from desktopcrm.services.overlay import OWN_TYPES, OwnFieldRequest
from ui.context import Context
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.check_box import CheckBox
from ui.widgets.inputs import Choice, TextLine
from ui.widgets.label import SMALL, Label
from ui.widgets.surfaces import Card


class OwnPanel(Card):
    """Open it for a field or an item; `added(key)` once it is stored, Esc puts it away."""

    added = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.tr("library.add_field_title"), parent=parent)
        self._context = context
        self._store: Callable[[], str] = lambda: ""
        tr = context.tr
        self._label = TextLine("own_label", tr("library.label"), tr("library.label_hint"), self)
        self._ask = TextLine("own_ask", tr("library.ask"), tr("library.ask_hint"), self)
        self._kind = Choice("own_kind", tr("library.kind"), (), self)
        self._block = Choice("own_block", tr("library.block"), (), self)
        self._type = Choice("own_type", tr("library.type"), (), self)
        self._stage = Choice("own_stage", tr("library.stage"), (), self)
        self._mandatory = CheckBox("own_mandatory", tr("library.mandatory"), self)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("own_error")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._build()
        self._offer()
        self.hide()

    def open_field(self, layer: str) -> None:
        """Ask for a field, in the layer that is being looked at."""
        catalogue, tr = self._context.app.desk.catalogue, self._context.tr
        self._store = self._store_field
        block = next((one.key for one in catalogue.blocks_of(layer)), "")
        kind = next(
            (one.kind for one in catalogue.kinds.values() if catalogue.fields(one.kind, block)), "account"
        )
        self._kind.set_key(kind)
        self._offer_blocks()
        self._block.set_key(block)
        self._show(tr("library.add_field_title"), (self._ask, self._kind, self._block, self._type))

    def open_item(self) -> None:
        """Ask for a checklist item."""
        self._store = self._store_item
        self._show(self._context.tr("library.add_item_title"), (self._stage, self._mandatory))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        unit, tr = theme().px, self._context.tr
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(8))
        grid.setVerticalSpacing(unit(8))
        grid.addWidget(self._label, 0, 0, 1, 3)
        grid.addWidget(self._ask, 1, 0, 1, 3)
        for column, widget in enumerate((self._kind, self._block, self._type)):
            grid.addWidget(widget, 2, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._stage, 2, 0, 1, 2)
        grid.addWidget(self._mandatory, 2, 2)
        self.body.addLayout(grid)
        self.body.addWidget(self._error)
        row = QHBoxLayout()
        row.setSpacing(unit(8))
        add = Button("own_add", tr("generic.add"), "", Kind.PRIMARY, self)
        cancel = Button("own_cancel", tr("generic.cancel"), "", Kind.GHOST, self)
        add.clicked.connect(self._on_enter)
        cancel.clicked.connect(self.hide)
        row.addWidget(add)
        row.addWidget(cancel)
        row.addStretch(1)
        self.body.addLayout(row)
        for line in (self._label, self._ask):
            line.returnPressed.connect(self._on_enter)
        self._kind.chosen.connect(lambda _: self._offer_blocks())

    def _offer(self) -> None:
        catalogue, lang, tr = self._context.app.desk.catalogue, self._context.lang, self._context.tr
        self._kind.set_options(
            [(one.kind, one.label[lang]) for one in catalogue.kinds.values() if catalogue.fields(one.kind)]
        )
        self._type.set_options([(one, tr(f"account.type_{one}")) for one in OWN_TYPES], "text")
        self._stage.set_options(
            [(str(one.number), f"{one.number}  {one.label[lang]}") for one in catalogue.stages]
        )
        self._offer_blocks()

    def _offer_blocks(self) -> None:
        """Parts that hold fields of this kind already: elsewhere nobody would look for one."""
        catalogue, lang = self._context.app.desk.catalogue, self._context.lang
        keys = dict.fromkeys(field.block for field in catalogue.fields(self._kind.key()))
        self._block.set_options([(key, catalogue.blocks[key].label[lang]) for key in keys])

    def _show(self, title: str, wanted: tuple[QWidget, ...]) -> None:
        for widget in (self._ask, self._kind, self._block, self._type, self._stage, self._mandatory):
            widget.setVisible(widget in wanted)
        self.title.show_title(title)
        self._say("")
        self.show()
        self._label.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _store_field(self) -> str:
        wanted = OwnFieldRequest(
            self._kind.key(), self._block.key(), self._label.text(), self._type.key(), self._ask.text()
        )
        return self._context.app.overlay.add_field(wanted)

    def _store_item(self) -> str:
        return self._context.app.overlay.add_item(
            int(self._stage.key()), self._label.text(), self._mandatory.isChecked()
        )

    def _on_enter(self) -> None:
        label = self._label.text().strip()
        try:
            key = self._store()
        except UserError as error:
            self._say(self._context.error_text(error))
            self._label.setFocus()
            return
        for line in (self._label, self._ask):
            line.clear()
        self.hide()
        self._context.say_undo(self._context.tr("library.added", label=label))
        self.added.emit(key)

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._label.mark_wrong(bool(sentence))
