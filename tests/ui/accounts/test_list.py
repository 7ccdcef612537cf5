"""The list of accounts as a user meets it: filter, sort, open, add, put away, page by page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.records import NewRecord
from ui.context import Context, Place
from ui.models.account_list import PAGE, AccountListModel
from ui.screens.accounts import AccountsScreen
from ui.widgets.inputs import SearchBox, TextLine
from ui.widgets.label import Label

NAMES = ("Nordwind Logistics", "华东机械", "Ægir Shipping")
NAME, DUE = 0, 5


def names(screen: AccountsScreen) -> list[str]:
    model = screen.table.model()
    return [model.index(row, NAME).data().split(" · ")[0] for row in range(model.rowCount())]


def filter_line(screen: AccountsScreen) -> SearchBox:
    found = screen.findChild(SearchBox, "accounts_filter")
    assert found is not None
    return found


def button(screen: AccountsScreen, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert found is not None
    return found


def add_three(app: App) -> None:
    for name in NAMES:
        app.accounts.add(name)


def test_names_stand_in_pinyin_order_and_a_click_on_the_header_turns_it(
    app: App, accounts: AccountsScreen, qtbot: QtBot
) -> None:
    add_three(app)
    qtbot.waitUntil(lambda: len(names(accounts)) == len(NAMES))
    upwards = names(accounts)
    accounts.table.sort_asked.emit("name", True)
    assert names(accounts) == upwards[::-1]
    assert upwards.index("华东机械") < upwards.index("Nordwind Logistics"), "h before n"


def test_typing_in_the_list_goes_to_the_filter_and_pinyin_initials_find(
    app: App, accounts: AccountsScreen, qtbot: QtBot
) -> None:
    add_three(app)
    qtbot.waitUntil(lambda: len(names(accounts)) == len(NAMES))
    accounts.table.setFocus()
    qtbot.keyClicks(accounts.table, "h")
    assert QApplication.focusWidget() is filter_line(accounts)
    qtbot.keyClicks(filter_line(accounts), "djx")
    qtbot.waitUntil(lambda: names(accounts) == ["华东机械"])


def test_enter_in_the_filter_opens_the_first_account_found(
    app: App, accounts: AccountsScreen, context: Context, qtbot: QtBot
) -> None:
    add_three(app)
    opened: list[int] = []
    accounts.table.opened.connect(opened.append)
    gone: list[Place] = []
    context.shell.go = gone.append  # type: ignore[method-assign]
    qtbot.keyClicks(filter_line(accounts), "nord")
    qtbot.keyClick(filter_line(accounts), Qt.Key.Key_Return)
    assert gone == [Place("account", app.accounts.find("Nordwind"))]


def test_down_goes_from_the_filter_into_the_list_and_up_comes_back(
    app: App, accounts: AccountsScreen, qtbot: QtBot
) -> None:
    add_three(app)
    qtbot.waitUntil(lambda: len(names(accounts)) == len(NAMES))
    qtbot.keyClick(filter_line(accounts), Qt.Key.Key_Down)
    assert accounts.table.hasFocus()
    accounts.table.selectRow(0)
    qtbot.keyClick(accounts.table, Qt.Key.Key_Up)
    assert filter_line(accounts).hasFocus()


def test_a_new_account_needs_a_name_and_enter(accounts: AccountsScreen, app: App, qtbot: QtBot) -> None:
    add_three(app)
    accounts.open_new()
    line = accounts.findChild(TextLine, "new_account_name")
    assert line is not None
    qtbot.keyClick(line, Qt.Key.Key_Return)
    error = accounts.findChild(Label, "new_account_error")
    assert error is not None
    assert error.text()
    qtbot.keyClicks(line, "Rossi & Figli")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert app.accounts.find("Rossi & Figli")


def test_a_filter_that_finds_nothing_offers_the_words_as_a_new_name(
    accounts: AccountsScreen, app: App, qtbot: QtBot
) -> None:
    add_three(app)
    qtbot.keyClicks(filter_line(accounts), "Quartz Ltd")
    qtbot.waitUntil(lambda: accounts.findChild(QPushButton, "add_named") is not None)
    button(accounts, "add_named").click()
    assert app.accounts.find("Quartz Ltd")


def test_delete_puts_the_chosen_away_in_one_step_and_undo_brings_them_back(
    accounts: AccountsScreen, app: App, qtbot: QtBot
) -> None:
    add_three(app)
    qtbot.waitUntil(lambda: len(names(accounts)) == len(NAMES))
    accounts.table.selectAll()
    qtbot.keyClick(accounts.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(accounts) == [])
    assert app.accounts.count(AccountQuery(archived=True)) == len(NAMES)
    app.history.undo()
    qtbot.waitUntil(lambda: len(names(accounts)) == len(NAMES))


def test_the_archived_are_seen_by_their_chip_and_come_back(
    accounts: AccountsScreen, app: App, qtbot: QtBot
) -> None:
    add_three(app)
    app.accounts.put_away([app.accounts.find("Nordwind")])
    qtbot.waitUntil(lambda: len(names(accounts)) == len(NAMES) - 1)
    button(accounts, "archived_filter").click()
    assert names(accounts) == ["Nordwind Logistics"]
    button(accounts, "restore").click()
    assert app.accounts.count(AccountQuery()) == len(NAMES)


def test_an_empty_folder_offers_the_three_ways_to_begin(accounts: AccountsScreen) -> None:
    for name in ("add_first", "try_samples", "load_file"):
        assert button(accounts, name).isVisible()


def test_long_lists_come_in_pages_and_keep_the_row_in_hand_after_a_change(context: Context, app: App) -> None:
    many = PAGE + PAGE // 2
    with app.store.step("steps.record_added", kind="", name=""):
        for number in range(many):
            app.accounts.add(f"Account {number}")
    model = AccountListModel(context)
    model.show(AccountQuery())
    assert (model.rowCount(), model.total()) == (PAGE, many)
    model.fetchMore(model.index(-1, -1))
    assert model.rowCount() == many
    assert not model.canFetchMore(model.index(-1, -1))
    assert not model.reload(), "nothing moved"


def test_what_is_late_stands_first_and_what_has_no_day_last(context: Context, app: App) -> None:
    add_three(app)
    late, later = app.accounts.find("Nordwind"), app.accounts.find("华东")
    app.records.add(NewRecord("action", "Call", late, facts={"due": "2020-01-02"}))
    app.records.add(NewRecord("action", "Call", later, facts={"due": "2020-02-02"}))
    model = AccountListModel(context)
    model.show(AccountQuery(sort="next_due"))
    assert [model.account_at(row).name for row in range(3)] == [
        "Nordwind Logistics",
        "华东机械",
        "Ægir Shipping",
    ]  # type: ignore[union-attr]
    assert "late" in model.index(0, DUE).data()


def test_a_dropped_file_is_counted_first_and_loaded_on_request(
    accounts: AccountsScreen, app: App, tmp_path: Path, qtbot: QtBot
) -> None:
    add_three(app)
    file = tmp_path / "three.json"
    app.exchange.dump(None, file)
    for _ in NAMES:
        app.history.undo()
    accounts.load.start(file)
    qtbot.waitUntil(lambda: accounts.load.panel.ask().key == "load")
    assert app.accounts.count(AccountQuery()) == 0
    button(accounts, "ask_confirm").click()
    qtbot.waitUntil(lambda: app.accounts.count(AccountQuery()) == len(NAMES))


def test_a_wrong_file_is_refused_with_its_reason_in_the_page(
    accounts: AccountsScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "wrong.json"
    file.write_text("{}", encoding="utf-8")
    accounts.load.start(file)
    qtbot.waitUntil(lambda: accounts.load.panel.ask().key == "again")
    assert accounts.load.panel.ask().sentence


def test_several_plans_go_into_one_folder(
    accounts: AccountsScreen, app: App, tmp_path: Path, qtbot: QtBot
) -> None:
    add_three(app)
    ids = [app.accounts.find(name) for name in NAMES]
    folder = tmp_path / "plans"
    folder.mkdir()
    accounts.batch.start(ids, folder)
    qtbot.waitUntil(lambda: not accounts.batch.is_busy())
    assert len(list(folder.glob("*.pdf"))) == len(NAMES)
