"""Opens the log from anywhere, keeps what was begun for each account, says what was stored.

What is being written is kept with the data, as secret as they are, a moment after each pause of typing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktopcrm.domain.changes import ChangeSet
from desktopcrm.errors import UserError
from desktopcrm.services.log import Logged
from ui.context import Context, LogAt
from ui.dialogs.log_after import SaidAfter
from ui.dialogs.log_door import OPEN
from ui.dialogs.log_panel import LogPanel
from ui.models.log_drafts import LogDrafts, Stood
from ui.models.log_reading import Draft
from ui.theme import Tone

STEP = "steps.logged"
PAUSE_MS = 600


@dataclass(frozen=True, slots=True)
class Written:
    """All that stands in the panel. `after`: what was said at the second look, where it was there already."""

    account_id: int
    draft: Draft | None
    after: SaidAfter | None
    name: str = ""
    """What was typed to find an account, and not chosen."""


class LogBook(QObject):
    """One a window. A log that is taken back comes back as a draft."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent
        self._drafts = LogDrafts(context)
        self._last: tuple[int, Draft] | None = None
        self._panel: LogPanel | None = None
        self._given = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save_open)
        context.changes.changed.connect(self._on_changed)
        context.leaving.now.connect(self._on_leaving)

    def open(self, at: LogAt) -> None:
        """Open the panel; where it is open already, the keys go there. Where nothing is named, what was put aside."""
        standing = self._standing()
        if standing is not None:
            standing.first.first_stop().setFocus()
            return
        self._open(LogAt(self._drafts.aside()) if at == LogAt() else at)

    def _open(self, at: LogAt) -> None:
        panel = self._panel = LogPanel(self._context, self._window)
        panel.stored.connect(self._on_stored)
        panel.kept.connect(self._keep)
        panel.closed.connect(self._on_closed)
        panel.first.text.textChanged.connect(self._pause.start)
        panel.account_wanted.connect(lambda account_id: self._turn_to(panel, account_id))
        self._given = at.text.strip()
        draft = self._drafts.get(at.account_id) or Draft(at.text, kind=at.kind, project_id=at.project_id)
        panel.show_account(at.account_id, draft)
        panel.open()

    def draft(self, account_id: int) -> Draft | None:
        """What was begun about an account."""
        return self._drafts.get(account_id)

    def resume(self) -> None:
        """Go on where the panel stood open when the data were closed."""
        stood = self._drafts.was_open(OPEN)
        if stood is None:
            return
        known = stood.account_id
        if known and not self._context.attempt(lambda: self._context.app.records.get(known)):
            return
        after = SaidAfter(stood.ticked, stood.line) if stood.ticked is not None else None
        self.put_up(Written(known, self._drafts.get(known), after, stood.name))

    def take_down(self) -> Written | None:
        """Close the panel, storing nothing but the draft; what stands in it, to be put up again."""
        panel = self._standing()
        if panel is None:
            return None
        self._pause.stop()
        self.save_open()
        draft, name = panel.reading.draft_or_none(), panel.first.account.typed()
        written = Written(panel.account_id(), draft, panel.said_after(), name)
        panel.go_quietly()
        return written

    def put_up(self, written: Written) -> None:
        """Open it again as it was."""
        if self._standing() is None:
            self._open(LogAt(written.account_id))
        panel = self._standing()
        if panel is None:
            return
        if written.draft is not None:
            panel.show_account(written.account_id, written.draft)
        if written.after is not None:
            panel.go_on()
            panel.after.say_again(written.after)
        elif written.name:
            panel.first.account.type_again(written.name)

    def save_open(self) -> None:
        """Keep what stands in the open panel. A disk that refuses is told when the user stores."""
        panel = self._standing()
        if panel is None or not self._context.is_open:
            return
        said = panel.said_after()
        after = (said.ticked, said.line) if said is not None else (None, "")
        stood = Stood(panel.account_id(), panel.first.account.typed(), *after)
        with suppress(UserError):
            self._drafts.note_open(OPEN, stood)
        if panel.reading.plan is None:
            return
        account_id, draft = panel.reading.plan.account.id, panel.reading.draft()
        with suppress(UserError):
            if draft.text.strip() not in ("", self._given):
                self._drafts.put(account_id, draft)
            else:
                self._drafts.drop(account_id)

    def is_standing(self) -> bool:
        """Whether a log is being written."""
        return self._standing() is not None

    def _standing(self) -> LogPanel | None:
        panel = self._panel
        return panel if panel is not None and isValid(panel) and panel.isVisible() else None

    def _on_leaving(self) -> None:
        self._pause.stop()
        self.save_open()

    def _on_closed(self) -> None:
        self._pause.stop()
        if self._context.is_open:
            with suppress(UserError):
                self._drafts.note_open(OPEN, None)

    def _turn_to(self, panel: LogPanel, account_id: int) -> None:
        """Another account: what was written goes along, unless something was begun about that one."""
        written = panel.reading.draft() if panel.reading.plan is not None else Draft()
        if panel.reading.plan is not None and self._drafts.get(account_id) is not None:
            self._keep(panel.reading.plan.account.id, written)
        draft = self._drafts.get(account_id) or Draft(written.text, kind=written.kind)
        panel.show_account(account_id, draft)
        panel.first.text.setFocus()

    def _keep(self, account_id: int, draft: Draft) -> None:
        """What was written stays; what only stood there to begin with does not."""
        if draft.text.strip() not in ("", self._given):
            if self._context.attempt(lambda: self._drafts.put(account_id, draft)):
                self._context.attempt(lambda: self._drafts.note_aside(account_id))
                self._context.say(self._context.tr("log.kept"), Tone.NEUTRAL)
        else:
            self._drafts.drop(account_id)

    def _on_stored(self, account_id: int, draft: Draft, done: Logged) -> None:
        self._drafts.drop(account_id)
        self._last = (account_id, draft)
        self._context.say_undo(self._sentence(account_id, done))

    def _on_changed(self, changes: ChangeSet) -> None:
        """The newest log was taken back: its text is a draft again; done again, it is none."""
        if changes.label != STEP or self._last is None or not changes.touches(self._last[0]):
            return
        account_id, draft = self._last
        undone = self._context.app.history.next_redo()
        if undone is not None and undone.label == STEP:
            if self._drafts.get(account_id) is None:
                self._drafts.put(account_id, draft)
        else:
            self._drafts.drop(account_id)

    def _sentence(self, account_id: int, done: Logged) -> str:
        context, tr = self._context, self._context.tr
        plan = context.app.desk.plan(account_id)
        kind = context.app.desk.catalogue.option("activity_kind", plan.value(done.activity_id, "kind"))
        made = dict(done.made) | {"planned": done.made.get("activity", 0) - (0 if done.completed else 1)}
        parts = [tr(f"log.made_{what}", n=made[what]) for what in COUNTED if made.get(what)]
        label = kind.label[context.lang] if kind else ""
        said = tr("log.stored", kind=label, name=plan.account.name)
        return said + (tr("log.colon") + tr("log.comma").join(parts) if parts else "")


COUNTED = ("need", "action", "question", "rejection", "person", "planned")
