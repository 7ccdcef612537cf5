"""The panel that erases a person: what goes, which texts are blanked or stay, what the backups do. In the page, never modal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.cover import COVER
from desktopcrm.errors import UserError
from desktopcrm.services.erasing import ErasePlan
from desktopcrm.services.erasing import Place as Found
from ui.blur import blur
from ui.context import Context, Place
from ui.jobs import Progress
from ui.models.second_look import second_look
from ui.theme import Tone, theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextLine
from ui.widgets.label import DENSE, DIM_PARAGRAPH, HEADING, PARAGRAPH, SMALL, Label
from ui.widgets.scroll import thin_bars
from ui.widgets.surfaces import CARD_RADIUS, Plain, clear_layout
from ui.widgets.tabs import SegmentedChoice

LATER, AT_ONCE = "later", "now"
LEFT = "left"
"""Which part of the page of privacy shows texts that may still mean somebody."""
MOST_TEXTS, MOST_FILES = 8, 5
LONGEST = 110
HIGHEST, LEAST = 360, 52
"""Of what scrolls; of the panel where there is no room."""
COUNTED = ("facts", "links", "parts", "steps", "decisions", "drafts")


class ErasePanel(QFrame):
    """`ask(person_id)` shows it; `erased()` when it is done, `given_up()` when it is not."""

    erased = Signal()
    given_up = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = theme().px
        self._context, self._tr = context, context.tr
        self._plan: ErasePlan | None = None
        self.setObjectName("erase_panel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(unit(18), unit(14), unit(18), unit(14))
        self._column.setSpacing(unit(8))
        self.hide()

    def ask(self, person_id: int) -> None:
        """Show what erasing would do; nothing is done yet."""
        try:
            plan = self._context.app.erasing.plan(person_id)
            second_look().looked.emit(self._context.app.backups.second_place())
        except UserError as error:
            self._context.say_error(error)
            return
        self._plan = plan
        clear_layout(self._column)
        title = self._tr("erasing.title", name=plan.person.name, account=plan.account)
        self.setAccessibleName(title)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setMinimumHeight(1)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(title)
        thin_bars(self._area)
        inside = Plain("card", self._area)
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, theme().px(8), 0)
        lines.setSpacing(theme().px(6))
        lines.addWidget(Label(title, HEADING.but(wrap=True), inside))
        self._fill(lines, inside, plan)
        lines.addStretch(1)
        self._area.setWidget(inside)
        self._column.addWidget(self._area, 1)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("erase_error")
        self._error.hide()
        self._column.addWidget(self._error)
        self._add_typed(plan)
        self.show()
        self._typed.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def person_id(self) -> int:
        """Whom it asks about, 0 for nobody."""
        return self._plan.person.id if self._plan is not None else 0

    def hasHeightForWidth(self) -> bool:
        """Never: as high as all its words the panel would make the window grow."""
        return False

    def sizeHint(self) -> QSize:
        """As high as its words are at its width, where they do not have to scroll."""
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self._height(width, theme().px(HIGHEST)))

    def minimumSizeHint(self) -> QSize:
        """Small: the page it lies in must not make the window grow. What scrolls gives way, then what is below."""
        return QSize(theme().px(240), theme().px(LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _height(self, width: int, most: int) -> int:
        """With so much of what scrolls at most."""
        inside = self._area.widget() if self._plan is not None else None
        if inside is None:
            return 0
        edges = self._column.contentsMargins()
        room = max(width, theme().px(480)) - edges.left() - edges.right()
        heights = [min(most, inside.heightForWidth(room))]
        for place in range(1, self._column.count()):
            item = self._column.itemAt(place)
            if item is not None and not item.isEmpty():
                below = item.heightForWidth(room) if item.hasHeightForWidth() else item.sizeHint().height()
                heights.append(below)
        return sum(heights) + edges.top() + edges.bottom() + self._column.spacing() * (len(heights) - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def give_up(self) -> None:
        """Put the panel away; nobody is erased."""
        self.hide()
        self.given_up.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens, area = theme().tokens, QRectF(self.rect())
        painting.rounded(painter, area, CARD_RADIUS, tokens.card, tokens.bad)
        painter.setClipRect(QRectF(0, 0, theme().px(5), area.height()))
        painting.rounded(painter, area, CARD_RADIUS, tokens.bad)
        painter.end()

    def _fill(self, lines: QVBoxLayout, inside: QWidget, plan: ErasePlan) -> None:
        tr = self._tr
        numbered = [(key, getattr(plan.counts, key)) for key in COUNTED]
        goes = [tr(f"erasing.{key}", n=number) for key, number in numbered if number]
        lines.addWidget(Label(tr("erasing.goes"), PARAGRAPH, inside))
        lines.addWidget(Label(" · ".join(goes) or tr("erasing.nothing_more"), DIM_PARAGRAPH, inside))
        self._add_choice(lines, inside, plan)
        if plan.doubtful:
            words = Label(tr("erasing.doubtful", n=len(plan.doubtful)), PARAGRAPH.but(ink="warn"), inside)
            lines.addWidget(words)
            self._add_places(lines, inside, plan.doubtful)
        self._add_strange(lines, inside, plan)
        lines.addWidget(Label(tr("erasing.blanked", n=len(plan.mentions)), PARAGRAPH, inside))
        self._add_places(lines, inside, plan.mentions)

    def _add_strange(self, lines: QVBoxLayout, inside: QWidget, plan: ErasePlan) -> None:
        """What the program did not make and may hold him."""
        if not plan.strange:
            return
        said = self._tr("erasing.strange", n=len(plan.strange), folder=str(plan.folder))
        words = Label(said, PARAGRAPH.but(ink="warn"), inside)
        words.setObjectName("erase_strange")
        lines.addWidget(words)
        for one in plan.strange[:MOST_FILES]:
            name = str(one.relative_to(plan.folder))
            lines.addWidget(Label(name, DENSE.but(ink="ink2", elide=True), inside))
        if len(plan.strange) > MOST_FILES:
            more = self._tr("erasing.more_files", n=len(plan.strange) - MOST_FILES)
            lines.addWidget(Label(more, SMALL, inside))

    def _add_places(self, lines: QVBoxLayout, inside: QWidget, places: Sequence[Found]) -> None:
        """Texts that name him, each with where it stands; covered, that alone: drafts hold what no cover knows."""
        for one in places[:MOST_TEXTS]:
            kind = self._context.app.desk.catalogue.kinds[one.kind].label[self._context.lang]
            words = " ".join(one.text.split())
            cut = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
            cut = COVER if blur().on else cut
            lines.addWidget(
                Label(f"{one.account} · {kind} · {cut}", DENSE.but(ink="ink2", elide=True), inside)
            )
        if len(places) > MOST_TEXTS:
            more = self._tr("erasing.more", n=len(places) - MOST_TEXTS)
            lines.addWidget(Label(more, SMALL, inside))

    def _add_choice(self, lines: QVBoxLayout, inside: QWidget, plan: ErasePlan) -> None:
        """What the backups do: forget him on a day, or at once."""
        tr = self._tr
        if plan.backups:
            lines.addWidget(Label(tr("erasing.backups", n=len(plan.backups)), PARAGRAPH, inside))
        if plan.aside:
            lines.addWidget(Label(tr("erasing.aside", n=len(plan.aside)), DIM_PARAGRAPH, inside))
        words = ((LATER, tr("erasing.later")), (AT_ONCE, tr("erasing.at_once")))
        self.when = SegmentedChoice("erase_when", tr("erasing.when"), words, inside)
        self.when.set_key(LATER)
        self.when.chosen.connect(lambda _key: self._tell_when(plan))
        lines.addWidget(self.when, 0, Qt.AlignmentFlag.AlignLeft)
        self._when = Label("", DIM_PARAGRAPH, inside)
        lines.addWidget(self._when)
        self._tell_when(plan)

    def _tell_when(self, plan: ErasePlan) -> None:
        day = numbers.show_day(plan.purge_on, self._context.lang)
        now = self.when.key() == AT_ONCE
        held = "" if plan.backups else "_none"
        second = self._context.app.backups.second_as_seen()
        away = "_away" if second is not None and second.state == "away" else ""
        folder = str(second.folder) if second is not None else ""
        self._when.setText(
            self._tr(f"erasing.backups_now{held}{away}", folder=folder)
            if now
            else self._tr("erasing.backups_later", day=day)
        )

    def _add_typed(self, plan: ErasePlan) -> None:
        tr, row = self._tr, QHBoxLayout()
        warning = Label(tr("people.erase_no_undo"), PARAGRAPH.but(ink="bad"), self)
        warning.setObjectName("erase_no_undo")
        self._column.addWidget(warning)
        row.setSpacing(theme().px(8))
        label = tr("people.erase_type", name=plan.person.name)
        self._typed = TextLine("ask_typed", label, label, self)
        self._typed.textChanged.connect(self._on_typed)
        self._typed.returnPressed.connect(self._erase)
        self._confirm = Button("ask_confirm", tr("people.erase_do"), "trash-2", Kind.DANGER, self)
        self._confirm.setEnabled(False)
        self._confirm.clicked.connect(self._erase)
        cancel = Button("ask_cancel", tr("people.cancel"), "", Kind.GHOST, self)
        cancel.clicked.connect(self.give_up)
        row.addWidget(self._typed, 1)
        row.addWidget(self._confirm)
        row.addWidget(cancel)
        self._column.addLayout(row)

    def _on_typed(self, text: str) -> None:
        name = self._plan.person.name if self._plan else ""
        self._confirm.setEnabled(bool(name) and text.strip() == name.strip())

    def _erase(self) -> None:
        if self._plan is None or not self._confirm.isEnabled():
            return
        at_once = self.when.key() == AT_ONCE
        try:
            self._context.app.erasing.erase(self._plan.person.id, at_once)
        except UserError as error:
            self._error.setText(self._context.error_text(error))
            self._error.show()
            return
        self._plan = None
        self.hide()
        self._typed.clear()  # the name typed is not to outlive the person
        clear_layout(self._column)
        self._tell(at_once)

    def _tell(self, at_once: bool) -> None:
        """Say so, and show what a human has to look at now."""
        left = sum(not one.is_seen for one in self._context.app.erasing.left())
        said = self._tr("erasing.said_left", n=left) if left else self._tr("people.said_erased")
        erasing = self._context.app.erasing
        strange = len(erasing.strange())
        folder = str(erasing.folder)
        self._context.say(
            self._tr("erasing.said_strange", n=strange, said=said, folder=folder) if strange else said
        )
        if at_once:
            purge(self._context)
        self.erased.emit()
        if left:
            self._context.go(Place("privacy", 0, LEFT))


def purge(context: Context) -> None:
    """Let the backups forget whose day has come, in a job; said when it is done."""
    erasing = context.app.erasing

    def work(progress: Progress) -> int:
        return erasing.purge_due(progress.step)

    def told(changed: int) -> None:
        second = context.app.backups.second_as_seen()
        if changed and second is not None and second.state == "away":
            folder = str(second.folder)
            context.say(context.tr("erasing.purged_away", n=changed, folder=folder), Tone.WARN)
        elif changed:
            context.say(context.tr("erasing.purged", n=changed))

    context.jobs.start(work, told, context.say_error)
