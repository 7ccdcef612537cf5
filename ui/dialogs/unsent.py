"""What stands in lines and was not stored: gathered from pages and panels, put back where the same line is found again.

Knows widgets and names, no data. A secret, a filter and what cannot be written in are never gathered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.editors.fact_editor import FactEditor
from ui.editors.fact_rows import FactRows
from ui.widgets.field_row import FieldRow
from ui.widgets.inputs import SearchBox
from ui.widgets.popover import Popover

FIELD = "field_"
LOG = "log_panel"
Line = QLineEdit | QPlainTextEdit


Step = tuple[str, str]
"""The name of a widget and as what it is read aloud: the same line of another person is another line."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """`path`: what holds the line, from the outside in, itself last."""

    path: tuple[Step, ...]
    text: str

    @property
    def label(self) -> str:
        """What the line is called."""
        return self.path[-1][1] if self.path else ""


class OpensLines(Protocol):
    """A widget that shows a line only while it is written in."""

    def open_line(self, name: str) -> None:
        """Show the line, or what holds it, that has this name."""


def panels_over(content: QWidget) -> list[Popover]:
    """The panels that lie over the page in front. The log keeps what is written in it by itself."""
    window = content.window()
    return [
        one
        for one in window.children()
        if isinstance(one, Popover) and one.isVisible() and one.objectName() != LOG
    ]


def gather(root: QWidget) -> list[Unsent]:
    """What was typed in `root` by hand and still stands there."""
    return [Unsent(_path(line, root), _text(line)) for line in _lines(root) if _is_unsent(line, root)]


def let_go(root: QWidget) -> None:
    """`root` goes away, and what was typed there is kept: no editor shall store it because it is left."""
    for editor in root.findChildren(FactEditor):
        editor.close_quietly()


def put_back(root: QWidget, unsent: Unsent, translated: bool = False) -> bool:
    """Write it where it stood; False where there is no such line (any more), or more than one, or where something else was
    typed into it since. `translated`: lines are called otherwise since, and found by their names alone.
    """
    line = _find(root, unsent.path, translated)
    if line is None or (_is_typed(line) and _text(line) != unsent.text):
        return False
    _write(line, unsent.text)
    return True


def renew(root: QWidget, known: Sequence[Unsent]) -> list[Unsent]:
    """What was typed in `root` is what is `known` of it from now on; a line nothing is known of is given up, storing
    nothing. Gives what is known and stands nowhere there.
    """
    rest = list(known)
    for line in [one for one in _lines(root) if _is_unsent(one, root)]:
        path = _path(line, root)
        mine = next((one for one in rest if one.path == path), None)
        if mine is None:
            _give_up(line)
        else:
            rest.remove(mine)
            _write(line, mine.text)
    return rest


def _lines(root: QWidget) -> Iterator[Line]:
    yield from root.findChildren(QLineEdit)
    yield from root.findChildren(QPlainTextEdit)


def _is_unsent(line: Line, root: QWidget) -> bool:
    if isinstance(line, SearchBox) or line.isReadOnly() or not line.isVisibleTo(root):
        return False
    if line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData:  # a secret, also while it is shown
        return False
    if isinstance(line, QLineEdit) and line.echoMode() is not QLineEdit.EchoMode.Normal:
        return False
    return _is_typed(line)


def _is_typed(line: Line) -> bool:
    """By hand, and something is left of it."""
    if isinstance(line, QLineEdit):
        return line.isModified() and bool(line.text())
    return line.document().isModified() and bool(line.toPlainText().strip())


def _text(line: Line) -> str:
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def _write(line: Line, text: str) -> None:
    """As if it had been typed by hand, only not now; the line's own undo knows nothing of what stood there before."""
    if isinstance(line, QLineEdit):
        if line.text() != text:
            line.setText(text)
        line.setModified(True)
        return
    if line.toPlainText() != text:
        line.setPlainText(text)
    line.document().setModified(True)


def _give_up(line: Line) -> None:
    """Empty the line and close what it is edited in, as Esc does."""
    editor: QWidget | None = line
    while editor is not None and not isinstance(editor, FactEditor):
        editor = editor.parentWidget()
    _write(line, "")
    if editor is not None:
        editor.close_quietly()
        editor.given_up.emit()


def _path(line: QWidget, root: QWidget) -> tuple[Step, ...]:
    steps = []
    widget: QWidget | None = line
    while widget is not None and widget is not root:
        if widget.objectName() and not widget.objectName().startswith("qt_"):
            steps.append((widget.objectName(), _spoken(widget)))
        widget = widget.parentWidget()
    return tuple(reversed(steps))


def _spoken(widget: QWidget) -> str:
    """What tells it from others of its name. A row says its age, which changes; its rows say whose they are."""
    if isinstance(widget, FactRows):
        return str(widget.record.id) if widget.record is not None else ""
    return "" if isinstance(widget, FieldRow) else widget.accessibleName()


def _find(root: QWidget, path: tuple[Step, ...], translated: bool) -> Line | None:
    inside = root
    for step in path:
        found = _only(inside, step, translated)
        if found is None and _open(inside, step[0]):
            found = _only(inside, step, translated)
        if found is None:
            return None
        inside = found
    return inside if isinstance(inside, (QLineEdit, QPlainTextEdit)) else None


def _only(inside: QWidget, step: Step, translated: bool) -> QWidget | None:
    """The one it is; where two could be it, none: better kept aside than written into the wrong line."""
    name, spoken = step
    named = [one for one in inside.findChildren(QWidget, name) if one.isVisibleTo(inside)]
    found = [one for one in named if _spoken(one) == spoken]
    if translated and not found:
        found = [one for one in named if not isinstance(one, FactRows)]
    return found[0] if len(found) == 1 else None


def _open(inside: QWidget, name: str) -> bool:
    """Have the line shown by what it is edited in; tells whether there is such a thing."""
    if isinstance(inside, FieldRow):
        rows: QWidget | None = inside.parentWidget()
        while rows is not None and not isinstance(rows, FactRows):
            rows = rows.parentWidget()
        return rows is not None and rows.edit(inside.objectName().removeprefix(FIELD))
    if not hasattr(inside, "open_line"):
        return False
    cast("OpensLines", inside).open_line(name)
    return True
