"""`questions`: what to ask next at an account, whom, why now and how to begin, as text or JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktopcrm.cli.command import Command, account_argument, day_option, json_option
from desktopcrm.cli.context import Context
from desktopcrm.domain.next_questions import Meeting, NextQuestion, next_questions
from desktopcrm.domain.plan import Plan
from desktopcrm.services.telling import tell
from desktopcrm.texts import Translate

Json = dict[str, object]


def _arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    parser.add_argument("--project", metavar="TITLE", help=tr("questions.help_project"))
    parser.add_argument(
        "--with", metavar="NAME", nargs="+", action="extend", default=[], dest="people", help=tr("questions.help_with")
    )  # fmt: skip
    day_option(parser, tr)
    json_option(parser, tr)


def show(context: Context, args: Namespace) -> None:
    """At most three, the most valuable first."""
    plan = context.plan(args.account, args.day)
    project = context.one(plan, "project", args.project).id if args.project else None
    people = tuple(context.one(plan, "person", name).id for name in args.people)
    found = next_questions(plan, context.app.desk.catalogue, Meeting(project, people))
    if args.json:
        context.say_json([as_json(context, plan, one) for one in found])
        return
    for number, one in enumerate(found, 1):
        _say(context, plan, (number, one))
    if not found:
        context.say(context.tr("questions.none"))


def _say(context: Context, plan: Plan, numbered: tuple[int, NextQuestion]) -> None:
    number, one = numbered
    lang = context.lang
    context.say(f"{number}. {one.text[lang]}" + (f" ({one.about})" if one.about else ""))
    who = _names(plan, one) or [words[lang] for words in one.usually]
    joined = ("、" if lang == "zh" else ", ").join(who)
    if joined:
        context.say("    " + context.tr("questions.ask", who=joined))
    context.say(f"    {tell(context.app.texts, lang, one.why_now)}")
    if one.how[lang]:
        label = context.app.desk.catalogue.option("question_step", one.step)
        step = label.label[lang] if label else one.step
        context.say("    " + context.tr("questions.begin", step=step, words=one.how[lang]))


def _names(plan: Plan, one: NextQuestion) -> list[str]:
    return [plan.records[person].name for person in one.whom]


def as_json(context: Context, plan: Plan, one: NextQuestion) -> Json:
    """One question; the keys stay as they are."""
    lang = context.lang
    return {
        "question": one.text[lang],
        "about": one.about,
        "whom": [{"id": person, "name": plan.records[person].name} for person in one.whom],
        "usually": [words[lang] for words in one.usually],
        "why_now": tell(context.app.texts, lang, one.why_now),
        "step": one.step,
        "begin": one.how[lang],
        "record": one.record_id,
        "kind": one.kind,
        "field": one.field,
        "origin": one.origin,
        "subject": one.subject,
        "state": one.state,
    }


COMMANDS = (Command("questions", "questions.about_command", _arguments, show),)
