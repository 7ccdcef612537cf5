"""Tab walks a page as it is read, however late its parts were made. Knows layouts, no page.

Qt walks widgets in the order in which they were made; rows made later than a button would come after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QGridLayout, QLayout, QScrollArea, QWidget


def walk(window: QWidget, pages: Iterable[QWidget], forward: bool) -> bool:
    """Take the focus one stop on; False where these pages say nothing about where that is."""
    current = window.focusWidget()
    found = stop_after(current, pages, forward) if current is not None else None
    if found is None:
        return False
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def go_round(panel: QWidget, forward: bool) -> None:
    """Take the focus one stop on within a panel, from its end to its beginning: it is not left as long as it is open."""
    line = [one for one in _stops(panel) if one.isVisible()]
    current = panel.window().focusWidget()
    if not line:
        return
    place = line.index(current) + (1 if forward else -1) if current in line else 0 if forward else -1
    found = line[place % len(line)]
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)


def stop_after(current: QWidget, pages: Iterable[QWidget], forward: bool) -> QWidget | None:
    """Where Tab leads from `current`: the order of Qt, but each page as one piece in the order of its layouts."""
    inside: dict[QWidget, list[QWidget]] = {}
    for page in pages:
        stops = list(_stops(page))
        inside.update(dict.fromkeys(stops, stops))
    order: dict[QWidget, None] = {}
    for one in _chain(current.window()):
        if one in inside:
            order.update(dict.fromkeys(inside[one]))
        elif _takes_tab(one) and one.isVisible():
            order[one] = None
    line = list(order)
    if current not in order:
        return None
    return line[(line.index(current) + (1 if forward else -1)) % len(line)]


def _chain(window: QWidget) -> Iterator[QWidget]:
    one = window.nextInFocusChain()
    while one is not None and one is not window:
        yield one
        one = one.nextInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    wanted = Qt.FocusPolicy.TabFocus
    return bool(widget.focusPolicy() & wanted) and widget.focusProxy() is None and widget.isEnabled()


def _stops(widget: QWidget) -> Iterator[QWidget]:
    for child in _children(widget):
        if child.isHidden():
            continue
        if _takes_tab(child):
            yield child
        yield from _stops(child)


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        return [inside] if inside is not None else []
    if isinstance(widget, QAbstractScrollArea):
        return []
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    known = set(map(id, placed))
    rest = [one for one in widget.children() if isinstance(one, QWidget) and id(one) not in known]
    return placed + sorted((one for one in rest if not one.isWindow()), key=lambda one: (one.y(), one.x()))


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for index in _indexes(layout):
        item = layout.itemAt(index)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def _indexes(layout: QLayout) -> list[int]:
    indexes = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        indexes.sort(key=lambda index: _cell(layout, index))
    return indexes


def _cell(layout: QGridLayout, index: int) -> tuple[int, int]:
    row, column, *_span = cast("tuple[int, int, int, int]", layout.getItemPosition(index))
    return row, column
