"""`rules` and `tune`: the rule book as text or JSON; another value for a parameter, or the shipped one again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktopcrm.cli.command import Command, json_option
from desktopcrm.cli.context import Context
from desktopcrm.domain import numbers
from desktopcrm.domain.rule_effects import KINDS, Effect
from desktopcrm.domain.rulebook import RULE_GROUPS, Param, Rule
from desktopcrm.domain.said import Value
from desktopcrm.errors import UserError
from desktopcrm.services.rules import Preview, RuleChange, provenance, worded
from desktopcrm.services.telling import shown_in
from desktopcrm.texts import Translate

EFFECTS_SHOWN = 40


def _rules_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("rule", metavar="RULE", nargs="?", default="", help=tr("cli.help_rule"))
    parser.add_argument("--log", action="store_true", help=tr("cli.help_rules_log"))
    json_option(parser, tr)


def rules(context: Context, args: Namespace) -> None:
    """The rule book, one rule of it, or what was changed in it."""
    service = context.app.rules
    if args.log:
        _say_log(context, args)
        return
    book = context.app.desk.catalogue.rulebook
    those = (
        [service.rule(args.rule)] if args.rule else [r for group in RULE_GROUPS for r in book.of_group(group)]
    )
    if args.json:
        context.say_json([_rule(context, one) for one in those])
        return
    group = ""
    for one in those:
        if one.group != group:
            group = one.group
            context.say(context.tr(f"rules.group_{group}"))
        context.say(f"  {one.key} · {one.label[context.lang]} · {provenance(context.tr, one)}")
        context.say(f"      {one.says[context.lang]}")
        for param in one.param:
            context.say(f"      {_param_line(context, one, param)}")


def _param_line(context: Context, rule: Rule, param: Param) -> str:
    line = f"{rule.key}.{param.key} = {worded(context.tr, context.lang, param, param.value)}  ({param.label[context.lang]})"
    if not param.is_changed:
        return line
    return f"{line} · {context.tr('rules.shipped', value=worded(context.tr, context.lang, param, param.default))}"


def _rule(context: Context, one: Rule) -> dict[str, object]:
    lang = context.lang
    return {
        "key": one.key,
        "group": one.group,
        "label": one.label[lang],
        "says": one.says[lang],
        "source": one.source,
        "section": one.section,
        "severity": one.severity or None,
        "way_out": one.way_out[lang] or None,
        "parameters": [
            {
                "key": f"{one.key}.{param.key}",
                "label": param.label[lang],
                "type": param.type,
                "value": param.value,
                "shipped": param.default,
                "low": param.low,
                "high": param.high,
                "unit": param.unit[lang],
                "options": [words[lang] for words in param.options],
            }
            for param in one.param
        ],
    }


def _say_log(context: Context, args: Namespace) -> None:
    log = [one for one in context.app.rules.log() if args.rule in ("", one.rule)]
    if args.json:
        context.say_json([_change(one) for one in log])
        return
    for one in log:
        reason = f" · {one.reason}" if one.reason else ""
        day = numbers.show_day(one.day, context.lang)
        context.say(f"{day}  {one.rule}.{one.param}: {one.was} → {one.value}{reason}")
    if not log:
        context.say(context.tr("cli.rules_unchanged"))


def _change(one: RuleChange) -> dict[str, object]:
    return {
        "parameter": f"{one.rule}.{one.param}",
        "day": one.day.isoformat(),
        "was": one.was,
        "value": one.value,
        "reason": one.reason,
    }


def _tune_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("param", metavar="RULE.PARAM", nargs="?", default="", help=tr("cli.help_param"))
    parser.add_argument("value", metavar="VALUE", nargs="?", help=tr("cli.help_param_value"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=tr("cli.help_tune_reason"))
    parser.add_argument("--preview", action="store_true", help=tr("cli.help_preview"))
    parser.add_argument("--reset", action="store_true", help=tr("cli.help_reset"))
    json_option(parser, tr)


def tune(context: Context, args: Namespace) -> None:
    """Another value, what it would change, or the shipped values again."""
    service = context.app.rules
    rule, _, key = args.param.partition(".")
    if args.reset:
        context.say(context.tr("cli.rules_reset", n=service.reset(rule, key, args.reason)))
        return
    if not key or args.value is None:
        raise UserError("errors.tune_shape")
    value = service.read(rule, key, args.value)
    if args.preview:
        _say_preview(context, service.preview(rule, key, value), args.json)
        return
    param = service.param(rule, key)
    changed = service.tune(rule, key, value, args.reason)
    words = {
        "param": args.param,
        "was": worded(context.tr, context.lang, param, param.value),
        "value": worded(context.tr, context.lang, param, value),
    }
    context.say(context.tr("cli.rule_tuned", **words) if changed else context.tr("cli.rule_same", **words))


def _say_preview(context: Context, preview: Preview, as_json: bool) -> None:
    if as_json:
        context.say_json(
            {
                "accounts": preview.accounts,
                "touched": preview.touched,
                "counts": {kind: preview.counts[kind] for kind in KINDS if kind in preview.counts},
                "effects": [_effect(context, one) for one in preview.effects],
            }
        )
        return
    context.say(context.tr("rules.preview_accounts", n=preview.touched, all=preview.accounts))
    for kind in KINDS:
        if kind in preview.counts:
            context.say(f"  {context.pair(context.tr(f'rules.kind_{kind}'), preview.counts[kind])}")
    for one in preview.effects[:EFFECTS_SHOWN]:
        effect = _effect(context, one)
        whose = " · ".join(str(effect[key]) for key in ("account", "what") if effect[key])
        context.say(whose)
        context.say(f"    {effect['before']} → {effect['after']}")
    if len(preview.effects) > EFFECTS_SHOWN:
        context.say(context.tr("rules.preview_more", n=len(preview.effects) - EFFECTS_SHOWN))


def _effect(context: Context, one: Effect) -> dict[str, object]:
    def told(value: Value) -> str:
        return str(shown_in(context.tr, context.lang, value))

    what = told(one.what) or context.tr(f"rules.kind_{one.kind}")
    return {
        "account": one.account,
        "kind": one.kind,
        "what": what,
        "before": told(one.before),
        "after": told(one.after),
    }


COMMANDS = (
    Command("rules", "cli.about_rules", _rules_arguments, rules),
    Command("tune", "cli.about_tune", _tune_arguments, tune),
)
