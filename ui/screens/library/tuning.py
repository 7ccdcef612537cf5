"""Another value for a parameter, before it holds: what it would change over all accounts, and why it is wanted.

Runs the preview as a job that can be stopped; stores nothing by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.rule_effects import KINDS, Effect
from desktopcrm.domain.rulebook import Param
from desktopcrm.domain.said import Value
from desktopcrm.services.rules import Preview, worded
from desktopcrm.services.telling import shown_in
from ui.context import Context
from ui.jobs import Job, Progress
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import TextLine
from ui.widgets.label import DIM_PARAGRAPH, PARAGRAPH, SMALL, STRONG, Label
from ui.widgets.progress import ProgressPanel
from ui.widgets.surfaces import clear_layout

EXAMPLES = 24


class Tuning(QFrame):
    """`confirmed(reason)` on Enter, `given_up()` on Esc."""

    confirmed = Signal(str)
    given_up = Signal()

    def __init__(self, context: Context, rule: str, to: tuple[Param, int], parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._rule = context, rule
        self.param, self.value = to
        self._job: Job | None = None
        self.preview: Preview | None = None
        self.setObjectName("tuning")
        tr, unit = context.tr, theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(12), unit(10), unit(12), unit(12))
        column.setSpacing(unit(8))
        was, becomes = (worded(tr, context.lang, self.param, one) for one in (self.param.value, self.value))
        title = tr("library.tune_title", was=was, value=becomes)
        self.setAccessibleName(title)
        column.addWidget(Label(title, STRONG.but(wrap=True), self))
        self.reason = TextLine("tune_reason", tr("library.tune_reason"), tr("library.tune_reason"), self)
        self.reason.returnPressed.connect(self._on_confirm)
        column.addWidget(self.reason)
        column.addLayout(self._buttons())
        inside = QWidget(self)
        self._told = QVBoxLayout(inside)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(unit(6))
        column.addWidget(inside)

    def begin(self) -> None:
        """Look what would change; the reason can be written meanwhile."""
        tr, context = self._context.tr, self._context
        bar = ProgressPanel("preview", tr("library.preview_running"), tr("library.preview_stop"), self)
        bar.cancel_requested.connect(self._on_stop)
        self._told.addWidget(bar)
        rule, key, value = self._rule, self.param.key, self.value

        def work(progress: Progress) -> Preview:
            return context.app.rules.preview(rule, key, value, progress.step)

        self._job = context.jobs.start(work, self._show, context.say_error, bar.show_step)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """The preview is not wanted any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        painting.rounded(painter, QRectF(self.rect()), 10, tokens.tint)
        painter.end()

    def _buttons(self) -> QHBoxLayout:
        row, tr = QHBoxLayout(), self._context.tr
        row.setSpacing(theme().px(8))
        apply = Button("tune_apply", tr("library.tune_apply"), "check", Kind.PRIMARY, self)
        apply.clicked.connect(self._on_confirm)
        cancel = Button("tune_cancel", tr("generic.cancel"), "", Kind.GHOST, self)
        cancel.clicked.connect(self._on_cancel)
        row.addWidget(apply)
        row.addWidget(cancel)
        row.addStretch(1)
        return row

    def _on_confirm(self) -> None:
        self.stop()
        self.confirmed.emit(self.reason.text().strip())

    def _on_cancel(self) -> None:
        self.stop()
        self.given_up.emit()

    def _on_stop(self) -> None:
        self.stop()
        clear_layout(self._told)
        self._told.addWidget(Label(self._context.tr("library.preview_stopped"), DIM_PARAGRAPH, self))
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, preview: Preview) -> None:
        tr = self._context.tr
        self._job, self.preview = None, preview
        clear_layout(self._told)
        if not preview.effects:
            words = tr("library.preview_nothing", n=preview.accounts)
            self._told.addWidget(Label(words, DIM_PARAGRAPH, self))
            return
        words = tr("rules.preview_accounts", n=preview.touched, all=preview.accounts)
        self._told.addWidget(Label(words, PARAGRAPH, self))
        chips = FlowRow(self, 6)
        for kind in KINDS:
            if kind in preview.counts:
                name, count = tr(f"rules.kind_{kind}"), preview.counts[kind]
                chips.add(Chip(tr("library.preview_count", kind=name, n=count)))
        self._told.addWidget(chips)
        for effect in preview.effects[:EXAMPLES]:
            self._told.addWidget(self._effect(effect))
        if len(preview.effects) > EXAMPLES:
            more = tr("rules.preview_more", n=len(preview.effects) - EXAMPLES)
            self._told.addWidget(Label(more, SMALL, self))

    def _effect(self, effect: Effect) -> QWidget:
        """Account and what is judged; under it, before and after."""
        tr = self._context.tr
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, theme().px(2), 0, 0)
        column.setSpacing(0)
        what = self._told_value(effect.what) or tr(f"rules.kind_{effect.kind}")
        whose = f"{effect.account} · {what}" if effect.account else what
        column.addWidget(Label(whose, SMALL.but(wrap=True), box))
        before, after = self._told_value(effect.before), self._told_value(effect.after)
        line = tr("library.effect_line", before=before, after=after)
        column.addWidget(Label(line, PARAGRAPH, box))
        return box

    def _told_value(self, value: Value) -> str:
        return str(shown_in(self._context.tr, self._context.lang, value))
