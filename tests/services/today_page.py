"""The page of Today over the customer of `World`, in short words."""

from __future__ import annotations

from desktopcrm.domain.agenda_row import Row
from desktopcrm.services.today import TodayPage
from tests.method.purchase_world import World


def page(world: World, day: int) -> TodayPage:
    world.today(day)
    return world.app.today.page()


def kinds(found: TodayPage) -> set[str]:
    return {one.kind for one in found.rows}


def one(found: TodayPage, kind: str) -> Row:
    (row,) = (one for one in found.rows if one.kind == kind)
    return row


def steps(world: World) -> int:
    return len(world.app.history.steps(99))
