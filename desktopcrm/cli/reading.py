"""`accounts` and `show`: what is there, as text or JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktopcrm.cli.command import Command, account_argument, json_option
from desktopcrm.cli.context import Context
from desktopcrm.cli.judged import judged
from desktopcrm.cli.shown import Shown
from desktopcrm.domain import freshness, numbers, stages
from desktopcrm.domain.catalogue import CHECK_PREFIX, Field
from desktopcrm.domain.records import Fact, Record
from desktopcrm.services.accounts import AccountQuery, AccountRow
from desktopcrm.texts import Translate

PAGE = 500
QUESTIONS_SHOWN = 10


def _accounts_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="?", default="", help=tr("cli.help_filter"))
    parser.add_argument("--archived", action="store_true", help=tr("cli.help_archived"))
    json_option(parser, tr)


def accounts(context: Context, args: Namespace) -> None:
    """One line an account."""
    rows: list[AccountRow] = []
    while True:
        found = context.app.accounts.page(
            AccountQuery(args.text, offset=len(rows), limit=PAGE, archived=args.archived)
        )
        rows += found
        if len(found) < PAGE:
            break
    if args.json:
        context.say_json([_row(one) for one in rows])
        return
    for one in rows:
        context.say(_line(context, one))
    if not rows:
        context.say(context.tr("cli.no_accounts"))


def _row(one: AccountRow) -> dict[str, object]:
    point, line, surface, precision = one.coverage
    return {
        "id": one.id,
        "name": one.name,
        "industry": one.industry,
        "city": one.city,
        "tier": one.tier,
        "project": one.project_title,
        "stage": one.stage or None,
        "status": one.status,
        "coverage": {"point": point, "line": line, "surface": surface, "precision": precision},
        "last_touch": one.last_touch.isoformat() if one.last_touch else None,
        "next_due": one.next_due.isoformat() if one.next_due else None,
        "archived": one.archived,
    }


def _line(context: Context, one: AccountRow) -> str:
    parts = [f"{one.id:>4}  {one.name}"]
    if one.city:
        parts.append(one.city)
    if one.stage:
        parts.append(context.tr("cli.project_at", title=one.project_title, stage=one.stage))
    parts.append(context.tr("cli.covered", percents=" ".join(f"{n}%" for n in one.coverage)))
    if one.last_touch:
        parts.append(context.tr("cli.touched", day=numbers.show_day(one.last_touch, context.lang)))
    return " · ".join(parts)


def _show_arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("--as-of", metavar="DAY", help=tr("cli.help_as_of"))
    json_option(parser, tr)


def show(context: Context, args: Namespace) -> None:
    """Everything about an account."""
    plan = context.plan(args.account, args.as_of)
    shown = Shown(plan, context.app.desk.catalogue, context.app.desk.scope(plan, context.lang))
    if args.json:
        context.say_json({**shown.account(), **judged(context, plan)})
        return
    Sheet(context, shown).show()


class Sheet:
    """An account as lines of text."""

    def __init__(self, context: Context, shown: Shown) -> None:
        self._context = context
        self._tr = context.tr
        self._shown = shown
        self._plan = shown.plan
        self._catalogue = shown.catalogue

    def show(self) -> None:
        say = self._context.say
        account = self._plan.account
        say(f"{account.name} (id {account.id})")
        whole = self._shown.account()["coverage"]
        assert isinstance(whole, dict)
        layers = whole["layers"]
        shares = [
            f"{layer.label[self._context.lang]} {layers[layer.key]}%" for layer in self._catalogue.layers
        ]
        say(self._tr("cli.coverage", shares=" · ".join(shares)))
        self._facts(account)
        for kind in self._catalogue.kinds.values():
            found = [] if kind.kind == "account" else self._plan.of(kind.kind)
            for record in found:
                self._record(record)
        self._questions()

    def _record(self, record: Record) -> None:
        say = self._context.say
        parent = self._plan.records.get(record.parent_id or 0)
        place = f" ({parent.name})" if parent is not None and parent.id != self._plan.account.id else ""
        say()
        say(self._context.pair(self._context.label(record.kind), f"{record.name}{place}"))
        if record.kind == "project":
            self._course(record)
        self._facts(record)
        for link in self._plan.links:
            other = self._plan.records.get(link.to_id)
            if link.from_id == record.id and other is not None:
                option = self._catalogue.option("link_kind", link.kind)
                label = option.label[self._context.lang] if option else link.kind
                say(f"  {self._context.pair(label, other.name)}")

    def _course(self, project: Record) -> None:
        say, lang = self._context.say, self._context.lang
        course = stages.course(self._plan.course_of(project.id), self._plan.day)
        label = self._catalogue.stage(course.stage).label[lang]
        status = self._catalogue.option("project_status", course.status)
        words = {
            "stage": course.stage,
            "label": label,
            "status": status.label[lang] if status else course.status,
        }
        say("  " + self._tr("cli.stands_at", **words))
        for event in self._plan.course_of(project.id):
            option = self._catalogue.option("stage_event", event.kind)
            day = numbers.show_day(event.day, lang)
            mark = f" [{', '.join(event.open_items)}]" if event.open_items else ""
            line = f"  {day}  {option.label[lang] if option else event.kind} {event.stage}{mark}"
            say(self._context.pair(line, event.reason) if event.reason else line)
        for stage in self._catalogue.stages:
            for item in stage.item:
                fact = self._plan.fact(project.id, item.field)
                if fact is not None:
                    field = self._catalogue.field("project", item.field)
                    note = f" – {fact.note}" if fact.note else ""
                    say(f"  [{self._shown.value(field, fact)}] {item.key} {item.label[lang]}{note}")

    def _facts(self, record: Record) -> None:
        for field in self._shown.known(record):
            fact = self._plan.fact(record.id, field.key)
            if fact is None or field.key.startswith(CHECK_PREFIX):
                continue
            value = self._shown.value(field, fact).replace("\n", "\n      ")
            line = self._context.pair(field.label[self._context.lang], value)
            self._context.say(f"  {line}  [{self._origin(field, fact)}]")

    def _origin(self, field: Field, fact: Fact) -> str:
        lang = self._context.lang
        parts = [numbers.show_day(fact.seen_on, lang)]
        kind = self._catalogue.option("source_kind", fact.source.kind)
        who = self._shown.person(fact) or fact.source.text or (kind.label[lang] if kind else "")
        certainty = self._catalogue.option("certainty", fact.certainty)
        parts += [who, certainty.label[lang] if certainty else "", fact.note]
        if freshness.is_stale(fact, field, self._plan.day):
            parts.append(self._tr("cli.stale"))
        return " · ".join(part for part in parts if part)

    def _questions(self) -> None:
        found = self._shown.questions()
        if not found:
            return
        say = self._context.say
        say()
        say(self._tr("cli.questions", n=len(found)))
        for one in found[:QUESTIONS_SHOWN]:
            about = f" ({one['about']})" if one["about"] else ""
            say(f"  {one['question']}{about}")


COMMANDS = (
    Command("accounts", "cli.about_accounts", _accounts_arguments, accounts),
    Command("show", "cli.about_show", _show_arguments, show),
)
