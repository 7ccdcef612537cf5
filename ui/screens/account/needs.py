"""The board of needs: hidden and explicit against product, personal and special; the chosen one with its rows below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain.cover import COVER
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord
from ui.context import Context
from ui.dialogs.record_panel import PanelSpec, RecordPanel
from ui.models.account_reading import Reading
from ui.screens.account.notes import NotesPart
from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.add_row import AddRow
from ui.widgets.completion import complete
from ui.widgets.label import DENSE, Label
from ui.widgets.surfaces import Card, Hairline

KINDS = ("product", "personal", "special")
NATURES = ("explicit", "hidden")
Cell = tuple[str, str]


class NeedTile(QAbstractButton):
    """One need on the board: its words, whose it is, how much it weighs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._detail, self._done = "", "", False
        self._heights: dict[int, int] = {}  # layouts ask again and again for the same widths
        self.need_id = 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_need(self, need: Record, detail: str, done: bool) -> None:
        """Show a need, or the same one in other words; `done` needs are paler."""
        shown = (need.id, COVER if detail == COVER else need.name, detail, done)
        if shown == (self.need_id, self._title, self._detail, self._done):
            return
        self.need_id, self._title, self._detail, self._done = shown
        self._heights.clear()
        self.setObjectName(f"need_{need.id}")
        self.setAccessibleName(" · ".join(part for part in (self._title, detail) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(180), self.heightForWidth(max(self.width(), theme().px(150))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(110), theme().px(40))

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._height_at(width)
        return known

    def _height_at(self, width: int) -> int:
        unit = theme().px
        room = width - unit(20)
        words = painting.text_height(theme().font(Type.DENSE, 600), self._title, room)
        below = (
            painting.text_height(theme().font(Type.SMALL), self._detail, room) + unit(3)
            if self._detail
            else 0
        )
        return round(words + below + unit(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self.rect())
        chosen = self.isChecked()
        fill = tokens.tint if chosen else tokens.hover if self.underMouse() else tokens.card
        painting.rounded(painter, area, unit(8), fill, tokens.accent if chosen else tokens.field_line)
        if self.hasFocus():
            painting.focus_ring(painter, area, unit(7))
        room = area.adjusted(unit(10), unit(8), -unit(10), 0)
        top = painting.LEFT & ~Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTop
        ink = painting.Ink(theme().font(Type.DENSE, 600), tokens.ink2 if self._done else tokens.ink, top)
        painting.block_of_text(painter, room, self._title, ink)
        height = painting.text_height(theme().font(Type.DENSE, 600), self._title, room.width())
        below = room.adjusted(0, height + unit(3), 0, 0)
        small = painting.Ink(theme().font(Type.SMALL), tokens.ink2, top)
        painting.block_of_text(painter, below, self._detail, small)
        painter.end()


class NeedsCell(QWidget):
    """The needs of one kind and nature, and the line that adds one."""

    added = Signal(str, str)

    def __init__(self, context: Context, cell: Cell, parent: QWidget) -> None:
        super().__init__(parent)
        kind, nature = cell
        tr = context.tr
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(6))
        second = tr("account.whose_need") if kind == "personal" else ""
        self.add_row = AddRow(f"add_need_{nature}_{kind}", tr("account.add_need"), second, self)
        self.add_row.added.connect(self.added)
        self._column.addWidget(self.add_row)
        self._column.addStretch(1)

    def put(self, tiles: list[NeedTile]) -> None:
        """Show these tiles in this order."""
        for place, tile in enumerate(tiles):
            if self._column.indexOf(tile) != place:
                self._column.insertWidget(place, tile)
            if tile.isHidden():
                tile.show()


class NeedsCard(Card):
    """The board and, under it, the need in hand."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.tr("account.needs"), "", parent)
        self.setObjectName("card_needs")
        self._context = context
        self._reading: Reading | None = None
        self._chosen = 0
        self._await_new = False
        self._tiles: dict[int, NeedTile] = {}
        self._spare: list[NeedTile] = []
        self._cells: dict[Cell, NeedsCell] = {}
        self.body.addLayout(self._make_board())
        self._line = Hairline(self)
        self._panel = RecordPanel(context, PanelSpec("need"), self)
        self._notes = NotesPart(context, self._panel)
        self._panel.extras.addWidget(self._notes)
        for widget in (self._line, self._panel):
            self.body.addWidget(widget)
            widget.hide()

    def show_reading(self, reading: Reading) -> None:
        """Show the needs of a plan."""
        self._reading = reading
        needs = reading.plan.of("need")
        explicit = sum(reading.plan.value(one.id, "nature") == "explicit" for one in needs)
        self.title.show_title(
            reading.tr("account.needs"),
            reading.tr("account.needs_aside", n=len(needs), explicit=explicit) if needs else "",
        )
        new = [one.id for one in needs if one.id not in self._tiles]
        self._fill_cells(reading, needs)
        self._complete_people(reading)
        if self._await_new and new:
            self._await_new = False
            self._chosen = new[-1]
        self._show_chosen()

    def focus_add(self, kind: str) -> QWidget | None:
        """Go to the line that adds a need of a kind."""
        cell = self._cells.get(("product" if kind not in KINDS else kind, "hidden"))
        if cell is not None:
            cell.add_row.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return cell.add_row if cell else None

    def focus_record(self, record_id: int, field: str) -> QWidget | None:
        """Take a need in hand and open a field of it."""
        if record_id not in self._tiles:
            return None
        self._choose(record_id)
        found = self._panel.focus_field(field) if field else None
        if found is None:
            self._tiles[record_id].setFocus(Qt.FocusReason.OtherFocusReason)
        return found or self._tiles[record_id]

    def _make_board(self) -> QGridLayout:
        catalogue, lang = self._context.app.desk.catalogue, self._context.lang
        unit = theme().px
        board = QGridLayout()
        board.setHorizontalSpacing(unit(12))
        board.setVerticalSpacing(unit(10))
        for column, kind in enumerate(KINDS, start=1):
            option = catalogue.option("need_kind", kind)
            board.addWidget(
                Label(option.label[lang] if option else kind, DENSE.but(weight=600), self), 0, column
            )
            board.setColumnStretch(column, 1)
        for row, nature in enumerate(NATURES):
            option = catalogue.option("need_nature", nature)
            title = Label(option.label[lang] if option else nature, DENSE.but(ink="ink2", weight=600), self)
            title.setContentsMargins(0, unit(8), 0, 0)
            title.setFixedWidth(unit(62))
            if row:
                board.addWidget(Hairline(self), 2 * row, 0, 1, len(KINDS) + 1)
            board.addWidget(title, 2 * row + 1, 0, Qt.AlignmentFlag.AlignTop)
            for column, kind in enumerate(KINDS, start=1):
                cell = NeedsCell(self._context, (kind, nature), self)
                cell.added.connect(lambda text, who, at=(kind, nature): self._on_added(at, text, who))
                self._cells[kind, nature] = cell
                board.addWidget(cell, 2 * row + 1, column)
        return board

    def _fill_cells(self, reading: Reading, needs: tuple[Record, ...]) -> None:
        """Tiles of needs that are gone show those that are new: moving and showing widgets is what takes time."""
        placed: dict[Cell, list[Record]] = {cell: [] for cell in self._cells}
        for need in needs:
            kind = reading.plan.value(need.id, "kind")
            nature = reading.plan.value(need.id, "nature")
            cell = (kind if kind in KINDS else KINDS[0], nature if nature in NATURES else "hidden")
            placed[cell].append(need)
        wanted = {one.id for one in needs}
        self._spare += [self._tiles.pop(key) for key in [*self._tiles] if key not in wanted]
        for at, found in placed.items():
            self._cells[at].put([self._tile_of(reading, one, self._cells[at]) for one in found])
        for tile in self._spare:
            tile.hide()

    def _tile_of(self, reading: Reading, need: Record, cell: NeedsCell) -> NeedTile:
        tile = self._tiles.get(need.id)
        if tile is None:
            free = sorted((one for one in self._spare if not one.hasFocus()), key=QWidget.y)
            tile = next((one for one in free if one.parent() is cell), free[0] if free else None)
            if tile is None:
                tile = self._make_tile(cell)
            else:
                self._spare.remove(tile)
            self._tiles[need.id] = tile
        done = reading.plan.value(need.id, "status") in ("met", "gone")
        tile.show_need(need, _detail(reading, need), done)
        return tile

    def _make_tile(self, cell: NeedsCell) -> NeedTile:
        tile = NeedTile(cell)
        tile.clicked.connect(lambda: self._on_clicked(tile.need_id))
        return tile

    def _complete_people(self, reading: Reading) -> None:
        names = [one.name for one in reading.plan.of("person")]
        for (kind, _), cell in self._cells.items():
            if kind == "personal" and cell.add_row.second is not None:
                complete(cell.add_row.second, names)

    def _on_clicked(self, record_id: int) -> None:
        self._choose(0 if record_id == self._chosen else record_id)

    def _choose(self, record_id: int) -> None:
        self._chosen = record_id
        self._show_chosen()

    def _show_chosen(self) -> None:
        reading = self._reading
        record = reading.plan.records.get(self._chosen) if reading else None
        if self._chosen not in self._tiles:
            record, self._chosen = None, 0
        for key, tile in self._tiles.items():
            tile.setChecked(key == self._chosen)
        self._line.setVisible(record is not None)
        self._panel.setVisible(record is not None)
        if reading is not None and record is not None:
            self._panel.show_record(reading, record)
            self._notes.show_record(reading, record)

    def _on_added(self, cell: Cell, text: str, who: str) -> None:
        if self._reading is None:
            return
        told = {"person": who, "kind": cell[0], "nature": cell[1]}
        new = NewRecord("need", text, self._reading.plan.account.id, facts=told)
        line = self._cells[cell].add_row
        try:
            self._await_new = True
            self._context.app.records.add(new)
        except UserError as error:
            self._await_new = False
            line.set_error(self._context.error_text(error))
            return
        line.done()


def _detail(reading: Reading, need: Record) -> str:
    """Whose it is, how it weighs, and how it came from hidden to explicit."""
    value = reading.plan.value
    if reading.scope.covered and (value(need.id, "kind") == "personal" or value(need.id, "person")):
        return COVER
    weight = value(need.id, "importance")
    said = reading.day_of(need.id, "made_explicit_on")
    was_hidden = any(fact.value == "hidden" for fact in reading.plan.past(need.id, "nature"))
    status = reading.chip(need, "status")
    parts = (
        reading.value(need.id, "person"),
        reading.tr("account.importance", n=weight) if weight else "", status[0] if status else "",
        reading.tr("account.was_hidden", day=reading.day(said)) if said and was_hidden else "",
    )  # fmt: skip
    return " · ".join(part for part in parts if part)
