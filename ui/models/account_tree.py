"""The influence map as places: a tidy tree of reporting lines, fans of leaves stacked, people without lines below.

Pure arithmetic over ids; knows neither records nor painting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

BOX_WIDTH, BOX_HEIGHT = 196.0, 76.0
GAP, LEVEL, STACK_GAP, STACK_INDENT = 20.0, 60.0, 14.0, 28.0
STACKS = (3, 2)
"""So many leaves under one person stand under one another; the fewer, the narrower the tree."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Upper left corner of a box. `stacked`: its line comes from the left instead of from above."""

    x: float
    y: float
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by id and the size of the whole."""

    spots: dict[int, Spot]
    width: float
    height: float


@dataclass(slots=True)
class _Run:
    children: Mapping[int, list[int]]
    stack_from: int
    spots: dict[int, Spot] = field(default_factory=dict)


def lay_out(people: Sequence[int], superior: Mapping[int, int], width: float) -> Layout:
    """Places for everybody; `superior` maps a person to the one reported to, `width` is the room there is."""
    tries = [_lay_out(people, superior, (width, stack)) for stack in STACKS]
    return next((one for one in tries if one.width <= width), tries[-1])


def _lay_out(people: Sequence[int], superior: Mapping[int, int], fit: tuple[float, int]) -> Layout:
    width, stack_from = fit
    children: dict[int, list[int]] = {one: [] for one in people}
    for one in people:
        above = superior.get(one)
        if above in children and above != one:
            children[above].append(one)
    below = {one for found in children.values() for one in found}
    roots = [one for one in people if one not in below]
    trees = [one for one in roots if children[one]]
    loose = [one for one in roots if not children[one]]
    run = _Run(children, stack_from)
    x = y = right = bottom = 0.0
    for root in trees:
        size = _size(run, root)
        if x and x + size[0] > width:
            x, y = 0.0, bottom + LEVEL
        _place(run, root, x, y)
        right, bottom = max(right, x + size[0]), max(bottom, y + size[1])
        x += size[0] + 2 * GAP
    right, bottom = _place_loose(run, loose, (max(width, right), right, bottom))
    return Layout(run.spots, right, bottom)


def _place_loose(run: _Run, loose: Sequence[int], room: tuple[float, float, float]) -> tuple[float, float]:
    """People without any line in rows at the foot."""
    width, right, bottom = room
    columns = max(1, int((width + GAP) // (BOX_WIDTH + GAP)))
    top = bottom + (LEVEL if bottom else 0.0)
    for place, one in enumerate(loose):
        x = place % columns * (BOX_WIDTH + GAP)
        y = top + place // columns * (BOX_HEIGHT + STACK_GAP)
        run.spots[one] = Spot(x, y)
        right, bottom = max(right, x + BOX_WIDTH), max(bottom, y + BOX_HEIGHT)
    return right, bottom


def _is_stack(run: _Run, one: int) -> bool:
    below = run.children[one]
    return len(below) >= run.stack_from and not any(run.children[child] for child in below)


def _size(run: _Run, one: int) -> tuple[float, float]:
    below = run.children[one]
    if not below:
        return BOX_WIDTH, BOX_HEIGHT
    if _is_stack(run, one):
        stack = len(below) * (BOX_HEIGHT + STACK_GAP)
        return BOX_WIDTH + STACK_INDENT, BOX_HEIGHT + stack + STACK_GAP / 2
    sizes = [_size(run, child) for child in below]
    width = sum(size[0] for size in sizes) + GAP * (len(sizes) - 1)
    return max(BOX_WIDTH, width), BOX_HEIGHT + LEVEL + max(size[1] for size in sizes)


def _place(run: _Run, one: int, x: float, y: float) -> None:
    below = run.children[one]
    if _is_stack(run, one):
        run.spots[one] = Spot(x, y)
        for place, child in enumerate(below):
            top = y + BOX_HEIGHT + STACK_GAP * 1.5 + place * (BOX_HEIGHT + STACK_GAP)
            run.spots[child] = Spot(x + STACK_INDENT, top, stacked=True)
        return
    width = _size(run, one)[0]
    left = x
    for child in below:
        _place(run, child, left, y + BOX_HEIGHT + LEVEL)
        left += _size(run, child)[0] + GAP
    if below:
        first, last = run.spots[below[0]].x, run.spots[below[-1]].x
        run.spots[one] = Spot((first + last) / 2, y)
    else:
        run.spots[one] = Spot(x + (width - BOX_WIDTH) / 2, y)


def neighbour(spots: Mapping[int, Spot], one: int, direction: tuple[int, int]) -> int:
    """The nearest box in a direction (dx, dy); the same one where there is none."""
    here, best, found = spots[one], float("inf"), one
    for other, spot in spots.items():
        dx, dy = spot.x - here.x, spot.y - here.y
        along = dx * direction[0] + dy * direction[1]
        across = abs(dx * direction[1]) + abs(dy * direction[0])
        if other != one and along > 1 and along + 2 * across < best:
            best, found = along + 2 * across, other
    return found
