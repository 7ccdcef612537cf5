"""What the rep does to his day: minutes, order, out and back, each one step to undo; and the visits for a calendar."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktopcrm.domain.day_change import Change
from desktopcrm.services.today import TodayPage
from ui.context import Context
from ui.screens.today.day_list import DayList

FOLDER_KEY = "calendar.folder"
AHEAD = timedelta(days=366)


class DayDeeds(QObject):
    """Connect it to the strip of the day."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def watch(self, day: DayList) -> None:
        """Do what the strip asks for."""
        day.minutes_asked.connect(lambda subject, count: self._change(subject, Change(minutes=count)))
        day.move_asked.connect(lambda subject, place: self._change(subject, Change(order=place)))
        day.out_asked.connect(lambda subject: self._change(subject, Change(out=True)))
        day.back_asked.connect(lambda subject: self._change(subject, Change()))

    def export(self, page: TodayPage | None, parent: QWidget) -> None:
        """Write the agreed visits into a file that calendars read."""
        if page is None:
            return
        tr = self._context.tr
        folder = Path(self._context.preferences.text(FOLDER_KEY) or Path.home())
        proposed = folder / tr("today_page.export_name", day=page.day.isoformat())
        name, _ = QFileDialog.getSaveFileName(
            parent, tr("today_page.export"), str(proposed), tr("today_page.export_filter")
        )
        if name:
            self.write(page, Path(name))

    def write(self, page: TodayPage, file: Path) -> None:
        """The same with a file that is known, in a thread: every account is looked through."""
        context, calendar = self._context, self._context.app.calendar
        context.preferences.put(FOLDER_KEY, str(file.parent))
        last = page.day + AHEAD
        context.jobs.start(
            lambda _: calendar.write(calendar.agreed(page.day, last), file),
            lambda many: context.say(context.tr("today_page.exported", n=many, file=str(file))),
            context.say_error,
        )

    def _change(self, subject: str, change: Change) -> None:
        today = self._context.app.today
        if self._context.attempt(lambda: today.change_day(subject, change)):
            self._context.say_undo(self._context.tr("today_page.day_changed"))
