"""What every command works with: the open application, a language, and finding what a name means."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from datetime import date

from desktopcrm.app import App
from desktopcrm.domain import numbers
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import CERTAINTIES, SOURCE_KINDS, Observation, Record, Source
from desktopcrm.errors import UserError
from desktopcrm.plain import plain

_COLON = re.compile(r"[:：]")
NAMES_SHOWN = 5


class Context:
    """One command's run."""

    def __init__(self, app: App, lang: str) -> None:
        self.app = app
        self.lang = lang
        self.tr = app.texts.bind(lang)

    def say(self, line: str = "") -> None:
        sys.stdout.write(f"{plain(line)}\n")

    def pair(self, name: str, value: object) -> str:
        """A name and its value, with the colon of the language."""
        return self.tr("classes.field", field=name, value=str(value))

    def say_json(self, value: object) -> None:
        self.say(json.dumps(value, ensure_ascii=False, indent=2))

    def warn(self, line: str) -> None:
        sys.stderr.write(f"{plain(line)}\n")

    def account(self, text: str) -> int:
        return self.app.accounts.find(text)

    def plan(self, text: str, day: str | None = None) -> Plan:
        """Plan of the account that a text means, on a day."""
        at = None if day is None else self.day(day)
        return self.app.desk.plan(self.account(text), at)

    def day(self, text: str) -> date:
        return numbers.read_day(text, self.app.desk.today())

    def kind(self, text: str) -> str:
        """Kind by key or label in either language. Raises `UserError`."""
        wanted = text.strip().casefold().replace("-", "_")
        kinds = self.app.desk.catalogue.kinds
        if wanted in kinds or wanted in SHORTER:
            return SHORTER.get(wanted, wanted)
        for key, kind in kinds.items():
            if wanted in (kind.label.en.casefold(), kind.label.zh.casefold()):
                return key
        raise UserError("errors.kind_unknown", kind=text, allowed=tuple(kinds))

    def on(self, plan: Plan, text: str | None, under: Record | None = None) -> Record:
        """The record that `KIND:NAME` means at an account; without a text the account itself."""
        if not text:
            return plan.account
        parts = _COLON.split(text, maxsplit=1)
        if len(parts) < 2:
            raise UserError("errors.on_shape", text=text)
        kind = self.kind(parts[0])
        if kind == "account":
            return plan.account
        return self.one(plan, kind, parts[1], under)

    def one(self, plan: Plan, kind: str, name: str, under: Record | None = None) -> Record:
        """The record of a kind by name, a clear part of it, or id. Raises `UserError`."""
        wanted = name.strip().casefold()
        those = [
            one
            for one in plan.of(kind, archived=True)
            if under is None or one.parent_id == under.id or one.id == under.id
        ]
        tests: tuple[Callable[[Record], bool], ...] = (
            lambda one: one.name.casefold() == wanted,
            lambda one: name.strip() in (str(one.id), one.uid),
            lambda one: bool(wanted) and wanted in one.name.casefold(),
        )
        for test in tests:
            found = [one for one in those if test(one)]
            found = [one for one in found if one.archived_at is None] or found
            if len(found) == 1:
                return found[0]
            if found:
                names = tuple(self._telling(plan, one) for one in found[:NAMES_SHOWN])
                raise UserError("errors.record_ambiguous", name=name, kind=self.label(kind), names=names)
        raise UserError("errors.record_unknown", name=name, kind=self.label(kind))

    def _telling(self, plan: Plan, record: Record) -> str:
        parent = plan.records.get(record.parent_id or 0)
        place = f", {parent.name}" if parent is not None and parent.id != plan.account.id else ""
        return f"{record.name} (id {record.id}{place})"

    def label(self, kind: str) -> str:
        return self.app.desk.catalogue.kinds[kind].label[self.lang]

    def observation(
        self, source: str | None, seen: str | None, certainty: str | None, note: str = ""
    ) -> Observation:
        """Provenance from the options `--source`, `--seen`, `--certainty`, `--note`."""
        return Observation(
            self.source(source or ""), self.certainty(certainty or ""), self.day(seen) if seen else None, note
        )

    def source(self, text: str) -> Source:
        """`person:NAME`, `document:TEXT`, `own eyes`, `hearsay` in either language; else free text or a name."""
        parts = _COLON.split(text.strip(), maxsplit=1)
        kind = self._source_kind(parts[0])
        if not kind:
            return Source("", text.strip())
        return Source(kind, parts[1].strip() if len(parts) > 1 else "")

    def _source_kind(self, word: str) -> str:
        wanted = word.strip().casefold()
        for option in self.app.desk.catalogue.options("source_kind"):
            labels = (option.label.en.casefold(), option.label.zh, option.key)
            if wanted in (*labels, option.key.replace("_", " "), *ALSO.get(option.key, ())):
                return option.key if option.key in SOURCE_KINDS else ""
        return ""

    def certainty(self, text: str) -> str:
        """A key, a label in either language, or 1 to 3. Raises `UserError`."""
        wanted = text.strip().casefold()
        if not wanted:
            return ""
        options = self.app.desk.catalogue.options("certainty")
        for number, option in enumerate(options, start=1):
            if wanted in (option.key, option.label.en.casefold(), option.label.zh, str(number)):
                return option.key
        allowed = tuple(
            f"{number} {option.label[self.lang]} ({option.key})"
            for number, option in enumerate(options, start=1)
            if option.key in CERTAINTIES
        )
        raise UserError("errors.certainty_unknown", value=text, allowed=allowed)


SHORTER = {"竞争对手": "rival", "对手": "rival", "competitor": "rival"}
"""What people call a kind; a rival is first of all the rival at the account."""

ALSO = {
    "own_eyes": ("亲眼所见", "亲眼", "seen"),
    "hearsay": ("听说", "传闻", "heard"),
    "person": ("person", "人", "人员"),
    "document": ("document", "文件", "资料"),
}
"""Further words that people use for a kind of source."""
