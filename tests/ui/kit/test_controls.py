"""Small controls: plain words, keys, signals, and names for those who do not see them."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Tone, theme
from ui.widgets import painting
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.chip import Chip
from ui.widgets.coverage import CoverageBar, CoverageMini, CoverageRing, tone_of
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import Choice, SearchBox, TextBlock, TextLine
from ui.widgets.label import ELIDED, PARAGRAPH, Label
from ui.widgets.notice import InlineNotice, NoticeAction
from ui.widgets.popover import Popover
from ui.widgets.progress import ProgressPanel
from ui.widgets.stages import StageMark, StageState, StageSteps
from ui.widgets.tabs import SegmentedChoice, SegmentedTabs
from ui.widgets.tile import Tile

CONTROL = Qt.KeyboardModifier.ControlModifier
STAGES = [
    StageMark(
        number, f"Stage {number}", StageState.CURRENT if number == 4 else StageState.AHEAD, note="3 of 6"
    )
    for number in range(1, 9)
]


W = TypeVar("W", bound=QWidget)


def put(host: QWidget, widget: W) -> W:
    layout = host.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()
    return widget


def test_words_are_shown_as_they_stand_and_never_taken_for_markup(host: QWidget) -> None:
    label = put(host, Label('<img src="file:///etc/passwd">', ELIDED))
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert painting.plain_tip("<b>x</b> & y").endswith("'>&lt;b&gt;x&lt;/b&gt; &amp; y</span>")


def test_a_long_word_is_broken_and_a_full_stop_never_begins_a_line() -> None:
    font = theme().font()
    line = painting.text_height(font)
    narrow = painting.text_width(font, "喜欢爬山和书法不喝酒") + 1
    layout_height = painting.text_height(font, "喜欢爬山和书法不喝酒。", narrow)
    assert layout_height > line
    assert painting.text_height(font, "https://" + "x" * 400, narrow) > 5 * line


def test_an_elided_label_gives_way_and_tells_the_whole_when_asked(host: QWidget) -> None:
    label = put(host, Label("Ægir Shipping " * 20, ELIDED))
    assert label.minimumSizeHint().width() < label.sizeHint().width()


def test_a_paragraph_is_as_high_as_its_words_need(host: QWidget) -> None:
    label = put(host, Label("word " * 200, PARAGRAPH))
    assert label.heightForWidth(300) > 2 * label.heightForWidth(900)


def test_a_button_keeps_its_ampersand(host: QWidget) -> None:
    button = put(host, Button("research", "R&D", "plus", Kind.PRIMARY))
    assert button.words() == "R&D"
    assert button.accessibleName() == "R&D"


def test_a_button_without_words_has_a_name_for_those_who_do_not_see_it(host: QWidget) -> None:
    button = put(host, IconButton("more", "ellipsis", "More"))
    assert button.accessibleName() == "More"
    assert "More" in button.toolTip()


def test_coverage_is_told_in_words_and_coloured_by_the_same_steps(host: QWidget) -> None:
    ring = put(host, CoverageRing("Line"))
    ring.set_percent(64)
    bar = put(host, CoverageBar("Point", 22))
    mini = put(host, CoverageMini((1, 2, 3, 4)))
    assert ring.accessibleName() == "Line 64 %"
    assert bar.accessibleName() == "Point 22 %"
    assert mini.accessibleName() == "1 % · 2 % · 3 % · 4 %"
    assert [tone_of(percent) for percent in (0, 39, 40, 69, 70, 100)] == [
        Tone.BAD,
        Tone.BAD,
        Tone.WARN,
        Tone.WARN,
        Tone.GOOD,
        Tone.GOOD,
    ]


def test_a_chip_tells_its_reason(host: QWidget) -> None:
    chip = put(host, Chip("A", Tone.ACCENT))
    chip.set_reason("Met <three> times")
    assert chip.accessibleDescription() == "Met <three> times"
    assert "&lt;three&gt;" in chip.toolTip()


def test_a_clean_line_hands_undo_on_and_a_dirty_one_keeps_it(host: QWidget, qtbot: QtBot) -> None:
    undone = QUndoStack(host)
    action = undone.createUndoAction(host)
    action.setEnabled(True)
    action.setShortcut("Ctrl+Z")
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    host.addAction(action)
    line = put(host, TextLine("line", "Line"))
    line.setText("as stored")
    line.setFocus()
    with qtbot.waitSignal(action.triggered):
        QTest.keyClick(line, Qt.Key.Key_Z, CONTROL)
    QTest.keyClicks(line, "!")
    QTest.keyClick(line, Qt.Key.Key_Z, CONTROL)
    assert line.text() == "as stored"


def test_a_clean_block_hands_undo_on(host: QWidget, qtbot: QtBot) -> None:
    undone = QUndoStack(host)
    action = undone.createUndoAction(host)
    action.setEnabled(True)
    action.setShortcut("Ctrl+Z")
    host.addAction(action)
    block = put(host, TextBlock("block", "Block"))
    block.setPlainText("as stored")
    block.setFocus()
    with qtbot.waitSignal(action.triggered):
        QTest.keyClick(block, Qt.Key.Key_Z, CONTROL)


def test_the_search_box_waits_for_a_pause_and_lets_the_list_be_reached(host: QWidget, qtbot: QtBot) -> None:
    box = put(host, SearchBox("search", "Search"))
    heard: list[str] = []
    box.searched.connect(heard.append)
    with qtbot.waitSignal(box.searched):
        QTest.keyClicks(box, "nordwind")
    assert heard == ["nordwind"]
    with qtbot.waitSignal(box.moved_down):
        QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_a_choice_speaks_in_keys(host: QWidget, qtbot: QtBot) -> None:
    choice = put(host, Choice("certainty", "Certainty", [("rumour", "Rumour"), ("written", "In writing")]))
    choice.setFocus()
    with qtbot.waitSignal(choice.chosen) as chosen:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert chosen.args == ["written"]
    choice.set_key("rumour")
    assert choice.key() == "rumour"


def test_tabs_turn_with_control_tab_and_with_numbers_from_anywhere_in_the_page(
    host: QWidget, qtbot: QtBot
) -> None:
    tabs = put(host, SegmentedTabs("tabs", [("point", "Point"), ("line", "Line"), ("plan", "Plan")], host))
    line = put(host, TextLine("line", "Line"))
    line.setFocus()
    with qtbot.waitSignal(tabs.chosen) as chosen:
        QTest.keyClick(line, Qt.Key.Key_3, CONTROL)
    assert chosen.args == ["plan"]
    QTest.keyClick(line, Qt.Key.Key_Tab, CONTROL)
    assert tabs.key() == "point"


def test_a_segment_is_chosen_with_the_arrows_and_with_a_click(host: QWidget, qtbot: QtBot) -> None:
    state = put(host, SegmentedChoice("state", "State", [("yes", "Yes"), ("doing", "Doing"), ("no", "No")]))
    state.set_key("yes")
    state.setFocus()
    with qtbot.waitSignal(state.chosen) as chosen:
        QTest.keyClick(state, Qt.Key.Key_Right)
    assert chosen.args == ["doing"]
    assert state.accessibleName() == "State: Doing"
    QTest.mouseClick(state, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    assert state.key() == "yes"


def test_a_stage_is_opened_with_the_keyboard_and_with_a_click(host: QWidget, qtbot: QtBot) -> None:
    steps = put(host, StageSteps("stages", "Stages"))
    steps.show_marks(STAGES)
    assert steps.chosen() == 4
    assert steps.accessibleName() == "Stages: 4 Stage 4 · 3 of 6"
    steps.setFocus()
    with qtbot.waitSignal(steps.stage_chosen) as chosen:
        QTest.keyClick(steps, Qt.Key.Key_Right)
    assert chosen.args == [5]
    with qtbot.waitSignal(steps.stage_chosen) as clicked:
        QTest.mouseClick(steps, Qt.MouseButton.LeftButton, pos=QPoint(10, 20))
    assert clicked.args == [1]


def test_a_notice_offers_to_undo_and_goes_when_taken(host: QWidget) -> None:
    notice = put(host, InlineNotice(host))
    notice.hide()
    taken: list[bool] = []
    notice.say("Archived Nordwind", NoticeAction("Undo", lambda: taken.append(True), "Ctrl+Z"))
    assert notice.isVisible()
    assert notice.accessibleDescription() == "Undo (Ctrl+Z)"
    assert host.rect().contains(notice.geometry())
    button = notice.findChild(Button, "notice_action")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert taken == [True]
    assert not notice.isVisible()


def test_a_popover_closes_with_escape_and_gives_the_focus_back(host: QWidget, qtbot: QtBot) -> None:
    line = put(host, TextLine("line", "Line"))
    line.setFocus()
    panel = Popover("why", "Why", host)
    inner = TextLine("inner", "Inner")
    panel.body.addWidget(inner)
    panel.open_below(line, inner)
    assert inner.hasFocus()
    assert host.rect().contains(panel.geometry())
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(inner, Qt.Key.Key_Escape)
    assert line.hasFocus()


def test_a_click_beside_a_popover_closes_it(host: QWidget, qtbot: QtBot) -> None:
    panel = Popover("why", "Why", host)
    panel.open_centred()
    with qtbot.waitSignal(panel.closed):
        QTest.mouseClick(host, Qt.MouseButton.LeftButton, pos=QPoint(2, host.height() - 2))


def test_progress_is_told_and_can_be_stopped_once(host: QWidget, qtbot: QtBot) -> None:
    panel = put(host, ProgressPanel("making", "Making plans", "Cancel"))
    panel.show_step(3, 8, "Nordwind")
    assert panel.percent() == round(100 * 3 / 8)
    with qtbot.waitSignal(panel.cancel_requested):
        QTest.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    assert not panel.cancel.isEnabled()


def test_an_empty_page_says_what_to_do(host: QWidget, qtbot: QtBot) -> None:
    page = put(host, EmptyState("building-2", "No accounts yet", "A name is enough."))
    button = page.add_button(Button("add", "Add my first account"))
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_flow_goes_to_the_next_line_where_there_is_no_room(host: QWidget) -> None:
    flow = put(host, FlowRow())
    for number in range(12):
        flow.add(Chip(f"Chip number {number}"))
    assert flow.heightForWidth(300) > flow.heightForWidth(3000)
    flow.clear()
    assert flow.widgets() == ()


def test_an_even_flow_leaves_nothing_alone_on_its_last_line(host: QWidget) -> None:
    flow = put(host, FlowRow().even())
    chips = [Chip(f"Chip {number}") for number in range(6)]
    for chip in chips:
        flow.add(chip)
    step = chips[0].sizeHint().width() + 8
    flow.resize(5 * step, flow.heightForWidth(5 * step))
    assert [sum(one.y() == y for one in chips) for y in sorted({one.y() for one in chips})] == [3, 3]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_space_does(host: QWidget, key: Qt.Key) -> None:
    pressed: list[str] = []
    for button in (put(host, Button("go", "Go")), put(host, Tile("way", "A way"))):
        button.clicked.connect(lambda _checked=False, button=button: pressed.append(button.objectName()))
        QTest.keyClick(button, key)
    assert pressed == ["go", "way"]
