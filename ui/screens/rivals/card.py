"""One rival: where it is met, its people, its moves with their days, and what is known of the company itself.

Shows what it is given; adds moves and names through the services.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.coverage import known_of
from desktopcrm.domain.records import Record
from desktopcrm.services.records import NewRecord
from desktopcrm.services.rivals import RivalCard, Standing
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.editors.fact_rows import NAME_KEY, FactRows
from ui.models.account_reading import TONES, Reading
from ui.theme import Tone, theme
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.field_row_view import FieldRowData
from ui.widgets.fold import FoldCard
from ui.widgets.inputs import TextLine
from ui.widgets.label import DENSE, SMALL, Label
from ui.widgets.place_row import PlaceLine, PlaceRow
from ui.widgets.surfaces import clear_layout

THREATS = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Shown:
    """A rival with what its card needs. `reading` reads the shared records."""

    card: RivalCard
    standing: dict[int, Standing]
    reading: Reading


class RivalView(FoldCard):
    """`place_opened(account id, rival id)`."""

    place_opened = Signal(int, int)

    def __init__(self, context: Context, firm: Record, parent: QWidget | None = None) -> None:
        super().__init__(f"rival_{firm.id}", firm.name, parent)
        self._context = context
        self._firm = firm
        self._shown: Shown | None = None
        self._threat = Chip("", Tone.NEUTRAL)
        self.tools.addWidget(self._threat)
        self._avatar = Avatar(firm.name, 28, round_shape=False)
        self.set_picture(self._avatar)
        self._places = self._part(context.tr("rivals.places"))
        self._reps = self._part(context.tr("rivals.reps"))
        self._moves = self._part(context.tr("rivals.moves"))
        self.body.addWidget(self._move_line())
        self.body.addWidget(self._heading(context.tr("rivals.shared")))
        self.facts = FactRows(context, f"rival_facts_{firm.id}", 160, self)
        self.facts.history_requested.connect(self._on_history)
        self.body.addWidget(self.facts)
        self._more = Button(f"rival_more_{firm.id}", "", "chevron-down", Kind.GHOST, self).dense()
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_facts)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rival(self, shown: Shown) -> None:
        """What is known now."""
        self._shown, self._firm = shown, shown.card.firm
        self._avatar.set_name(self._firm.name)
        tr = self._context.tr
        lit = known_of(
            dot.state
            for _, _, rival in shown.card.places
            for dot in (shown.standing[rival].dots if rival in shown.standing else ())
        )
        self.show_title(self._firm.name, tr("rivals.at", n=len(shown.card.places), lit=lit))
        self._show_threat(shown)
        self._show_places(shown)
        self._show_reps(shown)
        self._show_moves(shown)
        self._show_facts()

    def _show_facts(self) -> None:
        """What is known; the questions that are open come when they are asked for."""
        shown, lang = self._shown, self._context.lang
        if shown is None:
            return
        kind = shown.reading.catalogue.kinds["firm"]
        rows = shown.reading.rows(self._firm, shown.reading.fields("firm"))
        open_rows = sum(not row.known for row in rows)
        every = self._more.isChecked()
        name = FieldRowData(NAME_KEY, kind.label[lang], self._firm.name, kind.name_ask[lang])
        self.facts.show_record(
            shown.reading.plan, self._firm, [name, *(row for row in rows if every or row.known)]
        )
        words = self._context.tr("rivals.less") if every else self._context.tr("rivals.more", n=open_rows)
        self._more.set_words(words, "chevron-up" if every else "chevron-down")
        self._more.setVisible(bool(open_rows))

    def _part(self, title: str) -> QVBoxLayout:
        self.body.addWidget(self._heading(title))
        part = QVBoxLayout()
        part.setSpacing(theme().px(2))
        self.body.addLayout(part)
        return part

    def _heading(self, title: str) -> Label:
        label = Label(title, SMALL.but(weight=600), self)
        label.setContentsMargins(0, theme().px(6), 0, 0)
        return label

    def _move_line(self) -> QWidget:
        tr = self._context.tr
        host = QWidget(self)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, theme().px(6))
        row.setSpacing(theme().px(8))
        self.move_text = TextLine("new_move", tr("rivals.move_ask"), tr("rivals.move_ask"), host)
        self.move_day = TextLine("new_move_day", tr("rivals.move_day"), tr("rivals.move_day"), host)
        self.move_day.setFixedWidth(theme().px(150))
        add = Button("add_move", tr("rivals.add"), "plus", Kind.GHOST, host)
        add.clicked.connect(self._on_move)
        for line in (self.move_text, self.move_day):
            line.returnPressed.connect(self._on_move)
        row.addWidget(self.move_text, 1)
        row.addWidget(self.move_day)
        row.addWidget(add)
        return host

    def _show_threat(self, shown: Shown) -> None:
        levels = [
            shown.standing[rival].values.get("threat_level", "")
            for _, _, rival in shown.card.places
            if rival in shown.standing
        ]
        worst = next((level for level in THREATS if level in levels), "")
        option = shown.reading.catalogue.option("threat_level", worst) if worst else None
        self._threat.setVisible(option is not None)
        if option is not None:
            words = self._context.tr("rivals.threat", level=option.label[self._context.lang])
            self._threat.show_chip(words, TONES.get(option.tone, Tone.NEUTRAL))

    def _show_places(self, shown: Shown) -> None:
        clear_layout(self._places)
        for account_id, account, rival_id in shown.card.places:
            row = PlaceRow(self._place(shown, account, rival_id), self)
            row.opened.connect(
                lambda _id, account_id=account_id, rival_id=rival_id: self.place_opened.emit(
                    account_id, rival_id
                )
            )
            self._places.addWidget(row)
        if not shown.card.places:
            self._places.addWidget(Label(self._context.tr("rivals.no_places"), SMALL.but(wrap=True), self))

    def _place(self, shown: Shown, account: str, rival_id: int) -> PlaceLine:
        standing = shown.standing.get(rival_id, Standing((), {}))
        tr, lang = self._context.tr, self._context.lang
        level = standing.values.get("threat_level", "")
        option = shown.reading.catalogue.option("threat_level", level) if level else None
        known = known_of(dot.state for dot in standing.dots)
        return PlaceLine(
            rival_id,
            account,
            tuple(dot.state for dot in standing.dots),
            tr("rivals.known", known=known, total=len(standing.dots)),
            tr("rivals.threat", level=option.label[lang]) if option else "",
            TONES.get(option.tone, Tone.NEUTRAL) if option else Tone.NEUTRAL,
            standing.values.get("satisfaction", ""),
        )

    def _show_reps(self, shown: Shown) -> None:
        clear_layout(self._reps)
        comma = "、" if self._context.lang == "zh" else ", "
        for rep, accounts in shown.card.reps:
            title = shown.reading.value(rep.id, "title")
            at = self._context.tr("rivals.seen_at", accounts=comma.join(accounts)) if accounts else ""
            words = " · ".join(part for part in (rep.name, title, at) if part)
            self._reps.addWidget(Label(words, DENSE.but(wrap=True), self))
        if not shown.card.reps:
            self._reps.addWidget(Label(self._context.tr("rivals.no_reps"), SMALL.but(wrap=True), self))

    def _show_moves(self, shown: Shown) -> None:
        clear_layout(self._moves)
        moves = shown.reading.plan.of("move", self._firm.id)
        dated = sorted(moves, key=lambda one: shown.reading.plan.value(one.id, "day"), reverse=True)
        for move in dated:
            self._moves.addWidget(self._move_row(shown, move))
        if not moves:
            self._moves.addWidget(Label(self._context.tr("rivals.no_moves"), SMALL.but(wrap=True), self))

    def _move_row(self, shown: Shown, move: Record) -> QWidget:
        host = QWidget(self)
        host.setObjectName(f"move_{move.id}")
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        day = Label(shown.reading.value(move.id, "day") or "–", DENSE.but(ink="ink2"), host)
        day.setMinimumWidth(theme().px(96))
        lift = theme().px(3)  # level with the words of the chip
        day.setContentsMargins(0, lift, 0, 0)
        row.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        text = Label(move.name, DENSE.but(wrap=True), host)
        text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        text.setContentsMargins(0, lift, 0, lift)
        row.addWidget(text, 1)
        chip = shown.reading.chip(move, "weight_of_move")
        if chip is not None:
            row.addWidget(Chip(*chip, parent=host), 0, Qt.AlignmentFlag.AlignTop)
        return host

    def _on_move(self) -> None:
        text, day = self.move_text.text().strip(), self.move_day.text().strip()
        if not text:
            self.move_text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        today = self._context.app.desk.today().isoformat()
        new = NewRecord("move", text, self._firm.id, facts={"day": day or today})
        done = self._context.attempt(lambda: self._context.app.records.add(new))
        self.move_day.mark_wrong(not done)
        if done:
            self.move_text.clear()
            self.move_day.clear()
            self.move_text.setFocus(Qt.FocusReason.OtherFocusReason)
            self._context.say_undo(self._context.tr("rivals.said_move"))

    def _on_history(self, key: str) -> None:
        row, shown = self.facts.row(key), self._shown
        if row is not None and shown is not None and shown.card.places and key != NAME_KEY:
            panel = FactHistory(self._context, self._firm, key, self)
            panel.shown_from(shown.card.places[0][0]).open_below(row)
