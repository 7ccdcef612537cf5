"""What every editor of a value is: it is opened with a request, has a text, and says when that changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.editors.completion import NewWords


@dataclass(frozen=True, slots=True)
class ValueRequest:
    """What an editor is opened with. `options`: (text to store, words) to choose from; `hint`: how to write it;
    `new_words`: what makes somebody new of a name that was typed."""

    name: str
    label: str
    text: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = field(default=())
    new_words: NewWords | None = None


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

    def settle(self, leaving: bool) -> bool:
        """Enter, or Tab (`leaving`), was pressed: whether what stands here can be stored now."""
        del leaving
        return True

    def newcomer(self) -> str:
        """A name, where it was said that it is somebody new."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Show or take back a refusal."""
        del wrong

    def hold(self, widget: QWidget) -> None:
        """The widget that gets the focus and the room."""
        self.box.addWidget(widget)
        self.setFocusProxy(widget)
        self.setAccessibleName(widget.accessibleName())
