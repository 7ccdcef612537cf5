"""Who said it, how sure it is, when it was seen: a narrow strip under the value, filled in only where one wants to.

Knows the words of sources and days; stores nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.debrief_names import Who
from desktopcrm.domain.meant import bearers
from desktopcrm.domain.records import CERTAINTIES, SOURCE_KINDS, Observation, Record, Source
from desktopcrm.texts import Translate
from ui.theme import theme
from ui.widgets.completion import complete
from ui.widgets.inputs import TextLine
from ui.widgets.tabs import SegmentedChoice

DAY_WIDTH = 96
NO_CERTAINTY_KEY = "0"


@dataclass(frozen=True, slots=True)
class Origins:
    """What the strip offers: people that can have said it, the catalogue's words, the language."""

    people: tuple[Record, ...]
    catalogue: Catalogue
    tr: Translate
    lang: str
    today: date

    def kinds(self) -> dict[str, str]:
        """Words of the kinds of source that are no person → kind."""
        found = {}
        for key in SOURCE_KINDS:
            option = self.catalogue.option("source_kind", key)
            if option is not None and key != "person":
                found[option.label[self.lang]] = key
        return found

    def read(self, text: str) -> Source:
        """A source from what was typed: a person, a kind, "kind: more", or free words."""
        said = text.strip()
        if not said:
            return Source()
        for person in self.people:
            if person.name.casefold() == said.casefold():
                return Source("person", "", person.id)
        head, _, rest = said.replace("：", ":").partition(":")
        kinds = {words.casefold(): kind for words, kind in self.kinds().items()}
        kind = kinds.get(head.strip().casefold())
        if kind:
            return Source(kind, rest.strip())
        meant = bearers(said, [Who(one.uid, one.name) for one in self.people])
        ids = [one.id for one in self.people if meant and one.uid == meant[0].uid]
        return Source("person", "", ids[0]) if len(meant) == 1 else Source("", said)

    def write(self, source: Source) -> str:
        """The text that `read` takes back to the same source."""
        named = next((one.name for one in self.people if one.id == source.person_id), "")
        if named:
            return named
        words = next((words for words, kind in self.kinds().items() if kind == source.kind), "")
        return ": ".join(part for part in (words, source.text) if part)


class ProvenanceStrip(QWidget):
    """Certainty · source · day. `touched()` tells whether anything was said."""

    edited = Signal()

    def __init__(self, origins: Origins, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._origins = origins
        tr, unit = origins.tr, theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(6))
        words = [(key, tr(f"account.certainty_{key}")) for key in CERTAINTIES]
        self.certainty = SegmentedChoice("certainty", tr("account.certainty"), words, self)
        self.source = TextLine("source", tr("account.source"), tr("account.source_hint"), self)
        complete(self.source, [*(one.name for one in origins.people), *origins.kinds()])
        self.seen = TextLine("seen_on", tr("account.seen_on"), tr("account.age_today"), self)
        self.seen.setFixedWidth(unit(DAY_WIDTH))
        for widget, stretch in ((self.certainty, 0), (self.source, 1), (self.seen, 0)):
            row.addWidget(widget, stretch)
            widget.installEventFilter(self)
        self.certainty.chosen.connect(self.edited)
        self.source.textEdited.connect(self.edited)
        self.seen.textEdited.connect(self.edited)

    def show_observation(self, seen: Observation) -> None:
        """Fill in what is known of an earlier observation (to correct it)."""
        self.certainty.set_key(seen.certainty)
        self.source.setText(self._origins.write(seen.source))
        self.seen.setText(seen.seen_on.isoformat() if seen.seen_on else "")

    def touched(self) -> bool:
        """Whether anything was said here."""
        return bool(self.certainty.key() or self.source.text().strip() or self.seen.text().strip())

    def observation(self) -> Observation:
        """What was said. Raises `UserError` where the day cannot be read."""
        day = self.seen.text().strip()
        seen_on = numbers.read_day(day, self._origins.today) if day else None
        return Observation(self._origins.read(self.source.text()), self.certainty.key(), seen_on)

    def set_certainty(self, digit: str) -> None:
        """1, 2, 3 choose; 0 takes it back."""
        if digit == NO_CERTAINTY_KEY:
            self.certainty.set_key("")
        elif digit.isdigit() and int(digit) <= len(CERTAINTIES):
            self.certainty.set_key(CERTAINTIES[int(digit) - 1])
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if (
            pressed
            and watched is self.certainty
            and isinstance(event, QKeyEvent)
            and event.text() in tuple("0123")
        ):
            self.set_certainty(event.text())
            return True
        return super().eventFilter(watched, event)

    def first(self) -> QWidget:
        """Where one enters the strip."""
        return self.source
