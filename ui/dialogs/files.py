"""What can be done with files and samples wherever a page offers it: write all accounts, put samples in or out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.context import Context
from ui.dialogs.load_file import FOLDER_KEY


def samples(context: Context, add: bool) -> None:
    """Put the sample account of the window's language in, or take all samples out; one step either way."""
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
