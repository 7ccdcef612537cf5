"""The guide: at most three questions to ask next, whom, why now and how to begin (d13, beyond 3).

Chooses among the questions that gaps, flags, classes and the rep bring; leaves out what was passed over.
Deterministic; knows no language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from desktopcrm.domain import questions_of_facts, questions_of_rules
from desktopcrm.domain.askers import NOBODY, Asked
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.guide import OpenQuestion
from desktopcrm.domain.inquiry import Candidate, Inquiry, Matter, Motive, Wording
from desktopcrm.domain.openers import Openers, need_to_quote
from desktopcrm.domain.passed_over import PassedOver
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said, sentence
from desktopcrm.texts import EMPTY, Words

SOURCES = (
    questions_of_rules.of_the_rep,
    questions_of_rules.of_flags,
    questions_of_rules.of_classes,
    questions_of_rules.of_standards,
    questions_of_facts.missing_records,
    questions_of_facts.stage_fields,
    questions_of_facts.open_facts,
)
OWN = "own"
PERCENT = 100
KNOWERS_NAMED = 2


@dataclass(frozen=True, slots=True)
class Meeting:
    """What one is about to do: the purchase (`None`: any that is running) and the people one will meet."""

    project_id: int | None = None
    people: tuple[int, ...] = ()


ANY = Meeting()
"""Nobody in particular, any purchase."""


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """`subject`, `state`: what a *not now* or *cannot be known* refers to; `about`: the record meant, by name, empty
    for the account; `record_id` `None`: the whole record is missing, under `parent_id`; `whom`: people, the best
    first; `usually`: who knows such things, where nobody is within reach; `step`: key of a questioning step and `how`
    its opener; `origin`: fact, flag:<rule>, class, class_kp, own or step."""

    subject: str
    state: str
    text: Words
    about: str
    record_id: int | None
    kind: str
    field: str
    whom: tuple[int, ...]
    why_now: Said
    step: str
    how: Words
    origin: str
    usually: tuple[Words, ...] = ()
    parent_id: int | None = None
    option: str = ""
    project_id: int | None = None


def next_questions(
    plan: Plan, catalogue: Catalogue, meeting: Meeting = ANY, found: Sequence[OpenQuestion] | None = None
) -> tuple[NextQuestion, ...]:
    """At most three, the most valuable first; `found`: all that is open, where it is worked out already."""
    inquiry = Inquiry.of(plan, catalogue, meeting.project_id, meeting.people)
    if found is not None:
        inquiry = replace(inquiry, found=found)
    chosen = _chosen(inquiry, ranked(inquiry))
    return _told(inquiry, chosen)


def question_plan(
    plan: Plan, catalogue: Catalogue, meeting: Meeting, steps: Collection[str]
) -> tuple[NextQuestion, ...]:
    """The plan of a talk: the next questions, and for each step chosen at least one (d13), in the order of the steps."""
    inquiry = Inquiry.of(plan, catalogue, meeting.project_id, meeting.people)
    found = ranked(inquiry)
    wanted = [step.key for step in catalogue.question_steps if step.key in steps]
    chosen = [one for one in _chosen(inquiry, found) if one.step in wanted]
    for step in wanted:
        if not any(one.step == step for one in chosen):
            taken = {one.subject for one in chosen}
            fresh = (one for one in found if one.step == step and one.subject not in taken)
            chosen.append(next(fresh, None) or _of_step(inquiry, step))
    chosen.sort(key=lambda one: wanted.index(one.step))
    return _told(inquiry, chosen)


def ranked(inquiry: Inquiry) -> list[Candidate]:
    """All candidates, each matter once, without what was passed over, the most valuable first; in a meeting what
    somebody at the table can answer before all else."""
    passed = PassedOver.of(inquiry.plan)
    best: dict[str, Candidate] = {}
    for source in SOURCES:
        for one in source(inquiry):
            there = best.get(one.subject)
            if not passed.covers(one.subject, one.state) and (
                there is None or _value(inquiry, one) > _value(inquiry, there)
            ):
                best[one.subject] = one
    is_meeting = bool(inquiry.askers.met)
    return sorted(
        best.values(), key=lambda one: (is_meeting and not one.asked.is_met, -_value(inquiry, one))
    )  # of equals the source that comes first


def _value(inquiry: Inquiry, one: Candidate) -> float:
    """The weight: more where somebody one will meet knows, less where nobody within reach (in a meeting: at the
    table) does, and less for a purchase other than the one that stands farthest."""
    weight = one.motive.weight
    if one.purchase is not None and one.purchase is not inquiry.purchases[0]:
        weight *= inquiry.weight("other_purchase") / PERCENT
    if one.asked.is_met:
        return weight * inquiry.weight("met") / PERCENT
    if inquiry.askers.met or not (one.asked.people or one.motive.origin == OWN):
        return weight * inquiry.weight("unreached") / PERCENT
    return weight


def _chosen(inquiry: Inquiry, found: Iterable[Candidate]) -> list[Candidate]:
    """The best ones that do not tire: not all to one person while others can be asked, no field more than once."""
    ground = inquiry.ground
    most = ground.param("next_questions", "most")
    same = most if len(inquiry.askers.met) == 1 else ground.param("next_questions", "same_whom")
    waiting = list(found)
    chosen: list[Candidate] = []
    for limit in (same, most):
        for one in list(waiting):
            if len(chosen) < most and _fits(inquiry, one, chosen, limit):
                chosen.append(one)
                waiting.remove(one)
    return chosen


def _fits(inquiry: Inquiry, one: Candidate, chosen: list[Candidate], same_whom: int) -> bool:
    own = sum(other.motive.origin == OWN for other in chosen)
    if one.motive.origin == OWN:
        return own < inquiry.ground.param("next_questions", "own_most")
    if any(_field(other) == _field(one) for other in chosen):
        return False
    asked = one.asked.people[:1]
    return not asked or sum(other.asked.people[:1] == asked for other in chosen) < same_whom


def _field(one: Candidate) -> tuple[str, str]:
    return one.matter.kind, one.matter.field or one.matter.tail


def _of_step(inquiry: Inquiry, step: str) -> Candidate:
    """Nothing is open that belongs to the step: its opener is asked by itself, of whom one meets."""
    matter = Matter("", tail=f"step.{step}")
    motive = Motive(sentence("questions.why_step"), 0, "step")
    asked = inquiry.askers.named(inquiry.askers.met[:1])
    return inquiry.candidate(matter, Wording(EMPTY, (), step), motive, asked)


def _told(inquiry: Inquiry, chosen: Iterable[Candidate]) -> tuple[NextQuestion, ...]:
    """The chosen ones as questions, each with its opener."""
    openers = Openers(inquiry.catalogue)
    return tuple(_question(inquiry, openers, one) for one in chosen)


def _question(inquiry: Inquiry, openers: Openers, one: Candidate) -> NextQuestion:
    uid = one.purchase.record.uid if one.purchase else ""
    stage = one.purchase.stage if one.purchase else 1
    openers.quote = need_to_quote(inquiry.plan, uid)
    alone = one.motive.origin == "step"
    how = openers.choose(one.wording.step, stage, one.need, alone) if one.wording.step else EMPTY
    record, parent = one.matter.record, one.matter.parent
    about = "" if record is None or record.kind in ("account", "question") else inquiry.ground.name(record)
    about = "" if about in one.wording.text.en else about
    return NextQuestion(
        one.subject,
        one.state,
        how if alone else one.wording.text,
        about,
        record.id if record else None,
        one.matter.kind,
        one.matter.field,
        one.asked.people,
        sentence("questions.why_now", reason=one.motive.reason, who=_who(inquiry, one)),
        one.step,
        EMPTY if alone else how,
        one.motive.origin,
        _usually(inquiry, one),
        (parent or inquiry.plan.account).id,
        one.matter.option,
        one.purchase.id if one.purchase else None,
    )


def _usually(inquiry: Inquiry, one: Candidate) -> tuple[Words, ...]:
    options = [inquiry.catalogue.option("knower", key) for key in one.wording.knows if key not in NOBODY]
    return tuple(option.label for option in options if option)[:KNOWERS_NAMED]


def _who(inquiry: Inquiry, one: Candidate) -> Said:
    """Why this person: will be there, or usually knows and was spoken with; or that nobody is within reach."""
    asked: Asked = one.asked
    if not asked.people:
        usually = _usually(inquiry, one)
        return sentence("questions.who_nobody", who=usually) if usually else sentence("questions.who_anybody")
    name = inquiry.plan.records[asked.people[0]].name
    option = inquiry.catalogue.option("knower", asked.knower)
    if asked.is_met:
        return sentence("questions.who_met", name=name)
    if asked.last is None:
        return sentence("questions.who_named", name=name)
    if option is None:
        return sentence("questions.who_spoken", name=name, day=asked.last)
    return sentence("questions.who_knows", name=name, knower=option.label, day=asked.last)
