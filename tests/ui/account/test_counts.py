"""The same thing counted at two places gives one figure."""

from __future__ import annotations

from desktopcrm.domain.records import Observation
from tests.ui.account.conftest import Desk
from ui.models.account_lists import person_item
from ui.models.account_reading import Reading
from ui.widgets.label import Label


def test_the_list_of_people_counts_what_is_known_of_one_like_his_card(desk: Desk) -> None:
    person = desk.add("person", "Ann Peeters")
    desk.app.facts.observe(person, "school", "Delft")
    desk.app.facts.observe(person, "children", "a son, they say", Observation(certainty="rumour"))
    read = Reading.of(desk.context, desk.plan)
    item = person_item(read, read.plan.records[person])
    assert item.aside == "1/8"
    desk.go("surface", f"record_{person}")
    desk.settle()
    assert any(one.text() == "1 of 8 blocks known" for one in desk.screen.findChildren(Label))
