"""Lamp rows under one another: answered by one key, walked with the arrows, evidence written in place.

Asks by signals; what is stored is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.blur import blur
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.lamp_view import LampLine, LampPicture, LampWords
from ui.widgets.type_ahead import AnswerKeys, letters_of

STATE_KEYS: dict[int, str] = {
    Qt.Key.Key_Y: "yes",
    Qt.Key.Key_N: "no",
    Qt.Key.Key_U: "unknown",
    Qt.Key.Key_Delete: "unknown",
    Qt.Key.Key_Backspace: "unknown",
}
EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
TURN_KEYS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
WALK_KEYS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class LampRow(QWidget):
    """Y, N and U answer, Left and Right turn the answer, Enter writes where it is known from, W who has it."""

    answered = Signal(str, str)
    evidence_asked = Signal(str)
    who_asked = Signal(str)
    history_asked = Signal(str)
    walked = Signal(int)

    def __init__(self, line: LampLine, words: LampWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._words = line, words
        self._hovered, self._error = "", ""
        self._editor: QWidget | None = None
        self._focus_sign = painting.FocusSign()
        self._keys = AnswerKeys()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()

    @property
    def line(self) -> LampLine:
        """What is shown."""
        return self._line

    def set_line(self, line: LampLine) -> None:
        """Show another state; an open editor stays open."""
        if line != self._line:
            self._line = line
            self._reshape()

    def open_editor(self, editor: QWidget) -> None:
        """Put an editor under the label and give it the focus; the row becomes its parent."""
        self.close_editor()
        self._editor = editor
        editor.setParent(self)
        editor.show()
        self._reshape()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_line(self, name: str) -> None:
        """Where it is known from was being written."""
        if name == "fact_editor" and self._editor is None:
            self.evidence_asked.emit(self._line.key)

    def close_editor(self) -> None:
        """Take the editor away; the row gets the focus if the editor had it."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        focused = self.window().focusWidget()  # also while the list of a completer is open over it
        inside = focused is not None and (focused is editor or editor.isAncestorOf(focused))
        self._error = ""
        if inside:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        editor.hide()
        editor.deleteLater()
        self._reshape()

    def editor(self) -> QWidget | None:
        """The open editor."""
        return self._editor

    def set_error(self, sentence: str) -> None:
        """Why something was refused; an empty sentence takes it back."""
        self._error = sentence
        self._reshape()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(480), self.heightForWidth(max(self.width(), theme().px(300))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(220), theme().px(38))

    def heightForWidth(self, width: int) -> int:
        return round(self._picture().height(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_editor()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if self._editor is not None and event.type() == QEvent.Type.LayoutRequest:
            self._place_editor()
            self.updateGeometry()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = letters_of(event)
        if letters and self._keys.goes_on(letters, [words for _, words in self._words.states]):
            return
        key, commanding = event.key(), bool(event.modifiers() & COMMANDING)
        if key == Qt.Key.Key_H and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.history_asked.emit(self._line.key)
        elif commanding:
            super().keyPressEvent(event)
        elif key in STATE_KEYS:
            self._answer(STATE_KEYS[key])
        elif key in TURN_KEYS:
            self._turn(TURN_KEYS[key])
        elif key in WALK_KEYS:
            self.walked.emit(WALK_KEYS[key])
        elif key in EDIT_KEYS:
            self.evidence_asked.emit(self._line.key)
        elif key == Qt.Key.Key_W and self._line.who_field:
            self.who_asked.emit(self._line.key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._editor is not None:
            return
        pill = self._pill_at(event.position())
        if pill:
            self._answer(pill)
        elif self.rect().contains(event.position().toPoint()):
            self.evidence_asked.emit(self._line.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._pill_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor)
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._hovered = ""
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.hasFocus() or self._editor is not None:
            painting.rounded(painter, area, 8, tokens.tint)
        elif self.underMouse():
            painting.rounded(painter, area, 8, tokens.hover)
        self._picture().paint(painter, self.width(), self._hovered)
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, area, 7)
        painter.end()

    def _answer(self, state: str) -> None:
        if state != self._line.state or self._line.inferred:
            self.answered.emit(self._line.key, state)

    def _turn(self, step: int) -> None:
        keys = [key for key, _ in self._words.states]
        place = keys.index(self._line.state) + step
        if 0 <= place < len(keys):
            self._answer(keys[place])

    def _picture(self) -> LampPicture:
        height = float(self._editor.sizeHint().height()) if self._editor is not None else 0.0
        return LampPicture(self._line, self._words, height, self._error)

    def _pill_at(self, place: QPointF) -> str:
        found = (key for key, area in self._picture().pills(self.width()) if area.contains(place))
        return next(found, "")

    def _place_editor(self) -> None:
        if self._editor is not None:
            self._editor.setGeometry(self._picture().editor_area(self.width()).toRect())

    def _reshape(self) -> None:
        self._describe()
        self.updateGeometry()
        self._place_editor()
        self.update()

    def _describe(self) -> None:
        line = self._line
        self.setObjectName(f"lamp_{line.key}")
        self.setAccessibleName(blur().words(line.spoken(self._words)))
        self.setAccessibleDescription(" · ".join(part for part in (line.below, self._error) if part))
        self.setToolTip(painting.plain_tip(line.question))


class LampList(QWidget):
    """`show_lines` with the same keys only repaints. `left(step)`: walked out at the top (-1) or the end (1)."""

    answered = Signal(str, str)
    evidence_asked = Signal(str)
    who_asked = Signal(str)
    history_asked = Signal(str)
    left = Signal(int)

    def __init__(self, name: str, words: LampWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: dict[str, LampRow] = {}
        self.setObjectName(name)
        self.setAccessibleName(words.list_name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[LampLine]) -> None:
        """Show exactly these rows, in this order."""
        wanted = {line.key for line in lines}
        for key in [key for key in self._rows if key not in wanted]:
            gone = self._rows.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, line in enumerate(lines):
            row = self._rows.get(line.key) or self._make_row(line)
            row.set_line(line)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)

    def row(self, key: str) -> LampRow | None:
        """The row of one question."""
        return self._rows.get(key)

    def keys(self) -> list[str]:
        """Keys in the order shown."""
        found = (self._column.itemAt(place) for place in range(self._column.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [one.line.key for one in widgets if isinstance(one, LampRow)]

    def take(self, key: str = "") -> bool:
        """Give a row the focus: the one named, else the first of which nothing is known, else the first."""
        keys = self.keys()
        unknown = next((one for one in keys if self._rows[one].line.state == "unknown"), "")
        row = self._rows.get(key or unknown or next(iter(keys), ""))
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)
        return row is not None

    def _make_row(self, line: LampLine) -> LampRow:
        row = self._rows[line.key] = LampRow(line, self._words, self)
        row.answered.connect(self.answered)
        row.evidence_asked.connect(self.evidence_asked)
        row.who_asked.connect(self.who_asked)
        row.history_asked.connect(self.history_asked)
        row.walked.connect(lambda step, row=row: self._walk(row, step))
        return row

    def _walk(self, row: LampRow, step: int) -> None:
        keys = self.keys()
        place = keys.index(row.line.key) + step
        if 0 <= place < len(keys):
            self._rows[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            row.focusNextPrevChild(step > 0)
            self.left.emit(step)
