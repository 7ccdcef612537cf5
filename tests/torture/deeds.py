"""The deeds of T3: what is prepared, what is done, and what may be found when it was cut off in the middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services import encryption, sealing
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.encryption import SealWish
from desktopcrm.services.report.request import DocumentRequest
from tests.torture.nursery import Order
from tests.torture.standing import PASSPHRASES, RECOVERY, Standing, standing
from tests.torture.workload import Workload

DAY = date(2026, 5, 20)
OLD = b"%PDF of last week %%EOF"
"""What an export finds in its place."""
EARLIER, LATER = 12, 8
"""Steps before and after the backup that each folder holds."""


def folder_of(order: Order) -> Path:
    return Path(str(order["folder"]))


def key_of(order: Order) -> bytes | None:
    return bytes.fromhex(str(order["key"])) if order["key"] else None


def prepared(folder: Path, sealed: bool) -> bytes | None:
    """A folder with some work in it, a backup of the middle of it, encrypted or not; its key."""
    app = App.open(folder)
    app.samples.add("en")
    work = Workload(app, 5)
    for _ in range(EARLIER):
        work.one()
    app.backups.make("hand")
    for _ in range(LATER):
        work.one()
    app.samples.add("en")  # what was put in first may have been taken back on the way
    app.close()
    (folder / "out").mkdir()
    return sealing.seal(folder, SealWish(PASSPHRASES[0], RECOVERY[0])) if sealed else None


def opened(order: Order, act: Callable[[App], object]) -> None:
    """Do something in the open application."""
    app = App.open(folder_of(order), key_of(order))
    try:
        act(app)
    finally:
        app.close()


def nothing(_folder: Path) -> str:
    return ""


def settled(folder: Path, key: bytes | None) -> None:
    """What follows on every opening: the rest of an interrupted change is done, and nothing readable is left."""
    sealing.settle(folder, key)
    sealing.finish(folder, key)
    left = Shelf(folder, key, None, encryption.keys(folder, key) if key else None).left_behind(key)
    if left:
        raise AssertionError(f"backups under another key: {[one.file.name for one in left]}")
    if key is None and list(folder.rglob(paths.KEYS_NAME)):
        raise AssertionError("a key file without anything encrypted")
    if key is not None and encryption.plain_left(folder):
        raise AssertionError(f"readable files: {encryption.plain_left(folder)}")


def forgotten(folder: Path, key: bytes | None) -> None:
    """Whose day has come is taken out of the backups at the next start at the latest."""
    app = App.open(folder, key)
    try:
        uids = tuple(one.uid for one in app.erasing.waiting())
        app.erasing.purge_due()
        with app.store.read() as tx:
            uids += tuple(str(row[0]) for row in tx.exec_driver_sql("SELECT uid FROM forgotten"))
        if app.backups.holding(uids):
            raise AssertionError("a backup holds somebody who was erased")
    finally:
        app.close()


def anything(_folder: Path, _key: bytes | None) -> None:
    """Nothing has to follow."""


@dataclass(frozen=True, slots=True)
class Deed:
    """`perform` does it in the child; `made` tells what of the result is no data: an exported file, by name.

    `then`: what must be possible in a folder in which it was cut off, as soon as it was opened again.
    `only`: `plain` or `sealed` where it has a meaning only there.
    """

    perform: Callable[[Order], object]
    made: Callable[[Path], str] = nothing
    then: Callable[[Path, bytes | None], None] = anything
    only: str = ""

    def look(self, folder: Path) -> tuple[Standing, str]:
        """Open the folder as a person would, look at everything. Raises where something is not whole."""
        return standing(folder), self.made(folder)


def _first(app: App, kind: str) -> int:
    return min(one.id for one in app.records.of_kind(kind))


def _restore(app: App) -> None:
    app.backups.restore(app.backups.list()[-1])


def _import(app: App) -> None:
    app.samples.add("zh")


def _erase(app: App) -> None:
    app.erasing.erase(_first(app, "person"))


def _purge(app: App) -> None:
    app.erasing.erase(_first(app, "person"), at_once=True)


def _seal(order: Order) -> None:
    sealing.seal(folder_of(order), SealWish(PASSPHRASES[0], RECOVERY[0]))


def _unseal(order: Order) -> None:
    sealing.unseal(folder_of(order), key_of(order) or b"")


def _rekey(order: Order) -> None:
    sealing.change_data_key(folder_of(order), key_of(order) or b"", SealWish(PASSPHRASES[1], RECOVERY[1]))


def _passphrase(order: Order) -> None:
    encryption.change_passphrase(folder_of(order), *PASSPHRASES)


def _recovery(order: Order) -> None:
    encryption.set_recovery(folder_of(order), key_of(order) or b"", RECOVERY[1])


def target(folder: Path, name: str) -> Path:
    """Where an export goes; an older file lies there already."""
    file = folder / "out" / name
    if not file.exists():
        file.write_bytes(OLD)
    return file


def _export(name: str, write: Callable[[App, Path], object], begins: bytes, ends: bytes) -> Deed:
    def perform(order: Order) -> None:
        opened(order, lambda app: write(app, target(folder_of(order), name)))

    def made(folder: Path) -> str:
        there = sorted(one.name for one in (folder / "out").iterdir() if not one.name.startswith("."))
        if there not in ([], [name]):
            raise AssertionError(f"strange files in the folder of exports: {there}")
        data = (folder / "out" / name).read_bytes() if there else OLD
        if data == OLD:
            return "as before"
        if not data.startswith(begins) or not data.rstrip().endswith(ends):
            raise AssertionError(f"half a file: {len(data)} bytes")
        return "written"

    return Deed(perform, made)


def _document(kind: str) -> Callable[[App, Path], object]:
    def write(app: App, file: Path) -> object:
        project = _first(app, "project")
        account = app.records.get(project).account_id or 0
        return app.documents.save(DocumentRequest(kind, account, project, day=DAY), file)

    return write


def _visit(app: App, file: Path) -> object:
    return app.calendar.write(app.calendar.agreed(date(2020, 1, 1), date(2030, 1, 1))[:3], file)


PDF = (b"%PDF", b"%%EOF")
DEEDS: dict[str, Deed] = {
    "backup": Deed(lambda order: opened(order, lambda app: app.backups.make("hand"))),
    "restore": Deed(lambda order: opened(order, _restore)),
    "import": Deed(lambda order: opened(order, _import)),
    "erase": Deed(lambda order: opened(order, _erase)),
    "purge": Deed(lambda order: opened(order, _purge), then=forgotten),
    "seal": Deed(_seal, then=settled, only="plain"),
    "unseal": Deed(_unseal, then=settled, only="sealed"),
    "rekey": Deed(_rekey, then=settled, only="sealed"),
    "passphrase": Deed(_passphrase, then=settled, only="sealed"),
    "recovery": Deed(_recovery, then=settled, only="sealed"),
    "plan": _export("plan.pdf", _document("plan"), *PDF),
    "brief": _export("brief.pdf", _document("brief"), *PDF),
    "checklist": _export("checklist.pdf", _document("checklist"), *PDF),
    "dump": _export("data.json", lambda app, file: app.exchange.dump(None, file), b"{", b"}"),
    "ics": _export("visits.ics", _visit, b"BEGIN:VCALENDAR", b"END:VCALENDAR"),
}
