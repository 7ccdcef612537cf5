"""`flags`: what endangers the purchases of an account, why, and the way out, as text or JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktopcrm.cli.command import Command, account_argument, day_option, json_option
from desktopcrm.cli.context import Context
from desktopcrm.domain import numbers
from desktopcrm.domain.flags import Flag, flags
from desktopcrm.domain.plan import Plan
from desktopcrm.services.telling import tell
from desktopcrm.texts import Translate

Json = dict[str, object]


def _arguments(parser: ArgumentParser, tr: Translate) -> None:
    account_argument(parser, tr)
    day_option(parser, tr)
    json_option(parser, tr)


def show(context: Context, args: Namespace) -> None:
    """Red ones first, accepted ones last."""
    plan = context.plan(args.account, args.day)
    found = flags(plan, context.app.desk.catalogue)
    if args.json:
        context.say_json([as_json(context, plan, one) for one in found])
        return
    for one in found:
        _say(context, plan, one)
    if not found:
        context.say(context.tr("flags.none"))


def _say(context: Context, plan: Plan, one: Flag) -> None:
    rule = context.app.desk.catalogue.rulebook[one.rule]
    project = plan.records.get(one.project_id or 0)
    mark = context.tr(f"flags.{one.severity}") if one.accepted is None else context.tr("flags.accepted")
    title = " · ".join(part for part in (rule.label[context.lang], project.name if project else "") if part)
    context.say(f"[{mark}] {title}")
    context.say(f"    {tell(context.app.texts, context.lang, one.said)}")
    if one.accepted is not None:
        day = numbers.show_day(one.accepted.day, context.lang)
        context.say("    " + context.tr("flags.accepted_because", day=day, reason=one.accepted.reason))
    else:
        context.say("    " + context.tr("flags.way_out", words=one.way_out[context.lang]))


def as_json(context: Context, plan: Plan, one: Flag) -> Json:
    """One flag with its evidence; the keys stay as they are."""
    rule = context.app.desk.catalogue.rulebook[one.rule]
    project = plan.records.get(one.project_id or 0)
    accepted = one.accepted
    return {
        "rule": one.rule,
        "label": rule.label[context.lang],
        "severity": one.severity,
        "says": tell(context.app.texts, context.lang, one.said),
        "way_out": one.way_out[context.lang],
        "source": rule.source,
        "section": rule.section,
        "record": one.record_id,
        "project": {"id": project.id, "name": project.name} if project else None,
        "evidence": [
            {
                "record": part.record_id,
                "name": plan.records[part.record_id].name,
                "field": part.field,
                "value": plan.value(part.record_id, part.field) if part.field else "",
                "fact": part.fact_id,
            }
            for part in one.evidence
        ],
        "subject": one.subject,
        "state": one.state,
        "accepted": {"day": accepted.day.isoformat(), "reason": accepted.reason} if accepted else None,
    }


COMMANDS = (Command("flags", "flags.about_command", _arguments, show),)
