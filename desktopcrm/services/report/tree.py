"""Places for the boxes of a reporting tree, in millimetres. Pure geometry: knows ids and sizes, no people.

A tree too wide for the page lets the children of its deeper levels hang under one another; one too high as well is
drawn as an outline over several pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 170.0, 205.0
BOX_WIDTHS = (40.0, 35.0, 31.0)
BOX_HEIGHT = 19.0
ROW_HEIGHT, ROW_GAP = 8.6, 1.6
GAP_X, GAP_Y, HANG_GAP, INDENT = 3.0, 8.0, 2.5, 6.0
MAX_INDENTS = 18

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    id: int
    x: float
    y: float
    width: float
    height: float = BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and the lines of reporting between them."""

    width: float
    height: float
    boxes: Mapping[int, Box]
    lines: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Forest:
    """Who has whom below, without circles: `bosses` maps an id to the one it reports to."""

    roots: tuple[int, ...]
    below: Mapping[int, tuple[int, ...]]

    @staticmethod
    def of(ids: Iterable[int], bosses: Mapping[int, int]) -> Forest:
        """Circles are cut where they close."""
        order = list(ids)
        boss_of = {one: bosses[one] for one in order if one in bosses and bosses[one] in order}
        for one in order:
            seen = {one}
            at = one
            while at in boss_of:
                if boss_of[at] in seen:
                    del boss_of[at]
                    break
                at = boss_of[at]
                seen.add(at)
        below: dict[int, list[int]] = {}
        for one in order:
            if one in boss_of:
                below.setdefault(boss_of[one], []).append(one)
        roots = tuple(one for one in order if one not in boss_of)
        return Forest(roots, {key: tuple(found) for key, found in below.items()})

    def children(self, one: int) -> tuple[int, ...]:
        return self.below.get(one, ())

    def outline(self) -> list[tuple[int, int]]:
        """(id, depth), each followed by those below; deep trees need no deep stack."""
        found: list[tuple[int, int]] = []
        waiting = [(one, 0) for one in reversed(self.roots)]
        while waiting:
            one, depth = waiting.pop()
            found.append((one, depth))
            waiting += [(child, depth + 1) for child in reversed(self.children(one))]
        return found

    @property
    def depth(self) -> int:
        return max((depth for _, depth in self.outline()), default=0)


def pictures(forest: Forest) -> list[Picture]:
    """One picture where it fits a page, else an outline cut into pages."""
    if not forest.roots:
        return []
    if forest.depth < MAX_INDENTS:
        tries = [(width, forest.depth) for width in BOX_WIDTHS]
        tries += [(BOX_WIDTHS[0], depth) for depth in range(forest.depth - 1, -1, -1)]
        for width, hang_from in tries:
            found = _Layout(forest, width, hang_from).picture()
            if found.width <= PAGE_WIDTH and found.height <= PAGE_HEIGHT:
                return [found]
    return _outlines(forest)


class _Layout:
    """Rows of boxes; from depth `hang_from` on children hang under one another instead."""

    def __init__(self, forest: Forest, width: float, hang_from: int) -> None:
        self._forest, self._width, self._hang_from = forest, width, hang_from
        self._boxes: dict[int, Box] = {}
        self._lines: list[tuple[Point, ...]] = []

    def picture(self) -> Picture:
        x = 0.0
        for root in self._forest.roots:
            x = self._place(root, x, 0) + GAP_X
        height = max(box.y for box in self._boxes.values()) + BOX_HEIGHT
        return Picture(x - GAP_X, height, self._boxes, tuple(self._lines))

    def _place(self, one: int, x: float, depth: int) -> float:
        """Place a box and all below it from `x` on; returns the right end."""
        y = depth * (BOX_HEIGHT + GAP_Y)
        children = self._forest.children(one)
        if not children or depth >= self._hang_from:
            self._boxes[one] = Box(one, x, y, self._width)
            return self._hang(one, y)[1]
        right = x
        for child in children:
            right = self._place(child, right, depth + 1) + GAP_X
        right -= GAP_X
        first, last = self._boxes[children[0]], self._boxes[children[-1]]
        middle = (first.x + last.x) / 2
        self._boxes[one] = Box(one, middle, y, self._width)
        for child in children:
            self._lines.append(_elbow(self._boxes[one], self._boxes[child]))
        return max(right, middle + self._width)

    def _hang(self, one: int, y: float) -> tuple[float, float]:
        """Children under a box, indented; returns bottom and right end of what was placed."""
        box = self._boxes[one]
        bottom, right = y + BOX_HEIGHT, box.x + self._width
        for child in self._forest.children(one):
            top = bottom + HANG_GAP
            self._boxes[child] = Box(child, box.x + INDENT, top, self._width)
            self._lines.append(_bracket(box, self._boxes[child]))
            bottom, reach = self._hang(child, top)
            right = max(right, reach)
        return bottom, right


def _elbow(boss: Box, one: Box) -> tuple[Point, ...]:
    start = (boss.x + boss.width / 2, boss.y + BOX_HEIGHT)
    end = (one.x + one.width / 2, one.y)
    turn = one.y - GAP_Y / 2
    return (start, (start[0], turn), (end[0], turn), end)


def _bracket(boss: Box, one: Box) -> tuple[Point, ...]:
    x, y = boss.x + INDENT / 2, one.y + one.height / 2
    return ((x, boss.y + boss.height), (x, y), (one.x, y))


def _row(one: int, x: float, y: float) -> Box:
    """A low box as wide as the page allows: one line of an outline."""
    return Box(one, x, y, PAGE_WIDTH - x, ROW_HEIGHT)


def _outlines(forest: Forest) -> list[Picture]:
    """The whole tree as an indented list, as many boxes a picture as a page holds."""
    rows = forest.outline()
    boss_of = {child: boss for boss, found in forest.below.items() for child in found}
    step = ROW_HEIGHT + ROW_GAP
    count = int(PAGE_HEIGHT // step)
    found = []
    for start in range(0, len(rows), count):
        part = rows[start : start + count]
        boxes = {
            one: _row(one, min(depth, MAX_INDENTS) * INDENT, at * step)
            for at, (one, depth) in enumerate(part)
        }
        lines = [
            _bracket(boxes[boss], box)
            for one, box in boxes.items()
            if (boss := boss_of.get(one)) in boxes and boss is not None
        ]
        found.append(Picture(PAGE_WIDTH, len(part) * step, boxes, tuple(lines)))
    return found
