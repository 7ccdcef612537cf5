"""Commands and names on offer are found by how Chinese is typed, as accounts are."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.actions import Command, matching
from ui.widgets.completion import complete
from ui.widgets.inputs import TextLine


@pytest.mark.parametrize("typed", ["bf", "BF", "备份", "beifen", "beif", "xq", "xiangqing", "bfxq"])
def test_a_command_is_found_by_pinyin(typed: str) -> None:
    commands = [Command("lock", "锁定", print), Command("backup", "备份详情", print)]
    assert [one.key for one in matching(commands, typed)] == ["backup"]


def test_what_begins_so_stands_first() -> None:
    commands = [Command("second", "打开备份", print), Command("first", "备份", print)]
    assert [one.key for one in matching(commands, "beifen")] == ["first", "second"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("zhangwei", ["张伟"]),
        ("zw", ["张伟"]),
        ("w", ["张伟", "Wolf, Anna"]),
        ("wolf, a", ["Wolf, Anna"]),
        ("", []),
    ],
)
def test_a_line_offers_names_by_pinyin_and_writes_them_as_they_are(
    qtbot: QtBot, typed: str, offered: list[str]
) -> None:
    line = TextLine("name", "Name")
    qtbot.addWidget(line)
    line.show()
    completer = complete(line, ["张伟", "李婷", "Wolf, Anna"])
    qtbot.keyClicks(line, typed)
    if offered:
        assert [
            completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())
        ] == offered
        completer.activated.emit(offered[0])
        assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == offered[0]
    else:
        assert not completer.popup().isVisible()
