"""The second place as a rep sees it: what is said of it is true, also when the stick was pulled out and comes back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.services.backup_places import folder_on
from tests.ui.safety.conftest import Hand
from ui.context import Context, Place
from ui.models.second_look import second_look
from ui.models.second_words import foot_words, newest_words
from ui.opening.care import Care
from ui.screens.safety.second_place import SecondPlaceCard
from ui.widgets import painting
from ui.widgets.label import Label


def foot(hand: Hand) -> Label:
    found = hand.window.findChild(Label, "sidebar_remark")
    assert found is not None
    return found


def card(hand: Hand) -> SecondPlaceCard:
    found = hand.find("second_place", SecondPlaceCard)
    assert isinstance(found, SecondPlaceCard)
    return found


def copied(app: App, stick: Path) -> set[str]:
    database = app.backups.list()[0].database
    return {one.name for one in folder_on(stick, database).glob("*.db")}


def ours(app: App) -> set[str]:
    return {one.file.name for one in app.backups.list()}


def test_the_foot_says_where_else_the_backups_are(hand: Hand, app: App, stick: Path) -> None:
    hand.go("backups")
    assert "Everything stays" in foot(hand).text()
    app.accounts.add("Acme")
    app.backups.make("hand")
    card(hand).take(stick)
    hand.wait(lambda: "backups in a second place" in foot(hand).text())
    assert str(stick) in foot(hand).toolTip()
    assert str(stick) in foot(hand).accessibleName()
    hand.click("second_stop")
    hand.wait(lambda: "Everything stays" in foot(hand).text())


def test_where_no_backup_is_yet_nothing_is_up_to_date(hand: Hand, stick: Path) -> None:
    hand.go("backups")
    card(hand).take(stick)
    hand.wait(lambda: "no backup yet" in hand.words("second_said"))
    assert "There is no backup yet" in hand.said()
    assert "no backup yet" in foot(hand).text()
    hand.click("backups_make")
    hand.wait(lambda: "1 backup, up to date" in hand.words("second_said"))
    assert hand.said() == "Backup made and verified."


def test_a_newest_backup_that_is_not_there_lies_in_one_place_only(
    hand: Hand, app: App, stick: Path, drawer: Path
) -> None:
    app.backups.set_second_place(stick)
    stick.rename(drawer)
    app.accounts.add("Acme")
    hand.go("data")
    hand.click("safety_make")
    hand.wait(lambda: "second place not connected" in hand.words("safety_backup_remark"))
    assert hand.said().endswith(f"on this computer only: {stick} is not connected.")
    assert "place is not connected" in foot(hand).text()
    assert "not connected" in hand.words("safety_folder_about")


def test_two_places_are_claimed_only_of_a_backup_that_is_in_both(
    app: App, stick: Path, drawer: Path, context: Context
) -> None:
    def said() -> str:
        newest = app.backups.newest()
        assert newest is not None
        return newest_words(context.tr, newest, app.backups.second_place())

    app.backups.set_second_place(stick)
    app.backups.make("hand")
    assert said() == "in two places"
    stick.rename(drawer)
    app.backups.make("hand")
    drawer.rename(stick)
    assert said() == "on this computer only, 1 backup is not in the second place yet"
    assert foot_words(context.tr, app.backups.second_place()).endswith("the second place lacks 1 backup.")
    app.backups.bring_second_up_to_date()
    newest = app.backups.newest()
    assert newest is not None
    newest.file.unlink()
    assert said() == "in the second place only"


def test_the_stick_catches_up_as_soon_as_it_is_found_again(
    hand: Hand, app: App, stick: Path, drawer: Path, context: Context
) -> None:
    app.backups.set_second_place(stick)
    stick.rename(drawer)
    app.backups.make("hand")
    hand.go("backups")
    hand.wait(lambda: "not connected; was up to date today" in hand.words("second_said"))
    drawer.rename(stick)
    second_look().look(context)
    hand.wait(lambda: hand.seen("notice_text") is not None)
    assert hand.said() == "The second place is up to date again: 1 backup copied."
    assert copied(app, stick) == ours(app)
    assert "1 backup, up to date" in hand.words("second_said")
    assert "backups in a second place" in foot(hand).text()


def test_showing_the_page_is_enough_to_catch_up(hand: Hand, app: App, stick: Path, drawer: Path) -> None:
    app.backups.set_second_place(stick)
    stick.rename(drawer)
    app.backups.make("hand")
    drawer.rename(stick)
    hand.go("data")
    hand.wait(lambda: "in two places" in hand.words("safety_backup_remark"))
    assert copied(app, stick) == ours(app)


def test_what_is_missing_there_is_copied_at_the_end(
    hand: Hand, app: App, stick: Path, drawer: Path, context: Context
) -> None:
    app.backups.set_second_place(stick)
    stick.rename(drawer)
    app.backups.make("hand")
    drawer.rename(stick)
    care = Care(context, context.leaving.lost.emit, hand.window)
    care.back_up_at_exit()
    assert copied(app, stick) == ours(app)


def test_a_place_that_refuses_says_why_and_is_tried_again_by_hand(hand: Hand, app: App, stick: Path) -> None:
    app.backups.set_second_place(stick)
    there = folder_on(stick, app.backups.make("hand").database)
    shutil.rmtree(there)
    there.write_bytes(b"in the way")
    hand.go("backups")
    hand.click("backups_make")
    hand.wait(lambda: f"{stick} cannot be written (" in hand.words("second_said"))
    assert "on this computer only" in hand.said()
    assert "cannot be written" in foot(hand).text()
    there.unlink()
    hand.click("second_catch_up")
    hand.wait(lambda: "2 backups, up to date" in hand.words("second_said"))
    assert copied(app, stick) == ours(app)


def test_a_stick_pulled_behind_the_button_is_not_begun_anew_at_its_bare_place(
    hand: Hand, app: App, stick: Path, drawer: Path
) -> None:
    app.backups.set_second_place(stick)
    app.backups.make("hand")
    hand.go("backups")
    hand.wait(lambda: "1 backup, up to date" in hand.words("second_said"))
    card(hand).show_place(replace(app.backups.second_place(), behind=1))
    stick.rename(drawer)
    stick.mkdir()
    hand.click("second_catch_up")
    hand.wait(card(hand).isEnabled)
    assert list(stick.iterdir()) == []


def test_the_settings_say_which_second_place_was_chosen(
    hand: Hand, app: App, stick: Path, context: Context
) -> None:
    context.go(Place("settings"))
    assert "only if you choose one" in hand.words("settings_data_about")
    app.backups.set_second_place(stick)
    context.go(Place("safety"))
    context.go(Place("settings"))
    assert f"copies of the backups in {stick}" in hand.words("settings_data_about")


@pytest.mark.parametrize("scale", [1.0, 1.1, 1.2])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_foot_is_never_cut(hand: Hand, app: App, stick: Path, lang: str, scale: float) -> None:
    app.backups.set_second_place(stick)
    app.backups.make("hand")
    stick.rename(stick.with_name("drawer"))
    app.backups.second_place()
    hand.window.resize(1280, 800)
    hand.context.shell.change_language(lang)
    hand.context.shell.change_scale(scale)
    hand.wait(lambda: foot(hand).isVisible())
    label = foot(hand)

    def is_whole() -> bool:
        room = label.contentsRect()
        return room.height() >= painting.text_height(label.font(), label.text(), room.width())

    hand.wait(is_whole)
