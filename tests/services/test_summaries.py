"""The rows of the account list: true without being asked, also when only time has passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.app import App
from desktopcrm.domain.coverage import coverage
from desktopcrm.domain.records import Observation
from desktopcrm.services.accounts import AT_ONCE, AccountQuery, AccountRow
from desktopcrm.services.records import NewRecord

TODAY = date.today()
DAY = timedelta(days=1)
STALE_AFTER_A_YEAR = "employees"


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


def _row(app: App, account: int) -> AccountRow:
    return next(one for one in app.accounts.page(AccountQuery()) if one.id == account)


def _truth(app: App, account: int, day: date) -> tuple[int, ...]:
    found = coverage(app.desk.plan(account), app.desk.catalogue, day)
    return tuple(found.layers[key].percent for key in ("point", "line", "surface", "precision"))


@pytest.mark.parametrize("due", [TODAY - 3 * DAY, TODAY, TODAY + 3 * DAY])
def test_coverage_falls_when_a_fact_turns_stale_whatever_is_due(app: App, account: int, due: date) -> None:
    field = app.desk.catalogue.field("account", STALE_AFTER_A_YEAR)
    app.facts.observe(account, field.key, "600")
    action = app.records.add(NewRecord("action", "Call", account, facts={"due": due.isoformat()}))
    fresh = _row(app, account)
    assert fresh.next_due == due
    last = TODAY + timedelta(days=field.stale_after)
    app.desk.clock = lambda: last
    assert _row(app, account).coverage == fresh.coverage
    app.desk.clock = lambda: last + DAY
    stale = _row(app, account)
    assert stale.coverage == _truth(app, account, last + DAY) != fresh.coverage
    app.records.archive(action)
    assert _row(app, account).next_due is None


def test_a_contact_counts_once_its_day_has_come(app: App, account: int) -> None:
    day = TODAY + 3 * DAY
    app.records.add(NewRecord("activity", "Visit", account, facts={"day": day.isoformat()}))
    assert _row(app, account).last_touch is None
    app.desk.clock = lambda: day
    assert _row(app, account).last_touch == day


def test_a_note_on_an_industry_counts_at_every_account_of_it(app: App, account: int) -> None:
    app.facts.observe(account, "industry", "Steel")
    before = _row(app, account)
    stream = app.desk.catalogue.options("stream")[0].key
    note = app.records.add(
        NewRecord("note", "Prices", facts={"industry": "steel", "stream": stream, "text": "rise"})
    )
    told = _row(app, account)
    assert told.coverage == _truth(app, account, TODAY) != before.coverage
    app.records.delete(note)
    assert _row(app, account).coverage == before.coverage
    app.history.undo()
    assert _row(app, account).coverage == told.coverage
    app.facts.observe(note, "industry", "Wood")
    assert _row(app, account).coverage == before.coverage


def test_a_whole_list_is_true_however_long_it_is(app: App) -> None:
    with app.store.step("steps.record_added"):
        for number in range(AT_ONCE + 1):
            one = app.accounts.add(f"Account {number}")
            app.facts.observe(one, "city", "Bonn")
    rows = app.accounts.page(AccountQuery(limit=2 * AT_ONCE))
    assert {row.city for row in rows} == {"Bonn"}


def test_an_own_field_changes_every_row(app: App, account: int) -> None:
    app.facts.observe(account, "employees", "600", Observation(certainty="written"))
    assert _row(app, account).coverage == _truth(app, account, TODAY)
    app.overlay.add_item(1, "Sees our plant")
    assert _row(app, account).coverage == _truth(app, account, TODAY)


def test_rows_of_an_earlier_edition_are_made_again_so_that_pinyin_finds_them(app: App) -> None:
    account = app.accounts.add("张家港婷美机械")
    app.accounts.page(AccountQuery())
    with app.store.unjournaled() as tx:
        tx.exec_driver_sql("UPDATE summary SET search_text = name || ' zjgmjx'")
    folder = app.folder
    app.close()
    again = App.open(folder)
    try:
        for typed in ("tingmei", "zjgtm", "张家港", "zhangjg"):
            assert [one.id for one in again.accounts.page(AccountQuery(text=typed))] == [account], typed
        assert again.accounts.page(AccountQuery(text="han")) == []
    finally:
        again.close()
