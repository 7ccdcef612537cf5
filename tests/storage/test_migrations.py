"""A file of the first version is brought up to date when it is opened, with everything in it."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.checkup import Checkup
from desktopcrm.storage import journal, schema
from desktopcrm.storage.engine import APPLICATION_ID, open_engine
from desktopcrm.storage.folder import place_of

DAY, MOMENT = "2026-01-05", "2026-01-05T08:00:00+00:00"
ACCOUNT, PROJECT = 1, 2
RECORDS = ((ACCOUNT, "account", None, "Nordwind Pumps"), (PROJECT, "project", ACCOUNT, "Dust extraction"))
FACTS = (
    (ACCOUNT, "prelim_class", "1"),
    *((PROJECT, field, "yes") for field in ("has_need", "has_money", "has_authority", "is_urgent")),
)


def make_old(folder: Path) -> None:
    """A file as version 1 wrote it: an account, a purchase with four lamps, its line in the list."""
    engine, connection = open_engine(place_of(folder))
    (_, first), *_ = schema.versions()
    for statement in schema.statements(first.read_text(encoding="utf-8")):
        connection.exec_driver_sql(statement)
    journal.install(connection)
    for number, kind, owner, name in RECORDS:
        connection.exec_driver_sql(
            "INSERT INTO record(id, uid, kind, account_id, parent_id, name, position, created_on) "
            "VALUES (?, ?, ?, ?, ?, ?, 1.0, ?)",
            (number, f"{number:032x}", kind, owner, owner, name, DAY),
        )
    for number, (record, field, value) in enumerate(FACTS):
        connection.exec_driver_sql(
            "INSERT INTO fact(uid, record_id, field, value, certainty, source_kind, source_text, seen_on, recorded_at, "
            "note, is_current) VALUES (?, ?, ?, ?, '', '', '', ?, ?, '', 1)",
            (f"{number:032x}", record, field, value, DAY, MOMENT),
        )
    connection.exec_driver_sql(
        "INSERT INTO summary VALUES (?, ?, ?, ?, '', '', '', 1, 'open', '', 0, 0, 0, 0, 0, '', '', 0, '9999-12-31')",
        (ACCOUNT, *[RECORDS[0][3]] * 3),
    )
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    engine.dispose()


def test_a_file_of_version_1_opens_and_its_list_is_worked_out_anew(tmp_path: Path) -> None:
    make_old(tmp_path)
    app = App.open(tmp_path)
    (row,) = app.accounts.page(AccountQuery())
    assert (row.prelim, row.deal, row.kp) == ("1", "bonus", "")
    with app.store.read() as tx:
        assert schema.current(tx) == schema.newest()
    app.close()


def test_a_stored_file_of_version_1_opens_with_everything_that_was_in_it(tmp_path: Path) -> None:
    """Not made by today's scripts: what the first version really wrote."""
    stored = sqlite3.connect(tmp_path / paths.DATABASE_NAME)
    stored.executescript((Path(__file__).parent / "version_1.sql").read_text(encoding="utf-8"))
    stored.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1")
    stored.close()
    app = App.open(tmp_path)
    app.desk.clock = lambda: date(2026, 1, 5)
    account = app.accounts.find("Nordwind Pumps")
    plan = app.desk.plan(account)
    (project,), (member,) = plan.of("project"), plan.of("member")
    assert [plan.value(account, key) for key in ("city", "own.number_of_halls_60e720")] == ["Lübeck", "3"]
    assert [one.value for one in plan.past(account, "city")] == ["Lübeck", "Kiel"]
    role = plan.fact(member.id, "role")
    assert role is not None
    assert (role.value, role.certainty, role.note) == ("decision_maker", "written", "at the fair")
    assert plan.records[role.source.person_id or 0].name == "王晓东"
    assert [event.stage for event in plan.course_of(project.id)] == [1, 2]
    assert len(plan.links_of("reports_to")) == 1
    assert "promise" in {row.kind for row in app.today.page(date(2026, 1, 9)).rows}
    assert [row.name for row in app.accounts.page(AccountQuery(archived=True))] == ["Put away"]
    assert app.history.next_undo() is None
    app.records.rename(account, "Nordwind")
    app.history.undo()
    assert Checkup(app.desk).run().problems == []
    app.close()
