"""Boxes of the reporting tree: nobody is lost, nothing overlaps, every picture fits a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktopcrm.services.report.tree import PAGE_HEIGHT, PAGE_WIDTH, Box, Forest, pictures


def overlap(one: Box, other: Box) -> bool:
    apart = (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )
    return not apart


@given(st.dictionaries(st.integers(0, 60), st.integers(0, 60), max_size=60))
def test_any_reporting_lines_even_in_circles_become_pictures_that_fit(bosses: dict[int, int]) -> None:
    people = sorted({*bosses, *bosses.values()})
    found = pictures(Forest.of(people, bosses))
    placed = [one for picture in found for one in picture.boxes]
    assert sorted(placed) == people
    for picture in found:
        boxes = list(picture.boxes.values())
        assert picture.width <= PAGE_WIDTH
        assert picture.height <= PAGE_HEIGHT + boxes[0].height
        assert not any(overlap(one, other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
        assert all(box.x >= 0 and box.x + box.width <= PAGE_WIDTH + 0.01 for box in boxes)


def test_a_small_team_stands_in_rows_below_its_boss() -> None:
    (picture,) = pictures(Forest.of([1, 2, 3], {2: 1, 3: 1}))
    boss, left, right = (picture.boxes[one] for one in (1, 2, 3))
    assert boss.y < left.y == right.y
    assert left.x < boss.x < right.x
    assert len(picture.lines) == 2


def test_a_wide_team_hangs_under_its_boss() -> None:
    people = list(range(1, 10))
    (picture,) = pictures(Forest.of(people, dict.fromkeys(people[1:], 1)))
    assert len({box.y for box in picture.boxes.values()}) == len(people)


def test_a_company_of_a_hundred_is_drawn_on_several_pages() -> None:
    people = list(range(100))
    found = pictures(Forest.of(people, {one: one // 3 for one in people[1:]}))
    assert len(found) > 1
    assert sum(len(picture.boxes) for picture in found) == len(people)


def test_a_circle_is_cut_and_loses_nobody() -> None:
    forest = Forest.of([1, 2, 3], {1: 2, 2: 3, 3: 1})
    assert len(forest.roots) == 1
    assert sorted(one for one, _ in forest.outline()) == [1, 2, 3]
