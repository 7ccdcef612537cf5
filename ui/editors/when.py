"""A line for a day, perhaps with an hour, written as people write it: “Fri 14:00”, “in 3 days”, 下周二. What was
understood stands under it.

Knows days and words; stores nothing.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.debrief_calendar import Look
from desktopcrm.domain.debrief_days import DayFound, read_day
from ui.context import Context
from ui.theme import theme
from ui.widgets.inputs import TextLine
from ui.widgets.label import SMALL, Label


def understood(text: str, today: date, month_first: bool) -> DayFound | None:
    """The day (and hour) that a text names as a whole; `None` where anything in it is not understood."""
    plain = numbers.plain(text)
    found = read_day(plain, 0, Look(today, month_first=month_first)) if plain else None
    return found if found is not None and not plain[found.end :].strip(" .。") else None


class WhenLine(QWidget):
    """`entered()` on Enter. `today`: from where “tomorrow” is counted."""

    entered = Signal()

    def __init__(self, context: Context, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        self.line = TextLine(name, label, context.tr("when.hint"), self)
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self.entered)
        self._said = Label("", SMALL.but(elide=True), self)
        self._said.setObjectName(f"{name}_read")
        column.addWidget(self.line)
        column.addWidget(self._said)
        self.setFocusProxy(self.line)
        self._read()

    def day(self) -> date | None:
        """The day, `None` where nothing is written or it is not understood."""
        found = self._found()
        return found.day if found else None

    def time(self) -> str:
        """The hour as HH:MM, or nothing."""
        found = self._found()
        return found.time if found else ""

    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.line.text().strip()

    def show_when(self, day: date, time: str = "") -> None:
        """Write a day and an hour into the line."""
        self.line.setText(f"{day.isoformat()} {time}".strip())

    def said(self) -> str:
        """What is told about the text."""
        return self._said.text()

    def _found(self) -> DayFound | None:
        context = self._context
        return understood(self.line.text(), context.app.desk.today(), context.lang == "zh")

    def _read(self) -> None:
        found, tr = self._found(), self._context.tr
        wrong = found is None and not self.is_empty()
        said = ""
        if found is not None:
            weekday = tr(f"when.weekday_{found.day.isoweekday()}")
            said = tr(
                "when.read",
                weekday=weekday,
                day=numbers.show_day(found.day, self._context.lang),
                time=found.time,
            )
        self._said.setText(tr("when.not_read") if wrong else said.strip() or " ")
        self._said.set_ink("bad" if wrong else "ink2")
        self.line.mark_wrong(wrong)
