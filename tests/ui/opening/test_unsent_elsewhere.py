"""Words that were typed for some data are never put into others: they wait until their own are open again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktopcrm.app import App
from tests.ui.opening.conftest import ACCOUNT, Desk, Open, fill
from tests.ui.opening.test_locking import account_of, every_word, texts_of_editors
from tests.ui.opening.test_unsent_kept import WORDS, type_in
from ui.context import Place


@pytest.fixture
def desk(open_desk: Open, plain: Path) -> Desk:
    desk = open_desk(plain)
    desk.go(Place("account", account_of(desk), "point"))
    return desk


def other_data(beside: Path) -> Path:
    """A folder of other data, whose records bear the same numbers."""
    folder = beside / "other"
    fill(folder)
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return other_data(tmp_path)


def pull_out(desk: Desk) -> None:
    """The file goes away under the window."""
    file = desk.context.app.store.place.file
    file.rename(file.with_name("away.db"))
    desk.qtbot.waitUntil(lambda: not desk.context.is_open)
    desk.wait_page("obstacle_page")


def plug_in(folder: Path) -> None:
    away = folder / "away.db"
    away.rename(folder / "desktopcrm.db")


def turn_to(desk: Desk, folder: Path) -> None:
    desk.opening.change_folder(folder)
    desk.wait_open()
    desk.go(Place("account", account_of(desk), "point"))
    QApplication.processEvents()


def kept_in(folder: Path) -> str:
    """Every draft and every value of a closed folder."""
    with closing(App.open(folder)) as app:
        account = app.accounts.find(ACCOUNT)
        facts = [one.value for one in app.desk.plan(account).current()]
        return "\n".join([*(one.body for one in app.drafts.every()), *map(str, facts)])


def test_what_was_typed_for_data_that_went_away_is_not_put_into_others(desk: Desk, other: Path) -> None:
    type_in(desk, WORDS)
    pull_out(desk)
    turn_to(desk, other)
    desk.opening.keeper.keep()
    assert WORDS not in every_word()
    desk.go(Place("today"))
    desk.end()
    assert WORDS not in kept_in(other)


def test_it_is_put_back_when_its_own_data_are_open_again(desk: Desk, other: Path) -> None:
    own = desk.folder
    type_in(desk, WORDS)
    pull_out(desk)
    turn_to(desk, other)
    pull_out(desk)
    plug_in(own)
    desk.opening.change_folder(own)
    desk.qtbot.waitUntil(lambda: desk.context.is_open and WORDS in texts_of_editors(desk))


def test_it_is_put_back_into_the_same_data_in_another_folder(desk: Desk, tmp_path: Path) -> None:
    own, moved = desk.folder, tmp_path / "moved"
    type_in(desk, WORDS)
    pull_out(desk)
    plug_in(own)
    own.rename(moved)
    desk.opening.change_folder(moved)
    desk.qtbot.waitUntil(lambda: desk.context.is_open and WORDS in texts_of_editors(desk))
