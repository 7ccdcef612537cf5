"""The page of privacy: numbers of all accounts, facts of one, confirmed, deleted and taken back; a person erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktopcrm.app import App
from desktopcrm.domain.begun import Draft, log_place, pack_log
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.records import Observation
from desktopcrm.services.records import NewRecord
from tests.torture.payload_screens import Window
from ui.context import Place
from ui.dialogs.erase_panel import ErasePanel
from ui.dialogs.erase_question import AT_ONCE, LATER
from ui.dialogs.person_file import write_person_data
from ui.screens.privacy import PrivacyScreen
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label

OLD = Observation(seen_on=date(2020, 1, 1))


class Page:
    """The page in its window, with one account that holds an old and a new private fact."""

    def __init__(self, folder: Path) -> None:
        self.app = App.open(folder)
        self.app.preferences.put("language", "en")
        self.app.preferences.put("started", value=True)
        self.account = self.app.accounts.add("Quiet Works")
        self.person = self.app.records.add(NewRecord("person", "Anna Wells", self.account))
        self.app.facts.observe(self.person, "children", "two sons", OLD)
        self.app.facts.observe(self.person, "pets", "a parrot")
        self.window = Window(self.app)

    def open(self, target: int = 0, tab: str = "") -> PrivacyScreen:
        self.window.show(Place("privacy", target, tab))
        found = self.window.window.findChild(PrivacyScreen)
        assert found is not None
        return found


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path) -> Iterator[Page]:
    assert qapp is not None
    found = Page(tmp_path / "data")
    yield found
    found.window.close()


def _values(screen: PrivacyScreen) -> list[str]:
    model = screen.facts.model()
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def test_all_accounts_show_their_numbers_and_lead_to_the_facts(page: Page) -> None:
    screen = page.open()
    model = screen.accounts.model()
    assert [model.index(0, column).data() for column in range(5)] == ["Quiet Works", "2", "1", "1", "1"]
    screen.accounts.opened.emit(page.account)
    page.window.show(Place("privacy", page.account))
    assert _values(screen) == ["two sons", "a parrot"]


def test_an_account_is_counted_as_its_page_counts_it(page: Page) -> None:
    page.app.records.add(NewRecord("note", "Quiet", page.person, facts={"text": "likes boats"}))
    (total,) = page.app.privacy.totals()
    assert total.private == len(page.app.privacy.held(page.account)) == 3


def test_keys_are_named_only_where_there_are_facts(page: Page) -> None:
    screen = page.open()
    named = screen.findChild(Label, "privacy_keys")
    assert named is not None
    assert named.isHidden()
    page.window.show(Place("privacy", page.account))
    assert not named.isHidden()


def test_a_fact_is_confirmed_with_a_key_and_deleted_with_another(page: Page) -> None:
    screen = page.open(page.account, "proposed")
    assert _values(screen) == ["two sons"]
    screen.facts.take_first()
    QTest.keyClick(screen.facts, Qt.Key.Key_Space)
    assert page.app.privacy.held()[0].state == "fresh"
    page.app.history.undo()
    page.window.show(Place("privacy", page.account, "proposed"))
    screen.facts.take_first()
    QTest.keyClick(screen.facts, Qt.Key.Key_Delete)
    assert [one.field.key for one in page.app.privacy.held()] == ["pets"]
    page.app.history.undo()
    assert len(page.app.privacy.held()) == 2
    page.window.show(Place("people"))


def test_whom_a_fact_is_about_is_erased_backups_at_once(page: Page) -> None:
    page.app.backups.make("hand")
    uid = page.app.records.get(page.person).uid
    screen = page.open(page.account)
    screen.facts.take_first()
    screen.erase()
    panel = screen.findChild(ErasePanel)
    assert panel is not None
    panel.when.set_key(AT_ONCE)
    line = panel.findChild(TextLine, "ask_typed")
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.app.records.of_kind("person")
    line.setText("Anna Wells")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.window.window.focusWidget() is screen.facts
    assert page.app.records.of_kind("person") == []
    page.window.context.jobs.stop()
    page.app.erasing.purge_due()
    assert page.app.backups.holding((uid,)) == ()
    page.window.show(Place("people"))


def test_a_persons_data_are_written_beside_the_work(page: Page, tmp_path: Path) -> None:
    page.open(page.account)
    file = tmp_path / "her.json"
    write_person_data(page.window.context, page.person, file)
    page.window.context.jobs.stop()
    assert "two sons" in file.read_text("utf-8")


@pytest.mark.parametrize("when", [LATER, AT_ONCE])
def test_the_warning_does_not_scroll_away_and_no_backup_is_denied_that_is_made(page: Page, when: str) -> None:
    screen = page.open(page.account)
    screen.facts.take_first()
    screen.erase()
    panel = screen.findChild(ErasePanel)
    assert panel is not None
    warning = panel.findChild(QLabel, "erase_no_undo")
    assert warning is not None
    assert warning.parent() is panel
    panel.when.set_key(when)
    panel.when.chosen.emit(when)
    tr, words = page.window.context.tr, {one.text() for one in panel.findChildren(QLabel)}
    assert (tr("erasing.backups_now_none") in words) == (when == AT_ONCE)


def test_copies_that_are_not_connected_are_not_said_to_forget_at_once(page: Page, tmp_path: Path) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    page.app.backups.set_second_place(stick)
    page.app.backups.make("hand")
    stick.rename(drawer)
    screen = page.open(page.account)
    screen.facts.take_first()
    screen.erase()
    panel = screen.findChild(ErasePanel)
    assert panel is not None
    panel.when.set_key(AT_ONCE)
    panel.when.chosen.emit(AT_ONCE)
    tr, words = page.window.context.tr, {one.text() for one in panel.findChildren(QLabel)}
    assert tr("erasing.backups_now_away", folder=str(stick)) in words
    assert tr("erasing.backups_now") not in words
    page.window.show(Place("people"))


def test_covered_the_question_names_the_places_of_texts_and_not_their_words(page: Page) -> None:
    context = page.window.context
    page.app.drafts.put(log_place(page.account), pack_log(Draft("told @Anna Wells about the vendor")))
    context.set_blur(True)
    screen = page.open(page.account)
    screen.facts.take_first()
    screen.erase()
    panel = screen.findChild(ErasePanel)
    assert panel is not None
    told = [one.text() for one in panel.findChildren(Label)]
    assert any(one.endswith(COVER) for one in told)
    assert not any("vendor" in one for one in told)
    context.set_blur(False)
    page.window.show(Place("people"))
