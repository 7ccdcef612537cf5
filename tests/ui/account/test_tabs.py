"""The tabs of an account: what is added in place, what follows from it, where the guide leads."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from desktopcrm.domain import contacts, key_points
from desktopcrm.domain.catalogue import CHECK_PREFIX
from tests.ui.account.conftest import Desk
from ui.models.account_guide import guide_lines
from ui.models.account_lists import dots_of
from ui.models.account_reading import Reading
from ui.models.guide_line import GuideLine
from ui.screens.account.influence_map import MapCanvas
from ui.screens.account.tabs import TABS
from ui.widgets.add_row import AddRow

CONTROL = Qt.KeyboardModifier.ControlModifier
WIDE, NARROW = 1400, 900


def reading(desk: Desk) -> Reading:
    return Reading.of(desk.context, desk.plan)


def test_control_and_a_digit_turns_to_a_tab(desk: Desk) -> None:
    desk.screen.setFocus()
    desk.press(Qt.Key.Key_2, CONTROL)
    assert desk.screen.tabs.key() == "line"
    assert desk.child("tab_line").isVisible()


def test_the_name_is_edited_in_place(desk: Desk) -> None:
    desk.child("account_name").setFocus()
    desk.press(Qt.Key.Key_F2)
    desk.type("Nordwind Pompen")
    desk.press(Qt.Key.Key_Return)
    assert desk.plan.account.name == "Nordwind Pompen"


def test_a_need_is_added_on_the_board_and_opens_below(desk: Desk) -> None:
    desk.write_in("add_need_hidden_product", "Less downtime")
    (need,) = desk.plan.of("need")
    assert desk.plan.value(need.id, "nature") == "hidden"
    assert desk.plan.value(need.id, "kind") == "product"
    assert desk.row("need", "evidence", need.id).isVisible()


def test_a_personal_need_asks_whose_it_is(desk: Desk) -> None:
    desk.add("person", "Ann Peeters")
    desk.settle()
    desk.write_in("add_need_explicit_personal", "A quieter shift")
    assert desk.plan.of("need") == ()
    desk.type("Nobody")
    desk.press(Qt.Key.Key_Return)
    assert "Nobody" in desk.child("add_need_explicit_personal_row").error()  # type: ignore[attr-defined]
    desk.write_in("add_need_explicit_personal_second", "")
    second = desk.child("add_need_explicit_personal_second")
    assert isinstance(second, QLineEdit)
    second.clear()
    desk.type("Ann Peeters")
    desk.press(Qt.Key.Key_Return)
    (need,) = desk.plan.of("need")
    assert reading(desk).value(need.id, "person") == "Ann Peeters"


def test_a_need_that_was_hidden_says_when_it_was_spoken_of(desk: Desk) -> None:
    need_id = desk.add("need", "Less downtime", kind="product", nature="hidden")
    desk.app.facts.observe(need_id, "nature", "explicit")
    desk.settle()
    assert "hidden until" in desk.child(f"need_{need_id}").accessibleName()


def test_eight_facts_light_eight_dots_of_a_rival(desk: Desk) -> None:
    desk.go("line")
    desk.write_in("add_rival", "Brixholm")
    (rival,) = desk.plan.of("rival")
    assert set(dots_of(reading(desk), rival)) == {"empty"}
    for field in desk.app.desk.catalogue.fields("rival"):
        if field.origin.startswith("S1 rival ("):
            desk.app.facts.observe(rival.id, field.key, "12")
    assert dots_of(reading(desk), desk.plan.of("rival")[0]) == ("lit",) * 8


def test_a_rival_unfolds_to_its_facts_people_and_moves(desk: Desk) -> None:
    desk.app.rivals.add(desk.account_id, "Brixholm")
    desk.go("line")
    (rival,) = desk.plan.of("rival")
    desk.child(f"fold_{rival.id}").setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.row("rival", "market_share", rival.id).isVisible()
    desk.write_in("add_move", "Opened a depot")
    assert [move.name for move in desk.plan.of("move")] == ["Opened a depot"]
    desk.write_in("add_rep", "Kyle Mercer")
    assert [rep.name for rep in desk.plan.of("rep")] == ["Kyle Mercer"]


def test_a_poorly_liked_product_proposes_a_need(desk: Desk) -> None:
    product_id = desk.add("product", "Old palletizer", satisfaction="2")
    desk.go("line", f"{product_id}:performance")
    desk.press(Qt.Key.Key_Escape)
    desk.qtbot.mouseClick(desk.child("propose_need"), Qt.MouseButton.LeftButton)
    desk.settle()
    (need,) = desk.plan.of("need")
    assert desk.plan.value(need.id, "nature") == "hidden"
    assert "Old palletizer" in need.name


def test_an_industry_note_is_seen_at_every_account_of_the_industry(desk: Desk) -> None:
    other = desk.app.accounts.add("Southwind")
    for account_id in (desk.account_id, other):
        desk.app.facts.observe(account_id, "industry", "Pumps")
    desk.go("line", "0:new.note.whole_industry")
    desk.screen._tabs["line"].focus(0, "new.note.whole_industry")  # type: ignore[attr-defined]
    desk.settle()
    desk.write_in("add_note", "New energy label in spring")
    assert [note.name for note in desk.app.desk.plan(other).of("note")] == ["New energy label in spring"]


def test_people_are_added_and_lines_drawn_between_them(desk: Desk) -> None:
    desk.go("surface")
    for name in ("Ann Peeters", "Bo Claes"):
        desk.write_in("add_person", name)
    ann, bo = desk.plan.of("person")
    desk.go("surface", f"{bo.id}:")
    desk.write_in("add_link", "Ann Peeters")
    assert [(one.from_id, one.to_id) for one in desk.plan.links_of("reports_to")] == [(bo.id, ann.id)]
    desk.go("surface", f"{ann.id}:")
    desk.write_in("add_link", "Bo Claes")
    assert "already reports" in desk.child("add_link_row").error()  # type: ignore[attr-defined]


def test_dragging_a_box_onto_another_makes_it_report_there(desk: Desk) -> None:
    ann, bo = desk.add("person", "Ann Peeters"), desk.add("person", "Bo Claes")
    desk.go("surface")
    view = desk.child("surface_view")
    view.setFocus()
    desk.press(Qt.Key.Key_Right)
    canvas = desk.screen.findChild(MapCanvas)
    assert canvas is not None
    start, end = canvas.area_of(bo).center(), canvas.area_of(ann).center()
    for kind, at in (
        (QMouseEvent.Type.MouseButtonPress, start),
        (QMouseEvent.Type.MouseMove, (start + end) / 2),
        (QMouseEvent.Type.MouseMove, end),
        (QMouseEvent.Type.MouseButtonRelease, end),
    ):
        button = Qt.MouseButton.LeftButton
        where = QPointF(canvas.mapToGlobal(at.toPoint()))
        event = QMouseEvent(kind, at, where, button, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)
    desk.settle()
    assert [(one.from_id, one.to_id) for one in desk.plan.links_of("reports_to")] == [(bo, ann)]


def test_a_key_point_is_checked_only_with_a_fact_under_it(desk: Desk) -> None:
    desk.app.facts.observe(desk.account_id, "plans", "A third line in spring")
    point_id = desk.add("key_point", "The third line", kind="product")
    desk.go("precision", f"{point_id}:status")
    desk.editor().value.type_ahead("Checked")
    desk.press(Qt.Key.Key_Return)
    assert "rests on a fact" in desk.row("key_point", "status").error()
    desk.press(Qt.Key.Key_Escape)
    desk.write_in("add_evidence", "A third line in spring")
    assert key_points.resting_on(desk.plan, point_id) == ((desk.account_id, "plans"),)
    desk.go("precision", f"{point_id}:status")
    desk.editor().value.type_ahead("Checked")
    desk.press(Qt.Key.Key_Return)
    assert desk.plan.value(point_id, "status") == "checked"


def test_promises_go_both_ways_and_late_ones_are_marked(desk: Desk) -> None:
    desk.go("precision")
    for card, name in zip(
        desk.screen.findChildren(AddRow, "add_action_row"), ("Send it", "Sign it"), strict=True
    ):
        card.line.setFocus()
        desk.type(name)
        desk.press(Qt.Key.Key_Return)
    ours, theirs = desk.plan.of("action")
    directions = [desk.plan.value(one.id, "direction") for one in (ours, theirs)]
    assert directions == ["ours", "theirs"]
    desk.app.facts.observe(theirs.id, "due", "2020-01-01")
    desk.settle()
    assert "late" in desk.child(f"fold_{theirs.id}").accessibleName()


def test_an_activity_is_written_down_for_today(desk: Desk) -> None:
    desk.go("activity", "new.activity")
    desk.type("Walked the line")
    desk.press(Qt.Key.Key_Return)
    (activity,) = desk.plan.of("activity")
    assert contacts.last_contact(desk.plan) == desk.app.desk.today()
    assert desk.row("activity", "summary", activity.id).isVisible()


def test_a_deleted_record_comes_back_with_undo(desk: Desk) -> None:
    product_id = desk.add("product", "Old palletizer")
    desk.go("line")
    desk.child(f"fold_{product_id}").setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert desk.plan.of("product") == ()
    desk.window.undo()
    desk.settle()
    assert desk.child(f"fold_{product_id}").isVisible()


def test_an_own_field_is_added_at_the_end_of_a_card(desk: Desk) -> None:
    desk.write_in("own_account_size", "Forklifts")
    own = [field for field in desk.app.desk.catalogue.fields("account") if field.is_own]
    assert [field.label.en for field in own] == ["Forklifts"]
    assert desk.row("account", own[0].key).data.label == "Forklifts"


def test_every_question_of_the_guide_leads_to_its_place(desk: Desk) -> None:
    desk.app.samples.add("en")
    account = next(one for one in desk.app.records.of_kind("account") if one.id != desk.account_id)
    desk.account_id = account.id
    desk.go("point")
    mine = {kind for spec in TABS for kind in spec.kinds if spec.factory.startswith("ui.screens.account")}
    found = [
        one for one in guide_lines(reading(desk), desk.context.texts) if not one.heading and one.kind in mine
    ]
    lines = [one for one in found if not one.target[1].startswith(CHECK_PREFIX)]
    assert lines
    assert all(one.target[0] for one in lines)
    for line in every_way(lines):
        desk.screen.guide.asked.emit(line)
        opened, field = desk.has_editor(), line.target[1]
        if field and not field.startswith("new."):
            assert opened, line
            desk.press(Qt.Key.Key_Escape)


def every_way(lines: list[GuideLine]) -> list[GuideLine]:
    """Each question once and each record once: a second person with the same question is led to as the first."""
    ways: set[object] = set()
    chosen = []
    for line in lines:
        own = {(line.kind, line.target[1], line.place[0], bool(line.place[1])), line.target[0]}
        if own - ways:
            chosen.append(line)
            ways |= own
    return chosen


def test_the_guide_is_a_strip_where_the_window_is_narrow(desk: Desk) -> None:
    desk.window.resize(NARROW, 700)
    desk.settle()
    assert desk.screen.guide.is_strip
    desk.qtbot.mouseClick(desk.child("guide_strip"), Qt.MouseButton.LeftButton)
    assert not desk.screen.guide.is_strip
    desk.window.resize(WIDE, 700)
    desk.settle()
    assert not desk.screen.guide.is_strip


def test_everything_that_takes_the_keyboard_has_a_name_for_tests_and_for_ears(desk: Desk) -> None:
    desk.app.samples.add("en")
    account = next(one for one in desk.app.records.of_kind("account") if one.id != desk.account_id)
    desk.account_id = account.id
    nameless = []
    for spec in TABS:
        if not spec.factory.startswith("ui.screens.account"):
            continue
        desk.go(spec.key)
        for widget in desk.screen.findChildren(QWidget):
            takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
            inner = isinstance(widget.parent(), QComboBox) or widget.objectName().startswith("qt_")
            if takes_keys and not inner and not (widget.objectName() and widget.accessibleName()):
                nameless.append(f"{spec.key}: {type(widget).__name__} {widget.objectName()}")
        assert all(
            button.accessibleName()
            for button in desk.screen.findChildren(QAbstractButton)
            if button.isVisible()
        )
    assert nameless == []


def test_down_walks_through_a_whole_tab(desk: Desk) -> None:
    desk.row("account", "short_name").setFocus()
    seen = {desk.focused().objectName()}
    for _ in range(60):
        desk.press(Qt.Key.Key_Down)
        seen.add(desk.focused().objectName())
    assert {"field_web", "field_employees", "field_cycle_days", "field_decision_culture"} <= seen
