"""Turns what is held into rows of the table, in the language of the window. Knows no widget of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktopcrm.domain import fieldtypes, numbers
from desktopcrm.domain.cover import COVER
from desktopcrm.services.privacy import Held, Total
from ui.blur import blur
from ui.context import Context
from ui.theme import Tone
from ui.widgets.table_rows import Cell, CellKind, Column, Row

TONES = {"fresh": Tone.NEUTRAL, "marked": Tone.WARN, "proposed": Tone.BAD}
MONTH_DAYS = 30.44
MONTHS_OF_YEARS = 24


def held_columns(context: Context) -> tuple[Column, ...]:
    """Whom it is about, what it is, the value, who said it, since when unconfirmed."""
    tr = context.tr
    return (
        Column("about", tr("privacy.about"), CellKind.TITLE),
        Column("field", tr("privacy.field"), CellKind.TEXT, 176),
        Column("value", tr("privacy.value"), CellKind.TEXT),
        Column("source", tr("privacy.source"), CellKind.TEXT, 150),
        Column("seen", tr("privacy.seen"), CellKind.NUMBER, 118),
        Column("state", tr("privacy.state"), CellKind.CHIP, 150),
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """What rows need beside the facts; `scopes` show values by account."""

    context: Context
    with_account: bool

    def rows(self, held: Sequence[Held]) -> list[Row]:
        """One row a fact, by its id."""
        scopes: dict[int, fieldtypes.Scope] = {}
        made = []
        for one in held:
            scope = scopes.get(one.account_id)
            if scope is None:
                desk = self.context.app.desk
                scope = scopes[one.account_id] = replace(
                    desk.scope(desk.plan(one.account_id), self.context.lang), covered=blur().on
                )
            made.append(self._row(one, scope))
        return made

    def _row(self, one: Held, scope: fieldtypes.Scope) -> Row:
        tr, lang = self.context.tr, self.context.lang
        label = (
            tr(f"privacy.class_{one.field.privacy}") if one.field.is_private else tr("privacy.class_private")
        )
        earlier = tr("privacy.earlier", n=one.earlier) if one.earlier else ""
        shown = COVER if scope.covered else fieldtypes.show(one.field, one.fact.value, scope)
        value = " ".join(shown.split())
        return Row(
            one.fact.id,
            (
                Cell(one.about, self._where(one, scope)),
                Cell(one.field.label[lang], label),
                Cell(value, earlier),
                Cell(self._source(one, scope)),
                Cell(
                    self._age(one),
                    numbers.show_day(one.fact.seen_on, lang),
                    sort=one.fact.seen_on.isoformat(),
                ),
                Cell(
                    tr(f"privacy.state_{one.state}"), tone=TONES[one.state], sort=one.fact.seen_on.isoformat()
                ),
            ),
        )

    def _where(self, one: Held, scope: fieldtypes.Scope) -> str:
        """Its account where there are several, and what it is where it is no person."""
        kind = scope.catalogue.kinds[one.record.kind].label[scope.lang] if one.person_id is None else ""
        return " · ".join(part for part in (one.account if self.with_account else "", kind) if part)

    def _source(self, one: Held, scope: fieldtypes.Scope) -> str:
        source = one.fact.source
        if scope.covered:
            return COVER
        if source.text:
            return source.text
        if source.person_id is not None:
            return self.context.app.records.get(source.person_id).name
        option = scope.catalogue.option("source_kind", source.kind) if source.kind else None
        return option.label[scope.lang] if option else self.context.tr("privacy.no_source")

    def _age(self, one: Held) -> str:
        """Since when nobody confirmed it."""
        months = int((self.context.app.desk.today() - one.fact.seen_on).days / MONTH_DAYS)
        if months >= MONTHS_OF_YEARS:
            return self.context.tr("privacy.years", n=months // 12)
        return (
            self.context.tr("privacy.months", n=months) if months else self.context.tr("privacy.this_month")
        )


def total_columns(context: Context) -> tuple[Column, ...]:
    """An account and its numbers."""
    tr = context.tr
    return (
        Column("account", tr("privacy.account"), CellKind.COMPANY),
        Column("private", tr("privacy.n_private"), CellKind.NUMBER, 92),
        Column("sensitive", tr("privacy.n_sensitive"), CellKind.NUMBER, 92),
        Column("marked", tr("privacy.n_marked"), CellKind.NUMBER, 128),
        Column("proposed", tr("privacy.n_proposed"), CellKind.NUMBER, 112),
    )


def total_row(total: Total) -> Row:
    """One account."""
    numbered = (
        (total.private, None),
        (total.sensitive, None),
        (total.marked, Tone.WARN),
        (total.proposed, Tone.BAD),
    )
    cells = (
        Cell(str(number) if number else "–", tone=tone if number else None, sort=float(number))
        for number, tone in numbered
    )
    return Row(total.account_id, (Cell(total.account), *cells))
