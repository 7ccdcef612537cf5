"""The card of one person: basics, eight profile blocks with their dots, parts in purchases, lines to others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain import contacts
from desktopcrm.domain.begun import PERSON_PAGE
from desktopcrm.domain.coverage import known_of
from desktopcrm.domain.records import Record
from ui.context import Context
from ui.dialogs.person_file import save_person_data
from ui.dialogs.person_menu import PersonDeeds, person_menu
from ui.dialogs.record_panel import Group, PanelSpec, RecordPanel
from ui.models.account_lists import chips_of, dots_of, dotted, parts_of
from ui.models.account_reading import Reading
from ui.screens.account.behaviour_sheet import BehaviourCard
from ui.screens.account.links import LinksPart
from ui.screens.account.notes import NotesPart
from ui.screens.account.page import reveal_later
from ui.screens.account.person_member import MemberCard
from ui.screens.account.unseen import UnseenParts
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.avatar import Avatar
from ui.widgets.button import IconButton
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.fold_list import paint_dots
from ui.widgets.label import ELIDED, HEADING, Label
from ui.widgets.surfaces import Card, ScrollPage

BASICS = "person_basics"
CUES = ("cues_1", "cues_2")
PROFILE = ("family", "education", "tastes", "travel", "relations", "ideals", "work", "wishes")


class DotsLine(QWidget):
    """The dots of a profile with a word after them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._dots: tuple[str, ...] = ()
        self._words = ""
        self.setObjectName("profile_dots")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dots(self, dots: tuple[str, ...], words: str) -> None:
        """Show these dots."""
        self._dots, self._words = dots, words
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        paint_dots(painter, QRectF(self.rect()), self._dots)
        left = theme().px(10) * len(self._dots) + theme().px(4)
        ink = painting.Ink(theme().font(Type.SMALL), theme().tokens.ink2)
        painting.line_of_text(painter, QRectF(left, 0, self.width() - left, self.height()), self._words, ink)
        painter.end()


class PersonPage(ScrollPage):
    """Scrolls the cards of the person in hand; `erase_asked(person_id)` by its menu."""

    erase_asked = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(PERSON_PAGE, 900, parent)
        self._context = context
        self._person = 0
        self._unseen = UnseenParts(self)
        unit = theme().px
        inside = self.widget()
        margins = inside.layout() if inside is not None else None
        if margins is not None:
            margins.setContentsMargins(unit(12), unit(2), unit(28), unit(28))
        self._head = self._make_head()
        self._basics = self._make_panel((Group(blocks=(BASICS,), leave_out=CUES),), with_name=True)
        self._member = MemberCard(context, self)
        self._behaviour = BehaviourCard(context, self)
        self._links = LinksPart(context, self)
        self._links_card = Card(context.tr("account.lines_to_others"), "", self)
        self._links_card.body.addWidget(self._links)
        blocks = context.app.desk.catalogue.blocks
        self._profile = self._make_panel(
            tuple(Group(blocks[key].label[context.lang], (key,)) for key in PROFILE), with_name=False
        )
        self._profile_card = self._card(self._profile, context.tr("account.profile"))
        self._notes = NotesPart(context, self)
        notes = Card(context.tr("account.notes"), "", self)
        notes.body.addWidget(self._notes)
        self.body.addWidget(self._card(self._basics, "", self._head))
        for card in (self._member, self._links_card, self._behaviour, self._profile_card, notes):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def show_person(self, reading: Reading, record: Record) -> None:
        """Show a person; another one starts at the top."""
        other = record.id != self._person
        self._person = record.id
        if other:
            self.verticalScrollBar().setValue(0)
        dots = dots_of(reading, record)
        words = reading.tr("account.profile_known", n=known_of(dots), of=len(dots))
        self._dots.show_dots(dots, words)
        self._show_head(reading, record)
        self._profile_card.title.show_title(reading.tr("account.profile"), words)
        parts = (
            (self._basics, partial(self._basics.show_record, reading, record)),
            (self._member, partial(self._member.show_record, reading, record)),
            (self._links_card, partial(self._links.show_record, reading, record)),
            (self._behaviour, partial(self._behaviour.show_record, reading, record)),
            (self._profile_card, partial(self._profile.show_record, reading, record)),
            (self._notes, partial(self._notes.show_record, reading, record)),
        )
        self._unseen.show(parts, at_once=not other)

    def focus_field(self, key: str) -> bool:
        """Open the editor of a field of the person in hand."""
        self._unseen.finish()
        row = self._basics.focus_field(key) or (self._profile.focus_field(key) if key else None)
        row = row or self._behaviour.focus_field(key)
        if row is None:
            return False
        reveal_later(self, row)
        return True

    def focus_sheet(self, member_id: int) -> bool:
        """Go to the sheet of the assumed deal of one of the person's parts."""
        self._unseen.finish()
        cell = self._member.take_member(member_id)
        if cell is not None:
            reveal_later(self, cell)
        return cell is not None

    def focus_unknown(self) -> None:
        """Go to the first row of which nothing is known, opening nothing."""
        self._unseen.finish()
        row = self._basics.focus_unknown() or self._profile.focus_unknown()
        if row is not None:
            reveal_later(self, row)

    def _make_head(self) -> QWidget:
        unit = theme().px
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(unit(10), 0, 0, unit(6))
        row.setSpacing(unit(14))
        self._avatar = Avatar("", 48)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(unit(2))
        self._name = Label("", HEADING.but(kind=Type.HEADING, weight=700), head)
        self._title = Label("", ELIDED.but(ink="ink2"), head)
        self._dots = DotsLine(head)
        self._parts = FlowRow(head, 6)
        for widget in (self._name, self._title, self._dots, self._parts):
            words.addWidget(widget)
        row.addLayout(words, 1)
        self._more = IconButton("person_more", "ellipsis", self._context.tr("people.more"), head).dense()
        self._more.clicked.connect(self.show_menu)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def show_menu(self) -> None:
        """What can be done with the person as a whole."""
        deeds = PersonDeeds(self._give_data, self._put_away, lambda: self.erase_asked.emit(self._person))
        menu = person_menu(self._context.tr, deeds, self)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _give_data(self) -> None:
        save_person_data(self._context, self, self._person)

    def _put_away(self) -> None:
        person, name = self._person, self._name.text()
        if self._context.attempt(lambda: self._context.app.records.archive(person)):
            self._context.say_undo(self._context.tr("people.said_away", name=name))

    def _show_head(self, reading: Reading, record: Record) -> None:
        self._avatar.set_name(record.name)
        self._name.setText(record.name)
        about = reading.tr("generic.said_of", what=reading.tr("people.more"), text=record.name)
        self._more.setAccessibleName(about)
        self._more.setToolTip(painting.plain_tip(about))
        title = dotted(reading.value(record.id, "title"), reading.value(record.id, "department"))
        self._title.setText(title or reading.tr("account.title_unknown"))
        self._parts.clear()
        for part in parts_of(reading, record.id):
            project = reading.plan.records.get(part.parent_id or 0)
            for words, tone in chips_of(reading, part, "role", "kp_rank", "stance"):
                chip = Chip(words, tone)
                chip.set_reason(project.name if project else "")
                self._parts.add(chip)
        last = self._last_met(reading, record)
        if last:
            self._parts.add(Chip(last, Tone.NEUTRAL, "clock"))
        self._parts.setVisible(bool(self._parts.widgets()))

    def _last_met(self, reading: Reading, record: Record) -> str:
        newest = contacts.last(contacts.with_person(contacts.contacts(reading.plan), record.uid))
        return reading.tr("account.last_met", age=reading.age(newest.day)) if newest is not None else ""

    def _make_panel(self, groups: tuple[Group, ...], with_name: bool) -> RecordPanel:
        spec = PanelSpec("person", groups, with_name=with_name, removable=with_name, label_width=150)
        return RecordPanel(self._context, spec, self)

    def _card(self, panel: RecordPanel, title: str, head: QWidget | None = None) -> Card:
        card = Card(title, "", self)
        if head is not None:
            card.body.addWidget(head)
        card.body.addWidget(panel)
        return card
