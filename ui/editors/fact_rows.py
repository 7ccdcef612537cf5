"""The rows of one record, edited in place: opens the right editor, stores what it gives, says why something is refused.

Shows the rows it is given and never changes them itself: after storing, the screen shows the new plan.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Observation, Record
from desktopcrm.errors import UserError
from ui.context import Context
from ui.editors.fact_editor import FactEditor
from ui.editors.requests import Asked, origins_for, request_for
from ui.editors.value_editor import ValueRequest
from ui.editors.values import LineEditor, editor_for
from ui.widgets.field_list import FieldList
from ui.widgets.field_row import COMMAND_KEYS, FieldRow
from ui.widgets.field_row_view import FieldRowData
from ui.widgets.just_stored import JustStored, Way

NAME_KEY = "record_name"
"""Key of the row that is the record's own name."""


class FactRows(FieldList):
    """`stored(key)` after an answer went in."""

    stored = Signal(str)

    def __init__(
        self, context: Context, name: str, label_width: int = 190, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, label_width, parent)
        self._context = context
        self._plan: Plan | None = None
        self._record: Record | None = None
        self._just = JustStored()
        self._value = ""  # what was stored then, and what was known before
        self._plan_before: Plan | None = None
        self.edit_requested.connect(self.edit)
        self.clear_requested.connect(self._on_clear)

    @property
    def record(self) -> Record | None:
        """The record shown."""
        return self._record

    def show_record(self, plan: Plan, record: Record, rows: Sequence[FieldRowData]) -> None:
        """Show these rows of this record; an open editor of another record is closed."""
        if self._record is not None and self._record.id != record.id:
            self.close_editors()
        self._plan, self._record = plan, record
        self.show_rows(rows)

    def edit(self, key: str, typed: str = "") -> bool:
        """Open the editor of a row, beginning with what was typed. False: there is no such row, or nothing is to be
        opened right after it was stored."""
        key = self._way(key, typed)
        row = self.row(key)
        if row is None or self._plan is None or self._record is None:
            return False
        if row.editor() is not None:
            row.editor().setFocus(Qt.FocusReason.OtherFocusReason)  # type: ignore[union-attr]
            return True
        if not self._context.may_write():
            return False
        editor = self._make_editor(key)
        editor.committed.connect(lambda step: self._on_committed(key, step))
        editor.given_up.connect(lambda: self._close(key))
        editor.offer_taken.connect(lambda: self._on_offer_taken(key))
        if typed:
            editor.value.type_ahead(typed)
        row.open_editor(editor)
        return True

    def _way(self, key: str, typed: str) -> str:
        """The row that what is typed goes to: right after Enter the next one, or none (empty)."""
        keys = self.keys()
        after = self.row(keys[keys.index(key) + 1]) if key in keys[:-1] else None
        passing = self._just.passing
        way = self._just.way(self._stored_still(key), typed, after is not None and not after.data.known)
        if way is Way.OVER:
            if typed and not passing:
                self._context.say(self._context.tr("account.just_stored"))
            return ""
        return after.data.key if way is Way.ON and after is not None else key

    def _stored_still(self, key: str) -> str:
        """The row, unless what Enter stored in it was taken back."""
        plan, record = self._plan, self._record
        if plan is None or record is None:
            return ""
        return key if plan is self._plan_before or plan.value(record.id, key) == self._value else ""

    def _keep(self, key: str, value: str) -> None:
        """Enter has stored this row."""
        self._just.keep(key)
        self._value, self._plan_before = value, self._plan

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A name is not overwritten by typing on it: its row opens with Enter, F2 or a click only."""
        if event.type() == QEvent.Type.FocusOut:
            self._just.let_go()
        if isinstance(event, QKeyEvent | QInputMethodEvent) and watched is self.row(NAME_KEY):
            return _types(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def close_editors(self) -> None:
        """Close whatever is open, storing nothing."""
        for key in self.keys():
            self._close(key)

    def _make_editor(self, key: str) -> FactEditor:
        assert self._plan is not None
        assert self._record is not None
        tr = self._context.tr
        if key == NAME_KEY:
            return FactEditor(LineEditor(ValueRequest("edit_name", tr("account.name"), self._record.name)))
        field = self._context.app.facts.field_of(self._record, key)
        asked = Asked(self._plan, self._record, field)
        request = request_for(self._context, asked)
        return FactEditor(editor_for(field.type, request), origins_for(self._context, self._plan))

    def _on_committed(self, key: str, step: int) -> None:
        row = self.row(key)
        editor = row.editor() if row is not None else None
        if row is None or not isinstance(editor, FactEditor):
            return
        value = ""
        if editor.changed():
            try:
                value = self._store(key, editor)
            except UserError as error:
                self._refuse(row, editor, error)
                return
        self._close(key)
        if step:
            self._step(key, step)
        elif value and row.hasFocus():
            self._keep(key, value)

    def _refuse(self, row: FieldRow, editor: FactEditor, error: UserError) -> None:
        """Say why under the row; a name nobody knows can be added as a person from there."""
        editor.set_wrong(True)
        row.set_error(self._context.error_text(error))
        name = str(error.params.get("value", "")).strip()
        known = error.key != "errors.person_unknown"
        editor.offer("" if known else self._context.tr("account.add_as_person", name=name))

    def _on_offer_taken(self, key: str) -> None:
        """Add whom the answer names and store it, as one step."""
        row, record = self.row(key), self._record
        editor = row.editor() if row is not None else None
        if row is None or record is None or not isinstance(editor, FactEditor):
            return
        try:
            seen = editor.observation()
            new = editor.value.newcomer()
            stored = self._context.app.facts.observe_new_person(record.id, key, editor.text(), seen, new)
        except UserError as error:
            self._refuse(row, editor, error)
            return
        self.stored.emit(key)
        self._close(key)
        self._keep(key, stored.fact.value)

    def _store(self, key: str, editor: FactEditor) -> str:
        """One call of one service; the value as it is stored. Raises `UserError`."""
        assert self._record is not None
        app, text, value = self._context.app, editor.text(), ""
        editor_seen: Observation = editor.observation()
        if key == NAME_KEY:
            app.records.rename(self._record.id, text)
        elif text:
            value = app.facts.observe(self._record.id, key, text, editor_seen).fact.value
        else:
            app.facts.clear(self._record.id, key, editor_seen)
        self.stored.emit(key)
        return value

    def _on_clear(self, key: str) -> None:
        record, row = self._record, self.row(key)
        if record is None or row is None or key == NAME_KEY:
            return
        if self._context.attempt(lambda: self._context.app.facts.clear(record.id, key)):
            self._context.say_undo(self._context.tr("account.cleared", field=row.data.label))

    def _close(self, key: str) -> None:
        row = self.row(key)
        editor = row.editor() if row is not None else None
        if row is None or editor is None:
            return
        if isinstance(editor, FactEditor):
            editor.close_quietly()
        row.close_editor()

    def _step(self, key: str, step: int) -> None:
        """Give the focus to the next row, or to what comes after the last."""
        keys = self.keys()
        place = keys.index(key) + step if key in keys else len(keys)
        target = self.row(keys[place]) if 0 <= place < len(keys) else None
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return
        row = self.row(key)
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)
            row.focusNextPrevChild(step > 0)


def _types(event: QKeyEvent | QInputMethodEvent) -> bool:
    """Whether an event writes a letter, pressed or composed."""
    if isinstance(event, QInputMethodEvent):
        return True
    words = event.text()
    pressed = event.type() == QEvent.Type.KeyPress
    return pressed and bool(words) and words.isprintable() and not event.modifiers() & COMMAND_KEYS
