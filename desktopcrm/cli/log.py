"""`log`: a contact in one line; says what was understood, what became of it, and what stays a note."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from desktopcrm.cli.command import Command, account_argument, json_option
from desktopcrm.cli.context import Context
from desktopcrm.domain.debrief_said import Teller, spoken_day
from desktopcrm.domain.debrief_types import Chip, Debrief
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said
from desktopcrm.errors import UserError
from desktopcrm.services.log import Entry, Logged
from desktopcrm.services.log_entry import DEFAULT_KIND
from desktopcrm.services.telling import tell
from desktopcrm.texts import Translate


def _arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("text", metavar="TEXT", help=tr("cli.help_log_text"))
    parser.add_argument("--kind", help=tr("cli.help_log_kind"))
    parser.add_argument("--project", metavar="TITLE", help=tr("cli.help_log_project"))
    parser.add_argument("--day", metavar="DAY", help=tr("cli.help_log_day"))
    parser.add_argument(
        "--tick", metavar="ITEM", nargs="+", action="extend", default=[], help=tr("cli.help_log_tick")
    )
    parser.add_argument("--dry-run", action="store_true", dest="dry", help=tr("cli.help_log_dry"))
    json_option(parser, tr)


def log(context: Context, args: Namespace) -> None:
    """Understand, store in one step, say what became of it."""
    service = context.app.log
    plan = context.plan(args.account)
    chosen = context.one(plan, "project", args.project).id if args.project else service.default_project(plan)
    kind = _kind(context, args.kind) if args.kind else ""
    debrief = service.read(plan, args.text, chosen, kind)
    entry = Entry(
        plan.account.id,
        debrief,
        kind or debrief.kind or DEFAULT_KIND,
        chosen,
        context.day(args.day) if args.day else None,
        dict(_tick(one) for one in args.tick),
    )
    stored = None if args.dry else service.store(entry)
    telling = Telling(context, plan, entry)
    if args.json:
        context.say_json(telling.as_json(stored))
    else:
        telling.say(stored)


def _kind(context: Context, text: str) -> str:
    wanted = text.strip().casefold()
    options = context.app.desk.catalogue.options("activity_kind")
    for one in options:
        if wanted in (one.key, one.label.en.casefold(), one.label.zh):
            return one.key
    raise UserError("errors.log_kind_unknown", value=text, allowed=tuple(one.key for one in options))


def _tick(text: str) -> tuple[str, str]:
    item, sign, state = text.partition("=")
    return item, state if sign else "yes"


class Telling:
    """One entry as lines or JSON. The plan is the one it was read with."""

    def __init__(self, context: Context, plan: Plan, entry: Entry) -> None:
        self._context, self._plan, self._entry = context, plan, entry
        self._debrief: Debrief = entry.debrief
        self._teller = Teller(plan, context.app.desk.catalogue)

    def say(self, stored: Logged | None) -> None:
        """For a reader."""
        say, tr = self._context.say, self._context.tr
        head = {"kind": self._label(), "name": self._plan.account.name, "day": self._day(stored)}
        ahead = self._entry.is_plan
        key = "log.cli_read" if stored is None else "log.cli_ahead" if ahead else "log.cli_stored"
        say(tr(key, **head))
        if stored is not None and stored.completed:
            say(tr("log.cli_completed", title=self._plan.record(stored.activity_id).name))
        understood = [one for one in self._debrief.chips if not one.is_note]
        if understood:
            say(tr("log.cli_understood"))
        for chip in understood:
            say(f"  {self._source(chip)} → {self._tell(self._teller.chip(chip, self._debrief))}")
        notes = [*self._debrief.notes()] if self._debrief.chips else [self._debrief.text.strip()]
        if any(notes):
            say(tr("log.cli_notes"))
        for note in filter(None, notes):
            say(f"  {' '.join(note.split())}")
        for problem in self._problems():
            say(f"  ! {problem}")
        if stored is not None and stored.follow_up is not None:
            say(tr("log.cli_follow_up", day=self._tell(spoken_day(stored.follow_up))))

    def as_json(self, stored: Logged | None) -> dict[str, object]:
        """The same for a program."""
        return {
            "stored": stored is not None,
            "activity": stored.activity_id if stored else None,
            "completed": stored.completed if stored else False,
            "ahead": self._entry.is_plan,
            "account": self._plan.account.name,
            "project": self._plan.record(self._entry.project_id).name if self._entry.project_id else None,
            "kind": self._kind(),
            "day": self._when(stored).isoformat(),
            "understood": [self._chip(one) for one in self._debrief.chips if not one.is_note],
            "notes": [*self._debrief.notes()],
            "problems": self._problems(),
            "made": dict(stored.made) if stored else {},
            "follow_up": stored.follow_up.isoformat() if stored and stored.follow_up else None,
        }

    def _chip(self, chip: Chip) -> dict[str, object]:
        return {
            "kind": chip.kind,
            "start": chip.start,
            "end": chip.end,
            "text": self._debrief.text[chip.start : chip.end],
            "words": chip.words,
            "target": chip.meaning.target,
            "value": chip.meaning.value,
            "about": chip.meaning.about,
            "time": chip.time,
            "says": self._tell(self._teller.chip(chip, self._debrief)),
        }

    def _problems(self) -> list[str]:
        found = (self._teller.problem(chip) for chip in self._debrief.chips)
        return [self._tell(one) for one in found if one is not None]

    def _source(self, chip: Chip) -> str:
        return " ".join(self._debrief.text[chip.start : chip.end].split())

    def _day(self, stored: Logged | None) -> str:
        return self._tell(spoken_day(self._when(stored)))

    def _when(self, stored: Logged | None) -> date:
        if stored is not None:
            return stored.day
        if self._entry.is_plan:
            return date.fromisoformat(self._debrief.becoming("next")[0].meaning.value)
        return self._entry.day or self._debrief.happened or self._plan.day

    def _kind(self) -> str:
        return self._debrief.becoming("next")[0].meaning.about if self._entry.is_plan else self._entry.kind

    def _label(self) -> str:
        option = self._context.app.desk.catalogue.option("activity_kind", self._kind())
        return option.label[self._context.lang] if option else self._kind()

    def _tell(self, said: Said) -> str:
        return tell(self._context.app.texts, self._context.lang, said)


COMMANDS = (Command("log", "cli.about_log", _arguments, log),)
