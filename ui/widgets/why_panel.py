"""Why it says so: the rule in our words, where it comes from, the facts used, what would change it, its numbers.

A popover; fed with `WhyData`, asks by signals to jump to a fact or to the rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Type, theme
from ui.widgets.button import Button, Kind
from ui.widgets.class_badge import Badge, ClassBadge
from ui.widgets.label import DENSE, HEADING, SMALL, Label
from ui.widgets.popover import SHADE, Popover
from ui.widgets.surfaces import Plain, RoomyArea

WIDTH, HIGHEST = 460, 520
PARAGRAPH = DENSE.but(wrap=True)


@dataclass(frozen=True, slots=True)
class WhyRule:
    """A rule as the rule book has it; `params` are (name, value as read)."""

    key: str
    label: str
    says: str
    source: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WhyFact:
    """Something known, or still unknown, that the judgement rests on; `target`: record and field to jump to."""

    words: str
    target: tuple[int, str] = (0, "")
    known: bool = True


@dataclass(frozen=True, slots=True)
class WhyData:
    """Everything a why-panel shows; empty parts are left out."""

    title: str
    badge: Badge | None = None
    reasons: tuple[str, ...] = ()
    facts: tuple[WhyFact, ...] = ()
    changes: tuple[str, ...] = ()
    rules: tuple[WhyRule, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class WhyWords:
    """The small headings, in the language of the window, and what stands between a name and its value."""

    facts: str
    unknown: str
    changes: str
    rule: str
    source: str
    open_rule: str
    colon: str = ": "


class _Sheet(Plain):
    """As high as its lines are at its width; what Qt adds up would be too low by the lines that wrap."""

    def sizeHint(self) -> QSize:
        hint, layout = super().sizeHint(), self.layout()
        width = self.minimumWidth() or hint.width()
        return QSize(width, layout.heightForWidth(width)) if layout is not None else hint


class WhyPanel(Popover):
    """`fact_chosen(record, field)`, `rule_chosen(key)`."""

    fact_chosen = Signal(int, str)
    rule_chosen = Signal(str)

    def __init__(self, data: WhyData, words: WhyWords, window: QWidget) -> None:
        super().__init__("why_panel", data.title, window, WIDTH)
        self._words = words
        unit = theme().px
        inside = _Sheet("card", self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, unit(6), 0)
        self._column.setSpacing(unit(4))
        self._first: QWidget | None = None
        self._add_head(data)
        self._add_facts(data)
        self._add_list(words.changes, data.changes)
        for rule in data.rules:
            self._add_rule(rule)
        host = window.window()
        most = min(unit(HIGHEST), max(unit(160), host.height() - 2 * SHADE - unit(60)))
        area = RoomyArea(most, self)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        inside.setFixedWidth(unit(WIDTH) - 2 * unit(14) - unit(4))
        self.body.addWidget(area)

    def first(self) -> QWidget | None:
        """Where the keyboard goes when it opens: the first thing to jump to."""
        return self._first

    def _add_head(self, data: WhyData) -> None:
        if data.badge is None:
            self._column.addWidget(Label(data.title, HEADING.but(wrap=True), self))
        else:
            self._column.addLayout(self._titled(data.title, data.badge))
        if data.about:
            self._column.addWidget(Label(data.about, SMALL.but(wrap=True), self))
        for words in data.reasons:
            self._column.addWidget(Label(words, PARAGRAPH, self))

    def _titled(self, title: str, badge: Badge) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(Label(title, HEADING, self))
        mark = ClassBadge("why_badge", badge, self)
        mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark.setCursor(Qt.CursorShape.ArrowCursor)
        row.addWidget(mark)
        row.addStretch(1)
        return row

    def _add_facts(self, data: WhyData) -> None:
        for title, known in ((self._words.facts, True), (self._words.unknown, False)):
            mine = [fact for fact in data.facts if fact.known is known]
            if not mine:
                continue
            self._heading(title)
            for fact in mine:
                self._add_fact(fact)

    def _add_fact(self, fact: WhyFact) -> None:
        record_id, key = fact.target
        if not record_id:
            self._column.addWidget(Label(fact.words, PARAGRAPH, self))
            return
        button = Button(f"why_fact_{record_id}_{key}", fact.words, "arrow-right", Kind.GHOST, self).dense()
        button.setSizePolicy(button.sizePolicy().Policy.Maximum, button.sizePolicy().Policy.Fixed)
        button.setMaximumWidth(theme().px(WIDTH) - 2 * theme().px(18))
        button.clicked.connect(lambda: self._leave_for(record_id, key))
        self._first = self._first or button
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_list(self, title: str, lines: tuple[str, ...]) -> None:
        if not lines:
            return
        self._heading(title)
        for words in lines:
            self._column.addWidget(Label(f"· {words}", PARAGRAPH, self))

    def _add_rule(self, rule: WhyRule) -> None:
        words = self._words
        self._heading(words.colon.join((words.rule, rule.label)))
        self._column.addWidget(Label(rule.says, PARAGRAPH, self))
        for name, value in rule.params:
            line = words.colon.join((name, value))
            self._column.addWidget(Label(line, SMALL.but(ink="ink", wrap=True), self))
        source = words.colon.join((words.source, rule.source))
        self._column.addWidget(Label(source, SMALL.but(wrap=True), self))
        link = Button(f"why_rule_{rule.key}", words.open_rule, "book-open", Kind.GHOST, self).dense()
        link.clicked.connect(lambda: self._open_rule(rule.key))
        self._first = self._first or link
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _heading(self, words: str) -> None:
        self._column.addSpacing(theme().px(8))
        self._column.addWidget(Label(words, SMALL.but(weight=600, wrap=True, kind=Type.SMALL), self))

    def _leave_for(self, record_id: int, key: str) -> None:
        self.close_popover()
        self.fact_chosen.emit(record_id, key)

    def _open_rule(self, key: str) -> None:
        self.close_popover()
        self.rule_chosen.emit(key)
