"""Several of a few: words that are switched on and off, people among them. Knows words and names, nothing of facts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent

from desktopcrm.domain.debrief_names import Who
from ui.editors.completion import complete_people
from ui.editors.value_editor import ValueEditor, ValueRequest
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import TextLine
from ui.widgets.type_ahead import SLOW_MS, TypeAhead, letters_of

SEPARATOR = ", "
STEPS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class SwitchedWord(Button):
    """A word that is on or off: filled and with a check where it is on, a ring is the keyboard's alone."""

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
        self._kind = Kind.PRIMARY if on else Kind.SECONDARY
        self.update()


class ManyEditor(ValueEditor):
    """Several of a few; arrows walk and letters go to the word they begin, Space switches it, Enter after letters, too."""

    def __init__(self, request: ValueRequest) -> None:
        super().__init__()
        self._ahead = TypeAhead()
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
        self._go_to(typed)

    def settle(self, leaving: bool) -> bool:
        """A word that letters went to is switched on; Enter then stays for the next one."""
        if not self._ahead.typed:
            return True
        self._ahead.forget()
        self._held().setChecked(True)
        return leaving

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or watched not in self._buttons
        ):
            return super().eventFilter(watched, event)
        letters, step = letters_of(event), STEPS.get(event.key(), 0)
        if letters.strip():
            self.type_ahead(letters)
            return True
        self._ahead.forget()
        if step:
            place = self._buttons.index(self._held()) + step
            self._take(self._buttons[place % len(self._buttons)])
        return bool(step)

    def _go_to(self, letters: str) -> bool:
        """Go to the word that the letters typed so far begin; tells whether there is one."""
        at = self._buttons.index(self._held()) if self._buttons else -1
        place = self._ahead.take(letters, [one.words() for one in self._buttons], at)
        if place >= 0:
            self._take(self._buttons[place])
        return place >= 0

    def _held(self) -> Button:
        """The word in hand."""
        focused = next((one for one in self._buttons if one.hasFocus()), None)
        return focused or next((one for one in self._buttons if one is self.focusProxy()), self._buttons[0])

    def _take(self, button: Button) -> None:
        self.setFocusProxy(button)
        if self.isVisible():
            button.setFocus(Qt.FocusReason.TabFocusReason)


class PeopleEditor(ManyEditor):
    """The people there are as words, and a line for somebody else."""

    def __init__(self, request: ValueRequest) -> None:
        super().__init__(request)
        self.line = TextLine(f"{request.name}_else", request.hint, request.hint, self)
        self.line.textEdited.connect(self.edited)
        people = [Who(uid, name) for uid, name in request.options]
        self._people = complete_people(self.line, people, request.new_words)
        self._people.filled.connect(self.edited)
        self._ahead = TypeAhead(SLOW_MS)
        self.box.addWidget(self.line)
        if not self._buttons:
            self.setFocusProxy(self.line)

    def text(self) -> str:
        return SEPARATOR.join(part for part in (super().text(), self._people.answer()) if part)

    def type_ahead(self, typed: str) -> None:
        """Letters that begin no name here begin that of somebody else."""
        before = self._ahead.typed
        if self._go_to(typed):
            return
        self._ahead.forget()
        self.setFocusProxy(self.line)
        if self.isVisible():
            self.line.setFocus(Qt.FocusReason.TabFocusReason)
        self.line.insert(before + typed)
        self.line.setModified(True)
        self.edited.emit()

    def settle(self, leaving: bool) -> bool:
        return super().settle(leaving) and (SEPARATOR[0] in self.line.text() or self._people.decided())

    def newcomer(self) -> str:
        return self._people.newcomer()

    def set_wrong(self, wrong: bool) -> None:
        self.line.mark_wrong(wrong)
