"""One fact of the catalogue as a row: label, value or question, certainty, age, source, and room for an editor.

Fed with `FieldRowData`. It asks by signals; what is stored, and whether, is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.blur import blur
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.field_row_view import PAD, FieldRowData, Places, RowPicture, text_line

OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
COMMAND_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class FieldRow(QWidget):
    """A row that can be walked to with the keyboard.

    Enter, F2 or typing asks for the editor (`edit_requested(key, typed text)`), Ctrl+H for the history, Delete for
    clearing; Ctrl+C copies the value.
    """

    edit_requested = Signal(str, str)
    history_requested = Signal(str)
    clear_requested = Signal(str)

    def __init__(self, data: FieldRowData, label_width: int = 190, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._label_width = label_width
        self._error = ""
        self._editor: QWidget | None = None
        self._heights: dict[int, int] = {}  # layouts ask again and again for the same widths
        self._unwrapped = -1.0
        self._composed = ""  # what an input method shows before a word is chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()

    @property
    def data(self) -> FieldRowData:
        """What is shown."""
        return self._data

    def set_data(self, data: FieldRowData) -> None:
        """Show other data; an open editor stays open."""
        if data == self._data:
            return
        self._data = data
        self._describe()
        self._reshape()

    def open_editor(self, editor: QWidget) -> None:
        """Put an editor over the value and give it the focus. The row becomes its parent."""
        self.close_editor()
        self._editor = editor
        editor.setParent(self)
        self._place_editor()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reshape()

    def close_editor(self) -> None:
        """Take the editor and the error away; the row gets the focus if the editor had it."""
        editor = self._editor
        if editor is None:
            return
        focused = self.window().focusWidget()  # also while a list is open over it
        inside = focused is not None and (focused is editor or editor.isAncestorOf(focused))
        self._editor = None
        self._error = ""
        if inside:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()
        self._reshape()

    def editor(self) -> QWidget | None:
        """The open editor, if one is open."""
        return self._editor

    def set_error(self, sentence: str) -> None:
        """Say under the row why the value was refused; an empty sentence takes it back."""
        self._error = sentence
        self._describe()
        self._reshape()

    def error(self) -> str:
        """The sentence under the row."""
        return self._error

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), self.heightForWidth(max(self.width(), theme().px(300))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), round(self._picture().line()))

    def heightForWidth(self, width: int) -> int:
        if self._editor is not None:
            return self._height_at(width)
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._height_at(width)
        return known

    def _height_at(self, width: int) -> int:
        picture = self._picture()
        span = picture.span(width)
        value = span.top + self._value_height(picture, span.width) + theme().px(PAD)
        height = max(value, picture.label_height(width))
        return round(height + picture.note_height(span.width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_editor()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if self._editor is not None and event.type() == QEvent.Type.LayoutRequest:
            self._place_editor()
            self.updateGeometry()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, words = event.key(), event.text()
        if key in OPEN_KEYS:
            self.edit_requested.emit(self._data.key, "")
        elif key == Qt.Key.Key_H and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.history_requested.emit(self._data.key)
        elif key == Qt.Key.Key_Delete and self._data.known:
            self.clear_requested.emit(self._data.key)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._data.value)
        elif words and words.isprintable() and not event.modifiers() & COMMAND_KEYS:
            self.edit_requested.emit(self._data.key, words)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composed words (pinyin) begin the editor once they are chosen: moving the focus before would tear them."""
        self._composed = event.preeditString()
        self.update()
        if event.commitString():
            self.edit_requested.emit(self._data.key, event.commitString())
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self._places().value.toRect()
        return super().inputMethodQuery(query)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._editor is not None:
            return
        if self._data.history_count and self._places().history.contains(event.position()):
            self.history_requested.emit(self._data.key)
        elif self.rect().contains(event.position().toPoint()):
            self.edit_requested.emit(self._data.key, "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        editing = self._editor is not None
        if editing or self.hasFocus():
            painting.rounded(painter, area, 8, tokens.tint)
        elif self.underMouse():
            painting.rounded(painter, area, 8, tokens.hover)
        if self.hasFocus() and not editing:
            painting.focus_ring(painter, area, 7)
        self._picture().paint(painter, self.width(), self.height())
        painter.end()

    def _picture(self) -> RowPicture:
        editing = self._editor is not None
        note = self._error or (self._data.why if editing else "")
        active = self.underMouse() or self.hasFocus()
        data = replace(self._data, value=self._composed) if self._composed else self._data
        return RowPicture(data, self._label_width, editing, active, note, "bad" if self._error else "ink2")

    def _places(self) -> Places:
        return self._picture().places(self.width())

    def _value_height(self, picture: RowPicture, width: float) -> float:
        if self._editor is None:
            if self._unwrapped < 0:
                shown = self._data.shown
                self._unwrapped = inf if "\n" in shown else painting.text_width(theme().font(), shown)
            # Most values need one line: their width is measured once, not once a width that is tried.
            return text_line(theme().style) if self._unwrapped <= width else picture.value_height(width)
        return self._editor.sizeHint().height() - theme().px(PAD)

    def _place_editor(self) -> None:
        if self._editor is None:
            return
        value = self._places().value
        left, top = round(value.left()) - theme().px(10), round(value.top()) - theme().px(6)
        self._editor.setGeometry(left, top, round(value.right()) - left, self._editor.sizeHint().height())

    def _reshape(self) -> None:
        self._heights.clear()
        self._unwrapped = -1.0
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        data = self._data
        self.setObjectName(f"field_{data.key}")
        self.setAccessibleName(blur().words(f"{data.label}: {data.shown}"))
        described = (data.provenance, self._error)
        self.setAccessibleDescription(blur().words(" · ".join(part for part in described if part)))
        self.setToolTip(painting.plain_tip("\n".join(part for part in (data.why, data.provenance) if part)))
