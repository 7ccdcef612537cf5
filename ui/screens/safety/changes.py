"""What can be changed about encryption later; each begins with a proof of who sits here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktopcrm.domain.recovery_key import RecoveryKey
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from ui.context import Closed, Context
from ui.dialogs.passphrase_form import PassphraseForm
from ui.screens.safety.proof import Proof, Proven
from ui.screens.safety.recovery_pages import ConfirmKey, ShowKey
from ui.screens.safety.set_up import FORM_WIDTH
from ui.screens.safety.task import Task, told
from ui.theme import Tone, theme
from ui.widgets.button import Kind


class ProvenTask(Task):
    """Asks for the passphrase or the recovery key, then goes on with `proved`."""

    def __init__(self, context: Context, key: str, parent: QWidget | None = None, confirm: str = "") -> None:
        tr = context.tr
        super().__init__(context, key, tr(f"safety.{key}_title"), tr(f"safety.{key}_about"), parent)
        self._confirm_words = confirm or tr("safety.go_on")
        self._danger = bool(confirm)
        self._proof: Proof | None = None

    def begin(self) -> None:
        """Who is it?"""
        name = self.objectName()
        self._proof = proof = Proof(self._context, f"{name}_proof", self)
        proof.setMaximumWidth(theme().px(FORM_WIDTH))
        kind = Kind.DANGER if self._danger else Kind.PRIMARY
        go_on = self.button(f"{name}_go_on", self._confirm_words, self._prove, kind)
        proof.entered.connect(go_on.click)
        self.show_step(proof, go_on, self.give_up())

    def proved(self, proven: Proven) -> None:
        """It is the user: the next step."""
        raise NotImplementedError

    def on_refused(self, error: UserError) -> None:
        """What was typed is marked, too."""
        super().on_refused(error)
        if self._proof is not None and self._proof.isVisible():
            self._proof.mark_wrong()

    def done(self, sentence: str) -> None:
        """It is stored; the card goes away."""
        self._context.say(sentence)
        self.left.emit()

    def _prove(self) -> None:
        if self._proof is None or self._proof.is_empty():
            self.setFocus()
            return
        self.wait_for(self._proof.try_it, self._on_proved, self._tr("safety.proving"))

    def _on_proved(self, proven: Proven) -> None:
        self._proof = None
        self.proved(proven)


class ChangePassphrase(ProvenTask):
    """Another passphrase for the same data; the old one opens nothing from then on."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "change", parent)

    def proved(self, proven: Proven) -> None:
        """The new one, twice."""
        preferences = self._context.preferences
        own = (preferences.text("author"), preferences.text("company"))
        form = PassphraseForm(self._context, "change_passphrase", own, self)
        form.setMaximumWidth(theme().px(FORM_WIDTH))
        store = self.button(
            "change_store", self._tr("safety.change_store"), lambda: self._store(proven, form), Kind.PRIMARY
        )
        store.setEnabled(False)
        form.ready_changed.connect(store.setEnabled)
        form.entered.connect(store.click)
        self.show_step(form, store, self.give_up())

    def _store(self, proven: Proven, form: PassphraseForm) -> None:
        folder, new = self._context.app.folder, form.passphrase()
        if new:
            self.wait_for(
                lambda: encryption.set_passphrase(folder, proven.key, new),
                lambda _: self.done(self._tr("safety.change_done")),
            )


class RenewRecovery(ProvenTask):
    """Another recovery key; the old sheet can be torn up. Holds only once it was confirmed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "renew", parent)

    def proved(self, proven: Proven) -> None:
        """Show it."""
        self._show_key(proven, encryption.new_recovery_key())

    def _show_key(self, proven: Proven, recovery: RecoveryKey) -> None:
        have = self.button(
            "have_key", self._tr("safety.have_key"), lambda: self._confirm(proven, recovery), Kind.PRIMARY
        )
        self.show_step(ShowKey(self._context, recovery, self), have, self.give_up())

    def _confirm(self, proven: Proven, recovery: RecoveryKey) -> None:
        step = ConfirmKey(self._context, recovery, self)
        store = self.button(
            "renew_store",
            self._tr("safety.renew_store"),
            lambda: step.check(lambda: self._store(proven, recovery)),
            Kind.PRIMARY,
        )
        store.setEnabled(False)
        step.changed.connect(lambda: store.setEnabled(step.is_filled()))
        step.entered.connect(store.click)
        again = self.button(
            "show_again", self._tr("safety.show_again"), lambda: self._show_key(proven, recovery)
        )
        self.show_step(step, store, again, self.give_up())

    def _store(self, proven: Proven, recovery: RecoveryKey) -> None:
        folder = self._context.app.folder
        self.wait_for(
            lambda: encryption.set_recovery(folder, proven.key, recovery),
            lambda _: self.done(self._tr("safety.renew_done")),
        )


class SwitchKeyring(ProvenTask):
    """Let the keyring of the system open the data, or no longer."""

    def __init__(self, context: Context, on: bool, parent: QWidget | None = None) -> None:
        self._on = on
        super().__init__(context, "keyring_on" if on else "keyring_off", parent)

    def proved(self, proven: Proven) -> None:
        """That was all that was needed."""
        folder, on = self._context.app.folder, self._on
        sentence = self._tr("safety.keyring_on_done" if on else "safety.keyring_off_done")
        self.wait_for(lambda: encryption.set_keyring(folder, proven.key, on), lambda _: self.done(sentence))


class SwitchOff(ProvenTask):
    """No encryption any more."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "off", parent, context.tr("safety.off_now"))
        self.warn(context.tr("safety.off_warning"), Tone.WARN)

    def proved(self, proven: Proven) -> None:
        """Close, write everything anew, open."""
        context = self._context

        def work(closed: Closed) -> None:
            encryption.unseal(closed.folder, proven.key, told(closed, context))
            closed.key = None

        context.shell.work_closed(
            context.tr("safety.off_working"), work, lambda _: context.say(context.tr("safety.off_done"))
        )
