"""Undo and redo: random histories of everything a user can do end where they should."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktopcrm.app import App
from desktopcrm.domain.changes import ChangeSet
from desktopcrm.domain.records import Observation
from desktopcrm.errors import UserError
from desktopcrm.services.overlay import OwnFieldRequest
from desktopcrm.services.records import NewRecord
from desktopcrm.storage import journal

WAIT, BLINK = 10.0, 0.05
"""Seconds: for what must come, and for what must not."""

TABLES = ("record", "fact", "link", "stage_event", "own_definition")
Act = Callable[[App, int], object]


def _dump(app: App) -> dict[str, list[tuple[object, ...]]]:
    with app.store.read() as tx:
        return {
            table: [tuple(row) for row in tx.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id")]
            for table in TABLES
        }


def _pick(app: App, kind: str, number: int) -> int:
    found = app.records.of_kind(kind)
    return found[number % len(found)].id


ACTS: list[Act] = [
    lambda app, n: app.accounts.add(f"Account {n} ’; DROP TABLE fact; -- 客户"),
    lambda app, n: app.records.add(NewRecord("person", f"王{n}", _pick(app, "account", n))),
    lambda app, n: app.projects.add(_pick(app, "account", n), f"项目{n}"),
    lambda app, n: app.rivals.add(_pick(app, "account", n), f"Rival {n % 3}"),
    lambda app, n: app.facts.observe(_pick(app, "account", n), "employees", str(100 + n)),
    lambda app, n: app.facts.observe(_pick(app, "rival", n), "sales_rep", f"Rep {n % 4}"),
    lambda app, n: app.facts.clear(_pick(app, "account", n), "employees"),
    lambda app, n: app.facts.observe(_pick(app, "project", n), "decision_maker", f"王{n}"),
    lambda app, n: app.projects.tick(_pick(app, "project", n), "1a", ("yes", "no", "doing", "na")[n % 4]),
    lambda app, n: app.projects.advance(_pick(app, "project", n), "urgent"),
    lambda app, n: app.projects.step_back(_pick(app, "project", n), "too early"),
    lambda app, n: app.projects.drop(_pick(app, "project", n), "no budget"),
    lambda app, n: app.projects.resume(_pick(app, "project", n)),
    lambda app, n: app.records.link("influences", _pick(app, "person", n), _pick(app, "person", n + 1)),
    lambda app, n: app.records.link("reports_to", _pick(app, "person", n), _pick(app, "person", n + 1)),
    lambda app, n: app.records.archive(_pick(app, "person", n)),
    lambda app, n: app.records.restore(_pick(app, "person", n)),
    lambda app, n: app.records.delete(
        _pick(app, ("person", "project", "account", "firm", "rival")[n % 5], n)
    ),
    lambda app, n: app.records.rename(_pick(app, "account", n), f"Renamed {n}"),
    lambda app, n: app.records.move_before(_pick(app, "person", n), None),
    lambda app, n: app.overlay.add_field(OwnFieldRequest("account", "contact", f"Own {n}")),
    lambda app, _: app.overlay.remove(app.overlay.definitions()[0][0]),
]

histories = st.lists(st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 7)), min_size=1, max_size=25)


def _run(app: App, history: list[tuple[int, int]]) -> list[dict[str, list[tuple[object, ...]]]]:
    """Carry out what is possible; the states after each step that changed something."""
    states = [_dump(app)]
    for act, number in history:
        try:
            ACTS[act](app, number)
        except (UserError, ZeroDivisionError, IndexError):
            continue
        now = _dump(app)
        if now != states[-1]:
            states.append(now)
    return states


@settings(max_examples=60)
@given(history=histories)
def test_undoing_everything_and_redoing_it_passes_through_every_state(history: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = App.open(Path(folder))
        states = _run(app, history)
        for state in reversed(states[:-1]):
            assert app.history.undo() is not None
            assert _dump(app) == state
        assert app.history.undo() is None
        for state in states[1:]:
            assert app.history.redo() is not None
            assert _dump(app) == state
        assert app.history.redo() is None
        app.close()


@settings(max_examples=20)
@given(history=histories, back=st.integers(1, 5))
def test_a_new_step_after_an_undo_ends_the_redo(history: list[tuple[int, int]], back: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = App.open(Path(folder))
        _run(app, history)
        for _ in range(back):
            app.history.undo()
        before = _dump(app)
        app.accounts.add("After")
        assert app.history.redo() is None
        app.history.undo()
        assert _dump(app) == before
        app.close()


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    app.accounts.add("Northfield Castings")
    app.close()
    again = App.open(tmp_path)
    undone = again.history.undo()
    assert undone is not None
    assert again.history.label(undone, "zh") == "新增客户：Northfield Castings"
    assert again.records.of_kind("account") == []
    again.close()


def test_a_step_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    account = app.accounts.add("Northfield Castings")
    before = _dump(app)
    with pytest.raises(UserError, match="not_an_email"):
        app.records.add(NewRecord("person", "Anna Wells", account, facts={"email": "not an address"}))
    assert _dump(app) == before
    app.close()


def test_saying_what_is_known_already_keeps_what_can_be_redone(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    account = app.accounts.add("Northfield Castings")
    app.facts.observe(account, "city", "Bonn")
    app.records.rename(account, "Northfield")
    app.history.undo()
    app.facts.observe(account, "city", "Bonn")
    app.records.restore(account)
    app.records.rename(account, "Northfield Castings")
    assert app.history.redo() is not None
    assert app.records.get(account).name == "Northfield"
    app.close()


def test_steps_that_change_nothing_do_not_use_up_the_history(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    account = app.accounts.add("Northfield Castings")
    for _ in range(journal.KEPT_STEPS + 1):
        app.records.rename(account, "Northfield Castings")
    app.facts.observe(account, "city", "Bonn")
    app.history.undo()
    assert app.history.undo() is not None
    assert app.records.of_kind("account") == []
    app.close()


def test_steps_beyond_those_kept_can_be_read_but_not_undone(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    account = app.accounts.add("Northfield Castings")
    for number in range(journal.KEPT_STEPS):
        app.records.rename(account, f"Northfield {number}")
    kept = app.history.steps(journal.KEPT_STEPS + 1)
    assert [one.undoable for one in kept] == [True] * journal.KEPT_STEPS + [False]
    app.close()


def test_what_changes_nothing_is_no_step(app: App) -> None:
    account = app.accounts.add("Northfield Castings")
    person = app.records.add(NewRecord("person", "Anna Wells", account))
    other = app.records.add(NewRecord("person", "Jon Hall", account))
    app.records.link("influences", person, other, note="since school")
    stored = app.facts.observe(account, "city", "Bonn").fact
    before = app.history.steps()
    app.records.restore(person)
    app.records.link("influences", person, other, note="since school")
    app.facts.correct(stored.id, Observation(seen_on=stored.seen_on))
    assert app.history.steps() == before
    app.records.archive(person)
    put_away = app.history.steps()
    app.records.archive(person)
    assert app.history.steps() == put_away


@pytest.mark.parametrize("kind", ["rep", "move"])
def test_deleting_what_accounts_share_is_told_to_all_of_them(app: App, kind: str) -> None:
    account = app.accounts.add("Northfield Castings")
    rival = app.rivals.add(account, "Cognos")
    shared = app.records.add(NewRecord(kind, "Ms. Gray", app.records.get(rival).ref_id))
    told: list[ChangeSet] = []
    app.store.bus.subscribe(told.append)
    app.records.delete(shared)
    app.history.undo()
    app.history.redo()
    assert [one.touches(account) for one in told] == [True, True, True]


def test_another_thread_waits_until_a_step_was_told(app: App) -> None:
    """A file is loaded by a job while the user writes on."""
    arrived, told, errors = Event(), Event(), list[RuntimeError]()

    def write() -> None:
        arrived.set()
        try:
            app.accounts.add("Second")
        except RuntimeError as error:
            errors.append(error)
        told.set()

    def on_change(_: ChangeSet) -> None:
        if not arrived.is_set():
            Thread(target=write).start()
            assert arrived.wait(WAIT)
            told.wait(BLINK)

    app.store.bus.subscribe(on_change)
    app.accounts.add("First")
    assert told.wait(WAIT)
    assert errors == []
    assert [one.name for one in app.records.of_kind("account")] == ["First", "Second"]
