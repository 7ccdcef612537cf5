"""What stands over every page while the data are open for reading only, with the ways on: a copy, or writing again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui.context import Context
from ui.theme import Tone, theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Kind
from ui.widgets.surfaces import Plain


def read_only_strip(context: Context, window: QWidget) -> Plain:
    """Hidden where the data can be written."""
    tr, unit = context.tr, theme().px
    strip = Plain("ground", window)
    strip.setObjectName("read_only_strip")
    if not context.is_open or not context.app.is_read_only:
        strip.hide()
        return strip
    column = QVBoxLayout(strip)
    column.setContentsMargins(unit(12), unit(8), unit(12), unit(4))
    banner = Banner("read_only", tr("opening.read_only"), Tone.WARN, "eye", strip)
    column.addWidget(banner)
    copy = Button("save_copy", tr("opening.save_copy"), "download", Kind.SECONDARY, banner).dense()
    copy.clicked.connect(lambda: _ask_copy(context, window))
    again = Button("write_again", tr("opening.write_again"), "pencil", Kind.SECONDARY, banner).dense()
    again.clicked.connect(lambda: context.reopen(None))
    banner.add_button(copy)
    banner.add_button(again)
    return strip


def save_copy(context: Context, file: Path) -> None:
    """A verified copy, in a thread; sealed as the data are."""
    backups = context.app.backups
    context.jobs.start(
        lambda _: backups.save_copy(file),
        lambda _: context.say(context.tr("opening.copy_saved", file=str(file))),
        context.say_error,
    )


def _ask_copy(context: Context, window: QWidget) -> None:
    tr = context.tr
    proposed = Path.home() / tr("opening.copy_name", day=date.today().isoformat())
    name, _ = QFileDialog.getSaveFileName(window, tr("opening.save_copy"), str(proposed), "*.db")
    if name:
        save_copy(context, Path(name))
