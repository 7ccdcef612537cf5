"""A fact is edited in its row: stored by Enter, Tab and leaving, refused in a sentence, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget

from desktopcrm.domain import fieldtypes
from desktopcrm.domain.records import Observation, Source
from tests.ui.account.conftest import Desk
from ui.editors.requests import KEPT_TYPES, Asked, request_for
from ui.editors.values import editor_for

ALT = Qt.KeyboardModifier.AltModifier


def test_an_empty_row_asks_and_typing_answers(desk: Desk) -> None:
    row = desk.row("account", "city")
    assert row.data.shown == desk.app.desk.catalogue.field("account", "city").ask.en
    row.setFocus()
    desk.type("Ghent")
    desk.press(Qt.Key.Key_Return)
    assert desk.plan.value(desk.account_id, "city") == "Ghent"
    assert desk.row("account", "city").data.value == "Ghent"
    assert desk.focused() is desk.row("account", "city")


def test_the_first_letter_can_be_taken_back_in_the_line_itself(desk: Desk) -> None:
    desk.app.facts.observe(desk.account_id, "city", "Ghent")
    desk.settle()
    desk.row("account", "city").setFocus()
    desk.type("H")
    assert desk.editor().text() == "H"
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.editor().text() == "Ghent"
    assert desk.plan.value(desk.account_id, "city") == "Ghent"


def test_the_first_letter_of_a_long_text_can_be_taken_back_too(desk: Desk) -> None:
    desk.go("point", f"{desk.account_id}:direction")
    desk.press(Qt.Key.Key_Escape)
    desk.type("Hy")
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.editor().text() == ""


def test_tab_stores_and_goes_to_the_next_row(desk: Desk) -> None:
    desk.row("account", "city").setFocus()
    desk.type("Ghent")
    desk.press(Qt.Key.Key_Tab)
    assert desk.plan.value(desk.account_id, "city") == "Ghent"
    assert desk.focused() is desk.row("account", "country")


def test_escape_stores_nothing(desk: Desk) -> None:
    desk.row("account", "city").setFocus()
    desk.type("Ghent")
    desk.press(Qt.Key.Key_Escape)
    assert not desk.has_editor()
    assert desk.plan.fact(desk.account_id, "city") is None


def test_leaving_the_row_stores(desk: Desk) -> None:
    desk.row("account", "city").setFocus()
    desk.type("Ghent")
    desk.row("account", "web").setFocus()
    desk.settle()
    assert desk.plan.value(desk.account_id, "city") == "Ghent"
    assert not desk.has_editor()


def test_a_refused_value_stays_with_a_sentence_under_it(desk: Desk) -> None:
    desk.row("account", "employees").setFocus()
    desk.type("many")
    desk.press(Qt.Key.Key_Return)
    row = desk.row("account", "employees")
    assert row.error() == "“many” is not a number."
    assert desk.editor().text() == "many"
    assert desk.plan.fact(desk.account_id, "employees") is None
    desk.row("account", "web").setFocus()
    desk.settle()
    assert desk.editor().text() == "many"


def test_somebody_unknown_is_added_from_the_sentence_under_the_row(desk: Desk) -> None:
    project = desk.app.projects.add(desk.account_id, "Third furnace")
    desk.go("procurement", f"{project}:decision_maker")
    desk.type("Tom Reed")
    desk.press(Qt.Key.Key_Return)
    assert "Tom Reed" in desk.row("project", "decision_maker").error()
    desk.press(Qt.Key.Key_Tab)
    assert desk.focused().accessibleName() == "Add “Tom Reed” as a person"
    desk.press(Qt.Key.Key_Return)
    (added,) = desk.plan.of("person")
    assert desk.plan.value(project, "decision_maker") == added.uid
    desk.window.undo()
    assert not desk.plan.of("person")
    assert desk.plan.fact(project, "decision_maker") is None


def test_several_people_may_name_somebody_unknown_too(desk: Desk) -> None:
    project = desk.app.projects.add(desk.account_id, "Third furnace")
    desk.go("procurement", f"{project}:influencers")
    desk.type("Tom Reed")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Space)
    (added,) = desk.plan.of("person")
    assert (added.name, desk.plan.value(project, "influencers")) == ("Tom Reed", added.uid)


def test_writing_another_name_takes_the_offer_back(desk: Desk) -> None:
    project = desk.app.projects.add(desk.account_id, "Third furnace")
    desk.go("procurement", f"{project}:decision_maker")
    desk.type("Tom Reed")
    desk.press(Qt.Key.Key_Return)
    desk.type("s")
    assert desk.editor().findChild(QWidget, "take_offer").isHidden()


def test_emptying_a_row_clears_the_fact_and_keeps_its_history(desk: Desk) -> None:
    desk.app.facts.observe(desk.account_id, "city", "Ghent")
    desk.go("point", f"{desk.account_id}:city")
    desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_Return)
    assert desk.plan.fact(desk.account_id, "city") is None
    assert [fact.value for fact in desk.plan.past(desk.account_id, "city")] == ["", "Ghent"]


def test_unchanged_text_writes_no_new_observation(desk: Desk) -> None:
    desk.app.facts.observe(desk.account_id, "city", "Ghent")
    desk.go("point", f"{desk.account_id}:city")
    desk.press(Qt.Key.Key_Return)
    assert len(desk.plan.past(desk.account_id, "city")) == 1


def test_chinese_composed_by_an_input_method_arrives(desk: Desk) -> None:
    desk.go("point", f"{desk.account_id}:city")
    composing = QInputMethodEvent("gen", [])
    QCoreApplication.sendEvent(desk.focused(), composing)
    done = QInputMethodEvent()
    done.setCommitString("根特")
    QCoreApplication.sendEvent(desk.focused(), done)
    desk.press(Qt.Key.Key_Return)
    assert desk.plan.value(desk.account_id, "city") == "根特"


def test_source_certainty_and_day_are_entered_without_the_mouse(desk: Desk) -> None:
    person_id = desk.add("person", "Ann Peeters")
    desk.go("point", f"{desk.account_id}:city")
    desk.type("Ghent")
    desk.press(Qt.Key.Key_3, ALT)
    desk.press(Qt.Key.Key_F6)
    desk.type("Ann Peeters")
    desk.press(Qt.Key.Key_Tab)
    yesterday = desk.app.desk.today() - timedelta(days=1)
    desk.type(yesterday.isoformat())
    desk.press(Qt.Key.Key_Return)
    fact = desk.plan.fact(desk.account_id, "city")
    assert fact is not None
    assert (fact.value, fact.certainty, fact.seen_on) == ("Ghent", "written", yesterday)
    assert fact.source == Source("person", "", person_id)
    assert desk.row("account", "city").data.source_text == "Ann Peeters"


def test_a_day_that_cannot_be_read_is_refused_under_the_row(desk: Desk) -> None:
    desk.go("point", f"{desk.account_id}:city")
    desk.type("Ghent")
    desk.editor().strip.seen.setText("soon")  # type: ignore[union-attr]
    desk.press(Qt.Key.Key_Return)
    assert "soon" in desk.row("account", "city").error()
    assert desk.plan.fact(desk.account_id, "city") is None


def test_undo_is_seen_in_the_row(desk: Desk) -> None:
    desk.app.facts.observe(desk.account_id, "city", "Ghent")
    desk.settle()
    desk.window.undo()
    desk.settle()
    assert desk.row("account", "city").data.value == ""


def test_an_open_editor_survives_a_change_elsewhere(desk: Desk) -> None:
    desk.go("point", f"{desk.account_id}:city")
    desk.type("Gh")
    desk.app.facts.observe(desk.account_id, "web", "nordwind.example")
    desk.settle()
    assert desk.editor().text() == "Gh"
    assert desk.row("account", "web").data.value == "nordwind.example"


def test_scroll_position_and_focus_survive_a_reload(desk: Desk) -> None:
    desk.go("point", f"{desk.account_id}:decision_culture")
    desk.press(Qt.Key.Key_Escape)
    tab = desk.child("tab_point")
    before = tab.verticalScrollBar().value()  # type: ignore[attr-defined]
    assert before > 0
    desk.app.facts.observe(desk.account_id, "direction", "Hydrogen")
    desk.settle()
    assert tab.verticalScrollBar().value() == before  # type: ignore[attr-defined]
    assert desk.focused() is desk.row("account", "decision_culture")


def test_delete_clears_and_can_be_taken_back(desk: Desk) -> None:
    desk.app.facts.observe(desk.account_id, "city", "Ghent")
    desk.settle()
    desk.row("account", "city").setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert desk.plan.fact(desk.account_id, "city") is None
    desk.window.undo()
    desk.settle()
    assert desk.row("account", "city").data.value == "Ghent"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_opening_an_editor_and_storing_it_unchanged_changes_no_value(desk: Desk, lang: str) -> None:
    """Over every fact of the sample accounts: what an editor shows is read back as the same value."""
    desk.context.set_language(lang)
    app = desk.app
    app.samples.add(lang)
    seen_types = set()
    for account in app.records.of_kind("account"):
        plan = app.desk.plan(account.id)
        scope = app.desk.scope(plan, lang)
        for fact in plan.current():
            record = plan.records[fact.record_id]
            field = app.desk.catalogue.find(record.kind, fact.field)
            if field is None or (field.type in fieldtypes.REFERENCE_TYPES and field.type not in KEPT_TYPES):
                continue  # a name that two records share is asked again on purpose
            seen_types.add(field.type)
            editor = editor_for(field.type, request_for(desk.context, Asked(plan, record, field)))
            assert fieldtypes.parse(field, editor.text(), scope) == fact.value, (record.name, field.key)
            editor.deleteLater()
    assert {"text", "note", "choice", "scale", "money", "date"} <= seen_types


def test_history_shows_all_observations_and_one_can_be_forgotten(desk: Desk) -> None:
    today = desk.app.desk.today()
    desk.app.facts.observe(desk.account_id, "city", "Bruges", Observation(seen_on=today - timedelta(days=9)))
    desk.app.facts.observe(desk.account_id, "city", "Ghent", Observation(seen_on=today - timedelta(days=2)))
    desk.settle()
    desk.row("account", "city").setFocus()
    desk.press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    newest, oldest = desk.plan.past(desk.account_id, "city")
    assert desk.child(f"observation_{newest.id}").isVisible()
    desk.qtbot.mouseClick(desk.child(f"forget_{newest.id}"), Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.plan.value(desk.account_id, "city") == "Bruges"
    desk.qtbot.mouseClick(desk.child("confirm_today"), Qt.MouseButton.LeftButton)
    desk.settle()
    fact = desk.plan.fact(desk.account_id, "city")
    assert fact is not None
    assert (fact.value, fact.seen_on) == ("Bruges", today)
    assert fact.id != oldest.id
    desk.press(Qt.Key.Key_Escape)


def test_a_wrong_entry_is_corrected_in_the_history(desk: Desk) -> None:
    desk.app.facts.observe(desk.account_id, "city", "Gent", Observation(certainty="written"))
    desk.settle()
    desk.row("account", "city").setFocus()
    desk.press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    fact = desk.plan.past(desk.account_id, "city")[0]
    desk.qtbot.mouseClick(desk.child(f"correct_{fact.id}"), Qt.MouseButton.LeftButton)
    desk.settle()
    desk.type("Ghent")
    desk.press(Qt.Key.Key_Return)
    (mended,) = desk.plan.past(desk.account_id, "city")
    assert (mended.id, mended.value, mended.certainty) == (fact.id, "Ghent", "written")
