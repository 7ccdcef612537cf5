"""Saves everything stored about a person to a file that the user chooses: PDF, or JSON by its ending."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.context import Context
from ui.dialogs.load_file import FOLDER_KEY


def save_person_data(context: Context, parent: QWidget, person_id: int) -> None:
    """Ask for a file, PDF or JSON, and write everything stored about a person there."""
    service, tr = context.app.person_data, context.tr
    folder = Path(context.preferences.text(FOLDER_KEY) or Path.home())
    proposed = folder / service.file_name(person_id, "pdf", context.lang)
    name, _ = QFileDialog.getSaveFileName(
        parent, tr("privacy.give_data"), str(proposed), tr("privacy.file_filter")
    )
    if name:
        write_person_data(context, person_id, Path(name))


def write_person_data(context: Context, person_id: int, file: Path) -> None:
    """Write it, in a thread."""
    service, tr = context.app.person_data, context.tr
    context.preferences.put(FOLDER_KEY, str(file.parent))
    lang = context.lang
    context.jobs.start(
        lambda _: service.save(person_id, file, lang),
        lambda _: context.say(tr("person_data.written", file=str(file))),
        context.say_error,
    )
