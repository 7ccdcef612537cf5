"""One line of a checklist that can be answered with one key: y yes, d doing, n no, a not applicable.

Fed with a `CheckLine`; asks by signals, stores nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.blur import blur
from ui.theme import Style, theme
from ui.widgets import painting
from ui.widgets.check_row_view import CheckLine, CheckPicture, CheckWords
from ui.widgets.inputs import TextLine
from ui.widgets.type_ahead import AnswerKeys, letters_of

STATE_KEYS: dict[int, str] = {
    Qt.Key.Key_Y: "yes",
    Qt.Key.Key_D: "doing",
    Qt.Key.Key_N: "no",
    Qt.Key.Key_A: "na",
}
NOTE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
WHY_KEYS = (Qt.Key.Key_W, Qt.Key.Key_Question)
NOTE_LINES = ("check_note", "check_day")
CLEAR_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class NoteEditor(QWidget):
    """Note and day side by side. Enter stores, Esc gives up, leaving both stores."""

    stored = Signal(str, str)
    left = Signal()

    def __init__(self, line: CheckLine, words: CheckWords, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self.note = TextLine("check_note", words.note_label, words.note_hint, self)
        self.note.setText(line.note)
        self.day = TextLine("check_day", words.day_label, words.day_hint, self)
        self.day.setText(line.day)
        self.day.setFixedWidth(theme().px(140))
        row.addWidget(self.note, 1)
        row.addWidget(self.day)
        self.setFocusProxy(self.note)
        self._before = (line.note, line.day)
        for box in (self.note, self.day):
            box.returnPressed.connect(self.store)
            box.editingFinished.connect(self._on_left)

    def store(self) -> None:
        """Hand on what was written, if anything changed."""
        now = (self.note.text().strip(), self.day.text().strip())
        if now == self._before:
            self.left.emit()
            return
        self._before = now
        self.stored.emit(*now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._before = (self.note.text().strip(), self.day.text().strip())
            self.left.emit()
        elif event.key() not in NOTE_KEYS:  # a line hands Enter on; the row would open the editor again
            super().keyPressEvent(event)

    def _on_left(self) -> None:
        if not (self.note.hasFocus() or self.day.hasFocus()):
            self.store()


class CheckRow(QWidget):
    """Enter writes the note, W shows why the item matters, Delete takes the answer back."""

    state_chosen = Signal(str, str)
    note_stored = Signal(str, str, str)
    removal_asked = Signal(str)

    def __init__(self, line: CheckLine, words: CheckWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._words = line, words
        self._opened = False
        self._hovered = ""
        self._error = ""
        self._editor: NoteEditor | None = None
        self._focus_sign = painting.FocusSign()
        self._keys = AnswerKeys()
        self._heights: dict[tuple[int, int, bool, Style], int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()

    @property
    def line(self) -> CheckLine:
        """What is shown."""
        return self._line

    def set_line(self, line: CheckLine) -> None:
        """Show another state of the same item."""
        if line != self._line:
            self._line = line
            self._reshape()

    def set_error(self, sentence: str) -> None:
        """Say under the row why something was refused."""
        self._error = sentence
        self._reshape()

    def show_why(self, opened: bool) -> None:
        """Show or hide why the item matters."""
        self._opened = opened
        self._reshape()

    def write_note(self) -> None:
        """Open the editor of note and day."""
        if self._editor is not None:
            return
        self._editor = NoteEditor(self._line, self._words, self)
        self._editor.stored.connect(self._on_stored)
        self._editor.left.connect(self.close_note)
        self._editor.show()
        self._reshape()
        self._place_editor()
        self._editor.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_line(self, name: str) -> None:
        """What was being noted is noted on."""
        if name in NOTE_LINES:
            self.write_note()

    def close_note(self) -> None:
        """Put the editor away; the row takes the focus if the editor had it."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        held = editor.note.hasFocus() or editor.day.hasFocus()
        editor.hide()
        editor.deleteLater()
        if held:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        self.set_error("")

    def editor(self) -> NoteEditor | None:
        """The open editor."""
        return self._editor

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), self.heightForWidth(max(self.width(), theme().px(420))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(380), theme().px(38))

    def heightForWidth(self, width: int) -> int:
        """Layouts ask dozens of times for the same."""
        editor = self._editor.sizeHint().height() if self._editor else 0
        asked = (width, editor, blur().on, theme().style)
        if asked not in self._heights:
            self._heights[asked] = round(self._picture().height(width, editor))
        return self._heights[asked]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_editor()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = letters_of(event)
        if letters and self._keys.goes_on(letters, [words for _, words in self._words.states]):
            return
        key = event.key()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if key in STATE_KEYS and plain:
            self.state_chosen.emit(self._line.key, STATE_KEYS[key])
        elif key in NOTE_KEYS and plain:
            self.write_note()
        elif key in WHY_KEYS and plain:
            self.show_why(not self._opened)
        elif key == Qt.Key.Key_Delete and not plain and self._line.own:
            self.removal_asked.emit(self._line.key)
        elif key in CLEAR_KEYS and plain and self._line.state:
            self.state_chosen.emit(self._line.key, "")
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place, picture = event.position(), self._picture()
        pill = self._pill_at(place)
        if pill:
            self.state_chosen.emit(self._line.key, "" if pill == self._line.state else pill)
        elif picture.why_area(self.width()).contains(place):
            self.show_why(not self._opened)
        elif picture.remove_area(self.width()).contains(place):
            self.removal_asked.emit(self._line.key)
        elif self.rect().contains(place.toPoint()):
            self.write_note()

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

    def _picture(self) -> CheckPicture:
        return CheckPicture(self._line, self._words, self._opened, self._editor is not None, self._error)

    def _pill_at(self, place: QPointF) -> str:
        found = (key for key, area in self._picture().pills(self.width()) if area.contains(place))
        return next(found, "")

    def _place_editor(self) -> None:
        if self._editor is None:
            return
        picture = self._picture()
        below = picture.below(self.width())
        top = round(picture.editor_top(self.width()))
        self._editor.setGeometry(
            round(below.left()), top, round(below.width()), self._editor.sizeHint().height()
        )

    def _on_stored(self, note: str, day: str) -> None:
        self.note_stored.emit(self._line.key, note, day)

    def _reshape(self) -> None:
        self._heights.clear()
        self._describe()
        self.updateGeometry()
        self._place_editor()
        self.update()

    def _describe(self) -> None:
        line = self._line
        state = dict(self._words.states).get(line.state, "–")
        self.setObjectName(f"check_{line.key}")
        mandatory = f" ({self._words.mandatory})" if line.mandatory else ""
        self.setAccessibleName(f"{line.label}{mandatory}: {state}")
        self.setAccessibleDescription(
            " · ".join(part for part in (line.chip, line.remark, line.why, self._error) if part)
        )
        self.setToolTip("" if self._opened else painting.plain_tip(line.why))
