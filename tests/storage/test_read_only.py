"""Data that may not be written can be read, printed and copied; nothing in the folder changes, nothing pretends to."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.checkup import Checkup
from desktopcrm.services.report.request import DocumentRequest
from desktopcrm.storage import copies
from tests.storage.test_opening import snapshot

NAME = "Northfield Castings"
PASSPHRASE = "dust filter in Luebeck 7 ways"


def make(folder: Path, sealed: bool) -> bytes | None:
    app = App.open(folder)
    account = app.accounts.add(NAME)
    app.facts.observe(account, "city", "Leeds")
    app.preferences.put("author", "Li Ming")
    app.close()
    if not sealed:
        return None
    return encryption.seal(folder, encryption.SealWish(PASSPHRASE, encryption.new_recovery_key()))


KINDS = ("plain", "sealed", "plain with a log", "sealed with a log")
Made = dict[str, tuple[Path, bytes | None]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A folder of each kind, to be copied."""
    found: Made = {}
    for kind in ("plain", "sealed"):
        place = tmp_path_factory.mktemp(kind)
        key = make(place / "data", kind == "sealed")
        app = App.open(place / "data", key)
        shutil.copytree(place / "data", place / "quiet")
        app.facts.observe(app.accounts.find(NAME), "city", "York")
        shutil.copytree(place / "data", place / "crashed")
        app.close()
        found |= {kind: (place / "quiet", key), f"{kind} with a log": (place / "crashed", key)}
    return found


@pytest.fixture(params=KINDS)
def reading(
    request: pytest.FixtureRequest, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    """Opened for reading only; afterwards not one byte of the folder is another, and nothing private lies about."""
    template, key = made[request.param]
    folder = tmp_path / template.name
    shutil.copytree(template, folder)
    log = folder / f"{paths.DATABASE_NAME}-wal"
    assert (log.exists() and log.stat().st_size > 0) == ("log" in request.param)
    before = snapshot(folder)
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    app = App.open(folder, key, read_only=True)
    assert list((tmp_path / "temp").iterdir()) == []
    yield app
    app.close()
    assert snapshot(folder) == before


def test_everything_can_be_read(reading: App, tmp_path: Path) -> None:
    account = reading.accounts.find(NAME)
    city = "York" if reading.folder.name == "crashed" else "Leeds"
    assert reading.desk.plan(account).value(account, "city") == city
    assert [row.name for row in reading.accounts.page(AccountQuery())] == [NAME]
    assert reading.preferences.text("author") == "Li Ming"
    assert reading.is_read_only
    reading.today.page()
    reading.store.check_place()
    assert Checkup(reading.desk).run().problems == []
    assert reading.documents.make(DocumentRequest("plan", account)).startswith(b"%PDF")
    reading.exchange.dump(None, tmp_path / "out.json")
    assert (tmp_path / "out.json").stat().st_size


def test_a_copy_can_be_saved_and_is_sealed_as_the_data_are(reading: App, tmp_path: Path) -> None:
    copy, key = tmp_path / "copy.db", reading.store.place.key
    reading.backups.save_copy(copy)
    found = copies.verify(copy, key)
    assert (found.accounts, found.is_sealed) == (1, key is not None)


@pytest.mark.parametrize(
    "deed",
    [
        lambda app: app.accounts.add("New"),
        lambda app: app.facts.observe(1, "city", "Kiel"),
        lambda app: app.history.undo(),
        lambda app: app.history.redo(),
        lambda app: app.backups.make("hand"),
        lambda app: app.backups.purge(("00",)),
        lambda app: app.samples.add("en"),
    ],
)
def test_every_change_is_refused_in_the_same_sentence(reading: App, deed: Callable[[App], object]) -> None:
    with pytest.raises(UserError) as refused:
        deed(reading)
    assert "errors.read_only_mode" in str(refused.value.args) or refused.value.key == "errors.read_only_mode"
    assert [row.name for row in reading.accounts.page(AccountQuery())] == [NAME]
    assert reading.history.next_undo() is None


def test_what_is_set_holds_for_this_run_only(reading: App) -> None:
    reading.preferences.put("author", "Anna Wells")
    reading.preferences.put("look", "dark")
    reading.preferences.put("lock.minutes", 3)
    assert (reading.preferences.text("author"), reading.preferences.text("look")) == ("Anna Wells", "dark")
