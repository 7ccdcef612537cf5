"""Sorting accounts: by key in the list, by the lead, the six order questions, stars and care; three scales kept apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.records import NewRecord
from tests.ui.classes.conftest import Hand
from ui.models.class_reading import badge_of
from ui.screens.account.sorting_cards import LeadCard
from ui.screens.account.sorting_care import GoalMeter
from ui.screens.accounts import AccountsScreen
from ui.screens.projects import ProjectsScreen
from ui.widgets.board_rows import BOARD_ROLE, BoardCard
from ui.widgets.button import Button
from ui.widgets.class_badge import ClassBadge, Scale
from ui.widgets.fold import FoldTitle
from ui.widgets.label import Label
from ui.widgets.lamp_list import LampRow
from ui.widgets.table_rows import CELL_ROLE, Cell

CLASSES = {
    Scale.DEAL: ("bonus", "gold_mine", "next_month", "next_quarter", "baggage"),
    Scale.KEY_PERSON: ("kp_a", "kp_b", "kp_c", "kp_d"),
    Scale.SOURCE: ("src_a", "src_b", "src_c"),
}
CLASSES_COLUMN = 3


def listed(hand: Hand) -> AccountsScreen:
    """The list of accounts with the first row in hand."""
    hand.go("", screen="accounts")
    screen = hand.window.findChild(AccountsScreen)
    assert screen is not None
    screen.table.setFocus()
    screen.table.take_row(0)
    hand.settle()
    return screen


def names(screen: AccountsScreen) -> list[str]:
    model = screen.table.model()
    return [str(model.index(row, 0).data()).partition(" · ")[0] for row in range(model.rowCount())]


def prelim(hand: Hand) -> str:
    return hand.plan.value(hand.account, "prelim_class")


@pytest.mark.parametrize(("scale", "lang"), [(scale, lang) for scale in Scale for lang in ("en", "zh")])
def test_no_badge_is_a_bare_letter_and_each_names_its_scale(hand: Hand, scale: Scale, lang: str) -> None:
    hand.context.set_language(lang)
    badges = [badge_of(hand.context, scale, key) for key in ("", *CLASSES[scale])]
    assert all(len(one.words) > 1 for one in badges)
    assert all(one.words in one.spoken and one.spoken != one.words for one in badges)
    starts = {Scale.KEY_PERSON: "KP", Scale.SOURCE: "SRC"}.get(scale, "")
    assert all(one.words.startswith(starts) for one in badges)
    assert len({one.words for one in badges}) == len(badges)


@pytest.mark.parametrize("key", ["1", "2"])
def test_a_key_sorts_the_row_in_hand_and_undo_takes_it_back(hand: Hand, key: str) -> None:
    screen = listed(hand)
    assert screen.table.chosen_ids() == [hand.account]
    hand.type(key)
    hand.qtbot.waitUntil(lambda: prelim(hand) == key)
    hand.undo()
    assert prelim(hand) == ""


def test_zero_takes_the_class_back(hand: Hand) -> None:
    hand.ask(hand.account, prelim_class="1")
    listed(hand)
    hand.type("0")
    assert prelim(hand) == ""


def test_several_rows_are_sorted_in_one_step(hand: Hand) -> None:
    other = hand.app.accounts.add("Oststahl")
    screen = listed(hand)
    screen.table.selectAll()
    hand.type("2")
    assert [hand.app.desk.plan(one).value(one, "prelim_class") for one in (hand.account, other)] == ["2", "2"]
    hand.undo()
    assert prelim(hand) == ""


def test_class_3_leaves_the_list_until_it_is_asked_for_or_looked_for(hand: Hand) -> None:
    hand.app.accounts.add("Oststahl")
    screen = listed(hand)
    hand.type("3")
    hand.qtbot.waitUntil(lambda: names(screen) == ["Oststahl"])
    assert "(1)" in screen.filters.third.words()
    screen.filters.third.setFocus()
    hand.press(Qt.Key.Key_Space)
    assert names(screen) == ["Nordwind Pumps", "Oststahl"]
    hand.press(Qt.Key.Key_Space)
    screen.table.setFocus()
    hand.type("nord")
    hand.qtbot.waitUntil(lambda: names(screen) == ["Nordwind Pumps"])


def test_where_everybody_is_in_class_3_the_list_says_so(hand: Hand) -> None:
    hand.ask(hand.account, prelim_class="3")
    screen = listed(hand)
    assert names(screen) == []
    hand.child(Button, "show_all").setFocus()
    hand.press(Qt.Key.Key_Return)
    assert names(screen) == ["Nordwind Pumps"]


def test_the_list_is_narrowed_by_tier_class_and_due_day(hand: Hand) -> None:
    other = hand.app.accounts.add("Oststahl")
    hand.app.facts.observe(other, "tier", "priority")
    hand.ask(hand.project, has_need="yes", has_money="no")
    due = (hand.today - timedelta(days=1)).isoformat()
    hand.app.records.add(NewRecord("action", "Call back", other, facts={"due": due}))
    screen = listed(hand)
    for choice, key, left in (
        (screen.filters.tier, "priority", ["Oststahl"]),
        (screen.filters.deal, "next_quarter", ["Nordwind Pumps"]),
        (screen.filters.due, "overdue", ["Oststahl"]),
    ):
        choice.set_key(key)
        choice.chosen.emit(key)
        hand.qtbot.waitUntil(lambda left=left: names(screen) == left)
        choice.set_key("")
        choice.chosen.emit("")


def test_the_row_shows_the_classes_of_the_best_purchase(hand: Hand) -> None:
    hand.ask(hand.project, has_need="yes", has_money="yes", has_authority="yes", is_urgent="yes")
    screen = listed(hand)
    cell = screen.table.model().index(0, CLASSES_COLUMN).data(CELL_ROLE)
    assert isinstance(cell, Cell)
    assert [one.key for one in cell.badges] == ["bonus", ""]
    assert "Deal class: Bonus" in cell.spoken


def test_the_board_shows_classes_days_and_what_stands_still(hand: Hand) -> None:
    hand.ask(hand.project, has_need="no", has_money="yes")
    old = hand.app.projects.add(hand.account, "Old furnace", hand.today - timedelta(days=40))
    hand.go("", screen="projects")
    screen = hand.window.findChild(ProjectsScreen)
    assert screen is not None
    cards = {one.id: one for one in board(screen)}
    assert cards[hand.project].badges[0].key == "next_month"
    assert cards[hand.project].mark == ""
    assert "Standing still" in cards[old].mark
    assert cards[old].days.startswith("40 of ")


def board(screen: ProjectsScreen) -> list[BoardCard]:
    found = []
    for view in screen.board.findChildren(QListView):
        model = view.model()
        found += [model.index(row, 0).data(BOARD_ROLE) for row in range(model.rowCount())]
    return [one for one in found if isinstance(one, BoardCard)]


def test_an_enquiry_with_three_details_of_four_asks_for_the_fourth_and_becomes_src_b_with_it(
    hand: Hand,
) -> None:
    hand.ask(hand.account, lead_source="enquiry", lead_ticks="agent, specification, quantity, payment")
    hand.go("point", f"{hand.account}:lead_ticks")
    card = hand.window.findChild(LeadCard)
    assert card is not None
    assert card.badge.badge.key == ""
    assert "delivery" in hand.child(Label, "lead_ask").text().casefold()
    card.ticks.boxes()["delivery"].setFocus()
    hand.press(Qt.Key.Key_Space)
    assert hand.child(ClassBadge, "source_badge").badge.words == "SRC-B"


def test_the_six_questions_are_answered_by_key(hand: Hand) -> None:
    hand.go("point", f"{hand.account}:stock_low")
    hand.press(Qt.Key.Key_Escape, Qt.Key.Key_Y, Qt.Key.Key_Down, Qt.Key.Key_N)
    assert hand.plan.value(hand.account, "stock_low") == "yes"
    assert hand.plan.value(hand.account, "policy_favours") == "no"


def test_steady_supply_speaks_against_us(hand: Hand) -> None:
    hand.go("point", f"{hand.account}:supply_stable")
    hand.press(Qt.Key.Key_Escape)
    assert hand.child(LampRow, "lamp_supply_stable").line.bad == "yes"


def test_frequent_and_expert_are_eight_stars(hand: Hand) -> None:
    hand.ask(hand.account, star_frequency="yes", star_expert="yes")
    hand.go("point")
    assert "8 of" in hand.child(FoldTitle, "card_stars_title").aside


@pytest.mark.parametrize(
    ("enquiries", "phase"),
    [("49", "New"), ("75", "Between new and middle"), ("100", "Between"), ("101", "Middle")],
)
def test_the_phase_of_care_follows_the_enquiries(hand: Hand, enquiries: str, phase: str) -> None:
    hand.ask(hand.account, enquiries_per_day=enquiries)
    hand.go("point")
    assert hand.child(FoldTitle, "card_care_title").aside.startswith(phase)


def test_a_goal_is_a_meter_and_thanks_are_noted_with_one_key(hand: Hand) -> None:
    hand.ask(hand.account, enquiries_per_day="40", old_share="6")
    hand.go("point", f"{hand.account}:old_share")
    hand.press(Qt.Key.Key_Escape)
    assert "6 %" in hand.child(GoalMeter, "goal_old_share").accessibleName()
    hand.tab_to("thanked", 200)
    hand.press(Qt.Key.Key_Return)
    assert hand.plan.value(hand.account, "thanked_on") == hand.today.isoformat()


def test_counting_leaves_out_whom_the_list_hides(hand: Hand) -> None:
    hand.ask(hand.account, prelim_class="3")
    hand.app.accounts.add("Oststahl")
    accounts = hand.app.accounts
    accounts.page(AccountQuery())
    assert (
        accounts.count(AccountQuery(hides_third=True)) == accounts.hidden(AccountQuery(hides_third=True)) == 1
    )
    assert accounts.count(AccountQuery("nord", hides_third=True)) == 1


def test_ctrl_held_down_does_not_let_go_of_the_row_in_hand(hand: Hand) -> None:
    screen = listed(hand)
    hand.type("1")
    hand.press(Qt.Key.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    hand.qtbot.waitUntil(lambda: prelim(hand) == "")
    screen.reload()
    assert screen.table.chosen_ids() == [hand.account]
