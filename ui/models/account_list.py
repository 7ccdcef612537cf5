"""The accounts as a long list: pages of 200 rows from the service, in the service's order. Never holds all of them.

Knows the list's query and how a row reads; knows no widget.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, QTimer, Signal

from desktopcrm.domain import numbers
from desktopcrm.services.accounts import AccountQuery, AccountRow
from ui.context import Context
from ui.models.class_reading import badge_of
from ui.theme import Tone
from ui.widgets.class_badge import Badge, Scale
from ui.widgets.painting import plain_tip
from ui.widgets.table_rows import CELL_ROLE, NOWHERE, ROW_ROLE, Cell, CellKind, Column, Index, Row

PAGE = 200
COUNT_PAUSE_MS = 40
MONTHS_FROM, YEARS_FROM, DAYS_OF_MONTH, DAYS_OF_YEAR = 61, 730, 30, 365
TONES = {"good": Tone.GOOD, "warn": Tone.WARN, "bad": Tone.BAD}
SORT_OF = {"name": "name", "stage": "stage", "coverage": "coverage", "due": "next_due", "touch": "last_touch"}
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)


def columns(context: Context) -> tuple[Column, ...]:
    """The columns of the list, in their order."""
    tr = context.tr
    return (
        Column("name", tr("accounts.column_name"), CellKind.COMPANY),
        Column("tier", tr("accounts.column_tier"), CellKind.CHIP, 128, sortable=False),
        Column("stage", tr("accounts.column_stage"), CellKind.TEXT, 150),
        Column("classes", tr("triage.column"), CellKind.BADGES, 178, sortable=False),
        Column("coverage", tr("accounts.column_coverage"), CellKind.BARS, 104),
        Column("due", tr("accounts.column_due"), CellKind.TEXT, 124),
        Column("touch", tr("accounts.column_touch"), CellKind.TEXT, 124),
    )


class AccountReader:
    """How one row of the list reads, in the language of the window."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lang = context.lang
        self._tr = context.tr
        self._catalogue = context.app.desk.catalogue
        self._today = context.app.desk.today()
        self._badges: dict[tuple[Scale, str], Badge] = {}

    def row(self, account: AccountRow) -> Row:
        """The cells of one account, in the order of `columns`."""
        detail = " · ".join(part for part in (account.industry, account.city, account.project_title) if part)
        cells = (
            Cell(account.name, detail),
            self._tier(account),
            self._stage(account),
            self._classes(account),
            Cell(figures=account.coverage),
            self._due(account.next_due),
            self._touch(account.last_touch),
        )
        return Row(account.id, cells, dim=account.archived)

    def coverage_tip(self, account: AccountRow) -> str:
        """The four figures in words."""
        point, line, surface, precision = account.coverage
        return self._tr(
            "accounts.coverage_tip",
            name=account.name,
            point=point,
            line=line,
            surface=surface,
            precision=precision,
        )

    def _tier(self, account: AccountRow) -> Cell:
        option = self._catalogue.option("tier", account.tier) if account.tier else None
        prelim = self._tr("triage.prelim", n=account.prelim) if account.prelim else ""
        if option is None:
            return Cell(prelim, tone=Tone.NEUTRAL) if prelim else Cell()
        return Cell(option.label[self._lang], prelim, TONES.get(option.tone, Tone.NEUTRAL))

    def _classes(self, account: AccountRow) -> Cell:
        """Both classes of the best purchase; a purchase without one shows that it has none."""
        if not account.stage:
            return Cell()
        found = ((Scale.DEAL, account.deal), (Scale.KEY_PERSON, account.kp))
        return Cell(badges=tuple(self._badge(scale, key) for scale, key in found))

    def _badge(self, scale: Scale, key: str) -> Badge:
        badge = self._badges.get((scale, key))
        if badge is None:
            badge = self._badges[scale, key] = badge_of(self._context, scale, key)
        return badge

    def _stage(self, account: AccountRow) -> Cell:
        if not account.stage:
            return Cell()
        stages = self._catalogue.stages
        name = self._catalogue.stage(account.stage).short[self._lang]
        words = self._tr("accounts.stage_of", number=account.stage, total=len(stages), name=name)
        status = self._catalogue.option("project_status", account.status)
        if status is None or account.status in ("", "open"):
            return Cell(words)
        return Cell(words, status.label[self._lang])

    def _due(self, day: date | None) -> Cell:
        if day is None:
            return Cell()
        ahead = (day - self._today).days
        shown = numbers.show_day(day, self._lang)
        if ahead < 0:
            return Cell(shown, self._tr("accounts.late", n=-ahead), Tone.BAD)
        return Cell(shown, self._ahead(ahead), Tone.WARN if ahead == 0 else None)

    def _ahead(self, days: int) -> str:
        if days == 0:
            return self._tr("accounts.today")
        return self._tr("accounts.tomorrow") if days == 1 else self._tr("accounts.in_days", n=days)

    def _touch(self, day: date | None) -> Cell:
        if day is None:
            return Cell()
        ago = max(0, (self._today - day).days)
        return Cell(numbers.show_day(day, self._lang), self._ago(ago))

    def _ago(self, days: int) -> str:
        if days < 2:
            return self._tr("accounts.yesterday") if days else self._tr("accounts.today")
        if days < MONTHS_FROM:
            return self._tr("accounts.ago_days", n=days)
        if days < YEARS_FROM:
            return self._tr("accounts.ago_months", n=days // DAYS_OF_MONTH)
        return self._tr("accounts.ago_years", n=days // DAYS_OF_YEAR)


class AccountListModel(QAbstractTableModel):
    """`looked(any)` after every look; `counted(n)` says how many accounts there are, a moment later where they are
    more than a page: the first rows are painted before anything is counted.
    """

    looked = Signal(bool)
    counted = Signal(int)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = context.app.accounts
        self._context = context
        self._columns = columns(context)
        self._reader = AccountReader(context)
        self._query = AccountQuery(limit=PAGE, quick=True)
        self._rows: list[AccountRow] = []
        self._made: dict[int, Row] = {}
        self._total = 0
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_PAUSE_MS)
        self._counting.timeout.connect(self.count_now)

    @property
    def query(self) -> AccountQuery:
        """What is shown."""
        return self._query

    def show(self, query: AccountQuery) -> None:
        """Show the first page of another query (text, order, archived)."""
        self._query = replace(query, offset=0, limit=PAGE, quick=True)
        self.beginResetModel()
        self._take(self._accounts.page(self._query))
        self.endResetModel()
        self._count()

    def reload(self) -> bool:
        """Look again at what is loaded; tells whether rows came, went or moved (then the model was reset)."""
        wanted = max(PAGE, -(-len(self._rows) // PAGE) * PAGE)
        rows = self._accounts.page(replace(self._query, limit=wanted))
        moved = [one.id for one in rows] != [one.id for one in self._rows]
        if moved:
            self.beginResetModel()
            self._take(rows)
            self.endResetModel()
        elif rows:
            self._take(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._columns) - 1))
        self._count()
        return moved

    def account_at(self, place: int) -> AccountRow | None:
        """The account at a place of the list."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, account_id: int) -> int:
        """Place of an account, -1 where it is not loaded."""
        return next((place for place, row in enumerate(self._rows) if row.id == account_id), -1)

    def total(self) -> int:
        """How many accounts the query finds, loaded or not."""
        if self._counting.isActive():
            self.count_now()
        return self._total

    def count_now(self) -> None:
        """Count what the query finds."""
        self._counting.stop()
        if self._context.is_open:
            self._total = self._accounts.count(self._query)
            self.counted.emit(self._total)

    # Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid():
            return
        more = self._accounts.page(replace(self._query, offset=len(self._rows)))
        if not more:
            self._total = len(self._rows)
            return
        self.beginInsertRows(NOWHERE, len(self._rows), len(self._rows) + len(more) - 1)
        self._rows.extend(more)
        self.endInsertRows()

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role not in (CELL_ROLE, ROW_ROLE, _DISPLAY, _ACCESSIBLE, _TIP):
            return None
        account = self._rows[index.row()]
        if role == _TIP:
            return self._tip(account, index)
        row = self._made.get(account.id)
        if row is None:
            row = self._made[account.id] = self._reader.row(account)
        if role == ROW_ROLE:
            return row
        cell = row.cells[index.column()]
        return cell if role == CELL_ROLE else cell.spoken

    def _tip(self, account: AccountRow, index: Index) -> str | None:
        kind = self._columns[index.column()].kind
        if kind is CellKind.BARS:
            return plain_tip(self._reader.coverage_tip(account))
        if kind is CellKind.BADGES:
            cell = self._reader.row(account).cells[index.column()]
            return plain_tip("\n".join(f"{one.spoken}\n{one.why}" for one in cell.badges))
        return None

    def headerData(self, section: int, direction: Qt.Orientation, role: int = _DISPLAY) -> object:
        if direction is Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._columns[section].title
        return None

    def _take(self, rows: list[AccountRow]) -> None:
        self._rows = rows
        self._made = {}
        self._reader = AccountReader(self._context)

    def _count(self) -> None:
        self.looked.emit(bool(self._rows))
        if len(self._rows) % PAGE or not self._rows:
            self._counting.stop()
            self._total = len(self._rows)
            self.counted.emit(self._total)
        else:
            self._total = max(
                self._total, len(self._rows) + 1
            )  # at least; `fetchMore` and the count know better
            self._counting.start()
