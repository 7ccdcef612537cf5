"""Which purchase is in view, and the line that starts, renames or puts away one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain import stages
from desktopcrm.domain.records import Record
from ui.context import Context
from ui.models.account_reading import Reading
from ui.theme import theme
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.inputs import Choice, TextLine
from ui.widgets.label import DIM, Label


class NameLine(QWidget):
    """One line to write a name in; Enter takes it, Esc puts the line away."""

    taken = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        tr = context.tr
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self.line = TextLine("purchase_name", tr("procurement.name_ask"), tr("procurement.name_ask"), self)
        self.line.returnPressed.connect(self._on_taken)
        take = Button("purchase_name_take", tr("procurement.take"), "check", Kind.PRIMARY, self)
        take.clicked.connect(self._on_taken)
        drop = Button("purchase_name_drop", tr("procurement.cancel"), "", Kind.GHOST, self)
        drop.clicked.connect(self.hide)
        row.addWidget(self.line, 1)
        row.addWidget(take)
        row.addWidget(drop)
        self.hide()

    def ask(self, text: str) -> None:
        """Show the line with a text to change."""
        self.line.setText(text)
        self.line.selectAll()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_taken(self) -> None:
        if self.line.text().strip():
            self.taken.emit(self.line.text().strip())


class PurchasePicker(QWidget):
    """`chosen(project id)` for one that exists or was just made."""

    chosen = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, unit = context.tr, theme().px
        self._context = context
        self._account_id = 0
        self._project: Record | None = None
        self._renames = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(8))
        row = QHBoxLayout()
        row.setSpacing(unit(8))
        self._label = Label(tr("procurement.purchase"), DIM, self)
        self.choice = Choice("purchase_choice", tr("procurement.purchase"), (), self)
        self.choice.setMinimumWidth(unit(260))
        self.choice.chosen.connect(lambda key: self.chosen.emit(int(key)))
        self._rename = IconButton("purchase_rename", "pencil", tr("procurement.rename"), self)
        self._rename.clicked.connect(self._start_rename)
        self._archive = IconButton("purchase_archive", "archive", tr("procurement.archive"), self)
        self._archive.clicked.connect(self._on_archive)
        self._new = Button("purchase_new", tr("procurement.new"), "plus", Kind.SECONDARY, self)
        self._new.clicked.connect(self.start_new)
        for widget in (self._label, self.choice, self._rename, self._archive):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._new)
        column.addLayout(row)
        self.name = NameLine(context, self)
        self.name.taken.connect(self._on_name)
        column.addWidget(self.name)
        self.setFocusProxy(self.choice)

    def show_purchases(self, reading: Reading, project: Record | None) -> None:
        """All purchases of the account, the one in hand chosen."""
        self._account_id, self._project = reading.plan.account.id, project
        options = []
        for one in reading.plan.of("project"):
            course = stages.course(reading.plan.course_of(one.id), reading.today)
            status = self._context.tr(f"procurement.status_{course.status}")
            stage = self._context.tr("procurement.stage_short", stage=course.stage)
            options.append((str(one.id), f"{one.name} · {stage} · {status}"))
        self.choice.set_options(options, str(project.id) if project else "")
        for widget in (self._label, self.choice, self._rename, self._archive):
            widget.setVisible(project is not None)

    def start_new(self) -> None:
        """Ask for the name of a new purchase."""
        self._renames = False
        self.name.ask("")

    def _start_rename(self) -> None:
        if self._project is not None:
            self._renames = True
            self.name.ask(self._project.name)

    def _on_name(self, text: str) -> None:
        app, project, made = self._context.app, self._project, list[int]()
        if self._renames and project is not None:
            if self._context.attempt(lambda: app.records.rename(project.id, text)):
                self.name.hide()
            return
        if self._context.attempt(lambda: made.append(app.projects.add(self._account_id, text))):
            self.name.hide()
            self.chosen.emit(made[0])
            QTimer.singleShot(0, self, lambda: self.choice.setFocus(Qt.FocusReason.OtherFocusReason))

    def _on_archive(self) -> None:
        project = self._project
        if project is not None and self._context.attempt(
            lambda: self._context.app.records.archive(project.id)
        ):
            self._context.say_undo(self._context.tr("procurement.said_archived", name=project.name))
