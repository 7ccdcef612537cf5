"""The interview with oneself: why this class, why not KP-A, why not signed today. From the facts, or in own words.

The sentences come from the rules; what is written over them is a dated fact of the purchase and can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain import class_sentences
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.key_person_class import KpJudgement
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Said
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.editors.fact_editor import FactEditor
from ui.editors.fact_rows import FactRows
from ui.editors.requests import Asked, origins_for, request_for
from ui.editors.values import editor_for
from ui.models.account_reading import Reading
from ui.models.class_reading import kp_badge
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.field_row_view import FieldRowData
from ui.widgets.label import HEADING, SMALL, Label

OWN_WORDS = "classes.own_words"
REASON = "not_signed_because"
LABEL_WIDTH = 150


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence: the field that holds own words for it, its question, and the rule that makes it."""

    field: str
    question: str
    say: Callable[[Plan, int, Catalogue], tuple[Said, ...]]


THREE = (
    Spoken("said_forward", "class_card.question_forward", class_sentences.forward),
    Spoken("said_reverse", "class_card.question_reverse", class_sentences.reverse),
    Spoken("said_not_signed", "class_card.question_not_signed", class_sentences.not_signed),
)


class SentenceRows(FactRows):
    """Editing begins with the sentence as it stands; Delete lets the facts speak again."""

    def _make_editor(self, key: str) -> FactEditor:
        row, record, plan = self.row(key), self.record, self._plan
        if key == REASON or row is None or record is None or plan is None:
            return super()._make_editor(key)
        field = self._context.app.facts.field_of(record, key)
        request = request_for(self._context, Asked(plan, record, field), row.data.value)
        return FactEditor(editor_for(field.type, request), origins_for(self._context, plan))

    def _on_clear(self, key: str) -> None:
        record, plan = self.record, self._plan
        if record is not None and plan is not None and plan.fact(record.id, key) is not None:
            super()._on_clear(key)


class SentencesPart(QWidget):
    """`show_project` with every change of the plan."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._account_id = 0
        self._about = ""
        tr = context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        head.addWidget(Label(tr("class_card.interview"), HEADING, self))
        head.addWidget(Label(tr("class_card.from_facts"), SMALL, self))
        head.addStretch(1)
        copy = Button("copy_sentences", tr("class_card.copy"), "copy", Kind.GHOST, self).dense()
        copy.clicked.connect(self.copy)
        head.addWidget(copy)
        column.addLayout(head)
        self.rows = SentenceRows(context, "said_rows", LABEL_WIDTH, self)
        self.rows.history_requested.connect(self._on_history)
        column.addWidget(self.rows)

    def show_project(self, reading: Reading, project: Record, judged: KpJudgement) -> None:
        """Show the sentences of a purchase."""
        self._account_id = reading.plan.account.id
        self._about = " · ".join((reading.plan.account.name, project.name, reading.day(reading.today)))
        name = kp_badge(self._context, judged).words if judged.kp else ""
        rows = [row for one in THREE if (row := self._row(reading, project, one, name)) is not None]
        reason = reading.row(project, reading.catalogue.field("project", REASON))
        reason = replace(reason, label=self._context.tr("class_card.reason"))
        place = next((at for at, row in enumerate(rows) if row.key == "said_not_signed"), len(rows))
        rows.insert(place, reason)
        self.rows.show_record(reading.plan, project, rows)

    def focus_field(self, field: str) -> QWidget | None:
        """Open the editor of a sentence."""
        return self.rows.row(field) if self.rows.edit(field) else None

    def text(self) -> str:
        """What is reported to the superior: whom it is about and the day, then each sentence after its question."""
        rows = (self.rows.row(one.field) for one in THREE)
        said = [f"{row.data.label} {row.data.value}" for row in rows if row is not None]
        return "\n".join([self._about, *said])

    def copy(self) -> None:
        """Put the sentences where they can be pasted from."""
        QGuiApplication.clipboard().setText(self.text())
        self._context.say(self._context.tr("class_card.copied"))

    def _row(self, reading: Reading, project: Record, one: Spoken, name: str) -> FieldRowData | None:
        said = one.say(reading.plan, project.id, reading.catalogue)
        if not said:
            return None
        tr, fact = self._context.tr, reading.plan.fact(project.id, one.field)
        own = said[0].key == OWN_WORDS and fact is not None
        joint = "" if reading.lang == "zh" else " "
        field = reading.catalogue.field("project", one.field)
        past = len(reading.plan.past(project.id, one.field))
        question = tr(one.question, name=name)
        if not name and one.field == "said_forward":
            question = tr("class_card.question_unclassified")
        return FieldRowData(
            one.field,
            question,
            joint.join(self._context.tell(part) for part in said),
            question,
            age_text=reading.age(fact.seen_on) if own and fact is not None else "",
            source_text=tr("class_card.own_words") if own else "",
            history_count=past,
            why=reading.words(field.ask),
        )

    def _on_history(self, key: str) -> None:
        record, row = self.rows.record, self.rows.row(key)
        if record is not None and row is not None:
            FactHistory(self._context, record, key, self).shown_from(self._account_id).open_below(row)
