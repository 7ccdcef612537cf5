"""The cue sheet of a person: tick what was seen, read the likely type with its score, how to treat, what to avoid.

Two schemes, never mixed; for the rep's eyes only. The rules score, the rep takes a type over or does not.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain import behaviour
from desktopcrm.domain.behaviour import PARTS
from desktopcrm.domain.behaviour import Reading as CueReading
from desktopcrm.domain.catalogue_types import BehaviourType, Scheme
from desktopcrm.domain.records import Record
from ui.blur import blur
from ui.context import Context
from ui.dialogs.tick_facts import TickFacts
from ui.dialogs.why import open_why
from ui.models.account_reading import Reading
from ui.models.class_reading import rule_of
from ui.theme import Tone, theme
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.label import DENSE, SMALL, Label
from ui.widgets.surfaces import Card, Hairline
from ui.widgets.why_panel import WhyData

PARAGRAPH = DENSE.but(wrap=True)


class SchemePart(QWidget):
    """One scheme: four columns of cues, what they point to, and what follows from it."""

    def __init__(self, context: Context, scheme: Scheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._scheme = context, scheme
        self._person: Record | None = None
        self._likely = ""
        self.setObjectName(f"scheme_{scheme.key}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addLayout(self._make_head())
        column.addLayout(self._make_cues())
        self._treat, self._avoid = Label("", PARAGRAPH, self), Label("", PARAGRAPH, self)
        self._treat.setObjectName(f"treat_{scheme.key}")
        self._avoid.setObjectName(f"avoid_{scheme.key}")
        column.addWidget(self._treat)
        column.addWidget(self._avoid)

    def show_person(self, reading: Reading, person: Record, seen: CueReading) -> None:
        """Show what was seen of a person and what it points to."""
        self._person, self._likely = person, seen.likely
        self._show_result(reading, seen)
        for kind in self._scheme.type:
            keys = [cue.key for cue in kind.cue]
            self._ticks[kind.key].show_record(reading, person, keys)
            self._titles[kind.key].setText(self._title(reading, kind, seen))
        self._show_advice(reading, seen.type)

    def take(self) -> QWidget | None:
        """Go to the first cue."""
        return next(iter(self._ticks.values())).take()

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        title = Label(self._scheme.label[self._context.lang], DENSE.but(weight=600), self)
        self._result = Chip("", Tone.NEUTRAL, parent=self)
        self._result.setObjectName(f"likely_{self._scheme.key}")
        self._over = Button(f"take_over_{self._scheme.key}", "", "check", Kind.SECONDARY, self).dense()
        self._over.clicked.connect(self._on_take_over)
        row.addWidget(title)
        row.addWidget(self._result)
        row.addStretch(1)
        row.addWidget(self._over)
        return row

    def _make_cues(self) -> QGridLayout:
        unit = theme().px
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(16))
        grid.setVerticalSpacing(unit(8))
        self._ticks: dict[str, TickFacts] = {}
        self._titles: dict[str, Label] = {}
        field, _ = PARTS[self._scheme.key]
        for place, kind in enumerate(self._scheme.type):
            block = QVBoxLayout()
            block.setSpacing(0)
            title = self._titles[kind.key] = Label("", SMALL.but(weight=600), self)
            ticks = self._ticks[kind.key] = TickFacts(self._context, f"cues_{kind.key}", field, 0, self)
            block.addWidget(title)
            block.addWidget(ticks)
            block.addStretch(1)
            grid.addLayout(block, place // 2, place % 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        return grid

    def _title(self, reading: Reading, kind: BehaviourType, seen: CueReading) -> str:
        score = seen.scores.get(kind.key, 0)
        words = reading.words(kind.label)
        return f"{words} · {score}/{len(kind.cue)}" if score else words

    def _show_result(self, reading: Reading, seen: CueReading) -> None:
        tr = self._context.tr
        names = {kind.key: reading.words(kind.label) for kind in self._scheme.type}
        score, total = max(seen.scores.values(), default=0), sum(seen.scores.values())
        if seen.likely:
            words, tone = tr("behaviour.likely", name=names[seen.likely], n=score, of=total), Tone.ACCENT
        elif seen.is_mixed:
            words, tone = tr("behaviour.mixed"), Tone.WARN
        else:
            words, tone = tr("behaviour.nothing"), Tone.NEUTRAL
        if seen.disagrees:
            words, tone = f"{words} · {tr('behaviour.written', name=names[seen.stored])}", Tone.WARN
        self._result.show_chip(words, tone)
        self._result.set_reason(tr("behaviour.scores", scores=_scores(names, seen, reading.lang)))
        self._over.setVisible(bool(seen.likely) and seen.likely != seen.stored)
        if seen.likely:
            self._over.set_words(tr("behaviour.take_over", name=names[seen.likely]))

    def _show_advice(self, reading: Reading, kind: BehaviourType | None) -> None:
        tr = self._context.tr
        treat = reading.words(kind.treat) if kind is not None else ""
        avoid = reading.words(kind.avoid) if kind is not None else ""
        self._treat.setText(tr("behaviour.treat", words=treat))
        self._avoid.setText(tr("behaviour.avoid", words=avoid))
        self._treat.setVisible(bool(treat))
        self._avoid.setVisible(bool(avoid))

    def _on_take_over(self) -> None:
        person, facts = self._person, self._context.app.facts
        _, written = PARTS[self._scheme.key]
        if person is None or not self._likely:
            return
        likely = self._likely
        first = next(iter(self._ticks.values())).boxes()
        if self._context.attempt(lambda: facts.observe(person.id, written, likely)):
            self._context.say_undo(self._context.tr("behaviour.taken_over", name=person.name))
            next(iter(first.values())).setFocus(Qt.FocusReason.OtherFocusReason)


class BehaviourCard(Card):
    """Both schemes under one another; a mark says that nobody else sees it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("behaviour.title"), "", parent)
        self._context = context
        self._reading: Reading | None = None
        self.setObjectName("card_behaviour")
        private = Chip(tr("behaviour.private"), Tone.NEUTRAL, "lock")
        private.set_reason(tr("behaviour.private_why"))
        self.title.tools.addWidget(private)
        self._why = Button("behaviour_why", tr("why.ask"), "", Kind.GHOST, self).dense()
        self._why.clicked.connect(self._show_why)
        self.title.tools.addWidget(self._why)
        self.body.addWidget(Label(tr("behaviour.keys"), SMALL.but(wrap=True), self))
        self._parts: dict[str, SchemePart] = {}
        for scheme in context.app.desk.catalogue.schemes:
            if self._parts:
                self.body.addWidget(Hairline(self))
            self._parts[scheme.key] = SchemePart(context, scheme, self)
            self.body.addWidget(self._parts[scheme.key])

    def show_record(self, reading: Reading, person: Record) -> None:
        """Show the cue sheet of a person."""
        self._reading = reading
        for widget in (self._why, *self._parts.values()):
            widget.setVisible(not blur().on)
        if blur().on:
            return
        for seen in behaviour.reading(reading.plan, person.id, reading.catalogue):
            part = self._parts[seen.scheme.key]
            part.show_person(reading, person, seen)

    def focus_field(self, field: str) -> QWidget | None:
        """Go to the cues that a field holds."""
        found = next((key for key, (cues, _) in PARTS.items() if cues == field), "")
        return self._parts[found].take() if found and not blur().on else None

    def _show_why(self) -> None:
        if self._reading is not None:
            data = WhyData(self._context.tr("behaviour.title"), rules=(rule_of(self._context, "behaviour"),))
            open_why(self._context, self._reading.plan, data, self._why)


def _scores(names: dict[str, str], seen: CueReading, lang: str) -> str:
    comma = "、" if lang == "zh" else ", "
    return comma.join(f"{names[key]} {score}" for key, score in seen.scores.items())
