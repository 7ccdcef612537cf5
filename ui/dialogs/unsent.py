"""What stands in lines and was not stored: gathered from pages and panels, put back where the same line is found again.

Knows widgets and names, no data. A secret, a filter and what cannot be written in are never gathered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktopcrm.domain.begun import IN_HAND
from ui.dialogs.lamp_facts import LampFacts
from ui.editors.fact_editor import FactEditor
from ui.editors.fact_rows import FactRows
from ui.widgets.check_row import CheckRow
from ui.widgets.field_row import FieldRow
from ui.widgets.inputs import SearchBox
from ui.widgets.lamp_list import LampRow
from ui.widgets.popover import Popover

FIELD = "field_"
LOG = "log_panel"
OF_ONE = (FactRows, LampFacts)
"""What is told from others of its name by the record that it shows."""
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


class ShowsOne(Protocol):
    """A widget that shows one record of several."""

    def in_hand(self) -> int:
        """Which."""

    def bring(self, record_id: int) -> None:
        """Show this one, if it is there."""


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


def reach(root: QWidget, unsent: Unsent) -> None:
    """The keys go to the line where it stands."""
    line = _find(root, unsent.path, translated=True)
    if line is not None:
        line.setFocus(Qt.FocusReason.OtherFocusReason)


def store_edited(root: QWidget) -> None:
    """What is being edited is stored, as when its editor is left; what is refused stays."""
    for editor in root.findChildren(FactEditor):
        if editor.isVisibleTo(root) and editor.changed():
            editor.committed.emit(0)


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
    """From the root down; the root itself only where it shows one of several, as a tab of an account may."""
    steps: list[Step] = []
    widget: QWidget | None = line
    while widget is not None and widget is not root:
        if widget.objectName() and not widget.objectName().startswith("qt_"):
            steps.append((widget.objectName(), _spoken(widget)))
        widget = widget.parentWidget()
    if hasattr(root, "in_hand"):
        steps.append((root.objectName(), _spoken(root)))
    return tuple(reversed(steps))


def _spoken(widget: QWidget) -> str:
    """What tells it from others of its name. A row says its age, which changes; its rows say whose they are."""
    if hasattr(widget, "in_hand"):
        return f"{IN_HAND}{cast('ShowsOne', widget).in_hand()}"
    if isinstance(widget, OF_ONE):
        return str(widget.record.id) if widget.record is not None else ""
    return "" if isinstance(widget, FieldRow | LampRow | CheckRow) else widget.accessibleName()


def _find(root: QWidget, path: tuple[Step, ...], translated: bool) -> Line | None:
    """Several may hold it on the way; where two could be it at the end, it is none: better kept aside than written into
    the wrong line."""
    inside: list[QWidget] = [root]
    for step in path:
        inside = _there(inside, step, translated) or _brought(inside, step, translated)
    found = [one for one in inside if isinstance(one, QLineEdit | QPlainTextEdit)]
    return found[0] if len(found) == 1 else None


def _there(inside: Sequence[QWidget], step: Step, translated: bool) -> list[QWidget]:
    """All that it could be."""
    named = _named(inside, step[0])
    found = [one for one in named if _spoken(one) == step[1]]
    if translated and not found:
        found = [one for one in named if not isinstance(one, OF_ONE) and not hasattr(one, "in_hand")]
    return found


def _brought(inside: Sequence[QWidget], step: Step, translated: bool) -> list[QWidget]:
    """The same, once it is asked to show itself: another record is in hand, or the line is not open."""
    name, spoken = step
    holders = [one for one in _named(inside, name) if hasattr(one, "in_hand")]
    if len(holders) == 1 and spoken.startswith(IN_HAND) and not gather(holders[0]):
        cast("ShowsOne", holders[0]).bring(int(spoken.removeprefix(IN_HAND)))
        return holders
    holder: QWidget | None = inside[0] if len(inside) == 1 else None
    while holder is not None:
        _open(holder, name)
        found = _there(inside, step, translated)
        if found:
            return found
        holder = holder.parentWidget()
    return []


def _named(inside: Sequence[QWidget], name: str) -> list[QWidget]:
    """Below them, or one of them itself: see `_path`."""
    shown = [one for one in inside if one.objectName() == name and hasattr(one, "in_hand")]
    every = [(one, holder) for holder in inside for one in (*shown, *holder.findChildren(QWidget, name))]
    return list(dict.fromkeys(one for one, holder in every if one.isVisibleTo(holder)))


def _open(holder: QWidget, name: str) -> None:
    """Have the line shown by what it is edited in."""
    if isinstance(holder, FieldRow):
        rows: QWidget | None = holder.parentWidget()
        while rows is not None and not isinstance(rows, FactRows):
            rows = rows.parentWidget()
        if rows is not None:
            rows.edit(holder.objectName().removeprefix(FIELD))
    elif hasattr(holder, "open_line"):
        cast("OpensLines", holder).open_line(name)
