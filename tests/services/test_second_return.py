"""A second place that comes back gets what it lacks, and forgets who was erased while it was away, without a restart."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.services.backup_places import folder_on
from desktopcrm.services.records import NewRecord
from desktopcrm.services.second_return import Looked, catch_up, look


def look_at(app: App) -> Looked:
    return look(app.backups, app.erasing, may_write=True)


def naming(stick: Path, name: bytes) -> list[str]:
    return [one.name for one in stick.rglob("*.db") if name in one.read_bytes()]


def test_what_it_lacks_is_copied_when_it_is_found_again(app: App, stick: Path, drawer: Path) -> None:
    app.accounts.add("Acme")
    app.backups.set_second_place(stick)
    stick.rename(drawer)
    app.backups.make("hand")
    assert look_at(app).place.state == "away"
    drawer.rename(stick)
    looked = look_at(app)
    assert (looked.copied, looked.place.behind, looked.place.held, looked.place.has_newest) == (1, 0, 1, True)
    assert look_at(app).copied == 0
    assert app.backups.second_as_seen() == looked.place


def test_who_only_reads_looks_and_copies_nothing(app: App, stick: Path, drawer: Path) -> None:
    app.backups.set_second_place(stick)
    stick.rename(drawer)
    app.backups.make("hand")
    drawer.rename(stick)
    looked = look(app.backups, app.erasing, may_write=False)
    assert (looked.copied, looked.place.behind, looked.place.has_newest) == (0, 1, False)


def test_who_was_erased_while_it_was_away_is_gone_there_once_it_is_back(
    app: App, stick: Path, drawer: Path
) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", app.accounts.add("Works")))
    app.backups.set_second_place(stick)
    app.backups.make("hand")
    only_there = folder_on(stick, app.backups.make("hand").database)
    app.backups.second_place()
    stick.rename(drawer)
    newest = app.backups.newest()
    assert newest is not None
    app.backups.remove(newest)
    app.erasing.erase(gone, at_once=True)
    app.erasing.purge_due()
    assert len(app.erasing.waiting()) == 1
    drawer.rename(stick)
    assert len(naming(stick, b"Anna Wells")) == len(list(only_there.glob("*.db")))
    looked = look_at(app)
    assert (looked.forgot, looked.place.is_whole) == (True, True)
    assert (naming(stick, b"Anna Wells"), app.erasing.waiting()) == ([], [])


def test_a_backup_made_before_it_was_looked_at_does_not_make_it_remember(
    app: App, stick: Path, drawer: Path
) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", app.accounts.add("Works")))
    app.backups.set_second_place(stick)
    app.backups.make("hand")
    stick.rename(drawer)
    app.erasing.erase(gone, at_once=True)
    app.erasing.purge_due()
    drawer.rename(stick)
    app.backups.make("hand")
    assert app.backups.second_place().behind == 0
    assert look_at(app).forgot
    assert (naming(stick, b"Anna Wells"), app.erasing.waiting()) == ([], [])


def test_what_it_refused_is_tried_again_when_it_was_away_or_is_asked_for(
    app: App, stick: Path, drawer: Path
) -> None:
    app.backups.set_second_place(stick)
    there = folder_on(stick, app.backups.make("hand").database)
    shutil.rmtree(there)
    there.write_bytes(b"in the way")
    app.backups.make("hand")
    assert look_at(app).place.state == "refused"
    there.unlink()
    there.mkdir()
    assert look_at(app).place.state == "refused"
    stick.rename(drawer)
    look_at(app)
    drawer.rename(stick)
    assert look_at(app).place.is_whole
    there.rename(stick / "elsewhere")
    assert catch_up(app.backups, app.erasing).place.is_whole


def test_the_bare_place_of_a_disk_is_not_the_disk(app: App, stick: Path, drawer: Path) -> None:
    app.backups.set_second_place(stick)
    there = folder_on(stick, app.backups.make("hand").database)
    stick.rename(drawer)
    stick.mkdir()  # where it was mounted
    app.backups.make("hand")
    place = app.backups.second_place()
    assert (place.state, place.is_another) == ("away", True)
    assert list(stick.iterdir()) == []
    stick.rmdir()
    drawer.rename(stick)
    assert app.backups.bring_second_up_to_date().is_whole
    assert len(list(there.glob("*.db"))) == len(app.backups.list())


def test_another_disk_at_the_same_place_is_used_once_it_is_chosen(
    app: App, stick: Path, drawer: Path
) -> None:
    app.backups.set_second_place(stick)
    app.backups.make("hand")
    stick.rename(drawer)
    stick.mkdir()
    assert app.backups.set_second_place(stick).is_whole
    assert app.backups.make("hand").file.name in {one.name for one in stick.rglob("*.db")}


def test_where_its_copies_are_gone_it_begins_anew_only_when_asked(app: App, stick: Path) -> None:
    app.backups.set_second_place(stick)
    there = folder_on(stick, app.backups.make("hand").database)
    shutil.rmtree(there)
    assert look_at(app).place.is_another
    assert not there.exists()
    assert catch_up(app.backups, app.erasing).place.is_whole


def test_what_is_pulled_while_it_is_looked_at_is_not_begun_anew_unasked(
    app: App, stick: Path, drawer: Path
) -> None:
    app.backups.set_second_place(stick)
    app.backups.make("hand")
    stick.rename(drawer)
    app.backups.make("hand")
    look_at(app)
    drawer.rename(stick)
    app.backups.second_place()
    app.erasing.erase(app.records.add(NewRecord("person", "Anna Wells", app.accounts.add("Works"))), True)

    def pull(*_: object) -> None:
        if stick.exists() and not drawer.exists():
            stick.rename(drawer)
            stick.mkdir()

    assert app.backups.is_second_back()
    look(app.backups, app.erasing, may_write=True, progress=pull)
    assert drawer.exists()
    assert list(stick.iterdir()) == []
