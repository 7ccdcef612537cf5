"""The panel beside the list of rules: what a rule says, where it comes from, its parameters, what was changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.rulebook import Rule
from desktopcrm.errors import UserError
from desktopcrm.services.rules import RuleChange, worded
from ui.context import Context
from ui.screens.library.entries import SEVERITY_TONES, Entry
from ui.screens.library.param_row import ParamRow
from ui.screens.library.tuning import Tuning
from ui.theme import Tone, theme
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.label import DIM_PARAGRAPH, HEADING, PARAGRAPH, SMALL, STRONG, Label
from ui.widgets.surfaces import SidePanel, clear_layout

WIDTH = 380


class RulePanel(SidePanel):
    """`left()` on the way back to the list."""

    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("library_rule", context.tr("library.rule_detail"), WIDTH, parent)
        self._context = context
        self._rule = ""
        self._rows: dict[str, ParamRow] = {}
        self.tuning: Tuning | None = None

    def rule(self) -> str:
        """Key of the rule that is shown."""
        return self._rule

    def row(self, key: str) -> ParamRow | None:
        """The line of a parameter."""
        return self._rows.get(key)

    def show_entry(self, entry: Entry) -> None:
        """Show another rule, or the same one after a change; a value in preparation stays."""
        if entry.rule == self._rule and self.tuning is not None:
            return
        self._show_rule(entry)

    def _show_rule(self, entry: Entry) -> None:
        rule = self._context.app.rules.rule(entry.rule)
        self._rule, self.tuning = rule.key, None
        self._rows.clear()
        clear_layout(self.body)
        self.body.addWidget(Label(entry.title, HEADING.but(wrap=True), self))
        self.body.addWidget(self._chips(rule, entry))
        for heading, words in entry.said:
            self._add_pair(heading, words)
        self._add_params(rule)
        self._add_log(rule)

    def enter(self) -> None:
        """Go to the first parameter."""
        first = next(iter(self._rows.values()), None)
        if first is not None:
            first.focus_editor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _chips(self, rule: Rule, entry: Entry) -> FlowRow:
        row, tr = FlowRow(self, 6), self._context.tr
        row.add(Chip(entry.under))
        if rule.severity:
            row.add(Chip(tr(f"library.{rule.severity}"), SEVERITY_TONES[rule.severity]))
        if rule.is_changed:
            row.add(Chip(tr("library.changed"), Tone.ACCENT))
        return row

    def _add_pair(self, heading: str, words: str) -> None:
        box = Label(heading, SMALL, self)
        box.setContentsMargins(0, theme().px(4), 0, 0)
        self.body.addWidget(box)
        self.body.addWidget(Label(words, PARAGRAPH, self))

    def _add_params(self, rule: Rule) -> None:
        tr = self._context.tr
        title = Label(tr("library.params"), STRONG, self)
        title.setContentsMargins(0, theme().px(10), 0, 0)
        self.body.addWidget(title)
        if not rule.param:
            self.body.addWidget(Label(tr("library.params_none"), DIM_PARAGRAPH, self))
        for param in rule.param:
            row = ParamRow(self._context, param, self)
            row.wanted.connect(lambda text, row=row: self._on_wanted(row, text))
            row.reset_asked.connect(lambda row=row: self._reset(row))
            self._rows[param.key] = row
            self.body.addWidget(row)

    def _add_log(self, rule: Rule) -> None:
        log = [one for one in self._context.app.rules.log() if one.rule == rule.key]
        if not log:
            return
        title = Label(self._context.tr("library.rule_log"), STRONG, self)
        title.setContentsMargins(0, theme().px(10), 0, 0)
        self.body.addWidget(title)
        for one in log:
            self.body.addWidget(Label(self._log_line(rule, one), SMALL.but(wrap=True), self))

    def _log_line(self, rule: Rule, one: RuleChange) -> str:
        tr, lang = self._context.tr, self._context.lang
        param = next((param for param in rule.param if param.key == one.param), None)
        was, value = (
            worded(tr, lang, param, number) if param else str(number) for number in (one.was, one.value)
        )
        label = param.label[lang] if param else one.param
        day = numbers.show_day(one.day, lang)
        line = tr("library.log_line", day=day, label=label, was=was, value=value)
        return f"{line}\n{one.reason}" if one.reason else line

    # tuning

    def _on_wanted(self, row: ParamRow, text: str) -> None:
        """Another value: see what it would change, or why it cannot be."""
        self._drop_tuning(row)
        try:
            value = self._context.app.rules.read(self._rule, row.param.key, text)
        except UserError as error:
            row.show_error(self._context.error_text(error))
            return
        row.show_error("")
        if value == row.param.value:
            return
        self.tuning = tuning = Tuning(self._context, self._rule, (row.param, value), self)
        tuning.confirmed.connect(lambda reason: self._tune(row, value, reason))
        tuning.given_up.connect(lambda: self._give_up(row))
        self.body.insertWidget(self.body.indexOf(row) + 1, tuning)
        tuning.show()
        tuning.begin()

    def _tune(self, row: ParamRow, value: int, reason: str) -> None:
        context, key = self._context, row.param.key
        self._drop_tuning()
        if context.attempt(lambda: context.app.rules.tune(self._rule, key, value, reason)):
            said = worded(context.tr, context.lang, row.param, value)
            label = row.param.label[context.lang]
            context.say_undo(context.tr("library.tuned", label=label, value=said))
        self._focus(key)

    def _reset(self, row: ParamRow) -> None:
        context, key = self._context, row.param.key
        self._drop_tuning()
        context.app.rules.reset(self._rule, key)
        said = worded(context.tr, context.lang, row.param, row.param.default)
        context.say_undo(context.tr("library.untuned", label=row.param.label[context.lang], value=said))
        self._focus(key)

    def _focus(self, key: str) -> None:
        row = self._rows.get(key)
        if row is not None:
            row.focus_editor()

    def _give_up(self, row: ParamRow) -> None:
        self._drop_tuning()
        row.show_value()
        row.focus_editor()

    def _drop_tuning(self, but: ParamRow | None = None) -> None:
        """Put the change in preparation away; its line shows what holds again, unless it is in hand."""
        if self.tuning is None:
            return
        old, self.tuning = self.tuning, None
        other = self._rows.get(old.param.key)
        if other is not None and other is not but:
            other.show_value()
        old.stop()
        self.body.removeWidget(old)
        old.hide()
        old.deleteLater()
