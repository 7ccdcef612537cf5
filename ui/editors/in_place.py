"""One editor of a fact, opened inside a row: stores what it gives, says why something is refused, offers a new person.

Knows services through the context; any row will do that can hold an editor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from ui.context import Context
from ui.editors.fact_editor import FactEditor
from ui.editors.requests import Asked, origins_for, request_for
from ui.editors.values import editor_for


class HoldsEditor(Protocol):
    """A row that an editor can be opened in."""

    def open_editor(self, editor: QWidget) -> None: ...

    def close_editor(self) -> None: ...

    def editor(self) -> QWidget | None: ...

    def set_error(self, sentence: str) -> None: ...


class InPlace:
    """`open` puts the editor of a field into a row; `left(step)` is told when it closed to go on."""

    def __init__(self, context: Context, left: Callable[[int], None]) -> None:
        self._context = context
        self._left = left

    def open(self, row: HoldsEditor, plan: Plan, record: Record, key: str) -> None:
        """Open, or go back to, the editor of a field."""
        held = row.editor()
        if held is not None:
            held.setFocus()
            return
        if not self._context.may_write():
            return
        field = self._context.app.facts.field_of(record, key)
        request = request_for(self._context, Asked(plan, record, field))
        editor = FactEditor(editor_for(field.type, request), origins_for(self._context, plan))
        editor.committed.connect(lambda step: self._commit(row, (record, key), step))
        editor.given_up.connect(lambda: self._close(row))
        editor.offer_taken.connect(lambda: self._add_person(row, (record, key)))
        row.open_editor(editor)

    def _commit(self, row: HoldsEditor, target: tuple[Record, str], step: int) -> None:
        editor = row.editor()
        if not isinstance(editor, FactEditor):
            return
        if editor.changed():
            try:
                self._store(target, editor)
            except UserError as error:
                self._refuse(row, editor, error)
                return
        self._close(row)
        if step:
            self._left(step)

    def _store(self, target: tuple[Record, str], editor: FactEditor) -> None:
        (record, key), text = target, editor.text()
        facts, seen = self._context.app.facts, editor.observation()
        if text:
            facts.observe(record.id, key, text, seen)
        else:
            facts.clear(record.id, key, seen)

    def _refuse(self, row: HoldsEditor, editor: FactEditor, error: UserError) -> None:
        editor.set_wrong(True)
        row.set_error(self._context.error_text(error))
        name = str(error.params.get("value", "")).strip()
        unknown = error.key == "errors.person_unknown"
        editor.offer(self._context.tr("account.add_as_person", name=name) if unknown else "")

    def _add_person(self, row: HoldsEditor, target: tuple[Record, str]) -> None:
        editor = row.editor()
        if not isinstance(editor, FactEditor):
            return
        record, key = target
        try:
            seen = editor.observation()
            new = editor.value.newcomer()
            self._context.app.facts.observe_new_person(record.id, key, editor.text(), seen, new)
        except UserError as error:
            self._refuse(row, editor, error)
            return
        self._close(row)

    def _close(self, row: HoldsEditor) -> None:
        editor = row.editor()
        if isinstance(editor, FactEditor):
            editor.close_quietly()
        row.close_editor()
