"""Undo and redo: random histories of everything a user can do end where they should."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.overlay import OwnFieldRequest
from desktopcrm.services.records import NewRecord

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
