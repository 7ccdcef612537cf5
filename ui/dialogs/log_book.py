"""Opens the log from anywhere, keeps what was begun for each account, says what was stored.

What is being written is kept with the data, as secret as they are, a moment after each pause of typing; what the disk
refuses goes to whoever made the book, and outlives it.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktopcrm.domain.begun import Draft, Stood
from desktopcrm.domain.changes import ChangeSet
from desktopcrm.errors import UserError
from desktopcrm.services.log import Logged
from ui.blur import blur
from ui.context import Context, LogAt
from ui.dialogs.begun_panel import BegunPanel, Shown
from ui.dialogs.log_panel import LogPanel
from ui.dialogs.log_refused import Refusal, Refused, refusal
from ui.dialogs.log_written import Written, say_again, standing_in, written_of
from ui.models.log_drafts import LogDrafts
from ui.models.log_said import stored_sentence
from ui.theme import Tone

STEP, ERASED = "steps.logged", "steps.erased"
PAUSE_MS = 600


class LogBook(QObject):
    """One a window. A log that is taken back comes back as a draft. `changed()`: a log was begun, left or stored."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget, refused: Refused) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent
        self._drafts = LogDrafts(context)
        self._last: tuple[int, Draft] | None = None
        self._panel: LogPanel | None = None
        self._given = ""
        self._refused = refused
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save_open)
        context.changes.changed.connect(self._on_changed)
        context.leaving.now.connect(self._on_leaving)
        context.leaving.asked.connect(self._on_asked)
        context.app.erasing.ask_before(self._keep_all)

    def open(self, at: LogAt) -> None:
        """Open the panel; where it is open already, the keys go there. What was covered or put aside is gone on with."""
        standing = self._standing()
        if standing is not None:
            standing.first.first_stop().setFocus()
            return
        refused = self._refused_of(at.account_id)
        stood = self._drafts.begun(at.account_id, anything=at == LogAt())
        if refused is not None:
            self.put_up(refused.beside(self._drafts))
        elif stood is not None:
            self._take_up(stood)
        else:
            self._open(at)

    def _refused_of(self, account_id: int) -> Refusal | None:
        """What was covered of an account and the disk still refuses: no other log may be begun over it."""
        with suppress(UserError):
            self._put_away()
        return self._refused.take(account_id)

    def _open(self, at: LogAt) -> None:
        panel = self._panel = LogPanel(self._context, self._window)
        panel.stored.connect(self._on_stored)
        panel.kept.connect(self._keep_aside)
        panel.closed.connect(self._on_closed)
        for line in (panel.first.text, panel.first.account, panel.after.line):
            line.textChanged.connect(self._pause.start)
        panel.account_wanted.connect(lambda account_id: self._turn_to(panel, account_id))
        self._given = at.text.strip()
        draft = self._drafts.get(at.account_id) or Draft(at.text, kind=at.kind, project_id=at.project_id)
        panel.show_account(at.account_id, draft)
        panel.open()
        self.changed.emit()

    def draft(self, account_id: int) -> Draft | None:
        """What was begun about an account."""
        return self._drafts.get(account_id)

    def resume(self) -> None:
        """Go on where the panel stood open when the data were closed."""
        if self._standing() is not None:
            return
        refused, self._refused.open = self._refused.open, None
        stood = self._drafts.stood()
        if refused is not None:
            self.put_up(refused.beside(self._drafts))
        elif stood is not None:
            self.put_up(written_of(self._drafts, stood))
        elif not blur().on:
            self.uncover()

    def cover(self) -> bool:
        """Put away what is being written; whether there was any. It is kept with the data alone, so that whoever is erased
        is not brought back from here."""
        written = self.take_down()
        if written is None:
            return False
        self._refused.covered.append(refusal(written, self._drafts))
        with suppress(UserError):
            self._put_away()
        return bool(self._refused.covered) or self._drafts.covered() == written.stood

    def _put_away(self) -> None:
        """What was covered is kept with the data now, an empty panel is not. Raises `UserError`."""
        self._refused.put_away(self._drafts, self._given)

    def uncover(self) -> None:
        """What was put away, where no other log is being written."""
        if self._standing() is not None:
            return
        refused, stood = self._refused.take(0), self._drafts.covered()
        if refused is not None:
            self.put_up(refused.beside(self._drafts))
        elif stood is not None and self._drafts.is_there(stood):
            self._take_up(stood)
        elif stood is not None:
            self._show_lost(stood)

    def _take_up(self, stood: Stood) -> None:
        """It is noted as open before it is forgotten as put away."""
        self.put_up(written_of(self._drafts, stood))
        self.save_open()
        with suppress(UserError):
            self._drafts.take(stood)

    def _show_lost(self, stood: Stood) -> None:
        """Its account is gone: the words are shown, and kept until they are dropped or it is there again."""
        words = self._drafts.words(stood)
        if not words:
            self._give_up(stood)
            return
        title = self._context.tr("log.title")
        panel = BegunPanel(self._context.tr, self._window, [Shown(title, "\n".join(words))])
        panel.dropped.connect(lambda: self._give_up(stood))
        panel.open()

    def _give_up(self, stood: Stood) -> None:
        if self._context.is_open:
            self._context.attempt(lambda: self._drafts.take(stood))
            self._context.attempt(lambda: self._drafts.drop(stood.account_id))

    def take_down(self) -> Written | None:
        """Close the panel, storing nothing but the draft; what stands in it, to be put up again."""
        panel = self._standing()
        if panel is None:
            return None
        self._pause.stop()
        self.save_open()
        written = standing_in(panel)
        panel.go_quietly()
        return written

    def put_up(self, written: Written) -> None:
        """Open it again as it was. Where its account is gone meanwhile, it counts as covered."""
        if not self._drafts.is_there(written.stood):
            self._refused.covered.append(refusal(written, self._drafts))
            if self._context.attempt(self._put_away) and not blur().on:
                self._show_lost(written.stood)
            return
        if self._standing() is None:
            self._open(LogAt(written.account_id))
        if (panel := self._standing()) is None:
            return
        if written.draft is not None:
            panel.show_account(written.account_id, written.draft)
        if written.after is not None:
            say_again(panel, written.after)
        elif written.name:
            panel.first.account.type_again(written.name)

    def save_open(self) -> None:
        """Keep what stands in the open panel. A disk that refuses is told when the user stores."""
        panel = self._standing()
        if panel is None or not self._context.is_open:
            return
        with suppress(UserError):
            self._keep(panel)

    def _keep(self, panel: LogPanel) -> None:
        written = standing_in(panel)
        self._drafts.keep(written.account_id, written.draft, self._given)
        self._drafts.note_open(written.stood)

    def account_id(self) -> int | None:
        """Whom the log is about that is being written (0: nobody yet); `None` while none is."""
        panel = self._standing()
        return panel.account_id() if panel is not None else None

    def _standing(self) -> LogPanel | None:
        panel = self._panel
        return panel if panel is not None and isValid(panel) and panel.isVisible() else None

    def _on_leaving(self) -> None:
        self._pause.stop()
        if not self._context.is_open:
            return
        with suppress(UserError):
            self._put_away()
        panel = self._standing()
        if panel is None:
            return
        try:
            self._keep(panel)
        except UserError:
            written = standing_in(panel)
            if written.says_anything():
                self._refused.open = refusal(written, self._drafts)

    def _on_closed(self) -> None:
        self._pause.stop()
        self.changed.emit()
        if self._context.is_open:
            with suppress(UserError):
                self._drafts.note_open(None)

    def _turn_to(self, panel: LogPanel, account_id: int) -> None:
        """Another account: what was written goes along, unless something was begun about that one."""
        plan, refused = panel.reading.plan, self._refused_of(account_id)
        written = panel.reading.draft() if plan is not None else Draft()
        begun = refused.draft(self._drafts) if refused is not None else self._drafts.get(account_id)
        if plan is not None and begun is not None:
            self._keep_aside(plan.account.id, written)
        draft = begun or Draft(written.text, kind=written.kind)
        panel.show_account(account_id, draft)
        panel.first.text.setFocus()

    def _keep_aside(self, account_id: int, draft: Draft) -> None:
        """What was written stays; what only stood there to begin with does not."""
        if draft.text.strip() not in ("", self._given):
            if self._context.attempt(lambda: self._drafts.put(account_id, draft)):
                self._context.attempt(lambda: self._drafts.note_aside(Stood(account_id)))
                self._context.say(self._context.tr("log.kept"), Tone.NEUTRAL)
            else:
                self._refused.covered.append(refusal(Written(account_id, draft, None), self._drafts))
        else:
            self._drafts.drop(account_id)

    def _on_stored(self, account_id: int, draft: Draft, done: Logged) -> None:
        self._drafts.drop(account_id)
        self._last = (account_id, draft)
        self._context.say_undo(stored_sentence(self._context, account_id, done))

    def _on_changed(self, changes: ChangeSet) -> None:
        """The newest log was taken back: its text is a draft again; done again, it is none."""
        if changes.label == ERASED:
            self._on_erased()
        if changes.label != STEP or self._last is None or not changes.touches(self._last[0]):
            return
        account_id, draft = self._last
        undone = self._context.app.history.next_redo()
        if undone is not None and undone.label == STEP:
            if self._drafts.get(account_id) is None:
                self._drafts.put(account_id, draft)
        else:
            self._drafts.drop(account_id)

    def _on_asked(self) -> None:
        """May the window close? Not before what is written here is kept."""
        try:
            if self._context.is_open and not self._context.app.is_read_only:
                self._keep_all()
        except UserError as error:
            self._context.leaving.unkept.emit(error.bare())

    def _keep_all(self) -> None:
        """All that stands only here is kept with the data: somebody may be erased, and taken out of it. Raises `UserError`."""
        if not isValid(self):
            return
        self._put_away()
        panel = self._standing()
        if panel is not None:
            self._keep(panel)

    def _on_erased(self) -> None:
        """Nothing that was read before may bring him back: what is kept now is what stands here."""
        self._last = None
        panel, stood = self._standing(), self._drafts.stood()
        if panel is None or stood is None:
            return
        here, kept = standing_in(panel), written_of(self._drafts, stood)
        if here.stood == stood and (here.draft is None or here.draft == kept.draft):
            return
        self._pause.stop()
        panel.go_quietly()
        self.put_up(kept)
