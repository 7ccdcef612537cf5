"""What a lead is worth by where it came from and what it showed: SRC-A to SRC-C (S4, d11.2)."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.origin import evidence, known
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact
from desktopcrm.domain.said import Evidence, Said, sentence
from desktopcrm.texts import Words

RULE = "source_grade"
SOURCE, SIGNS, CHAIN = "lead_source", "lead_ticks", "role_in_chain"
EXHIBITION = ("saw_product", "deep_talk")
DETAILS = ("specification", "quantity", "payment", "delivery")
AGENT, PRICE_ONLY = "agent", "price_only"


@dataclass(frozen=True, slots=True)
class GradeJudgement:
    """`grade`: src_a, src_b, src_c or empty. `missing`: signs (keys of lead_tick) that would give the grade;
    `ask`: the one thing to ask next."""

    grade: str
    missing: tuple[str, ...]
    ask: Said | None
    why: tuple[Said, ...]
    evidence: tuple[Evidence, ...]


def grade(plan: Plan, catalogue: Catalogue) -> GradeJudgement:
    """The account's source grade, or what would make one."""
    account = plan.account.id
    facts = [fact for field in (SOURCE, SIGNS, CHAIN) if (fact := plan.fact(account, field)) is not None]
    source = plan.value(account, SOURCE)
    shown = set(plan.value(account, SIGNS).split(",")) - {""}
    if plan.value(account, CHAIN) == AGENT:
        shown.add(AGENT)
    found, missing = _graded(source, shown, catalogue.rulebook.param(RULE, "details"))
    why = tuple(_said(plan, catalogue, fact) for fact in facts)
    seen = tuple(evidence(fact) for fact in facts)
    return GradeJudgement(
        found,
        missing,
        _ask(catalogue, source, missing),
        why,
        seen or (Evidence(account, SOURCE),),
    )


def _graded(source: str, shown: set[str], details: int) -> tuple[str, tuple[str, ...]]:
    """Grade and the signs that would give the next better one."""
    if source == "exhibition":
        missing = _not_in(EXHIBITION, shown)
        return ("", missing) if missing else ("src_a", ())
    if source == "search":
        return ("src_c", ()) if AGENT in shown else ("", (AGENT,))
    if source != "enquiry":
        return "", ()
    named = [one for one in DETAILS if one in shown]
    if AGENT in shown and len(named) >= details:
        return "src_b", ()
    if PRICE_ONLY in shown and not named:
        return "src_c", ()
    lacking = _not_in(DETAILS, shown) if len(named) < details else ()
    return "", (*lacking, *_not_in((AGENT,), shown))


def _not_in(signs: tuple[str, ...], shown: set[str]) -> tuple[str, ...]:
    return tuple(one for one in signs if one not in shown)


def _ask(catalogue: Catalogue, source: str, missing: tuple[str, ...]) -> Said | None:
    if not source:
        return sentence("classes.ask_source")
    if source == "other":
        return sentence("classes.source_ungraded")
    if not missing:
        return None
    option = catalogue.option("lead_tick", missing[0])
    return sentence("classes.ask_sign", sign=option.label) if option else None


def _said(plan: Plan, catalogue: Catalogue, fact: Fact) -> Said:
    field = catalogue.field("account", fact.field)
    options = [catalogue.option(field.choices, key) for key in fact.value.split(",")]
    labels: tuple[Words, ...] = tuple(one.label for one in options if one is not None)
    return known(plan, catalogue, sentence("classes.field", field=field.label, value=labels), fact)
