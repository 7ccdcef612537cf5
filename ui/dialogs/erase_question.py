"""What erasing a person would do, in words: what goes, which texts are blanked or stay, what the backups do. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.cover import COVER
from desktopcrm.services.erasing import ErasePlan
from desktopcrm.services.erasing import Place as Found
from ui.blur import blur
from ui.context import Context
from ui.theme import theme
from ui.widgets.label import DENSE, DIM_PARAGRAPH, HEADING, PARAGRAPH, SMALL, Label
from ui.widgets.surfaces import Plain
from ui.widgets.tabs import SegmentedChoice

LATER, AT_ONCE = "later", "now"
MOST_TEXTS, MOST_FILES = 8, 5
LONGEST = 110
COUNTED = ("facts", "links", "parts", "steps", "decisions", "drafts")


class EraseQuestion(Plain):
    """Scrolls in the panel; `when`: what the backups shall do."""

    def __init__(self, context: Context, plan: ErasePlan, title: str, parent: QWidget) -> None:
        super().__init__("card", parent)
        self._context, self._tr = context, context.tr
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, theme().px(8), 0)
        lines.setSpacing(theme().px(6))
        lines.addWidget(Label(title, HEADING.but(wrap=True), self))
        self._write_out(lines, plan)
        lines.addStretch(1)

    @property
    def at_once(self) -> bool:
        """Whether the backups shall forget the person at once."""
        return self.when.key() == AT_ONCE

    def _write_out(self, lines: QVBoxLayout, plan: ErasePlan) -> None:
        tr = self._tr
        numbered = [(key, getattr(plan.counts, key)) for key in COUNTED]
        goes = [tr(f"erasing.{key}", n=number) for key, number in numbered if number]
        lines.addWidget(Label(tr("erasing.goes"), PARAGRAPH, self))
        lines.addWidget(Label(" · ".join(goes) or tr("erasing.nothing_more"), DIM_PARAGRAPH, self))
        self._add_choice(lines, plan)
        if plan.doubtful:
            words = Label(tr("erasing.doubtful", n=len(plan.doubtful)), PARAGRAPH.but(ink="warn"), self)
            lines.addWidget(words)
            self._add_places(lines, plan.doubtful)
        self._add_strange(lines, plan)
        lines.addWidget(Label(tr("erasing.blanked", n=len(plan.mentions)), PARAGRAPH, self))
        self._add_places(lines, plan.mentions)

    def _add_strange(self, lines: QVBoxLayout, plan: ErasePlan) -> None:
        """What the program did not make and may hold him."""
        if not plan.strange:
            return
        said = self._tr("erasing.strange", n=len(plan.strange), folder=str(plan.folder))
        words = Label(said, PARAGRAPH.but(ink="warn"), self)
        words.setObjectName("erase_strange")
        lines.addWidget(words)
        for one in plan.strange[:MOST_FILES]:
            name = str(one.relative_to(plan.folder))
            lines.addWidget(Label(name, DENSE.but(ink="ink2", elide=True), self))
        if len(plan.strange) > MOST_FILES:
            more = self._tr("erasing.more_files", n=len(plan.strange) - MOST_FILES)
            lines.addWidget(Label(more, SMALL, self))

    def _add_places(self, lines: QVBoxLayout, places: Sequence[Found]) -> None:
        """Texts that name him, each with where it stands; covered, that alone: drafts hold what no cover knows."""
        for one in places[:MOST_TEXTS]:
            kind = self._context.app.desk.catalogue.kinds[one.kind].label[self._context.lang]
            words = " ".join(one.text.split())
            cut = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
            cut = COVER if blur().on else cut
            lines.addWidget(Label(f"{one.account} · {kind} · {cut}", DENSE.but(ink="ink2", elide=True), self))
        if len(places) > MOST_TEXTS:
            more = self._tr("erasing.more", n=len(places) - MOST_TEXTS)
            lines.addWidget(Label(more, SMALL, self))

    def _add_choice(self, lines: QVBoxLayout, plan: ErasePlan) -> None:
        """What the backups do: forget him on a day, or at once."""
        tr = self._tr
        if plan.backups:
            lines.addWidget(Label(tr("erasing.backups", n=len(plan.backups)), PARAGRAPH, self))
        if plan.aside:
            lines.addWidget(Label(tr("erasing.aside", n=len(plan.aside)), DIM_PARAGRAPH, self))
        words = ((LATER, tr("erasing.later")), (AT_ONCE, tr("erasing.at_once")))
        self.when = SegmentedChoice("erase_when", tr("erasing.when"), words, self)
        self.when.set_key(LATER)
        self.when.chosen.connect(lambda _key: self._tell_when(plan))
        lines.addWidget(self.when, 0, Qt.AlignmentFlag.AlignLeft)
        self._when = Label("", DIM_PARAGRAPH, self)
        lines.addWidget(self._when)
        self._tell_when(plan)

    def _tell_when(self, plan: ErasePlan) -> None:
        day = numbers.show_day(plan.purge_on, self._context.lang)
        held = "" if plan.backups else "_none"
        second = self._context.app.backups.second_as_seen()
        away = "_away" if second is not None and second.state == "away" else ""
        folder = str(second.folder) if second is not None else ""
        self._when.setText(
            self._tr(f"erasing.backups_now{held}{away}", folder=folder)
            if self.at_once
            else self._tr("erasing.backups_later", day=day)
        )
