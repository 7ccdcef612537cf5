"""Setting encryption up in four steps: passphrase, recovery key, confirming it, and the work itself.

The same steps make everything anew under another key. Nothing is changed before the last button.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktopcrm.domain.recovery_key import RecoveryKey
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from desktopcrm.services.encryption import SealWish
from ui.context import Closed, Context, Place
from ui.dialogs.passphrase_form import PassphraseForm
from ui.screens.safety.proof import Proof, Proven
from ui.screens.safety.recovery_pages import ConfirmKey, ShowKey
from ui.screens.safety.task import Task, told
from ui.theme import Tone, theme
from ui.widgets.banner import Banner
from ui.widgets.button import Kind
from ui.widgets.check_box import CheckBox
from ui.widgets.label import DIM_PARAGRAPH, PARAGRAPH, Label
from ui.widgets.stages import StageMark, StageState, StageSteps

STEPS = ("passphrase", "key", "confirm", "work")
FORM_WIDTH = 460


class LastStep(QWidget):
    """What will happen, and whether the system's keyring may help, once it has answered."""

    def __init__(self, context: Context, backups: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        about = self._tr("safety.last_about", n=backups) if backups else self._tr("safety.last_about_alone")
        column.addWidget(Label(about, PARAGRAPH, self))
        column.addWidget(Label(self._tr("safety.last_traces"), DIM_PARAGRAPH, self))
        self._keyring: CheckBox | None = None
        self._column = column

    def show_keyring(self, name: str) -> None:
        """There is one: it may be chosen."""
        if name and self._keyring is None:
            self._keyring = CheckBox("set_up_keyring", self._tr("safety.keyring_box", name=name), self)
            self._column.addWidget(self._keyring)
            self._column.addWidget(Label(self._tr("safety.keyring_about"), DIM_PARAGRAPH, self))

    def keyring(self) -> bool:
        """Whether the keyring may open the data."""
        return self._keyring is not None and self._keyring.isChecked()


class SetUp(Task):
    """`back_to` is where the user came from; `anew`: encrypted already, everything gets another key."""

    def __init__(
        self, context: Context, back_to: str = "", anew: bool = False, parent: QWidget | None = None
    ) -> None:
        kind = "anew" if anew else "set_up"
        tr = context.tr
        super().__init__(context, kind, tr(f"safety.{kind}_title"), tr(f"safety.{kind}_about"), parent)
        self._anew, self._back_to = anew, back_to
        self._passphrase = ""
        self._recovery: RecoveryKey | None = None
        self._proven: Proven | None = None
        self._keyring = ""
        self._last: LastStep | None = None
        self._marks = StageSteps("set_up_steps", tr("safety.steps"), self)
        self._place.addWidget(self._marks)
        # The line of marks only tells: one goes on with the buttons.
        self._marks.setEnabled(False)
        self.left.connect(self._on_left)

    def begin(self) -> None:
        """First who it is, where there is something to change; else the passphrase."""
        folder = self._context.app.folder
        self._context.jobs.start(
            lambda _: encryption.state(folder).keyring_name or "", self._on_keyring, self._context.say_error
        )
        if not self._anew:
            self._ask_passphrase()
            return
        self._mark(0)
        proof = Proof(self._context, "anew_proof", self)
        proof.setMaximumWidth(theme().px(FORM_WIDTH))
        go_on = self.button("anew_go_on", self._tr("safety.go_on"), lambda: self._prove(proof), Kind.PRIMARY)
        proof.entered.connect(go_on.click)
        self.show_step(proof, go_on, self.give_up())

    # steps

    def _prove(self, proof: Proof) -> None:
        def done(proven: Proven) -> None:
            self._proven = proven
            self._ask_passphrase()

        self.wait_for(proof.try_it, done, self._tr("safety.proving"))

    def _ask_passphrase(self) -> None:
        self._mark(0)
        step = QWidget(self)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        preferences = self._context.preferences
        own = (preferences.text("author"), preferences.text("company"))
        form = PassphraseForm(self._context, "set_up_passphrase", own, step)
        form.setMaximumWidth(theme().px(FORM_WIDTH))
        column.addWidget(Label(self._tr("safety.passphrase_about"), PARAGRAPH, step))
        column.addWidget(form)
        step.setFocusProxy(form)
        go_on = self.button(
            "set_up_go_on", self._tr("safety.go_on"), lambda: self._take(form.passphrase()), Kind.PRIMARY
        )
        go_on.setEnabled(False)
        form.ready_changed.connect(go_on.setEnabled)
        form.entered.connect(go_on.click)
        buttons = [go_on]
        if self._proven is not None and self._proven.passphrase:
            kept = self._proven.passphrase
            buttons.append(self.button("keep_passphrase", self._tr("safety.keep"), lambda: self._take(kept)))
        self.show_step(step, *buttons, self.give_up())

    def _take(self, passphrase: str) -> None:
        if not passphrase:
            return
        folder, key = self._context.app.folder, self._proven.key if self._proven is not None else None
        database = encryption.database_name_in(self._context.app.desk)

        def done(_: None) -> None:
            self._passphrase = passphrase
            self._recovery = self._recovery or encryption.new_recovery_key()
            self._show_key(self._recovery)

        # In a thread: it also tries to write to the second place, which may lie on a slow network.
        self.wait_for(lambda: encryption.check_possible(folder, key, database), done)

    def _show_key(self, recovery: RecoveryKey) -> None:
        self._mark(1)
        have = self.button(
            "have_key", self._tr("safety.have_key"), lambda: self._confirm(recovery), Kind.PRIMARY
        )
        self.show_step(ShowKey(self._context, recovery, self), have, self.give_up())

    def _confirm(self, recovery: RecoveryKey) -> None:
        self._mark(2)
        step = ConfirmKey(self._context, recovery, self)
        go_on = self.button(
            "confirm_go_on", self._tr("safety.go_on"), lambda: step.check(self._ask_last), Kind.PRIMARY
        )
        go_on.setEnabled(False)
        step.changed.connect(lambda: go_on.setEnabled(step.is_filled()))
        step.entered.connect(go_on.click)
        again = self.button("show_again", self._tr("safety.show_again"), lambda: self._show_key(recovery))
        self.show_step(step, go_on, again, self.give_up())

    def _ask_last(self) -> None:
        self._mark(3)
        self._last = step = LastStep(self._context, len(self._context.app.backups.list()), self)
        step.show_keyring(self._keyring)
        work = self.button(
            "set_up_work",
            self._tr("safety.anew_now" if self._anew else "safety.seal_now"),
            lambda: self._work(step.keyring()),
            Kind.PRIMARY,
            "lock",
        )
        step.setFocusProxy(work)
        self.show_step(step, work, self.give_up())

    def _on_keyring(self, name: str) -> None:
        """Asking the system for its keyring may take some seconds; nothing waits for it."""
        self._keyring = name
        if self._last is not None and isValid(self._last):
            self._last.show_keyring(name)

    # work

    def _work(self, keyring: bool) -> None:
        recovery = self._recovery
        if recovery is None:
            return
        wish = SealWish(self._passphrase, recovery, keyring)
        context, anew, back_to = self._context, self._anew, self._back_to
        proven = self._proven

        def work(closed: Closed) -> UserError | None:
            step = told(closed, context)
            try:
                if anew and proven is not None:
                    closed.key = encryption.change_data_key(closed.folder, proven.key, wish, step)
                else:
                    closed.key = encryption.seal(closed.folder, wish, step)
            except UserError as error:
                if encryption.is_void(closed.folder, recovery):
                    return error
                raise
            return None

        def done(refused: UserError | None) -> None:
            if refused is not None:
                say_void(context, refused)
                return
            if back_to:
                context.go(Place(back_to))
            context.say(context.tr("safety.anew_done" if anew else "safety.sealed_done"))

        context.shell.work_closed(
            context.tr("safety.anew_working" if anew else "safety.sealing_now"), work, done
        )

    def on_refused(self, error: UserError) -> None:
        """A passphrase that does not open the data is marked where it was typed."""
        super().on_refused(error)
        proof = self.findChild(Proof)
        if proof is not None:
            proof.mark_wrong()

    def _on_left(self) -> None:
        """Given up after a key was shown, and perhaps printed."""
        if self._recovery is not None:
            self._context.say(self._tr("encryption.key_void"), Tone.WARN)

    def _mark(self, current: int) -> None:
        states = (StageState.DONE, StageState.CURRENT, StageState.AHEAD)
        marks = [
            StageMark(
                place + 1,
                self._tr(f"safety.step_{key}"),
                states[(place >= current) + (place > current)],
            )
            for place, key in enumerate(STEPS)
        ]
        self._marks.show_marks(marks, current + 1)


def say_void(context: Context, refused: UserError) -> None:
    """Why the work was not done, and that the key that was shown opens nothing."""
    context.say_error(refused)
    gap = "" if context.lang == "zh" else " "
    void = context.tr("encryption.key_void")
    context.shell.say(f"{context.error_text(refused)}{gap}{void}", Tone.BAD, undo=False)


def nobody_helps(context: Context, parent: QWidget) -> Banner:
    """The one thing that must be known before."""
    return Banner("nobody_helps", context.tr("safety.nobody_helps"), Tone.WARN, parent=parent)
