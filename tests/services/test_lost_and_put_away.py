"""Salvage of records of which some were put away: as the file tells, else as the newest backup knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.services.recovery import Recovery
from tests.services.test_lost_records import PLACES, adopted, lose, records, with_ann
from tests.services.test_recovery import KEY, rows

ARCHIVED = 9
LONG_AGO = "2021-03-04T05:06:07+00:00"


@pytest.fixture(params=[None, KEY], ids=["plain", "sealed"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    found: bytes | None = request.param
    return found


def put_away(folder: Path, key: bytes | None, *ids: int) -> None:
    app = App.open(folder, key)
    for one in ids:
        app.records.archive(one)
    app.close()


def backed_up(folder: Path, key: bytes | None) -> None:
    app = App.open(folder, key)
    app.backups.make("hand")
    app.close()


@pytest.mark.parametrize("lost", [(), (PLACES,)], ids=["placed", "unplaced"])
def test_an_account_put_away_since_the_backup_stays_away(
    tmp_path: Path, key: bytes | None, lost: tuple[str, ...]
) -> None:
    acme, _ = with_ann(tmp_path, key)
    backed_up(tmp_path, key)
    put_away(tmp_path, key, acme)
    lose(tmp_path, key, "record", *lost)
    adopted(Recovery(tmp_path, key))
    assert records(tmp_path, key)["Acme"][ARCHIVED] is not None


def test_an_account_taken_out_again_since_the_backup_is_active(tmp_path: Path, key: bytes | None) -> None:
    acme, _ = with_ann(tmp_path, key)
    put_away(tmp_path, key, acme)
    backed_up(tmp_path, key)
    app = App.open(tmp_path, key)
    app.records.restore(acme)
    app.close()
    lose(tmp_path, key, "record")
    adopted(Recovery(tmp_path, key))
    assert records(tmp_path, key)["Acme"][ARCHIVED] is None


def test_whom_the_backup_knows_as_put_away_stays_away_since_that_day(
    tmp_path: Path, key: bytes | None
) -> None:
    put_away(tmp_path, key, *with_ann(tmp_path, key))
    app = App.open(tmp_path, key)
    with app.store.unjournaled() as tx:
        tx.exec_driver_sql("UPDATE record SET archived_at = ?", (LONG_AGO,))
    app.backups.make("hand")
    app.close()
    before = rows(tmp_path, key)
    lose(tmp_path, key, "record")
    adopted(Recovery(tmp_path, key))
    assert rows(tmp_path, key) == before


def test_without_a_backup_an_account_put_away_stays_away(tmp_path: Path, key: bytes | None) -> None:
    acme, _ = with_ann(tmp_path, key)
    put_away(tmp_path, key, acme)
    lose(tmp_path, key, "record")
    adopted(Recovery(tmp_path, key))
    assert records(tmp_path, key)["Acme"][ARCHIVED] is not None
