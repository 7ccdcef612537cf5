"""A short table edited in place with the keyboard: arrows walk, Enter or typing edits, Tab goes on to the next cell.

Rows come from outside; what is typed goes to `commit`, whose refusal is shown in a sentence under the table.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.grid_cells import GridDelegate, GridHeader
from ui.widgets.grid_rows import Commit, GridColumn, GridModel, GridRow
from ui.widgets.inputs import TextBlock, TextLine
from ui.widgets.just_stored import JustStored, Way
from ui.widgets.label import SMALL, Label
from ui.widgets.scroll import thin_bars
from ui.widgets.type_ahead import letters_of

NARROWEST = 94
WALK_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class GridView(QTableView):
    """The table itself; as high as its rows."""

    removal_asked = Signal(int)
    clear_asked = Signal(int, str)
    left_below = Signal()
    passed_over = Signal()

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = model
        self._just = JustStored()
        self._before = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(GridHeader(model, self))
        delegate = GridDelegate(self)
        delegate.entered.connect(self._on_entered)
        self.setItemDelegate(delegate)
        self.setModel(model)
        thin_bars(self)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self.refit)
        model.dataChanged.connect(self.refit)

    def refit(self) -> None:
        """Share the width and become as high as the wrapped rows."""
        unit = theme().px
        columns = self._grid.columns()
        fixed = sum(unit(column.width) for column in columns)
        free = [place for place, column in enumerate(columns) if not column.width]
        room = max(unit(NARROWEST) * len(free), self.viewport().width() - fixed)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, unit(column.width) if column.width else room // max(1, len(free)))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(place) for place in range(self._grid.rowCount()))
        wide = fixed + (room if free else 0) > self.viewport().width()
        spare = unit(10) if wide else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + spare + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.refit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._grid.rowCount():
            self.setCurrentIndex(self._grid.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._just.let_go()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        letters = letters_of(event)
        if index.isValid() and (letters or key in EDIT_KEYS) and self._way(index, letters) is Way.OVER:
            return
        if key in WALK_KEYS:
            self._just.let_go()
        index = self.currentIndex()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in EDIT_KEYS and index.isValid() and not control:
            self._edit(index)
        elif key == Qt.Key.Key_Delete and index.isValid():
            self._ask_removal(index, control)
        elif key == Qt.Key.Key_Down and index.row() == self._grid.rowCount() - 1:
            self.left_below.emit()
        else:
            super().keyPressEvent(event)

    def held(self, index: QModelIndex) -> tuple[int, str] | None:
        """Row id and column of a cell."""
        if not index.isValid() or index.row() >= len(self._grid.rows()):
            return None
        return self._grid.rows()[index.row()].id, self._grid.columns()[index.column()].key

    def _on_entered(self, before: str) -> None:
        """Enter has stored the cell in hand."""
        self._just.keep((self.held(self.currentIndex()), True))
        self._before = before

    def _way(self, index: QModelIndex, letters: str) -> Way:
        """Where letters or Enter go; the cell that comes next is in hand then."""
        after = self.moveCursor(self.CursorAction.MoveNext, Qt.KeyboardModifier.NoModifier)
        free = after.isValid() and bool(self._grid.flags(after) & Qt.ItemFlag.ItemIsEditable)
        passing = self._just.passing
        there = (self.held(index), self._text(index) != self._before)  # else it was taken back
        way = self._just.way(there, letters, free and not self._text(after))
        if way is Way.ON:
            self.setCurrentIndex(after)
        elif way is Way.OVER and not passing:
            self.passed_over.emit()
        return way

    def _text(self, index: QModelIndex) -> str:
        return self._grid.rows()[index.row()].cells[index.column()].edit

    def _ask_removal(self, index: QModelIndex, whole_row: bool) -> None:
        row = self._grid.rows()[index.row()]
        if whole_row:
            self.removal_asked.emit(row.id)
        elif row.cells[index.column()].edit and not row.cells[index.column()].fixed:
            self.clear_asked.emit(row.id, self._grid.columns()[index.column()].key)

    def _edit(self, index: QModelIndex) -> None:
        if self._grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._edit(index)


class EditGrid(QWidget):
    """`removal_asked(row)` on Ctrl+Delete, `clear_asked(row, column)` on Delete, `row_chosen(row)` as it is taken."""

    removal_asked = Signal(int)
    clear_asked = Signal(int, str)
    left_below = Signal()
    row_chosen = Signal(int)

    def __init__(
        self, name: str, label: str, columns: Sequence[GridColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._model = GridModel(columns, self)
        self._model.refused = self._on_refused
        self._stored_words = ""
        self._held_before: tuple[int, str] | None = None
        self.view = GridView(self._model, self)
        self.view.setObjectName(f"{name}_cells")
        self.view.setAccessibleName(label)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName(f"{name}_error")
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self.view)
        column.addWidget(self._error)
        self.view.removal_asked.connect(self.removal_asked)
        self.view.clear_asked.connect(self.clear_asked)
        self.view.left_below.connect(self.left_below)
        self.view.passed_over.connect(lambda: self._say(self._stored_words))
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.setFocusProxy(self.view)

    def set_commit(self, commit: Commit, stored_words: str = "") -> None:
        """Who stores what is typed; what is said to whoever types on over a cell that was just stored."""
        self._stored_words = stored_words

        def run(row_id: int, key: str, text: str) -> str:
            self._say("")
            return commit(row_id, key, text)

        self._model.commit = run

    def set_columns(self, columns: Sequence[GridColumn]) -> None:
        """Other columns; show the rows anew afterwards."""
        self._held_before = self.view.held(self.view.currentIndex()) or self._held_before
        self._model.set_columns(columns)

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show these rows; the cell in hand stays in hand."""
        index = self.view.currentIndex()
        held, self._held_before = self.view.held(index) or self._held_before, None
        self._model.set_rows(rows)
        self.view.setVisible(bool(rows))
        if held is not None:
            self.choose(*held, focus=False)

    def choose(self, row_id: int, key: str = "", focus: bool = True) -> bool:
        """Take a cell in hand; tells whether it is shown."""
        index = self._model.place(row_id, key)
        if not index.isValid():
            return False
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def edit(self, row_id: int, key: str) -> None:
        """Open the editor of a cell."""
        if self.choose(row_id, key):
            self.view.edit(self.view.currentIndex())

    def error(self) -> str:
        """The sentence under the table."""
        return self._error.text()

    def rows(self) -> tuple[GridRow, ...]:
        """What is shown."""
        return self._model.rows()

    def _on_current(self, index: QModelIndex) -> None:
        held = self.view.held(index)
        if held is not None:
            self.row_chosen.emit(held[0])

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _on_refused(self, row_id: int, key: str, text: str, sentence: str) -> None:
        self._say(sentence)
        # The editor that brought the text is just being closed; what was typed must not be lost with it.
        QTimer.singleShot(0, self, lambda: self._reopen(row_id, key, text))

    def _reopen(self, row_id: int, key: str, text: str) -> None:
        self.edit(row_id, key)
        for editor in self.view.viewport().findChildren(QWidget, "grid_line"):
            if isinstance(editor, TextLine) and editor.isVisible():
                editor.setText(text)
                editor.mark_wrong(True)
        for editor in self.view.viewport().findChildren(QWidget, "grid_block"):
            if isinstance(editor, TextBlock) and editor.isVisible():
                editor.setPlainText(text)
                editor.mark_wrong(True)
