"""The sample accounts come and go in one step each."""

from __future__ import annotations

import pytest

from desktopcrm.app import App


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_samples_come_in_and_go_out_without_a_trace(app: App, lang: str) -> None:
    before = app.exchange.dump_bytes(None)
    assert not app.samples.present()
    names = app.samples.add(lang)
    assert names
    assert app.samples.present()
    app.samples.remove()
    assert not app.samples.present()
    assert app.exchange.dump_bytes(None) == before


def test_adding_and_removing_are_one_undo_each(app: App) -> None:
    empty = app.exchange.dump_bytes(None)
    app.samples.add("en")
    full = app.exchange.dump_bytes(None)
    app.samples.remove()
    app.history.undo()
    assert app.exchange.dump_bytes(None) == full
    app.history.undo()
    assert app.exchange.dump_bytes(None) == empty


def test_own_accounts_and_their_rivals_stay(app: App) -> None:
    app.samples.add("en")
    taken = app.records.of_kind("firm")[0]
    mine = app.accounts.add("Mine")
    app.rivals.add(mine, taken.name)
    app.samples.remove()
    assert [one.name for one in app.records.of_kind("firm")] == [taken.name]
    assert app.accounts.find("Mine") == mine
