"""The three scales as the window reads them: badges, and what a why-panel says about a judgement.

Knows judgements, catalogue and words; knows no widget but the plain data of badges and panels.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktopcrm.domain import deal_class, key_person_class
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.deal_class import DealJudgement
from desktopcrm.domain.deal_lamps import FIELDS
from desktopcrm.domain.key_person_class import KpJudgement
from desktopcrm.domain.rulebook import Param
from desktopcrm.domain.said import Evidence, Said
from desktopcrm.domain.source_grade import GradeJudgement
from desktopcrm.services.rules import provenance
from ui.blur import blur
from ui.context import Context
from ui.models.account_reading import Reading
from ui.theme import Tone
from ui.widgets.class_badge import Badge, Scale
from ui.widgets.why_panel import WhyData, WhyFact, WhyRule

SETS = {Scale.DEAL: "deal_class", Scale.KEY_PERSON: "kp_class", Scale.SOURCE: "source_grade"}
KP_TONES = {"kp_a": Tone.GOOD, "kp_b": Tone.ACCENT, "kp_c": Tone.WARN, "kp_d": Tone.BAD}
VALUE_AT_MOST = 60


def badge_of(context: Context, scale: Scale, key: str, why: str = "") -> Badge:
    """The badge of a class of one of the scales; an empty key is the badge of “none yet”."""
    tr, lang = context.tr, context.lang
    if scale is Scale.KEY_PERSON and blur().on:  # what we make of a person, and whether we make anything
        return Badge(scale, "", COVER, tr(f"badge.{scale}_spoken", name=COVER))
    option = context.app.desk.catalogue.option(SETS[scale], key) if key else None
    name = option.label[lang] if option is not None else tr(f"badge.{scale}_none")
    tone = KP_TONES.get(key, Tone.NEUTRAL)
    reason = why or (option.about[lang] if option is not None and option.about else "")
    return Badge(scale, key, name, tr(f"badge.{scale}_spoken", name=name), tone, reason)


def deal_badge(context: Context, judgement: DealJudgement) -> Badge:
    """The deal class of a purchase; the tool tip says why."""
    return badge_of(context, Scale.DEAL, judgement.deal, _first(context, judgement.why))


def kp_badge(context: Context, judgement: KpJudgement) -> Badge:
    """Whom we have reached in a purchase."""
    return badge_of(context, Scale.KEY_PERSON, judgement.kp, _first(context, judgement.why))


def source_badge(context: Context, judgement: GradeJudgement) -> Badge:
    """What the lead was worth."""
    return badge_of(context, Scale.SOURCE, judgement.grade, _first(context, judgement.why))


def judged_deal(reading: Reading, project_id: int) -> DealJudgement:
    """The deal class of a purchase, judged once for a reading."""
    key = ("deal", project_id)
    found = reading.judged.get(key)
    if not isinstance(found, DealJudgement):
        found = reading.judged[key] = deal_class.judge(reading.plan, project_id, reading.catalogue)
    return found


def judged_kp(reading: Reading, project_id: int) -> KpJudgement:
    """Whom we have reached in a purchase, judged once for a reading: it plays all observations again."""
    key = ("kp", project_id)
    found = reading.judged.get(key)
    if not isinstance(found, KpJudgement):
        found = key_person_class.judge_project(reading.plan, project_id, reading.catalogue)
        reading.judged[key] = found
    return found


def deal_why(context: Context, reading: Reading, judgement: DealJudgement) -> WhyData:
    """Why a purchase has its deal class."""
    lamps = [
        WhyFact(
            _lamp_words(reading, judgement, place),
            (judgement.project_id, FIELDS[lamp.name]),
            lamp.state != "unknown",
        )
        for place, lamp in enumerate(judgement.lamps)
    ]
    inferred = [one for lamp in judgement.lamps if lamp.inferred for one in lamp.evidence]
    rules = ("deal_class", "order_check") if inferred else ("deal_class",)
    return WhyData(
        context.tr("badge.deal_title"),
        deal_badge(context, judgement),
        told(context, judgement.why),
        (*lamps, *facts_of(reading, inferred)),
        told(context, judgement.would_change),
        tuple(rule_of(context, key) for key in rules),
        reading.plan.record(judgement.project_id).name,
    )


def kp_why(context: Context, reading: Reading, judgement: KpJudgement) -> WhyData:
    """Why a purchase, or a member of its team, has its key-person class."""
    person = reading.plan.records.get(judgement.person_id or 0)
    about = person.name if person is not None else reading.plan.record(judgement.project_id).name
    is_told = not reading.scope.covered
    traits = ("d_traits",) if is_told and (judgement.is_d_risk or judgement.kp == "kp_d") else ()
    return WhyData(
        context.tr("badge.key_person_title"),
        kp_badge(context, judgement),
        told(context, judgement.why),
        facts_of(reading, judgement.evidence) if is_told else (),
        told(context, judgement.would_change),
        tuple(rule_of(context, key) for key in ("kp_class", "ally_test", *traits)),
        about,
    )


def source_why(context: Context, reading: Reading, judgement: GradeJudgement) -> WhyData:
    """Why a lead has its grade."""
    asks = (judgement.ask,) if judgement.ask is not None else ()
    return WhyData(
        context.tr("badge.source_title"),
        source_badge(context, judgement),
        told(context, judgement.why),
        facts_of(reading, judgement.evidence),
        told(context, asks),
        (rule_of(context, "source_grade"),),
    )


def told(context: Context, said: Iterable[Said]) -> tuple[str, ...]:
    """Sentences in the language of the window."""
    return tuple(context.tell(one) for one in said)


def facts_of(reading: Reading, evidence: Iterable[Evidence]) -> tuple[WhyFact, ...]:
    """What a judgement rests on, known or missing, each named once."""
    found: dict[tuple[int, str], WhyFact] = {}
    for one in evidence:
        target = (one.record_id, one.field)
        if target not in found and one.record_id in reading.plan.records:
            known = not one.field or reading.plan.fact(*target) is not None
            found[target] = WhyFact(fact_words(reading, target), target, known)
    return tuple(found.values())


def fact_words(reading: Reading, target: tuple[int, str]) -> str:
    """“Zhou Min · Able to buy: Yes · 4 weeks ago”; without a value the question that asks for it."""
    record, key = reading.plan.record(target[0]), target[1]
    field = reading.catalogue.find(record.kind, key) if key else None
    of_whom = reading.name(record) if record.kind not in ("account", "project") else ""
    if field is None:
        return of_whom or record.name
    label = reading.words(field.label)
    head = f"{of_whom} · {label}" if of_whom else label
    fact = reading.plan.fact(*target)
    if fact is None:
        return head
    value = reading.shown(fact).replace("\n", " ")
    if len(value) > VALUE_AT_MOST:
        value = f"{value[:VALUE_AT_MOST]}…"
    whence = " · ".join(part for part in (reading.source(fact), reading.age(fact.seen_on)) if part)
    return f"{head}{reading.tr('why.colon')}{value} · {whence}"


def rule_of(context: Context, key: str) -> WhyRule:
    """A rule of the rule book as a panel shows it."""
    rule, lang = context.app.desk.catalogue.rulebook[key], context.lang
    params = tuple((one.label[lang], param_words(context, one)) for one in rule.param)
    return WhyRule(key, rule.label[lang], rule.says[lang], provenance(context.tr, rule), params)


def param_words(context: Context, param: Param) -> str:
    """The value of a parameter as it is read."""
    if param.type == "yesno":
        return context.tr("account.yes" if param.value else "account.no")
    if param.type == "choice":
        return param.options[param.value][context.lang]
    unit = param.unit[context.lang]
    shown = f"{param.value} {unit}" if unit else str(param.value)
    return context.tr("badge.param_tuned", value=shown) if param.is_changed else shown


def field_label(reading: Reading, what: Evidence | tuple[int, str]) -> str:
    """The label of a field that a judgement rests on; of a record as a whole, its name."""
    record_id, key = (what.record_id, what.field) if isinstance(what, Evidence) else what
    record = reading.plan.record(record_id)
    field = reading.catalogue.find(record.kind, key) if key else None
    return reading.words(field.label) if field else reading.name(record)


def _lamp_words(reading: Reading, judgement: DealJudgement, place: int) -> str:
    lamp = judgement.lamps[place]
    words = fact_words(reading, (judgement.project_id, FIELDS[lamp.name]))
    if lamp.inferred:
        return reading.tr(f"badge.inferred_{lamp.state}", label=words)
    return words


def _first(context: Context, said: tuple[Said, ...]) -> str:
    return context.tell(said[0]) if said else ""
