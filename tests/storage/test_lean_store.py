"""What Today keeps of an account in the file: made once, gone with any change of it, undone or not; never stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.services.records import NewRecord
from desktopcrm.services.today import WANTED, WORTH_KEEPING
from desktopcrm.storage import lean_reading, lean_store


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Enough accounts that keeping is worth it."""
    found = App.open(tmp_path / "data")
    for number in range(WORTH_KEEPING + 2):
        account = found.accounts.add(f"Account {number}")
        found.records.add(NewRecord("person", f"Anna {number}", account, facts={"birthday": "--03-12"}))
    yield found
    found.close()


def kept(app: App) -> set[int]:
    with app.store.read() as tx:
        return set(lean_store.kept(tx, accounts(app), WANTED))


def accounts(app: App) -> list[int]:
    return [one.id for one in app.records.of_kind("account")]


def test_a_page_keeps_what_it_read(app: App) -> None:
    assert kept(app) == set()
    app.today.page()
    assert kept(app) == set(accounts(app))
    with app.store.read() as tx:
        assert lean_store.kept(tx, accounts(app), WANTED) == lean_reading.gather(tx, accounts(app), WANTED)


def test_a_change_takes_away_its_account_only(app: App) -> None:
    app.today.page()
    first, second, third = accounts(app)[:3]
    app.facts.observe(first, "tier", "priority")
    app.records.rename(app.records.of_kind("person", second)[0].id, "Anna Wells")
    app.records.delete(third)
    assert set(accounts(app)) - kept(app) == {first, second}
    app.history.undo()
    assert set(accounts(app)) - kept(app) == {first, second, third}


def test_an_erased_person_is_not_kept(app: App) -> None:
    app.today.page()
    account = accounts(app)[0]
    app.erasing.erase(app.records.of_kind("person", account)[0].id)
    assert account not in kept(app)
    app.today.page()
    with app.store.read() as tx:
        bodies = lean_reading.gather(tx, accounts(app), WANTED)
    assert bodies[account].records == []


def test_a_few_are_read_again_and_not_kept(app: App) -> None:
    app.today.page()
    account = accounts(app)[0]
    app.facts.observe(account, "tier", "priority")
    app.today.page()
    assert account not in kept(app)


def test_what_was_kept_for_another_wish_is_made_anew(app: App) -> None:
    app.today.page()
    other = lean_reading.Wanted({**WANTED.fields, "need": ("evidence",)}, WANTED.links)
    with app.store.read() as tx:
        assert lean_store.kept(tx, accounts(app), other) == {}


def test_keeping_is_no_step(app: App) -> None:
    before = len(app.history.steps(99))
    app.today.page()
    assert len(app.history.steps(99)) == before


def test_what_another_version_kept_is_made_anew(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lean_store, "FORMAT", lean_store.FORMAT - 1)
    app.today.page()
    with app.store.unjournaled() as tx:
        tx.exec_driver_sql("UPDATE lean SET body = X'93'")
    monkeypatch.undo()
    assert kept(app) == set()
    folder = app.store.place.file.parent
    app.close()
    again = App.open(folder)
    assert again.today.page().accounts == len(accounts(again))
    again.close()
