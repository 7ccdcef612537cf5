"""Backups that an earlier version made: previewed as they are, restored as today's, also into encrypted data."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.services.checkup import Checkup
from desktopcrm.services.recovery import Recovery
from desktopcrm.storage import schema
from tests.storage.released import RELEASED, USERS_TABLES, Rows, content, put_together

KEY = bytes(range(32))


def stored(app: App) -> Rows:
    """What the user has entered, in the columns of the first version."""
    with app.store.read() as tx:
        assert schema.current(tx) == schema.newest()
        return {
            table: [tuple(row) for row in tx.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1")]
            for table in USERS_TABLES
        }


@pytest.mark.parametrize("version", RELEASED)
@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "sealed"])
def test_a_backup_of_every_version_comes_back(tmp_path: Path, version: int, key: bytes | None) -> None:
    file = put_together(tmp_path / "old", version)
    then = content(tmp_path / "old")
    before = file.read_bytes()
    app = App.open(tmp_path / "data", key)
    app.accounts.add("Of today")
    backup = app.backups.from_file(file)
    assert {one.is_lost for one in app.backups.preview(backup).accounts if one.name == "Of today"} == {True}
    app.backups.restore(backup)
    assert stored(app) == then
    assert app.backups.preview(backup).is_same
    app.close()
    app = App.open(tmp_path / "data", key)
    assert Checkup(app.desk).run().problems == []
    app.close()
    assert file.read_bytes() == before


@pytest.mark.parametrize("version", RELEASED)
def test_it_takes_the_place_of_a_database_that_is_gone(tmp_path: Path, version: int) -> None:
    file = put_together(tmp_path / "old", version)
    then = content(tmp_path / "old")
    (tmp_path / "data").mkdir()
    found = Recovery(tmp_path / "data")
    found.restore(found.from_file(file))
    app = App.open(tmp_path / "data")
    assert stored(app) == then
    app.close()
