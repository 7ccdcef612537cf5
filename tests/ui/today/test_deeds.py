"""What is decided and met from Today, and the log that opens over it: keyboard only, in a real window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from desktopcrm.domain.stages import course
from desktopcrm.services.records import NewRecord
from tests.method.purchase_world import KP_A, KP_C, World, on
from tests.ui.today.conftest import DAY, Morning
from ui.dialogs.log_panel import LogPanel
from ui.screens.projects import ProjectsScreen
from ui.screens.today.asks import DecideForm
from ui.widgets.label import Label


@pytest.fixture
def world(morning: Morning) -> World:
    """A purchase with quick clocks, begun on 2 March."""
    world = World(morning.app)
    world.quick()
    return world


def take(morning: Morning, kind: str) -> None:
    """Walk down to a row of a kind."""
    for _ in morning.shown():
        if morning.row().kind == kind:
            return
        morning.qtbot.keyClick(morning.screen.rows, Qt.Key.Key_Down)
    assert morning.row().kind == kind


def decide(morning: Morning) -> DecideForm:
    take(morning, "proposal")
    morning.qtbot.keyClick(morning.screen.rows, Qt.Key.Key_D)
    form = morning.screen.in_hand.form
    assert isinstance(form, DecideForm)
    assert form.verdict.hasFocus()
    return form


def test_a_class_is_lowered_with_a_reason_in_one_step(morning: Morning, world: World) -> None:
    world.member("Anna Wells", **KP_A)
    world.today(11)
    morning.open()
    form = decide(morning)
    assert "KP-B" in form.verdict.accessibleName()
    morning.qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    assert form.error(), "a reason is asked for"
    morning.qtbot.keyClicks(form.reason, "she wants to see it run")
    morning.qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    morning.qtbot.waitUntil(lambda: all(row.kind != "proposal" for row in morning.shown()))
    morning.app.history.undo()
    morning.qtbot.waitUntil(lambda: any(row.kind == "proposal" for row in morning.shown()))


def test_a_class_is_kept_with_the_arrow_keys(morning: Morning, world: World) -> None:
    world.member("Anna Wells", **KP_A)
    world.today(11)
    morning.open()
    form = decide(morning)
    morning.qtbot.keyClick(form.verdict, Qt.Key.Key_Right)
    assert form.verdict.key() == "kept"
    morning.qtbot.keyClicks(form.reason, "the order is being typed")
    morning.qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    morning.qtbot.waitUntil(lambda: all(row.kind != "proposal" for row in morning.shown()))


def test_deciding_later_asks_for_the_day(morning: Morning, world: World) -> None:
    world.member("Anna Wells", **KP_A)
    world.today(11)
    screen = morning.open()
    form = decide(morning)
    assert not form.until.isVisible()
    for _ in range(2):
        morning.qtbot.keyClick(form.verdict, Qt.Key.Key_Right)
    assert form.until.isVisible()
    morning.qtbot.keyClicks(form.reason, "wait for the trial")
    morning.qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    assert form.error()
    morning.qtbot.keyClicks(form.until.line, "in 3 days")
    morning.qtbot.keyClick(form.until.line, Qt.Key.Key_Return)
    morning.qtbot.waitUntil(lambda: screen.in_hand.form is None)
    morning.qtbot.waitUntil(lambda: all(row.kind != "proposal" for row in morning.shown()))
    assert any(row.kind == "proposal" for row in morning.app.today.page(on(14)).rows)


def test_a_purchase_is_given_up_with_what_it_cost_and_what_would_bring_it_back(
    morning: Morning, world: World
) -> None:
    member = world.member("Carl Poe", **KP_C)
    world.contact("visit", 1, member)
    world.today(32)
    screen = morning.open()
    form = decide(morning)
    assert any("1 visits" in label.text() or "1 visit" in label.text() for label in form.findChildren(Label))
    morning.qtbot.keyClicks(form.reason, "no way to the first key person")
    morning.qtbot.keyClicks(form.revive_when, "a new manager")
    morning.qtbot.keyClicks(form.revive_on.line, "2026-09-01")
    morning.qtbot.keyClick(form.revive_on.line, Qt.Key.Key_Return)
    morning.qtbot.waitUntil(lambda: screen.page is not None and len(screen.page.quiet) == 1)
    plan = world.plan()
    assert course(plan.course_of(world.project), plan.day).status == "dropped"
    assert plan.value(world.project, "revive_when") == "a new manager"
    assert screen.side.quiet.isVisible()


def test_h_says_that_the_person_was_met(morning: Morning, world: World) -> None:
    one, other = world.member("Carl Poe", **KP_C), world.member("Anna Wells", kp_rank="first")
    people = [world.plan().record(member).ref_id or 0 for member in (one, other)]
    morning.app.clocks.start_hop(world.project, people[0], people[1])
    morning.open()
    take(morning, "hop")
    morning.qtbot.keyClick(morning.screen.rows, Qt.Key.Key_H)
    morning.qtbot.waitUntil(lambda: all(row.kind != "hop" for row in morning.shown()))


def test_i_says_that_the_person_was_invited(morning: Morning, world: World) -> None:
    world.member("Anna Wells", **KP_A)
    world.today(1)
    morning.open()
    take(morning, "invite")
    morning.qtbot.keyClick(morning.screen.rows, Qt.Key.Key_I)
    morning.qtbot.waitUntil(lambda: all(row.kind != "invite" for row in morning.shown()))


@pytest.mark.parametrize(("key", "kind"), [(Qt.Key.Key_L, ""), (Qt.Key.Key_C, "call")])
def test_l_and_c_open_the_log_at_the_account(morning: Morning, key: Qt.Key, kind: str) -> None:
    account = morning.account("Northfield Castings")
    morning.open()
    morning.qtbot.keyClick(morning.screen.rows, key)
    panel = morning.window.findChild(LogPanel)
    assert panel is not None
    assert panel.isVisible()
    assert panel.reading.plan is not None
    assert panel.reading.plan.account.id == account
    assert panel.reading.draft().kind == kind
    panel.close_popover()


def test_a_visit_that_was_never_told_is_logged_on_its_own_day(morning: Morning) -> None:
    account = morning.account("Northfield Castings")
    day = DAY - timedelta(days=3)
    facts = {"kind": "visit", "day": day.isoformat(), "state": "planned"}
    visit = morning.app.records.add(NewRecord("activity", "See the line", account, facts=facts))
    morning.open()
    take(morning, "untold")
    morning.qtbot.keyClick(morning.screen.rows, Qt.Key.Key_L)
    panel = morning.window.findChild(LogPanel)
    assert panel is not None
    assert panel.reading.day == day
    morning.qtbot.keyClicks(panel.first.text, "all of it")
    morning.qtbot.keyClick(panel.first.text, Qt.Key.Key_Return)
    panel.close_popover()
    plan = morning.app.desk.plan(account)
    assert (plan.value(visit, "state"), plan.value(visit, "day")) == ("done", day.isoformat())


def test_a_logged_call_moves_the_clock_and_the_row_goes(morning: Morning) -> None:
    morning.account("Northfield Castings", tier="last", age=200)
    screen = morning.open()
    assert morning.row().kind == "contact"
    score = screen.side.score.spoken()
    morning.qtbot.keyClick(screen.rows, Qt.Key.Key_C)
    panel = morning.window.findChild(LogPanel)
    assert panel is not None
    morning.qtbot.keyClicks(panel.first.text, "they will think about it")
    morning.qtbot.keyClick(panel.first.text, Qt.Key.Key_Return)
    panel.close_popover()
    morning.qtbot.waitUntil(lambda: screen.side.score.spoken() != score)
    assert not morning.shown()


def test_the_quiet_list_is_one_key_away(morning: Morning, world: World) -> None:
    world.app.projects.drop(world.project, "no money until spring", on(0))
    screen = morning.open()
    screen.side.quiet.setFocus()
    morning.qtbot.keyClick(screen.side.quiet, Qt.Key.Key_Space)
    board = morning.window.findChild(ProjectsScreen)
    assert board is not None
    assert board.quiet.isVisible()
