"""What the page of accounts does beyond showing: archive, bring back, samples, writing a file, a dropped file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.context import Context
from ui.dialogs.load_file import FOLDER_KEY

Chosen = Sequence[tuple[int, str]]


def put_away(context: Context, chosen: Chosen) -> None:
    """Archive accounts (id, name) in one step and offer to take it back."""
    if chosen and context.attempt(lambda: context.app.accounts.put_away([one for one, _ in chosen])):
        tr, many = context.tr, len(chosen)
        words = tr("accounts.archived_one", name=chosen[0][1])
        context.say_undo(words if many == 1 else tr("accounts.archived_many", n=many))


def bring_back(context: Context, chosen: Chosen) -> None:
    """The other way round."""
    if chosen and context.attempt(lambda: context.app.accounts.bring_back([one for one, _ in chosen])):
        tr, many = context.tr, len(chosen)
        words = tr("accounts.restored_one", name=chosen[0][1])
        context.say_undo(words if many == 1 else tr("accounts.restored_many", n=many))


def samples(context: Context, add: bool) -> None:
    """Put the sample accounts in, or take them out; one step either way."""
    service = context.app.samples
    if add and context.attempt(lambda: service.add(context.lang)):
        context.say_undo(context.tr("accounts.samples_added"))
    elif not add and context.attempt(service.remove):
        context.say_undo(context.tr("accounts.samples_removed"))


def dump_all(context: Context, parent: QWidget) -> None:
    """Write every account to a file that the user chooses."""
    tr = context.tr
    folder = Path(context.preferences.text(FOLDER_KEY) or Path.home())
    proposed = folder / tr("accounts.dump_name", day=context.app.desk.today().isoformat())
    name, _ = QFileDialog.getSaveFileName(parent, tr("accounts.dump_file"), str(proposed), tr("load.filter"))
    if name:
        write_all(context, Path(name))


def write_all(context: Context, file: Path) -> None:
    """Write every account to `file`, in a thread."""
    context.preferences.put(FOLDER_KEY, str(file.parent))
    exchange = context.app.exchange
    context.jobs.start(
        lambda _: exchange.dump(None, file),
        lambda _: context.say(context.tr("accounts.dumped", file=str(file))),
        context.say_error,
    )


def dropped_file(data: QMimeData) -> Path | None:
    """The one account file that is being dragged, if it is one."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    found = [file for file in files if file.suffix.lower() == ".json"]
    return found[0] if len(found) == 1 == len(files) else None
