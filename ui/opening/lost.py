"""What was begun and finds its line no more, as it is shown: whose it is, at which customer, and the way to where it stood.

Reads names alone; what becomes of the words is up to the keeper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktopcrm.domain.begun import IN_HAND
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from ui.context import Context, Place
from ui.dialogs.begun_panel import BegunPanel, Shown
from ui.dialogs.unsent import FIELD
from ui.opening.face import Begun, Face

OF_ONE = "account"
"""The screen that shows one record at a time."""


def show_lost(
    context: Context, face: Face, lost: Sequence[Begun], drop: Callable[[], None], go: Callable[[Begun], None]
) -> None:
    """`drop`: they are needed no more; `go`: one is to be put back where it stood."""
    shown = [
        Shown(label_of(context, one), one.unsent.text, place_of(context, one) is not None) for one in lost
    ]
    panel = BegunPanel(context.tr, face.window(), shown)
    panel.dropped.connect(drop)
    panel.wanted.connect(lambda number: go(lost[number]))
    typing = _line_in_use(face)
    if typing is None:
        panel.open()
    else:
        panel.open_centred(typing)  # an editor that loses the keys stores what nobody has finished


def label_of(context: Context, one: Begun) -> str:
    """Whose it is, at which customer, and what the line is called."""
    account = _account(context, one.place)
    records = _records(context, one)
    whose = [record.name for record in records[-1:] if account is None or record.id != account.id]
    label = one.unsent.label
    key = next((name.removeprefix(FIELD) for name, _ in one.unsent.path if name.startswith(FIELD)), "")
    kind = records[-1].kind if records else OF_ONE if account is not None else ""
    field = context.app.desk.catalogue.find(kind, key) if kind and key else None
    label = field.label[context.lang] if field is not None else label
    return " · ".join(part for part in (*whose, account.name if account is not None else "", label) if part)


def place_of(context: Context, one: Begun) -> Place | None:
    """Where it stood, if that can still be gone to and written in."""
    there = _account(context, one.place)
    is_gone = one.place.screen == OF_ONE and (there is None or there.archived_at is not None)
    is_gone = is_gone or any(record.archived_at is not None for record in _records(context, one))
    if is_gone or context.app.is_read_only or not one.place.screen:
        return None
    return replace(one.place, focus="")


def _account(context: Context, place: Place) -> Record | None:
    return _record(context, place.target) if place.screen == OF_ONE else None


def _records(context: Context, one: Begun) -> list[Record]:
    """Of the account, and named by what holds the line: who is in hand, whose rows they are; the nearest last."""
    found = (_record(context, number) for number in _numbers(one))
    return [each for each in found if each is not None and each.account_id == one.place.target]


def _numbers(one: Begun) -> Iterator[int]:
    for _, spoken in one.unsent.path[:-1]:
        number = spoken.removeprefix(IN_HAND)
        if number.isdecimal():
            yield int(number)


def _record(context: Context, number: int) -> Record | None:
    try:
        return context.app.records.get(number)
    except UserError:
        return None


def _line_in_use(face: Face) -> QWidget | None:
    """The line on the page that has the keys."""
    page, focused = face.page(), face.window().focusWidget()
    inside = page is not None and focused is not None and page.isAncestorOf(focused)
    return focused if inside and isinstance(focused, QLineEdit | QPlainTextEdit) else None
