"""The panel that erases a person: what goes is read, the name typed, then it is done, and said how far it is where that
takes its time. In the page, never modal."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.errors import UserError
from desktopcrm.services.erasing import ErasePlan
from ui.context import Context, Place
from ui.dialogs.erase_question import EraseQuestion
from ui.dialogs.erase_run import EraseRun
from ui.models.second_look import second_look
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextLine
from ui.widgets.label import PARAGRAPH, SMALL, Label
from ui.widgets.progress import ProgressPanel
from ui.widgets.scroll import thin_bars
from ui.widgets.stand_aside import StandAside
from ui.widgets.surfaces import CARD_RADIUS, clear_layout
from ui.widgets.tabs import SegmentedChoice

LEFT = "left"
"""Which part of the page of privacy shows texts that may still mean somebody."""
LEAST, BESIDE = 52, 340
"""Of the panel where there is no room; what else the page needs beside it."""
PATIENCE_MS = 1000
"""Whoever waits shorter need not be told."""


class ErasePanel(QFrame):
    """`ask(person_id)` shows it; `erased()` when it is done, `given_up()` when it is not. What lies in the page beside it
    stands `aside` where all its words would not be seen."""

    erased = Signal()
    given_up = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._aside = StandAside()
        unit = theme().px
        self._context, self._tr = context, context.tr
        self._plan: ErasePlan | None = None
        self._run: EraseRun | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE_MS)
        self._soon.timeout.connect(self._show_progress)
        self.setObjectName("erase_panel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(unit(18), unit(14), unit(18), unit(14))
        self._column.setSpacing(unit(8))
        self.hide()

    def give_room(self, *aside: QWidget) -> None:
        """These lie in the same column and can do without room as long as it is asked."""
        self._aside = StandAside(aside)

    def ask(self, person_id: int) -> None:
        """Show what erasing would do; nothing is done yet. Whoever is just being erased goes first."""
        if self._run is not None:
            self.show()
            self._take_keys()
            return
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
        self._column.addWidget(self._scrolling(plan, title), 1)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("erase_error")
        self._error.hide()
        self._column.addWidget(self._error)
        self._add_typed(plan)
        self._add_progress()
        self.show()
        self._typed.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def person_id(self) -> int:
        """Whom it asks about, 0 for nobody."""
        return self._plan.person.id if self._plan is not None else 0

    @property
    def when(self) -> SegmentedChoice:
        """What the backups shall do."""
        return self._question.when

    def hasHeightForWidth(self) -> bool:
        """Never: as high as all its words the panel would make the window grow."""
        return False

    def sizeHint(self) -> QSize:
        """As high as its words are at its width, where they do not have to scroll."""
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self._height(width))

    def minimumSizeHint(self) -> QSize:
        """Small: the page it lies in must not make the window grow. What scrolls gives way, then what is below."""
        return QSize(theme().px(240), theme().px(LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
            self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():  # not only with its page
            self._aside.set_aside(False)

    def _make_room(self) -> None:
        """Others stand aside where not everything is seen otherwise: the page scrolls, not a small box in it."""
        page, needed = self.parentWidget(), self.sizeHint().height() + theme().px(BESIDE)
        room = page.height() if page is not None else 0
        self._aside.set_aside(not self.isHidden() and needed > room)

    def _height(self, width: int) -> int:
        if self._plan is None:
            return 0
        edges = self._column.contentsMargins()
        room = max(width, theme().px(480)) - edges.left() - edges.right()
        heights = [self._question.heightForWidth(room)]
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
        """Put the panel away, or stop what was begun; nobody is erased."""
        if self._run is not None:
            self._stop()
            return
        self.hide()
        self.given_up.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens, area = theme().tokens, QRectF(self.rect())
        painting.rounded(painter, area, CARD_RADIUS, tokens.card, tokens.bad)
        painter.setClipRect(QRectF(0, 0, theme().px(5), area.height()))
        painting.rounded(painter, area, CARD_RADIUS, tokens.bad)
        painter.end()

    def _scrolling(self, plan: ErasePlan, title: str) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setMinimumHeight(1)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(title)
        thin_bars(area)
        self._question = EraseQuestion(self._context, plan, title, area)
        area.setWidget(self._question)
        return area

    def _add_typed(self, plan: ErasePlan) -> None:
        tr = self._tr
        warning = Label(tr("people.erase_no_undo"), PARAGRAPH.but(ink="bad"), self)
        warning.setObjectName("erase_no_undo")
        self._column.addWidget(warning)
        self._answer = QWidget(self)
        row = QHBoxLayout(self._answer)
        row.setContentsMargins(0, 0, 0, 0)
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
        self._column.addWidget(self._answer)

    def _add_progress(self) -> None:
        words = self._tr("erasing.under_way")
        self._progress = ProgressPanel("erase_progress", words, self._tr("people.cancel"), self)
        self._progress.cancel_requested.connect(self._stop)
        self._progress.hide()
        self._column.addWidget(self._progress)

    def _on_typed(self, text: str) -> None:
        name = self._plan.person.name if self._plan else ""
        self._confirm.setEnabled(bool(name) and text.strip() == name.strip())

    def _erase(self) -> None:
        if self._plan is None or not self._confirm.isEnabled():
            return
        self._error.hide()
        self._run = EraseRun(self._context, self._plan.person.id, self._question.at_once)
        self._run.stepped.connect(self._on_step)
        self._run.erased.connect(self._on_erased)
        self._run.refused.connect(self._on_refused)
        self._set_busy(busy=True)
        self._run.start()

    def _set_busy(self, busy: bool) -> None:
        """Until it is done nothing but stopping can be pressed; the name typed is not to outlive the person."""
        has_keys = self._has_keys()
        if busy:
            self._typed.clear()
            self._soon.start()
        else:
            self._soon.stop()
            self._progress.hide()
            self._answer.show()
        for one in (self._answer, self.when):
            one.setEnabled(not busy)
        if has_keys:
            self._take_keys()

    def _has_keys(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _take_keys(self) -> None:
        """Where Escape is heard, and what can be done now is nearest."""
        wanted = self._progress.cancel if self._progress.isVisible() else self._typed
        target = wanted if wanted.isEnabled() else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_progress(self) -> None:
        has_keys = self._has_keys()
        self._answer.hide()
        self._progress.cancel.setEnabled(True)
        self._progress.show_step(0, 0, self._tr("backups.waiting"))
        self._progress.show()
        self.updateGeometry()
        if has_keys:
            self._take_keys()

    def _on_step(self, done: int, total: int, key: str) -> None:
        self._progress.show_step(done, total, self._tr(key))

    def _stop(self) -> None:
        """Nobody is erased; the name has to be typed again."""
        if self._run is not None:
            self._run.cancel()
            self._take_back(self._tr("erasing.stopped"), "ink2")
            self._take_keys()

    def _take_back(self, words: str, ink: str) -> None:
        self._run = None
        self._error.setText(words)
        self._error.set_ink(ink)
        self._error.show()
        self._set_busy(busy=False)
        self.updateGeometry()

    def _on_refused(self, error: UserError) -> None:
        if not self.isVisible():
            self._context.say_error(error)
        self._take_back(self._context.error_text(error), "bad")
        if self._plan is not None:
            self._typed.setText(self._plan.person.name)

    def _on_erased(self, left: int) -> None:
        is_seen = self.isVisible()
        self._soon.stop()
        self._plan = self._run = None
        self.hide()
        clear_layout(self._column)
        self.erased.emit()
        if left and is_seen:  # else he is somewhere else by now, where he was told
            self._context.go(Place("privacy", 0, LEFT))
