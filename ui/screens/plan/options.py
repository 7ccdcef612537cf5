"""The column of options: which document, for whom, in which language, with which sections. Knows no service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktopcrm.services.report.request import KINDS
from desktopcrm.texts import Translate
from ui.screens.plan.wish import OPT_IN, Memory, Wish
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.check_box import CheckBox
from ui.widgets.inputs import Choice, TextBlock, TextLine
from ui.widgets.label import SMALL, STRONG, Label
from ui.widgets.order_list import OrderItem, OrderList
from ui.widgets.pick_rows import Pick, PickRows
from ui.widgets.scroll import thin_bars
from ui.widgets.surfaces import Plain
from ui.widgets.tabs import SegmentedChoice

WIDTH = 316
TYPING_MS = 500


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from at this account: (id, name) pairs, and the sections for a reader."""

    projects: Sequence[tuple[int, str]] = ()
    people: Sequence[tuple[int, str]] = ()
    stages: Sequence[tuple[int, str]] = ()
    sections: Callable[[str], Sequence[OrderItem]] = field(default=lambda _level: ())


class PlanOptions(Plain):
    """`changed` after every choice; typed words count once the typing pauses."""

    changed = Signal()

    def __init__(self, tr: Translate, lang: str, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._tr, self._lang, self._memory = tr, lang, memory
        self._offer = Offer()
        self._wish = memory.recall(memory.kind(), lang)
        self._filling = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._on_typed)
        self.setObjectName("plan_options")
        self.setAccessibleName(tr("plan.options"))
        self.set_edge("right")
        self.setFixedWidth(theme().px(WIDTH))
        self._build()
        self._refill()

    def wish(self) -> Wish:
        """What is wanted now."""
        return self._wish

    def show_offer(self, offer: Offer, same_account: bool) -> None:
        """Another account, or the same one after a change."""
        self._offer = offer
        if not same_account:
            self._wish = self._wish.for_account()
        else:
            known = {one for one, _ in offer.projects} | {one for one, _ in offer.people}
            self._wish = replace(
                self._wish,
                project_id=self._wish.project_id if self._wish.project_id in known else 0,
                people=tuple(one for one in self._wish.people if one in known),
            )
        self._refill()

    def show_day_error(self, sentence: str) -> None:
        """Why the day was refused."""
        self._day.mark_wrong(bool(sentence))

    def choose_kind(self, kind: str) -> None:
        """Turn to another document, as a click would."""
        if kind != self._wish.kind:
            self._on_kind(kind)

    def give_way(self, room: int) -> None:
        """Be no wider than `room` pixels."""
        self.setFixedWidth(max(theme().px(WIDTH) // 2, min(theme().px(WIDTH), room)))

    def take_focus(self) -> None:
        """The keyboard goes to the first option."""
        self._kind.setFocus()

    # building

    def _build(self) -> None:
        unit, tr = theme().px, self._tr
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        thin_bars(area)
        inside = Plain("card", area)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(unit(16), unit(16), unit(14), unit(20))
        self._column.setSpacing(unit(6))
        area.setWidget(inside)
        outer.addWidget(area)
        kinds = [(kind, tr(f"plan.kind_{kind}")) for kind in KINDS]
        self._kind = SegmentedChoice("plan_kind", tr("plan.document"), kinds, inside)
        self._kind.chosen.connect(self._on_kind)
        self._about = Label("", SMALL.but(wrap=True), inside)
        self._level = PickRows("plan_level", tr("plan.level"), [Pick("own", "")], inside)
        self._level.chosen.connect(self._on_level)
        languages = [("en", "English"), ("zh", "中文")]
        self._language = SegmentedChoice("plan_language", tr("plan.language"), languages, inside)
        self._language.chosen.connect(lambda key: self._take(replace(self._wish, lang=key)))
        self._private = CheckBox("plan_private", tr("plan.private"), inside)
        self._private.toggled.connect(self._on_private)
        self._add("plan.document", self._kind, self._about)
        self._add("plan.language", self._language)
        self._add("plan.level", self._level)
        self._private_box = self._add("", self._private, self._hint("plan.private_hint"))
        self._build_occasion(inside)
        self._column.addStretch(1)

    def _build_occasion(self, inside: QWidget) -> None:
        tr = self._tr
        self._project = Choice("plan_project", tr("plan.project"), (), inside)
        self._project.chosen.connect(lambda key: self._take(replace(self._wish, project_id=int(key))))
        self._stage = Choice("plan_stage", tr("plan.stage"), (), inside)
        self._stage.chosen.connect(lambda key: self._take(replace(self._wish, stage=int(key))))
        self._people = OrderList("plan_people", tr("plan.people"), inside)
        self._people.changed.connect(self._on_people)
        self._purpose = TextBlock("plan_purpose", tr("plan.purpose"), 5, inside)
        self._purpose.textChanged.connect(self._on_typing)
        self._day = TextLine("plan_day", tr("plan.day"), tr("plan.day_hint"), inside)
        self._day.textChanged.connect(self._on_typing)
        self._sections = OrderList("plan_sections", tr("plan.sections"), inside)
        self._sections.changed.connect(self._on_sections)
        self._add("plan.project", self._project)
        self._stage_box = self._add("plan.stage", self._stage)
        self._purpose_box = self._add("plan.purpose", self._purpose)
        self._people_box = self._add("plan.people", self._people, self._hint("plan.people_hint"))
        self._add("plan.day", self._day)
        self._sections_box = self._add("plan.sections", self._sections, self._hint("plan.sections_hint"))
        self._usual = Button("plan_usual", tr("plan.usual"), "rotate-ccw", Kind.GHOST, inside).dense()
        self._usual.clicked.connect(lambda: self._take(replace(self._wish, sections=()), refill=True))
        self._column.addWidget(self._usual, 0, Qt.AlignmentFlag.AlignLeft)

    def _hint(self, key: str) -> Label:
        return Label(self._tr(key), SMALL.but(wrap=True), self)

    def _add(self, title: str, widget: QWidget, hint: Label | None = None) -> QWidget:
        """A titled box in the column; gives the box, so that it can be hidden whole."""
        box = QWidget(self)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(0, 0, 0, theme().px(10))
        inner.setSpacing(theme().px(6))
        if title:
            inner.addWidget(Label(self._tr(title), STRONG, box))
        inner.addWidget(widget)
        if hint is not None:
            inner.addWidget(hint)
        self._column.addWidget(box)
        return box

    # showing

    def _refill(self) -> None:
        """Show the wish in every control, without hearing them."""
        self._filling = True
        wish, tr, offer = self._wish, self._tr, self._offer
        self._kind.set_key(wish.kind)
        self._about.setText(tr(f"plan.about_{wish.kind}"))
        levels = [Pick(one, tr(f"plan.level_{one}"), tr(f"plan.about_{one}")) for one in wish.levels()]
        self._level.set_picks(levels, wish.level)
        self._language.set_key(wish.lang)
        self._private.setChecked(wish.private)
        first = tr("plan.all_projects") if offer.projects else tr("plan.no_project")
        projects = [("0", first), *((str(one), name) for one, name in offer.projects)]
        self._project.set_options(projects, str(wish.project_id))
        self._project.setEnabled(bool(offer.projects))
        stages = [("0", tr("plan.all_stages")), *((str(one), name) for one, name in offer.stages)]
        self._stage.set_options(stages, str(wish.stage))
        self._people.show_items(self._people_items())
        for line, words in ((self._purpose, wish.purpose), (self._day, wish.day)):
            if words != (line.toPlainText() if isinstance(line, TextBlock) else line.text()):
                line.setPlainText(words) if isinstance(line, TextBlock) else line.setText(words)
        self._sections.show_items(self._section_items())
        self._show_boxes()
        self._filling = False

    def _show_boxes(self) -> None:
        kind = self._wish.kind
        self._private_box.setVisible(self._wish.level == "own")
        self._stage_box.setVisible(kind == "checklist")
        self._purpose_box.setVisible(kind == "brief")
        self._people_box.setVisible(kind == "brief" and bool(self._offer.people))
        self._sections_box.setVisible(kind == "plan")
        self._usual.setVisible(kind == "plan" and bool(self._wish.sections))

    def _people_items(self) -> list[OrderItem]:
        """Those to meet first, in their order, then the others."""
        names = dict(self._offer.people)
        taken = [one for one in self._wish.people if one in names]
        rest = [one for one in names if one not in taken]
        return [
            *(OrderItem(str(one), names[one], taken=True) for one in taken),
            *(OrderItem(str(one), names[one], taken=False) for one in rest),
        ]

    def _section_items(self) -> list[OrderItem]:
        """The sections as wished; those that the wish does not know yet (a newer edition) stand at the end."""
        usual = list(self._offer.sections(self._wish.level))
        if not self._wish.sections:
            return [
                replace(one, taken=True) if one.key == OPT_IN and self._wish.private else one for one in usual
            ]
        titles = {one.key: one.title for one in usual}
        wished = [(key.lstrip("-"), not key.startswith("-")) for key in self._wish.sections]
        found = [OrderItem(key, titles[key], taken) for key, taken in wished if key in titles]
        known = {one.key for one in found}
        return [*found, *(one for one in usual if one.key not in known)]

    # hearing

    def _take(self, wish: Wish, refill: bool = False) -> None:
        if self._filling or wish == self._wish:
            return
        self._wish = wish
        self._memory.keep(wish)
        if refill:
            self._refill()
        self._show_boxes()
        self.changed.emit()

    def _on_kind(self, kind: str) -> None:
        found, now = self._memory.recall(kind, self._lang), self._wish
        occasion = replace(
            found, project_id=now.project_id, people=now.people, purpose=now.purpose, day=now.day
        )
        self._take(occasion, refill=True)

    def _on_level(self, level: str) -> None:
        sections = self._memory.sections(self._wish.kind, level)
        self._take(replace(self._wish, level=level, sections=sections, private=False), refill=True)

    def _on_private(self, private: bool) -> None:
        key, off = OPT_IN, f"-{OPT_IN}"
        wanted, other = (key, off) if private else (off, key)
        sections = tuple(wanted if one == other else one for one in self._wish.sections)
        self._take(replace(self._wish, private=private, sections=sections), refill=True)

    def _on_sections(self) -> None:
        shown = self._sections.items_shown()
        usual = shown == list(self._offer.sections(self._wish.level))
        sections = () if usual else tuple(one.key if one.taken else f"-{one.key}" for one in shown)
        private = (
            self._wish.private
            if all(one.key != OPT_IN for one in shown)
            else OPT_IN in self._sections.taken()
        )
        self._take(
            replace(self._wish, sections=sections, private=private), refill=private != self._wish.private
        )

    def _on_people(self) -> None:
        self._take(replace(self._wish, people=tuple(int(key) for key in self._people.taken())))

    def _on_typing(self) -> None:
        if not self._filling:
            self._typing.start()

    def _on_typed(self) -> None:
        self._take(replace(self._wish, purpose=self._purpose.toPlainText(), day=self._day.text()))
