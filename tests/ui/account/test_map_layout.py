"""The influence map leaves room for everybody: no two boxes touch, superiors stand above, arrows lead somewhere."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ui.models.account_tree import BOX_HEIGHT, BOX_WIDTH, lay_out, neighbour

ROOM = 900.0


@st.composite
def staffs(draw: st.DrawFn) -> tuple[list[int], dict[int, int]]:
    """People and whom each reports to; never in a ring."""
    people = list(range(1, draw(st.integers(1, 14)) + 1))
    superior = {}
    for one in people[1:]:
        above = draw(st.integers(0, one - 1))
        if above:
            superior[one] = above
    return people, superior


@given(staffs())
def test_no_two_boxes_touch(staff: tuple[list[int], dict[int, int]]) -> None:
    layout = lay_out(*staff, ROOM)
    assert set(layout.spots) == set(staff[0])
    for one, other in combinations(layout.spots.values(), 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT


@given(staffs())
def test_superiors_stand_above(staff: tuple[list[int], dict[int, int]]) -> None:
    people, superior = staff
    spots = lay_out(people, superior, ROOM).spots
    assert all(spots[one].y > spots[above].y for one, above in superior.items())


@given(staffs())
def test_nothing_lies_outside_the_size_that_is_told(staff: tuple[list[int], dict[int, int]]) -> None:
    layout = lay_out(*staff, ROOM)
    assert all(spot.x >= 0 and spot.x + BOX_WIDTH <= layout.width for spot in layout.spots.values())
    assert all(spot.y + BOX_HEIGHT <= layout.height for spot in layout.spots.values())


def test_arrows_walk_up_and_down_the_tree() -> None:
    spots = lay_out([1, 2, 3], {2: 1, 3: 1}, ROOM).spots
    assert neighbour(spots, 2, (0, -1)) == 1
    assert neighbour(spots, 2, (1, 0)) == 3
    assert neighbour(spots, 1, (0, -1)) == 1
