"""What is typed or chosen for one value: a line, a text, a list, a row of words. One class a shape, one table a type.

An editor knows its text and nothing of facts; `committed` and `left` come from the one that holds it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desktopcrm.domain.debrief_names import Who
from ui.editors.completion import PeopleCompleter, complete_people
from ui.editors.many import ManyEditor, PeopleEditor
from ui.editors.value_editor import ValueEditor, ValueRequest
from ui.widgets.completion import complete
from ui.widgets.inputs import Choice, TextBlock, TextLine
from ui.widgets.tabs import SegmentedChoice
from ui.widgets.type_ahead import TypeAhead, letters_of


class LineEditor(ValueEditor):
    """One line, with completion where there is something to complete."""

    def __init__(self, request: ValueRequest) -> None:
        super().__init__()
        self.line = TextLine(request.name, request.label, request.hint, self)
        self.line.setText(request.text)
        self.line.selectAll()
        self.line.textEdited.connect(self.edited)
        if request.options:
            self.offer(request)
        self.hold(self.line)

    def offer(self, request: ValueRequest) -> None:
        """Complete what is typed."""
        complete(self.line, [words for _, words in request.options]).filled.connect(self.edited)

    def text(self) -> str:
        return self.line.text().strip()

    def type_ahead(self, typed: str) -> None:
        self.line.selectAll()
        self.line.insert(typed)  # unlike `setText` the line's own undo can take it back
        self.line.setModified(True)
        self.edited.emit()

    def set_wrong(self, wrong: bool) -> None:
        self.line.mark_wrong(wrong)


class PersonEditor(LineEditor):
    """One person by name: whom a part of a name means, or who else is asked."""

    def __init__(self, request: ValueRequest) -> None:
        self._people: PeopleCompleter | None = None
        super().__init__(request)

    def offer(self, request: ValueRequest) -> None:
        people = [Who(uid, name) for uid, name in request.options]
        self._people = complete_people(self.line, people, request.new_words)
        self._people.filled.connect(self.edited)

    def text(self) -> str:
        return self._people.answer() if self._people else super().text()

    def settle(self, leaving: bool) -> bool:
        del leaving
        return self._people is None or self._people.decided()

    def newcomer(self) -> str:
        return self._people.newcomer() if self._people else ""


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


SHAPES: dict[str, Callable[[ValueRequest], ValueEditor]] = {
    "note": BlockEditor,
    "choice": ChoiceEditor,
    "yesno": WordsEditor,
    "scale": WordsEditor,
    "check": WordsEditor,
    "choices": ManyEditor,
    "people": PeopleEditor,
    "person": PersonEditor,
}
"""Shape of the editor by type of field; all others are one line."""


def editor_for(field_type: str, request: ValueRequest) -> ValueEditor:
    """The editor of a type of field."""
    return SHAPES.get(field_type, LineEditor)(request)
