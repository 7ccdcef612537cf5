"""Salvage after a restore: a number of a lost record may be somebody else's than the newest backup says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord
from desktopcrm.services.recovery import Recovery
from tests.services.test_lost_records import NAMES, PLACES, UID, UIDS, adopted, lose, records

META = "meta"


def restored(folder: Path) -> str:
    """Somebody was taken back by a restore, another one got the number; gives the uid of who is gone."""
    app = App.open(folder)
    acme = app.accounts.add("Acme")
    app.facts.observe(acme, "plans", "Theirs")
    old = app.backups.make("hand")
    gone = app.records.get(app.accounts.add("Taken back"))
    app.backups.restore(old)
    app.close()
    app = App.open(folder)
    new = app.accounts.add("Mine")
    app.facts.observe(new, "plans", "Ours")
    app.close()
    assert new == gone.id
    return gone.uid


def test_who_lost_place_and_uid_is_not_called_like_somebody_else(tmp_path: Path) -> None:
    restored(tmp_path)
    lose(tmp_path, None, "record", UIDS, NAMES, PLACES)
    with pytest.raises(UserError) as refused:
        Recovery(tmp_path).salvage()
    assert refused.value.key == "errors.records_gone"


def test_who_kept_his_uid_is_known_by_it(tmp_path: Path) -> None:
    restored(tmp_path)
    lose(tmp_path, None, "record", NAMES, PLACES)
    report = adopted(Recovery(tmp_path))
    assert (report.accounts, report.filled, report.lost) == (1, 1, {"fact": 1})
    assert list(records(tmp_path, None)) == ["Acme"]


@pytest.mark.parametrize("lost", [(), (META,), (META, "step"), ("step",)])
def test_who_lost_his_uid_gets_a_new_one_and_keeps_his_name(tmp_path: Path, lost: tuple[str, ...]) -> None:
    gone = restored(tmp_path)
    lose(tmp_path, None, "record", UIDS, *lost)
    report = adopted(Recovery(tmp_path))
    assert (report.filled, report.pieced) == (0, 2)
    after = records(tmp_path, None)
    assert list(after) == ["Acme", "Mine"]
    assert after["Mine"][UID] != gone


def test_who_is_of_another_kind_is_somebody_else(tmp_path: Path) -> None:
    """Also where nothing else tells: the folder was put back as a whole, and its steps are lost."""
    copied_back(tmp_path, "person")
    lose(tmp_path, None, "record", UIDS, NAMES, "step")
    report = adopted(Recovery(tmp_path))
    assert (report.filled, report.nameless) == (1, 1)
    assert list(records(tmp_path, None)) == ["Acme", "?"]


def copied_back(folder: Path, kind: str) -> str:
    """An older file was laid over the newer one by hand, nothing tells of it; gives the uid of who is gone."""
    app = App.open(folder)
    acme = app.accounts.add("Acme")
    app.close()
    kept = folder / "kept"
    shutil.copyfile(folder / paths.DATABASE_NAME, kept)
    app = App.open(folder)
    gone = app.records.get(app.accounts.add("Taken back"))
    app.backups.make("hand")
    app.close()
    kept.replace(folder / paths.DATABASE_NAME)
    app = App.open(folder)
    app.records.add(NewRecord(kind, "Mine", None if kind == "account" else acme))
    app.close()
    return gone.uid


@pytest.mark.parametrize("lost", [(), (UIDS,)], ids=["uids kept", "uids lost"])
def test_a_file_laid_over_by_hand_is_known_by_its_steps(tmp_path: Path, lost: tuple[str, ...]) -> None:
    gone = copied_back(tmp_path, "account")
    lose(tmp_path, None, "record", NAMES, *lost)
    adopted(Recovery(tmp_path))
    after = records(tmp_path, None)
    assert list(after) == ["Acme", "Mine"]
    assert after["Mine"][UID] != gone


def test_where_nothing_was_restored_the_backup_is_believed_without_uids(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    app.facts.observe(app.accounts.add("Acme"), "plans", "Ours")
    app.backups.make("hand")
    app.accounts.add("Later")
    app.close()
    before = records(tmp_path, None)["Acme"]
    lose(tmp_path, None, "record", UIDS, NAMES, PLACES)
    report = adopted(Recovery(tmp_path))
    assert (report.filled, report.pieced) == (1, 0)
    assert list(records(tmp_path, None).values()) == [before]
