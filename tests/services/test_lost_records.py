"""Salvage of a file whose records are gone while what was noted down about them is still there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.records import NewRecord
from desktopcrm.services.recovery import Recovery, SalvageReport
from desktopcrm.services.salvage_words import salvage_words
from desktopcrm.storage import copies
from desktopcrm.storage.pages import Pages
from desktopcrm.texts import LANGUAGES, Texts
from tests.services.test_recovery import KEY, PAGE, rows

UIDS, NAMES, PLACES = "sqlite_autoindex_record_1", "record_kind_name", "record_parent"
REFS = "record_ref"
UID, ACCOUNT, NAME, CREATED = 1, 3, 6, 8
INNER = (0x02, 0x05)


@pytest.fixture(params=[None, KEY], ids=["plain", "sealed"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    found: bytes | None = request.param
    return found


def pages_of(folder: Path, key: bytes | None, name: str) -> set[int]:
    """Numbers of the pages of a table or an index."""
    file = folder / paths.DATABASE_NAME
    with copies.opened(file, key) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    pages, found, waiting = Pages(file, key), set[int](), [int(root)]
    while waiting:
        number = waiting.pop()
        found.add(number)
        page = pages.page(number)
        assert page is not None
        if page[0] in INNER:
            count = int.from_bytes(page[3:5], "big")
            cells = [int.from_bytes(page[12 + 2 * at : 14 + 2 * at], "big") for at in range(count)]
            waiting += [int.from_bytes(page[at : at + 4], "big") for at in (8, *cells)]
    return found


def lose(folder: Path, key: bytes | None, *names: str) -> None:
    """Zeroes instead of these tables and indexes."""
    lost = set[int]().union(*(pages_of(folder, key, name) for name in names))
    file = folder / paths.DATABASE_NAME
    data = bytearray(file.read_bytes())
    for number in lost:
        data[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    file.write_bytes(data)


def lived_in(folder: Path, key: bytes | None) -> None:
    """Sample accounts that were looked at, and a backup."""
    app = App.open(folder, key)
    app.samples.add("en")
    app.accounts.page(AccountQuery(limit=100))
    app.backups.make("hand")
    app.close()


def without_backup(folder: Path, key: bytes | None) -> Recovery:
    shutil.rmtree(folder / "backups")
    return Recovery(folder, key)


def test_records_all_lost_come_back_from_the_newest_backup(tmp_path: Path, key: bytes | None) -> None:
    lived_in(tmp_path, key)
    before = rows(tmp_path, key)
    lose(tmp_path, key, "record", UIDS, NAMES, PLACES)
    found = Recovery(tmp_path, key)
    report = found.salvage()
    assert (report.lost, report.pieced, report.nameless) == ({}, 0, 0)
    assert report.filled == report.rows["record"]
    found.adopt(report)
    assert rows(tmp_path, key) == {
        **before,
        "record": [row for row in before["record"] if row in hung(before)],
    }


def hung(before: dict[str, list[object]]) -> list[object]:
    """Records on which something hangs: of others only a backup knows, and they may have been deleted since."""
    every: list[tuple[object, ...]] = before["record"]  # type: ignore[assignment]
    needed = {row[2] for row in before["fact"]}  # type: ignore[index]
    needed |= {end for row in before["link"] for end in row[3:5]}  # type: ignore[index]
    needed |= {row[2] for row in before["stage_event"]}  # type: ignore[index]
    while more := {one for row in every if row[0] in needed for one in row[3:6] if one} - needed:
        needed |= more
    return [row for row in every if row[0] in needed]


def test_what_happened_since_the_backup_is_told_by_the_file(tmp_path: Path, key: bytes | None) -> None:
    lived_in(tmp_path, key)
    app = App.open(tmp_path, key)
    old, renamed, *_ = app.records.of_kind("account")
    app.records.delete(old.id)
    app.records.rename(renamed.id, "Called otherwise")
    app.records.add(NewRecord("person", "Came later", renamed.id))
    app.close()
    before = rows(tmp_path, key)
    lose(tmp_path, key, "record")
    found = Recovery(tmp_path, key)
    report = found.salvage()
    assert (report.lost, report.pieced, report.nameless) == ({}, 1, 0)
    found.adopt(report)
    assert rows(tmp_path, key) == before


def test_without_a_backup_their_indexes_tell_who_they_were(tmp_path: Path, key: bytes | None) -> None:
    lived_in(tmp_path, key)
    before = rows(tmp_path, key)
    lose(tmp_path, key, "record")
    found = without_backup(tmp_path, key)
    report = found.salvage()
    assert (report.lost, report.filled, report.nameless) == ({}, 0, 0)
    assert report.pieced == report.rows["record"]
    found.adopt(report)
    after = rows(tmp_path, key)
    told = [[row[:CREATED] for row in one["record"]] for one in (after, before)]  # type: ignore[index]
    assert told[0] == told[1]
    assert {**after, "record": []} == {**before, "record": []}


def test_who_lost_his_name_stays_in_his_place_and_an_account_is_known(
    tmp_path: Path, key: bytes | None
) -> None:
    lived_in(tmp_path, key)
    before = rows(tmp_path, key)
    lose(tmp_path, key, "record", UIDS, NAMES)
    found = without_backup(tmp_path, key)
    report = found.salvage()
    assert report.lost == {}
    assert report.nameless == report.pieced - report.accounts > 0
    found.adopt(report)
    after = rows(tmp_path, key)
    assert after["fact"] == before["fact"]
    for now, then in zip(after["record"], before["record"], strict=True):
        assert now[2:NAME] == then[2:NAME]  # type: ignore[index]
        assert now[NAME] == (then[NAME] if then[ACCOUNT - 1] == "account" else "?")  # type: ignore[index]


def test_it_is_said_what_was_put_together_and_what_has_no_name(tmp_path: Path) -> None:
    lived_in(tmp_path, None)
    lose(tmp_path, None, "record", UIDS, NAMES)
    report = without_backup(tmp_path, None).salvage()
    for lang in LANGUAGES:
        tr = Texts.load().bind(lang)
        said = salvage_words(tr, report, None)
        assert tr("opening.pieced", n=report.pieced) in said
        assert tr("opening.nameless", n=report.nameless) in said
        assert tr("opening.nothing_lost") not in said


def test_it_is_said_that_nobody_knows_what_was_put_away() -> None:
    for lang, word in zip(LANGUAGES, ("archived", "归档"), strict=True):
        assert word in Texts.load().bind(lang)("opening.pieced", n=2)


def test_nobody_without_a_uid_comes_back_where_somebody_was_erased(tmp_path: Path, key: bytes | None) -> None:
    app = App.open(tmp_path, key)
    app.samples.add("en")
    app.erasing.erase(app.records.of_kind("person")[0].id)
    app.close()
    lose(tmp_path, key, "record", UIDS, NAMES)
    with pytest.raises(UserError) as refused:
        without_backup(tmp_path, key).salvage()
    assert refused.value.key == "errors.records_gone"


def test_facts_of_nobody_knows_whom_are_refused_in_a_sentence(tmp_path: Path, key: bytes | None) -> None:
    lived_in(tmp_path, key)
    lose(tmp_path, key, "record", UIDS, NAMES, PLACES)
    left = (tmp_path / paths.DATABASE_NAME).read_bytes()
    with pytest.raises(UserError) as refused:
        without_backup(tmp_path, key).salvage()
    assert refused.value.key == "errors.records_gone"
    assert (tmp_path / paths.DATABASE_NAME).read_bytes() == left
    assert list(tmp_path.glob("desktopcrm.salvaged*")) == []


def with_ann(folder: Path, key: bytes | None) -> tuple[int, int]:
    """An account of which something is known, and a person of it."""
    app = App.open(folder, key)
    acme = app.accounts.add("Acme")
    app.facts.observe(acme, "plans", "Ours")
    ann = app.records.add(NewRecord("person", "Ann Other", acme))
    app.close()
    return acme, ann


def records(folder: Path, key: bytes | None) -> dict[str, tuple[object, ...]]:
    """By name."""
    found: list[tuple[object, ...]] = rows(folder, key)["record"]  # type: ignore[assignment]
    return {str(row[NAME]): row for row in found}


def adopted(found: Recovery) -> SalvageReport:
    report = found.salvage()
    found.adopt(report)
    return report


def test_records_of_which_nothing_is_noted_come_back_by_their_indexes(
    tmp_path: Path, key: bytes | None
) -> None:
    app = App.open(tmp_path, key)
    app.accounts.add("Acme")
    app.close()
    lose(tmp_path, key, "record")
    assert adopted(Recovery(tmp_path, key)).accounts == 1
    assert list(records(tmp_path, key)) == ["Acme"]


def test_nobody_comes_back_without_knowing_whom_he_referred_to(tmp_path: Path, key: bytes | None) -> None:
    lived_in(tmp_path, key)
    lose(tmp_path, key, "record", REFS)
    with pytest.raises(UserError) as refused:
        without_backup(tmp_path, key).salvage()
    assert refused.value.key == "errors.records_gone"


def test_whom_two_indexes_call_something_else_does_not_come_back(tmp_path: Path) -> None:
    with_ann(tmp_path, None)
    lose(tmp_path, None, "record")
    file = tmp_path / paths.DATABASE_NAME
    whole = file.read_bytes()
    assert b"personAnn Other" in whole
    file.write_bytes(whole.replace(b"personAnn Other", b"rivalsAnn Other"))
    adopted(Recovery(tmp_path))
    assert list(records(tmp_path, None)) == ["Acme"]


def test_a_uid_of_something_else_is_not_taken_for_one_of_a_record(tmp_path: Path) -> None:
    """A page that was written to a wrong place leads into another index."""
    with_ann(tmp_path, None)
    before = records(tmp_path, None)
    (other,), (own,) = (pages_of(tmp_path, None, name) for name in ("sqlite_autoindex_fact_1", UIDS))
    lose(tmp_path, None, "record")
    file = tmp_path / paths.DATABASE_NAME
    data = bytearray(file.read_bytes())
    data[(own - 1) * PAGE : own * PAGE] = data[(other - 1) * PAGE : other * PAGE]
    file.write_bytes(data)
    adopted(Recovery(tmp_path))
    after = rows(tmp_path, None)
    assert [row[NAME] for row in after["record"]] == list(before)  # type: ignore[index]
    assert not {row[UID] for row in after["record"]} & {row[UID] for row in after["fact"]}  # type: ignore[index]
