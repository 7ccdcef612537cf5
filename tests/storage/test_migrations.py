"""A file of the first version is brought up to date when it is opened, with everything in it."""

from __future__ import annotations

from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.storage import journal, schema
from desktopcrm.storage.engine import APPLICATION_ID, open_engine
from desktopcrm.storage.store import new_place

DAY, MOMENT = "2026-01-05", "2026-01-05T08:00:00+00:00"
ACCOUNT, PROJECT = 1, 2
RECORDS = ((ACCOUNT, "account", None, "Nordwind Pumps"), (PROJECT, "project", ACCOUNT, "Dust extraction"))
FACTS = (
    (ACCOUNT, "prelim_class", "1"),
    *((PROJECT, field, "yes") for field in ("has_need", "has_money", "has_authority", "is_urgent")),
)


def make_old(folder: Path) -> None:
    """A file as version 1 wrote it: an account, a purchase with four lamps, its line in the list."""
    engine, connection = open_engine(new_place(folder, paths.DATABASE_NAME))
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
