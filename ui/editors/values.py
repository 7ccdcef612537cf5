"""What is typed or chosen for one value: a line, a text, a list, a row of words. One class a shape, one table a type.

An editor knows its text and nothing of facts; `committed` and `left` come from the one that holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.editors.completion import complete
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import Choice, TextBlock, TextLine
from ui.widgets.tabs import SegmentedChoice
from ui.widgets.type_ahead import TypeAhead, letters_of

SEPARATOR = ", "


@dataclass(frozen=True, slots=True)
class ValueRequest:
    """What an editor is opened with. `options`: (text to store, words) to choose from; `hint`: how to write it."""

    name: str
    label: str
    text: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = field(default=())


class ValueEditor(QWidget):
    """Base: `text()` is what goes to the field type; `set_wrong` marks a refusal; `edited` as it changes."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What would be stored."""
        raise NotImplementedError

    def type_ahead(self, typed: str) -> None:
        """Begin with a letter that was typed on the row."""
        del typed

    def set_wrong(self, wrong: bool) -> None:
        """Show or take back a refusal."""
        del wrong

    def hold(self, widget: QWidget) -> None:
        """The widget that gets the focus and the room."""
        self.box.addWidget(widget)
        self.setFocusProxy(widget)
        self.setAccessibleName(widget.accessibleName())


class LineEditor(ValueEditor):
    """One line, with completion where there is something to complete."""

    def __init__(self, request: ValueRequest) -> None:
        super().__init__()
        self.line = TextLine(request.name, request.label, request.hint, self)
        self.line.setText(request.text)
        self.line.selectAll()
        self.line.textEdited.connect(self.edited)
        if request.options:
            complete(self.line, [words for _, words in request.options])
        self.hold(self.line)

    def text(self) -> str:
        return self.line.text().strip()

    def type_ahead(self, typed: str) -> None:
        self.line.selectAll()
        self.line.insert(typed)  # unlike `setText` the line's own undo can take it back
        self.line.setModified(True)
        self.edited.emit()

    def set_wrong(self, wrong: bool) -> None:
        self.line.mark_wrong(wrong)


class BlockEditor(ValueEditor):
    """Several lines; Shift+Enter makes a new one."""

    def __init__(self, request: ValueRequest) -> None:
        super().__init__()
        self.block = TextBlock(request.name, request.label)
        self.block.setPlaceholderText(request.hint)
        self.block.setPlainText(request.text)
        self.block.selectAll()
        self.block.textChanged.connect(self._grow)
        self.hold(self.block)

    def text(self) -> str:
        return self.block.toPlainText().strip()

    def type_ahead(self, typed: str) -> None:
        self.block.selectAll()
        self.block.insertPlainText(typed)  # unlike `setPlainText` the text's own undo can take it back

    def set_wrong(self, wrong: bool) -> None:
        self.block.mark_wrong(wrong)

    def _grow(self) -> None:
        self.updateGeometry()
        self.edited.emit()


class ChoiceEditor(ValueEditor):
    """A list to choose from; letters jump, arrows walk, the first entry means: not known."""

    def __init__(self, request: ValueRequest) -> None:
        super().__init__()
        self.choice = Choice(request.name, request.label, (("", request.hint), *request.options), self)
        self.choice.set_key(request.text)
        self.choice.currentIndexChanged.connect(self.edited)
        self.hold(self.choice)

    def text(self) -> str:
        return self.choice.key()

    def type_ahead(self, typed: str) -> None:
        self.choice.search(typed)


class WordsEditor(ValueEditor):
    """Two to five words side by side (yes / no, 1 to 5); arrows and the first letter or digit choose."""

    def __init__(self, request: ValueRequest) -> None:
        super().__init__()
        self._options = request.options
        self._ahead = TypeAhead()
        self.words = SegmentedChoice(request.name, request.label, request.options, self)
        self.words.set_key(request.text)
        self.words.chosen.connect(self.edited)
        self.words.installEventFilter(self)
        self.hold(self.words)
        self.box.setAlignment(self.words, Qt.AlignmentFlag.AlignLeft)

    def text(self) -> str:
        return self.words.key()

    def type_ahead(self, typed: str) -> None:
        place = self._ahead.take(typed, [f"{words} {key}" for key, words in self._options])
        if place >= 0:
            self.words.set_key(self._options[place][0])
            self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and letters_of(event):
            self.type_ahead(letters_of(event))
        return super().eventFilter(watched, event)


class SwitchedWord(Button):
    """A word that is on or off."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(name, words, "", Kind.SECONDARY)
        self.dense()
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    def sizeHint(self) -> QSize:
        """As wide as with its check, so that nothing moves."""
        hint = super().sizeHint()
        return hint if self._icon else QSize(hint.width() + theme().px(22), hint.height())

    def _on_toggled(self, on: bool) -> None:
        self._icon = "check" if on else ""
        self.update()


class ManyEditor(ValueEditor):
    """Several of a few: words that are switched on and off; arrows walk, Space switches."""

    def __init__(self, request: ValueRequest) -> None:
        super().__init__()
        self._before = [part.strip() for part in request.text.split(",") if part.strip()]
        chosen = set(self._before)
        self._flow = FlowRow(self, 6)
        self._keys: list[str] = []
        self._buttons: list[Button] = []
        for key, words in request.options:
            button = SwitchedWord(f"{request.name}_{key}", words)
            button.setChecked(key in chosen)
            button.toggled.connect(self.edited)
            button.installEventFilter(self)
            self._flow.add(button)
            self._keys.append(key)
            self._buttons.append(button)
        self.box.setContentsMargins(0, theme().px(4), 0, theme().px(2))
        self.box.addWidget(self._flow)
        self.setAccessibleName(request.label)
        if self._buttons:
            first = next((one for one in self._buttons if one.isChecked()), self._buttons[0])
            self.setFocusProxy(first)

    def text(self) -> str:
        """What was chosen before keeps its order; what is new comes after it."""
        on = [key for key, button in zip(self._keys, self._buttons, strict=True) if button.isChecked()]
        kept = [key for key in self._before if key in on]
        return SEPARATOR.join([*kept, *(key for key in on if key not in kept)])

    def type_ahead(self, typed: str) -> None:
        for button in self._buttons:
            if button.words().casefold().startswith(typed.casefold()):
                self.setFocusProxy(button)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._buttons:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
            if step:
                place = self._buttons.index(watched) + step
                self._buttons[place % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


class PeopleEditor(ManyEditor):
    """The people there are as words, and a line for somebody else."""

    def __init__(self, request: ValueRequest) -> None:
        super().__init__(request)
        self.line = TextLine(f"{request.name}_else", request.hint, request.hint, self)
        self.line.textEdited.connect(self.edited)
        self.box.addWidget(self.line)
        if not self._buttons:
            self.setFocusProxy(self.line)

    def text(self) -> str:
        return SEPARATOR.join(part for part in (super().text(), self.line.text().strip()) if part)

    def type_ahead(self, typed: str) -> None:
        """A letter that begins no name here begins that of somebody else."""
        if any(button.words().casefold().startswith(typed.casefold()) for button in self._buttons):
            super().type_ahead(typed)
            return
        self.setFocusProxy(self.line)
        self.line.insert(typed)
        self.line.setModified(True)
        self.edited.emit()

    def set_wrong(self, wrong: bool) -> None:
        self.line.mark_wrong(wrong)


SHAPES: dict[str, Callable[[ValueRequest], ValueEditor]] = {
    "note": BlockEditor,
    "choice": ChoiceEditor,
    "yesno": WordsEditor,
    "scale": WordsEditor,
    "check": WordsEditor,
    "choices": ManyEditor,
    "people": PeopleEditor,
}
"""Shape of the editor by type of field; all others are one line."""


def editor_for(field_type: str, request: ValueRequest) -> ValueEditor:
    """The editor of a type of field."""
    return SHAPES.get(field_type, LineEditor)(request)
