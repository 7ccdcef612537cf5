"""A file of an older version is brought up to date when it is opened, with everything in it."""

from __future__ import annotations

from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.storage import schema
from desktopcrm.storage.engine import open_engine
from desktopcrm.storage.store import new_place


def make_old(folder: Path) -> None:
    """Turn a file of today into one of version 1: without what the second version added."""
    engine, connection = open_engine(new_place(folder, paths.DATABASE_NAME))
    connection.exec_driver_sql("DROP INDEX summary_prelim")
    for column in ("prelim", "deal", "kp", "purchases"):
        connection.exec_driver_sql(f"ALTER TABLE summary DROP COLUMN {column}")
    connection.exec_driver_sql("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    engine.dispose()


def test_a_file_of_version_1_opens_and_its_list_is_worked_out_anew(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    account = app.accounts.add("Nordwind Pumps")
    project = app.projects.add(account, "Dust extraction")
    app.facts.observe(account, "prelim_class", "1")
    for field in ("has_need", "has_money", "has_authority", "is_urgent"):
        app.facts.observe(project, field, "yes")
    app.accounts.page(AccountQuery())
    app.close()
    make_old(tmp_path)
    app = App.open(tmp_path)
    (row,) = app.accounts.page(AccountQuery())
    assert (row.prelim, row.deal, row.kp) == ("1", "bonus", "")
    with app.store.read() as tx:
        assert schema.current(tx) == schema.newest()
    app.close()
