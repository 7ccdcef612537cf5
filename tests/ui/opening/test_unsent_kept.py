"""Unsent words are at one place, never at two nor at none: covered on a full disk, typed twice into one line, and where
somebody they name is erased.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.storage.erase_drafts import GONE
from tests.ui.opening.conftest import ACCOUNT, PERSON, Desk, Open, SealedFolder
from tests.ui.opening.test_locking import (
    account_of,
    every_word,
    line_in,
    lock,
    open_field,
    texts_of_editors,
    unlock,
    unlocked,
)
from ui.context import Place
from ui.dialogs.begun_panel import BegunPanel
from ui.widgets.inputs import TextBlock

WORDS, OTHERS = "her son has asthma", "he wants to leave"
SIZES = (4000, 400, 40, 4, 1)
"""Of drafts that fill a file to its last byte."""


@pytest.fixture
def desk(open_desk: Open, sealed: SealedFolder) -> Desk:
    desk = unlocked(open_desk, sealed)
    desk.go(Place("account", account_of(desk), "point"))
    return desk


def fill(app: App) -> int:
    """The file takes no word more; gives its pages."""
    with app.store.read() as tx:
        pages = int(tx.exec_driver_sql("PRAGMA page_count").scalar_one())
        tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    number = 0
    for size in SIZES:
        while fits(app, f"filling:{number:05}", "x" * size):
            number += 1
    return pages


def fits(app: App, place: str, body: str) -> bool:
    try:
        app.drafts.put(place, body)
    except UserError as error:
        if error.key != "errors.disk_full":
            raise
        return False
    return True


@contextmanager
def full_disk(app: App) -> Iterator[None]:
    """The file takes no word; afterwards it does."""
    pages = fill(app)
    yield
    with app.store.read() as tx:
        tx.exec_driver_sql(f"PRAGMA max_page_count = {pages * pages}")


def type_in(desk: Desk, words: str) -> QLineEdit:
    rows, key = open_field(desk)
    line = line_in(rows, key)
    assert line is not None
    QTest.keyClicks(line, words)
    return line


def press_f8(desk: Desk) -> None:
    QTest.keyClick(desk.frame, Qt.Key.Key_F8)
    QApplication.processEvents()


def drafts_with(desk: Desk, words: str) -> list[str]:
    return [one.place for one in desk.context.app.drafts.every("unsent") if words in one.body]


def person(desk: Desk) -> int:
    return next(one.id for one in desk.context.app.records.of_kind("person") if one.name == PERSON)


def larger(desk: Desk) -> None:
    desk.window.change_scale(1.2)


def chinese(desk: Desk) -> None:
    desk.window.change_language("zh")


# a disk that refuses


def test_f8_on_a_full_disk_says_so_and_brings_the_words_back(desk: Desk) -> None:
    type_in(desk, WORDS)
    with full_disk(desk.context.app):
        press_f8(desk)
        assert drafts_with(desk, WORDS) == []
        assert "could not be stored" in desk.notice()
        assert WORDS not in every_word()
        press_f8(desk)
        desk.qtbot.waitUntil(lambda: WORDS in texts_of_editors(desk))


def test_words_put_away_on_a_full_disk_are_stored_when_there_is_room_again(desk: Desk) -> None:
    type_in(desk, WORDS)
    with full_disk(desk.context.app):
        press_f8(desk)
        desk.opening.keeper.keep()
        assert drafts_with(desk, WORDS) == []
    desk.opening.keeper.keep()
    assert drafts_with(desk, WORDS) == ["unsent.aside"]
    assert not desk.opening.keeper.is_refused


def test_a_lock_while_covered_on_a_full_disk_loses_nothing(desk: Desk) -> None:
    type_in(desk, WORDS)
    fill(desk.context.app)  # there is room again when it is opened anew
    press_f8(desk)
    lock(desk)
    assert WORDS not in every_word()
    unlock(desk)
    QApplication.processEvents()
    assert WORDS not in every_word(), "still covered"
    press_f8(desk)
    desk.qtbot.waitUntil(lambda: WORDS in texts_of_editors(desk))


def test_the_end_while_covered_stores_what_the_disk_refused_before(desk: Desk, sealed: SealedFolder) -> None:
    type_in(desk, WORDS)
    with full_disk(desk.context.app):
        press_f8(desk)
    desk.end()
    app = App.open(sealed.folder, sealed.key)
    assert WORDS in (app.drafts.get("unsent.aside") or "")
    app.close()


@pytest.mark.parametrize("change", [chinese, larger])
def test_another_language_or_size_on_a_full_disk_keeps_what_stands_on_pages_behind(
    desk: Desk, change: Callable[[Desk], None]
) -> None:
    place = desk.window.here()
    assert place is not None
    type_in(desk, WORDS)
    with full_disk(desk.context.app):
        desk.window._pages.show_place(Place("settings"))
        desk.window._trail.visit(Place("settings"))
        change(desk)
        assert drafts_with(desk, WORDS) == []
        desk.go(place)
        desk.qtbot.waitUntil(lambda: WORDS in texts_of_editors(desk))


def test_what_finds_no_line_on_a_full_disk_is_shown_all_the_same(desk: Desk) -> None:
    drafts = desk.context.app.drafts
    drafts.put("unsent", '[[["accounts", 0, "", ""], [["gone_line", "A remark"]], "do not lose me"]]')
    with full_disk(desk.context.app):
        desk.opening.keeper.start()
        assert shown(desk) == ["do not lose me"]


# one line, two texts


def test_of_two_texts_for_one_line_the_newer_stands_there_and_the_older_is_shown(desk: Desk) -> None:
    type_in(desk, WORDS)
    press_f8(desk)
    type_in(desk, OTHERS)
    press_f8(desk)
    desk.qtbot.waitUntil(lambda: OTHERS in texts_of_editors(desk))
    assert shown(desk) == [WORDS]
    assert drafts_with(desk, WORDS) == ["unsent.lost"]
    assert OTHERS in texts_of_editors(desk)
    desk.opening.keeper.keep()
    assert drafts_with(desk, OTHERS) == ["unsent"]


def test_a_crash_right_after_f8_brings_the_words_back_covered_and_once(
    desk: Desk, sealed: SealedFolder, tmp_path: Path
) -> None:
    type_in(desk, WORDS)
    desk.opening.keeper.keep()
    assert drafts_with(desk, WORDS) == ["unsent"]
    press_f8(desk)
    assert drafts_with(desk, WORDS) == ["unsent.aside"]
    press_f8(desk)
    after = tmp_path / "after"
    shutil.copytree(sealed.folder, after)  # as a crash leaves it
    app = App.open(after, sealed.key)
    assert [one.place for one in app.drafts.every("unsent") if WORDS in one.body] == ["unsent"]
    app.close()


def shown(desk: Desk) -> list[str]:
    panel = desk.wait_page("begun_panel")
    assert isinstance(panel, BegunPanel)
    return [one.toPlainText() for one in panel.findChildren(TextBlock)]


# somebody erased


def test_an_erased_person_does_not_come_back_from_a_line(desk: Desk) -> None:
    type_in(desk, f"{PERSON} left")
    desk.context.app.erasing.erase(person(desk))
    assert drafts_with(desk, PERSON) == []
    assert drafts_with(desk, f"{GONE} left") == ["unsent"], "typed a moment ago, and kept"
    assert texts_of_editors(desk) == [f"{GONE} left"]
    lock(desk)
    unlock(desk)
    desk.qtbot.waitUntil(lambda: texts_of_editors(desk) == [f"{GONE} left"])
    assert drafts_with(desk, PERSON) == []


def test_he_does_not_come_back_by_undoing_what_was_typed(desk: Desk) -> None:
    line = type_in(desk, f"{PERSON} left")
    desk.context.app.erasing.erase(person(desk))
    line.undo()
    line.redo()
    assert PERSON not in line.text()


def test_what_was_being_written_of_his_own_is_given_up_and_not_stored(desk: Desk) -> None:
    him = person(desk)
    desk.go(Place("account", account_of(desk), "surface", f"record_{him}"))
    type_in(desk, WORDS)
    desk.context.app.erasing.erase(him)
    desk.opening.keeper.keep()
    QApplication.processEvents()
    assert drafts_with(desk, WORDS) == []
    assert WORDS not in every_word()


def test_words_put_away_on_a_full_disk_forget_him_too(desk: Desk) -> None:
    type_in(desk, f"{PERSON} left")
    with full_disk(desk.context.app):
        press_f8(desk)
        with pytest.raises(UserError):
            desk.context.app.erasing.erase(person(desk))
    desk.context.app.erasing.erase(person(desk))
    press_f8(desk)
    desk.qtbot.waitUntil(lambda: texts_of_editors(desk) == [f"{GONE} left"])
    desk.opening.keeper.keep()
    assert drafts_with(desk, PERSON) == []
    assert PERSON not in every_word()


def test_words_that_are_shown_because_their_line_is_gone_forget_him_too(desk: Desk) -> None:
    drafts = desk.context.app.drafts
    gone = f'[[["account", {account_of(desk)}, "", ""], [["gone_line", "A remark"]], "{PERSON} left"]]'
    drafts.put("unsent.lost", gone)
    desk.opening.keeper.start()
    assert shown(desk) == [f"{PERSON} left"]
    desk.context.app.erasing.erase(person(desk))
    desk.qtbot.waitUntil(lambda: PERSON not in every_word())
    assert shown(desk) == [f"{GONE} left"]


def test_what_is_coming_back_just_then_forgets_him_too(desk: Desk) -> None:
    drafts = desk.context.app.drafts
    coming = f'[[["account", {account_of(desk)}, "point", ""], [["no_line", "A remark"]], "{PERSON} left"]]'
    drafts.put("unsent", coming)
    desk.opening.keeper.start()
    desk.context.app.erasing.erase(person(desk))
    assert shown(desk) == [f"{GONE} left"]
    assert drafts_with(desk, PERSON) == []


def test_other_lines_are_written_on_when_somebody_is_erased(desk: Desk) -> None:
    line = type_in(desk, WORDS)
    desk.context.app.erasing.erase(person(desk))
    assert line.isVisible()
    assert line.text() == WORDS
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: texts_of_editors(desk) == [])
    assert any(ACCOUNT in one.name for one in desk.context.app.records.of_kind("account"))
