"""The strip of clocks, what stands behind each, what the clocks propose, and giving a purchase up."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from desktopcrm.domain import stages
from desktopcrm.domain.proposals import proposals
from desktopcrm.services.records import NewRecord
from tests.ui.classes.conftest import Hand
from ui.dialogs.drop_panel import DropPanel
from ui.screens.procurement.clock_details import ClockDetails
from ui.screens.procurement.clock_proposals import ProposalBar
from ui.screens.projects import ProjectsScreen
from ui.widgets.ask_panel import AskPanel
from ui.widgets.class_badge import ClassBadge
from ui.widgets.clock_chip import ClockChip
from ui.widgets.clock_strip import ClockFace, ClockStrip
from ui.widgets.label import Label


def strip(hand: Hand) -> ClockStrip:
    return hand.child(ClockStrip, "clock_strip")


def face(hand: Hand, key: str) -> ClockFace:
    return next(one for one in strip(hand).faces() if one.key == key)


def status(hand: Hand) -> str:
    return stages.course(hand.plan.course_of(hand.project), hand.today).status


def kp_a_since(hand: Hand, days: int) -> int:
    """A first key person who was won so many days ago, on the quick clock."""
    hand.ask(hand.project, days, clock_preset="quick", has_need="yes", has_money="yes", has_authority="yes")
    member = hand.app.projects.add_member(hand.project, "Carol Brandt")
    hand.ask(member, days, kp_rank="first", kp_need="yes", kp_ability="yes", value_recognised="yes")
    return member


def test_the_clocks_are_walked_with_arrows_and_opened_with_enter(hand: Hand) -> None:
    strip(hand).setFocus()
    hand.press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    details = hand.child(ClockDetails, "clock_details")
    assert details.key == "stage"
    assert details.isAncestorOf(hand.focused())
    hand.press(Qt.Key.Key_Escape)
    assert hand.focused() is strip(hand)
    assert not details.isVisible()


def test_a_kp_a_of_the_ninth_day_has_one_day_left(hand: Hand) -> None:
    kp_a_since(hand, 9)
    shown = face(hand, "closing")
    assert (shown.state, shown.number) == ("soon", "1")
    kp_a = hand.child(ClassBadge, "key_person_badge").badge
    assert kp_a.words == "KP-A"


def test_another_clock_is_chosen_with_the_arrows(hand: Hand) -> None:
    strip(hand).take("closing")
    hand.press(Qt.Key.Key_Return)
    assert hand.focused().objectName() == "clock_preset"
    hand.press(Qt.Key.Key_Left)
    assert hand.plan.value(hand.project, "clock_preset") == "quick"


def test_a_clock_is_stopped_with_a_reason_and_goes_on(hand: Hand) -> None:
    kp_a_since(hand, 2)
    strip(hand).take("closing")
    hand.press(Qt.Key.Key_Return, Qt.Key.Key_Tab)
    assert hand.focused().objectName() == "clock_pause"
    hand.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    panel = hand.child(AskPanel, "clock_ask")
    assert panel.error()
    hand.type("Works holidays")
    hand.press(Qt.Key.Key_Return)
    assert face(hand, "closing").state == "paused"
    assert hand.plan.past(hand.project, "clock_paused")[0].note == "Works holidays"
    strip(hand).take("closing")
    hand.tab_to("clock_resume")
    hand.press(Qt.Key.Key_Return)
    assert face(hand, "closing").state in ("running", "soon")


def test_an_overrun_proposes_and_the_rep_lowers_with_a_reason_that_can_be_undone(hand: Hand) -> None:
    kp_a_since(hand, 12)
    bar = hand.child(ProposalBar, "proposal_lower")
    target = bar.proposal.target
    hand.tab_to("lower_lower", 200)
    hand.press(Qt.Key.Key_Return)
    hand.type("No date in sight")
    hand.press(Qt.Key.Key_Return)
    assert hand.child(ClassBadge, "key_person_badge").badge.key == target
    hand.undo()
    assert hand.child(ClassBadge, "key_person_badge").badge.key == "kp_a"


def test_keeping_a_class_silences_the_proposal(hand: Hand) -> None:
    kp_a_since(hand, 12)
    hand.tab_to("lower_keep", 200)
    hand.press(Qt.Key.Key_Return)
    hand.type("He signs on Monday")
    hand.press(Qt.Key.Key_Return)
    assert hand.child(ClassBadge, "key_person_badge").badge.key == "kp_a"
    kinds = [one.kind for one in proposals(hand.plan, hand.project, hand.app.desk.catalogue)]
    assert "lower" not in kinds


def test_a_preview_says_what_becomes_of_the_class(hand: Hand) -> None:
    kp_a_since(hand, 9)
    bar = hand.child(ProposalBar, "proposal_lower")
    assert bar.proposal.preview
    assert "KP-A" in bar.accessibleName()
    assert "KP-" in bar.accessibleName().partition("KP-A")[2]


def test_an_invitation_is_noted_with_one_key(hand: Hand) -> None:
    member = kp_a_since(hand, 1)
    hand.tab_to("invite_invite", 200)
    hand.press(Qt.Key.Key_Return)
    assert hand.plan.value(member, "invited_on") == hand.today.isoformat()


def test_an_introduction_is_started_and_ended_from_the_clock_of_the_way(hand: Hand) -> None:
    ray, carol = hand.person("Ray Sato"), hand.person("Carol Brandt")
    hand.app.records.link("reports_to", ray, carol)
    hand.app.records.add(
        NewRecord(
            "activity",
            "Plant visit",
            hand.account,
            facts={
                "kind": "visit",
                "day": (hand.today - timedelta(days=1)).isoformat(),
                "people": "Ray Sato",
            },
        )
    )
    hand.member("Carol Brandt", kp_rank="first")
    strip(hand).take("way")
    hand.press(Qt.Key.Key_Return)
    hand.tab_to(f"hop_start_{ray}_{carol}", 200)
    hand.press(Qt.Key.Key_Return)
    (hop,) = hand.plan.of("hop", hand.project)
    assert face(hand, "way").state in ("running", "soon")
    hand.tab_to(f"hop_met_{hop.id}", 200)
    hand.press(Qt.Key.Key_Return)
    assert hand.plan.value(hop.id, "done_on") == hand.today.isoformat()


def test_giving_up_asks_why_says_what_it_cost_and_waits_on_the_quiet_list(hand: Hand) -> None:
    hand.tab_to("ask_dropped", 200)
    hand.press(Qt.Key.Key_Return)
    panel = hand.child(DropPanel, "drop_panel")
    assert "no contact" in hand.child(Label, "drop_cost").text()
    hand.press(Qt.Key.Key_Return)
    assert hand.child(Label, "drop_error").text()
    hand.type("The money went into a roof")
    hand.press(Qt.Key.Key_Tab)
    hand.type("New plant manager")
    hand.press(Qt.Key.Key_Tab)
    hand.type((hand.today + timedelta(days=90)).isoformat())
    hand.press(Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert status(hand) == "dropped"
    assert hand.plan.value(hand.project, "revive_when") == "New plant manager"
    hand.go("", screen="projects")
    screen = hand.window.findChild(ProjectsScreen)
    assert screen is not None
    screen.filter.setFocus()
    hand.press(*[Qt.Key.Key_Right] * 4)
    assert screen.quiet.isVisible()
    screen.quiet.table.setFocus()
    hand.press(Qt.Key.Key_R)
    assert status(hand) == "open"


def test_escape_gives_nothing_up(hand: Hand) -> None:
    hand.tab_to("ask_dropped", 200)
    hand.press(Qt.Key.Key_Return)
    hand.type("half a reason")
    hand.press(Qt.Key.Key_Escape)
    assert status(hand) == "open"
    assert not hand.window.findChild(DropPanel).isVisible()  # type: ignore[union-attr]


def test_the_head_shows_the_call_clock_by_tier_and_leads_to_the_strip(hand: Hand) -> None:
    hand.ask(hand.account, tier="priority")
    hand.go("point")
    hand.child(ClockChip, "clock_chip_call").setFocus()
    hand.press(Qt.Key.Key_Return)
    assert hand.child(ClockDetails, "clock_details").key == "call"
