"""The log: a panel over the page to write a contact down with the keyboard only, in two short looks and one step.

Enter goes on, Enter again stores. Closed at the first look it keeps the draft; at the second it stores what is there,
so that nothing that was finished is ever lost.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktopcrm.domain.begun import Draft
from desktopcrm.errors import UserError
from ui.context import Context
from ui.dialogs.log_after import LogAfter, SaidAfter
from ui.dialogs.log_first import LogFirst
from ui.models.log_reading import LogReading
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import HEADING, SMALL, Label
from ui.widgets.popover import Popover
from ui.widgets.pressing import ENTER

WIDTH = 660
NUMBERS = {getattr(Qt.Key, f"Key_{number}"): number for number in range(1, 6)}


class LogPanel(Popover):
    """`stored(account id, Draft, Logged)`, `kept(account id, Draft)` whenever a draft is left."""

    stored = Signal(int, object, object)
    kept = Signal(int, object)
    account_wanted = Signal(int)

    def __init__(self, context: Context, window: QWidget) -> None:
        tr = context.tr
        super().__init__("log_panel", tr("log.title"), window, WIDTH)
        self._context = context
        self.reading = LogReading(context)
        self.first = LogFirst(context, self.reading, self)
        self.after = LogAfter(context, self.reading, self)
        self._title = Label(tr("log.title"), HEADING, self)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("log_error")
        self._keys = Label("", SMALL.but(wrap=True), self)
        self._back = Button("log_back", tr("log.back"), "arrow-left", Kind.GHOST, self).dense()
        self._go = Button("log_store", tr("log.store"), "check", Kind.PRIMARY, self)
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(8))
        foot.addWidget(self._keys, 1)
        foot.addWidget(self._back)
        foot.addWidget(self._go)
        for part in (self._title, self.first, self.after, self._error):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        self.first.stored.connect(self.go_on)
        self.first.account_wanted.connect(self.account_wanted)
        self.first.read.connect(self._name_keys)
        self.after.finished.connect(self.go_on)
        self._back.clicked.connect(lambda: self._turn(first=True))
        self._go.clicked.connect(self.go_on)
        self._turn(first=True)

    def show_account(self, account_id: int, draft: Draft) -> None:
        """Write about an account, going on with a draft; 0: choose one first."""
        if account_id:
            self.first.attempt_account(account_id, draft)
        else:
            self.first.begin(draft)
        self._say("")

    def open(self) -> None:
        """Show it, ready to type."""
        self.open_centred(self.first.first_stop())

    def is_second(self) -> bool:
        """Whether the text is finished and the rest is asked."""
        return not self.after.isHidden()

    def account_id(self) -> int:
        """Whom it is about; 0: nobody yet."""
        return self.reading.plan.account.id if self.reading.plan is not None else 0

    def said_after(self) -> SaidAfter | None:
        """What the second look says, where it is open."""
        return self.after.said() if self.is_second() else None

    def go_quietly(self) -> None:
        """Close, and tell nobody: it is made anew at once."""
        self.blockSignals(True)
        self._hide()

    def go_on(self) -> None:
        """Enter: from the text to what is left to ask, from there into the data."""
        if self.is_second():
            self._finish()
            return
        if self.reading.plan is None:
            self._say(self._context.tr("log.no_account"))
            self.first.account.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.reading.debrief.text.strip():
            self._say(self._context.tr("log.nothing"))
            return
        self.first.put_away()
        focus = self.after.begin()
        if focus is None:
            self._finish()
            return
        self._turn(first=False)
        focus.setFocus(Qt.FocusReason.TabFocusReason)

    def close_popover(self) -> None:
        """At the first look the draft is kept; at the second all is stored."""
        if self.isHidden():
            return
        if self.is_second():
            if self.after.is_unread():  # nothing that was written is lost
                self.reading.write(f"{self.reading.draft().text}\n{self.after.line.text()}")
            error = self._store()
            if error is None:
                return
            self._context.say_error(error)
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.close_popover()
        elif isinstance(event, QKeyEvent) and watched is QApplication.focusWidget() and self._is_mine(event):
            if event.type() == QEvent.Type.KeyPress:
                self._on_key(event)
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _holds(self, widget: QWidget | None) -> bool:
        if super()._holds(widget) or widget is None:
            return widget is not None
        return any(widget is one or one.isAncestorOf(widget) for one in self.first.floating())

    def _is_mine(self, event: QKeyEvent) -> bool:
        """Alt+1 … for the kinds and Ctrl+Enter, wherever in the panel the focus is."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not self._holds(QApplication.focusWidget()):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return event.key() in ENTER
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        return is_alt and event.key() in NUMBERS and not self.is_second()

    def _on_key(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.go_on()
        else:
            self.first.choose_kind(NUMBERS[Qt.Key(event.key())])

    def _turn(self, first: bool) -> None:
        tr = self._context.tr
        self.first.setVisible(first)
        self.after.setVisible(not first)
        self._back.setVisible(not first)
        self._title.setText(tr("log.title") if first else tr("log.title_second"))
        self._name_keys()
        self._say("")
        if first and self.isVisible():
            self.first.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_keys(self) -> None:
        """What Enter does now: a plan is stored at once."""
        tr = self._context.tr
        at = "_second" if self.is_second() else "_plan" if self.reading.only_plans else ""
        self._keys.setText(tr(f"log.keys{at}"))
        self._go.set_words(tr(f"log.store{at}"))

    def _finish(self) -> None:
        if self.is_second() and self.after.is_unread():
            self.after.show_unread()
            return
        error = self._store()
        if error is not None:
            self._say(self._context.error_text(error))

    def _store(self) -> UserError | None:
        """Write it down and close; gives what stands in the way."""
        reading = self.reading
        assert reading.plan is not None
        ticks = self.after.ticks() if self.is_second() else {}
        then = self.after.then() if self.is_second() else None
        try:
            done = reading.store(ticks, then)
        except UserError as error:
            return error
        account_id, draft = reading.plan.account.id, reading.draft()
        self._hide()
        self.stored.emit(account_id, draft, done)
        return None

    def _leave(self) -> None:
        """Close without storing; what was written stays a draft."""
        if self.reading.plan is not None:
            self.kept.emit(self.reading.plan.account.id, self.reading.draft())
        self._hide()

    def _hide(self) -> None:
        self.first.put_away()
        for one in self.first.floating():
            one.deleteLater()
        super().close_popover()

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
