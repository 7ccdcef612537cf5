"""Texts that may still mean somebody who was erased are known until they were looked at; his name is kept nowhere."""

from __future__ import annotations

from contextlib import closing

import pytest

from desktopcrm.app import App
from desktopcrm.services.records import NewRecord


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


def _left(app: App) -> list[str]:
    return [one.place.text for one in app.erasing.left()]


def test_what_may_still_mean_him_is_known_afterwards_until_it_is_changed(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", account))
    other = app.records.add(NewRecord("person", "Bo Hall", account, facts={"goals": "To follow Anna"}))
    app.facts.observe(account, "plans", "Anna Wells decides, and Anna hurries")
    app.facts.observe(account, "changes", "ask Anna first")
    app.records.add(NewRecord("action", "Ring Wells", account))
    app.drafts.put(f"log:{account}", "Anna is ill")
    app.records.link("influences", other, gone, note="Anna listens")
    before = sorted(one.text for one in app.erasing.plan(gone).doubtful)
    app.erasing.erase(gone)
    assert sorted(_left(app)) == before
    assert before == [
        "Anna is ill",
        "Ring Wells",
        "To follow Anna",
        "ask Anna first",
        "▇▇ decides, and Anna hurries",
    ]
    with app.store.read() as tx:
        kept = str(tx.exec_driver_sql("SELECT * FROM setting").all())
    assert "Anna" not in kept
    assert "Wells" not in kept
    app.records.rename(next(one.id for one in app.records.of_kind("action")), "Ring the new one")
    app.drafts.drop(f"log:{account}")
    assert sorted(_left(app)) == ["To follow Anna", "ask Anna first", "▇▇ decides, and Anna hurries"]
    app.history.undo()
    assert "Ring Wells" in _left(app)


def test_a_text_that_was_looked_at_is_forgotten_and_comes_back_with_a_backup(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", account))
    app.facts.observe(account, "changes", "ask Anna first")
    app.backups.make("hand")
    app.erasing.erase(gone)
    (one,) = app.erasing.left()
    assert (one.account_id, one.place.record_id, one.place.field) == (account, account, "changes")
    app.erasing.look(one, is_seen=True)
    assert [each.is_seen for each in app.erasing.left()] == [True]
    app.erasing.look(one, is_seen=False)
    app.erasing.forget_seen()
    assert len(app.erasing.left()) == 1
    app.erasing.look(one, is_seen=True)
    app.erasing.forget_seen()
    assert app.erasing.left() == []
    app.backups.restore(next(each for each in app.backups.list() if each.reason == "hand"))
    app.close()
    with closing(App.open(app.folder)) as again:
        assert again.records.of_kind("person") == []
        assert _left(again) == ["ask Anna first"]


def test_an_earlier_value_says_that_it_stands_in_the_history(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", account))
    app.facts.observe(account, "changes", "ask Anna first")
    app.erasing.erase(gone)
    assert [one.is_past for one in app.erasing.left()] == [False]
    app.facts.observe(account, "changes", "ask the new one")
    (one,) = app.erasing.left()
    assert (one.place.text, one.is_past) == ("ask Anna first", True)
    app.facts.forget(int(one.spot[2]))
    assert app.erasing.left() == []
