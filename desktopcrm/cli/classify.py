"""`classify`: what an account and its purchases are, with lamps, reasons, sentences, clock and history."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktopcrm.cli.class_readings import ClassReadings
from desktopcrm.cli.command import Command, account_argument, day_option, json_option
from desktopcrm.cli.context import Context
from desktopcrm.domain import numbers
from desktopcrm.domain.deal_class import DealJudgement
from desktopcrm.domain.key_person_class import KpJudgement
from desktopcrm.domain.records import Record
from desktopcrm.texts import Translate

HISTORY_SHOWN = 10


def _arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("project", metavar="PROJECT", nargs="?", default="", help=tr("cli.help_project"))
    day_option(parser, tr)
    json_option(parser, tr)


def classify(context: Context, args: Namespace) -> None:
    """The classes of an account: all purchases, or one."""
    plan = context.plan(args.account, args.day)
    those = [context.one(plan, "project", args.project)] if args.project else list(plan.of("project"))
    readings = ClassReadings(context, plan)
    if args.json:
        context.say_json({**readings.account(), "projects": [readings.project(one) for one in those]})
        return
    sheet = _Sheet(context, readings)
    sheet.account()
    for project in those:
        sheet.project(project)


class _Sheet:
    """The same as lines of text."""

    def __init__(self, context: Context, readings: ClassReadings) -> None:
        self._context = context
        self._tr = context.tr
        self._readings = readings

    def account(self) -> None:
        found = self._readings
        self._context.say(f"{found.plan.account.name} (id {found.plan.account.id})")
        self._line(
            1, "classify.prelim", found.label("prelim_class", found.prelim) or self._tr("classify.none")
        )
        grade = found.grade
        self._line(
            1, "classify.source", found.label("source_grade", grade.grade) or self._tr("classify.none")
        )
        self._bullets(2, (*found.told(grade.why), *found.told((grade.ask,) if grade.ask else ())))
        if found.stars.total:
            self._line(1, "classify.stars", self._tr("classify.stars_n", n=found.stars.total))
            self._bullets(2, found.told(found.stars.why))
        self._care()

    def _care(self) -> None:
        care = self._readings.care
        if care.phase:
            self._line(1, "classify.care", self._tr(f"classify.phase_{care.phase}"))
            done = sum(one.done for one in care.actions)
            self._bullets(2, (self._tr("classify.care_done", done=done, n=len(care.actions)),))
            self._bullets(2, self._readings.goals())
        if care.thanks_due:
            day = numbers.show_day(care.thanks_due, self._context.lang)
            self._line(1, "classify.thanks", day)

    def project(self, project: Record) -> None:
        """Both classes, the three sentences, the clock, the history."""
        found = self._readings
        self._context.say()
        words = f"{project.name} · {found.stage(project)}"
        self._context.say(self._context.pair(self._context.label("project"), words))
        if not found.is_open(project):
            return  # what is over is classed no more
        self._deal(found.deal(project))
        self._key_person(found.key_person(project))
        for which, said in found.sentences(project).items():
            if said:
                self._line(1, f"classify.{which}", found.joined(said))
        self._line(1, "classify.clock", found.clock_line(project))
        history = found.history(project)
        if history:
            self._context.say("  " + self._tr("classify.history"))
            self._bullets(2, [found.change_line(one) for one in history[:HISTORY_SHOWN]])

    def _deal(self, deal: DealJudgement) -> None:
        found = self._readings
        name = found.label("deal_class", deal.deal)
        if not name:
            name = self._tr("classify.find_authority" if deal.find_authority else "classify.not_enough")
        self._line(1, "classify.deal", name + found.since(deal.since))
        self._bullets(2, found.told(deal.why))
        if deal.ask:
            self._line(2, "classify.ask", found.question(deal.ask))
        self._changes(found.told(deal.would_change))

    def _key_person(self, kp: KpJudgement) -> None:
        found = self._readings
        name = found.label("kp_class", kp.kp) or self._tr("classify.none")
        person = found.person(kp)
        self._line(1, "classify.kp", " · ".join(one for one in (name, person) if one) + found.since(kp.since))
        if kp.is_d_risk:
            self._bullets(2, (self._tr("classify.d_risk", n=len(kp.d_traits)),))
        self._bullets(2, found.told(kp.why))
        if kp.missing:
            self._line(2, "classify.missing", found.listed(kp.missing))
        self._changes(found.told(kp.would_change))

    def _changes(self, lines: tuple[str, ...]) -> None:
        if lines:
            self._context.say("    " + self._tr("classify.would_change"))
            self._bullets(3, lines)

    def _line(self, depth: int, key: str, text: str) -> None:
        self._context.say("  " * depth + self._tr(key, text=text))

    def _bullets(self, depth: int, lines: tuple[str, ...] | list[str]) -> None:
        for line in lines:
            self._context.say(f"{'  ' * depth}- {line}")


COMMANDS = (Command("classify", "classify.about", _arguments, classify),)
