"""Class 1 and the others share the eight hours (d4.1): 70 to 30, and nothing is left idle for the sake of it."""

from __future__ import annotations

import pytest

from desktopcrm.domain.agenda_row import TODAY
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.day_plan import DayRows, day_plan
from tests.method.conftest import Rep
from tests.method.purchase_world import World
from tests.method.test_today_day_plan import DAY, row
from tests.method.today_words import at, sort


@pytest.fixture
def catalogue(rep: Rep) -> Catalogue:
    return rep.app.desk.catalogue


def sides(catalogue: Catalogue, first: int, others: int, **more: object) -> tuple[list[str], list[str]]:
    """Who has a place in a day of visits of two hours, and who waits; all are due, the others for a better deal."""
    liked = [DayRows((row(effort="visit", **more),), is_first=True) for _ in range(first)]  # type: ignore[arg-type]
    rest = [DayRows((row(effort="visit", deal="bonus"),)) for _ in range(others)]
    found = day_plan([*liked, *rest], catalogue, DAY)
    return tuple(  # type: ignore[return-value]
        ["first" if slot.is_first else "other" for slot in those] for those in (found.slots, found.waiting)
    )


def test_d4_1_class_1_has_its_share_of_the_day_and_the_others_what_is_left(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    assert sides(catalogue, 4, 4) == (["other", "first", "first", "first"], ["other"] * 3 + ["first"])
    assert rep.app.rules.tune("prelim_class", "first_share", 100)
    assert sides(rep.app.desk.catalogue, 4, 4) == (["first"] * 4, ["other"] * 4)
    assert rep.app.rules.tune("prelim_class", "first_share", 50)
    assert sides(rep.app.desk.catalogue, 4, 4)[0] == ["other", "other", "first", "first"]


@pytest.mark.parametrize(
    ("first", "others", "day"),
    [
        (0, 5, ["other"] * 4),
        (5, 0, ["first"] * 4),
        (1, 5, ["other"] * 3 + ["first"]),
        (5, 1, ["other"] + ["first"] * 3),
    ],
)
def test_d4_1_what_one_side_does_not_need_goes_to_the_other(
    catalogue: Catalogue, first: int, others: int, day: list[str]
) -> None:
    assert sides(catalogue, first, others)[0] == day


def test_d4_1_what_is_agreed_with_class_1_counts_in_its_share(catalogue: Catalogue) -> None:
    agreed = DayRows((row("visit", urgency=TODAY, effort="visit", minutes=300, time="09:00"),), is_first=True)
    calls = [DayRows((row(effort="visit", minutes=60),), is_first=True) for _ in range(3)]
    others = [DayRows((row(effort="visit", minutes=60, deal="bonus"),)) for _ in range(3)]
    found = day_plan([agreed, *calls, *others], catalogue, DAY)
    assert [slot.is_first for slot in found.slots] == [True, False, False, True]
    assert found.left == 0


def test_d4_1_sorting_an_account_gives_it_the_share(world: World) -> None:
    world.know(world.account, tier="priority")
    world.app.records.delete(world.project)
    assert [slot.is_first for slot in at(world, 100).plan().slots] == [False]
    sort(world, "1")
    assert [slot.is_first for slot in at(world, 100).plan().slots] == [True]
