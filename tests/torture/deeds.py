"""The deeds of T3: what is prepared, what is done, and what may be found when it was cut off in the middle."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import encryption, leftovers, sealing
from desktopcrm.services.backup_rekeying import left_behind
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.encryption import SealWish
from desktopcrm.services.recovery import Recovery
from tests.storage.released import put_together
from tests.torture.nursery import Order
from tests.torture.standing import PASSPHRASES, RECOVERY, Standing, standing
from tests.torture.workload import Workload

PAGE = 4096
OLD = b"%PDF of last week %%EOF"
"""What an export finds in its place."""
READABLE = (b"SQLite format 3", b"Pikehaven", b"Hartwell")
"""What only a readable file holds: how it begins, names of sample accounts."""
EARLIER, LATER = 12, 8
"""Steps before and after the backup that each folder holds."""


def folder_of(order: Order) -> Path:
    return Path(str(order["folder"]))


def key_of(order: Order) -> bytes | None:
    return bytes.fromhex(str(order["key"])) if order["key"] else None


_kept: dict[bool, tuple[dict[str, bytes], bytes | None]] = {}
"""The folders that `prepared` has made, file by file."""


def prepared(folder: Path, sealed: bool) -> bytes | None:
    """A folder with some work in it, a backup of the middle of it, encrypted or not; its key."""
    if sealed not in _kept:
        key = _prepare(folder, sealed)
        found = {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
        _kept[sealed] = found, key
        return key
    files, key = _kept[sealed]
    build(folder, files)
    (folder / "out").mkdir()
    return key


def build(folder: Path, files: dict[str, bytes]) -> None:
    """Put files, by their names in a folder, on the disk."""
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _prepare(folder: Path, sealed: bool) -> bytes | None:
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


def nothing(_where: object) -> str:
    return ""


def settled(folder: Path, key: bytes | None) -> None:
    """What follows on every opening: the rest of an interrupted change is done, and nothing readable is left."""
    leftovers.take_up("open", folder, key)
    sealing.finish(folder, key)
    shelf = encryption.shelf_of(folder, key)
    left = left_behind(shelf, key)
    if left:
        raise AssertionError(f"backups under another key: {[one.file.name for one in left]}")
    if key is None and list(folder.rglob(paths.KEYS_NAME)):
        raise AssertionError("a key file without anything encrypted")
    if key is not None:
        _unreadable(folder)


def _unreadable(folder: Path) -> None:
    """No file of an encrypted folder tells what is in it, whatever was cut off on the way."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    told = [one.name for one in files if any(word in one.read_bytes() for word in READABLE)]
    if told:
        raise AssertionError(f"readable files: {told}")


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
    `only`: `plain` or `sealed` where it has a meaning only there. `file`: what it writes, an older one lies there.
    `lay` brings the folder into the state that the deed is for; `stand` looks at it where it need not open.
    """

    perform: Callable[[Order], object]
    made: Callable[[Path], str] = nothing
    then: Callable[[Path, bytes | None], None] = anything
    only: str = ""
    file: str = ""
    lay: Callable[[Path], object] = nothing
    stand: Callable[[Path], Standing] = standing

    def look(self, folder: Path) -> tuple[Standing, str]:
        """Open the folder as a person would, look at everything. Raises where something is not whole."""
        return self.stand(folder), self.made(folder)


def first(app: App, kind: str) -> int:
    return min(one.id for one in app.records.of_kind(kind))


def _restore(app: App) -> None:
    app.backups.restore(app.backups.list()[-1])


def _import(app: App) -> None:
    app.samples.add("zh")


def _how_many(folder: Path) -> str:
    return f"{len(Shelf(folder).list())} backups"


def _erase(app: App) -> None:
    app.erasing.erase(first(app, "person"))


def _purge(app: App) -> None:
    app.erasing.erase(first(app, "person"), at_once=True)
    app.erasing.purge_due()


def _seal(order: Order) -> None:
    sealing.seal(folder_of(order), SealWish(PASSPHRASES[0], RECOVERY[0]))


def _unseal(order: Order) -> None:
    sealing.unseal(folder_of(order), key_of(order) or b"")


def _rekey(order: Order) -> None:
    sealing.change_data_key(folder_of(order), key_of(order) or b"", SealWish(PASSPHRASES[1], RECOVERY[1]))


def _passphrase(order: Order) -> None:
    folder, (old, new) = folder_of(order), PASSPHRASES
    encryption.set_passphrase(folder, encryption.unlock(folder, old), new)


def _recovery(order: Order) -> None:
    encryption.set_recovery(folder_of(order), key_of(order) or b"", RECOVERY[1])


def damage(folder: Path) -> None:
    """Some pages of the database are gone."""
    file = folder / paths.DATABASE_NAME
    with file.open("r+b") as opened:
        opened.seek(PAGE)
        opened.write(b"\x5a" * PAGE * 6)


def damaged_or_whole(folder: Path) -> Standing:
    """A folder that may still be damaged; whatever was begun is completed first, as on every opening."""
    leftovers.take_up("closed", folder)
    try:
        return standing(folder)
    except UserError as error:
        if error.key != "errors.database_damaged":
            raise
    if not Recovery(folder).backups():
        raise AssertionError("the backups are gone")
    return Standing("damaged", frozenset(), None, 1)


def _recovery_of(order: Order) -> Recovery:
    folder, key = folder_of(order), key_of(order)
    return Recovery(folder, key)


def _recover(order: Order) -> None:
    found = _recovery_of(order)
    found.restore(found.backups()[0])


def _salvage(order: Order) -> None:
    found = _recovery_of(order)
    found.adopt(found.salvage())


def _old(folder: Path) -> None:
    (folder / paths.DATABASE_NAME).unlink()
    put_together(folder, 2)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


DEEDS: dict[str, Deed] = {
    "new": Deed(lambda order: opened(order, nothing), only="plain", lay=_empty),
    "backup": Deed(lambda order: opened(order, lambda app: app.backups.make("hand")), made=_how_many),
    "restore": Deed(lambda order: opened(order, _restore)),
    "import": Deed(lambda order: opened(order, _import)),
    "erase": Deed(lambda order: opened(order, _erase)),
    "purge": Deed(lambda order: opened(order, _purge), then=forgotten),
    "seal": Deed(_seal, then=settled, only="plain"),
    "unseal": Deed(_unseal, then=settled, only="sealed"),
    "rekey": Deed(_rekey, then=settled, only="sealed"),
    "passphrase": Deed(_passphrase, then=settled, only="sealed"),
    "recovery-key": Deed(_recovery, then=settled, only="sealed"),
    "recover": Deed(_recover, lay=damage, stand=damaged_or_whole),
    "salvage": Deed(_salvage, lay=damage, stand=damaged_or_whole),
    "migrate": Deed(lambda order: opened(order, nothing), only="plain", lay=_old),
}
