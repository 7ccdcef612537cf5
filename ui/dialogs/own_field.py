"""Add an own field in place: a quiet line, then its type. What is added stays with the rep's method."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktopcrm.errors import UserError
from desktopcrm.services.overlay import OWN_TYPES, OwnFieldRequest
from ui.context import Context
from ui.theme import theme
from ui.widgets.add_row import AddRow
from ui.widgets.inputs import Choice


class OwnFieldRow(QWidget):
    """Name and type of a field for a kind and block; Enter adds it."""

    def __init__(self, context: Context, kind: str, block: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        fields = context.app.desk.catalogue.fields(kind)
        self._block = block or next((one.block for one in fields), "")
        tr = context.tr
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        self._add = AddRow(f"own_{kind}_{self._block}", tr("account.own_field_hint"), parent=self)
        self._add.added.connect(self._on_added)
        types = [(one, tr(f"account.type_{one}")) for one in OWN_TYPES]
        self._type = Choice(f"own_type_{kind}_{self._block}", tr("account.own_field_type"), types, self)
        self._type.hide()
        self._add.line.textChanged.connect(lambda text: self._type.setVisible(bool(text)))
        row.addWidget(self._add, 1)
        row.addWidget(self._type, 0, Qt.AlignmentFlag.AlignTop)

    def _on_added(self, label: str) -> None:
        wanted = OwnFieldRequest(self._kind, self._block, label, self._type.key())
        try:
            self._context.app.overlay.add_field(wanted)
        except UserError as error:
            self._add.set_error(self._context.error_text(error))
            return
        self._add.done()
        self._context.say_undo(self._context.tr("account.own_field_added", label=label))
