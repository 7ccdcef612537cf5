"""Questions that a judgement brings: a flag's, the one that decides the deal class, standards a key person lacks, and
the rep's own. Knows no gap in the facts and no language."""

from __future__ import annotations

from collections.abc import Iterator

from desktopcrm.domain import deal_class, key_person_class
from desktopcrm.domain.deal_lamps import FIELDS, HOLDERS
from desktopcrm.domain.flags import Flag, flags
from desktopcrm.domain.inquiry import Candidate, Inquiry, Matter, Motive, Wording, filled
from desktopcrm.domain.questioning import Spoken
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import sentence
from desktopcrm.texts import Words

STANDARDS = {
    "": ("kp_rank",),
    "first": ("kp_need", "kp_ability", "value_recognised"),
    "second": ("kp_need", "kp_ability", "value_recognised", "will_recommend"),
    "third": ("value_recognised", "will_report"),
}
"""What is asked of the best key person so far, by his rank (S3)."""

ANSWERED = ("answered", "dropped")
END_MARKS = ("?", "？", ".", "。", "!", "！")
CHINESE = "\u2e80"
"""Signs from here on are Chinese."""


def of_flags(inquiry: Inquiry) -> Iterator[Candidate]:
    """What would put a flag out, where asking can do it. An accepted flag asks nothing."""
    for flag in flags(inquiry.plan, inquiry.catalogue):
        spoken = inquiry.catalogue.questioning.wording(f"flag.{flag.rule}")
        if spoken is None or flag.accepted or flag.project_id not in (None, *inquiry.by_record):
            continue
        matter = _matter(inquiry, flag, spoken)
        label = inquiry.catalogue.rulebook[flag.rule].label
        motive = Motive(sentence("questions.why_flag", flag=label), spoken.weight, f"flag:{flag.rule}")
        found = inquiry.put(matter, motive, spoken, _name(flag))
        people = _people(inquiry, flag)
        if people and spoken.text is not None:
            wording = Wording(filled(spoken.text, _name(flag)), spoken.knows, spoken.step)
            found = inquiry.candidate(matter, wording, motive, inquiry.askers.named(people))
        if found is not None:
            yield found


def _matter(inquiry: Inquiry, flag: Flag, spoken: Spoken) -> Matter:
    """What the flag's question fills: a field of its record or of one it rests on, a record that is missing, or
    nothing that can be filled."""
    plan = inquiry.plan
    project = plan.records.get(flag.project_id or 0)
    ids = [flag.record_id, flag.project_id or 0, *(one.record_id for one in flag.evidence)]
    records = [plan.records[one] for one in ids if one in plan.records]
    if not spoken.kind:
        person = next((one for one in records if one.kind == "person"), records[0])
        return Matter(person.kind, record=person, parent=project, tail=f"flag.{flag.rule}")
    fitting = (one for one in records if one.kind == spoken.kind and not _is_personal(inquiry, one))
    record = next(fitting, None)
    if spoken.field and record is not None:
        return Matter(spoken.kind, spoken.field, record, project)
    below = inquiry.catalogue.kinds[spoken.kind].parent == ("project",)
    option = "product" if spoken.kind == "need" else ""
    return Matter(spoken.kind, parent=project if below else plan.account, option=option)


def _is_personal(inquiry: Inquiry, record: Record) -> bool:
    """A need of somebody's own: it is not asked after like a fault of the plant."""
    return record.kind == "need" and inquiry.plan.value(record.id, "kind") == "personal"


def _name(flag: Flag) -> str:
    """What the flag's sentence is about, by name."""
    said = dict(flag.said.params)
    found = next((said[key] for key in ("name", "rival", "title", "person") if key in said), "")
    return found if isinstance(found, str) else ""


def _people(inquiry: Inquiry, flag: Flag) -> tuple[int, ...]:
    """Whom a promise or something sent concerned: they are asked and nobody else."""
    record = inquiry.plan.records[flag.record_id]
    field = {"action": "person", "activity": "people"}.get(record.kind, "")
    uids = inquiry.plan.value(record.id, field).split(",") if field else []
    people = inquiry.ground.people
    return tuple(people[uid].id for uid in uids if uid in people)


def of_classes(inquiry: Inquiry) -> Iterator[Candidate]:
    """The answer that decides most about the deal class; where somebody with authority is missing, who it is."""
    for purchase in inquiry.purchases:
        verdict = deal_class.judge(inquiry.plan, purchase.id, inquiry.catalogue)
        field = FIELDS.get(verdict.ask) or (HOLDERS["authority"] if verdict.find_authority else "")
        if not field:
            continue
        key = "questions.why_class_when" if verdict.deal else "questions.why_class"
        motive = Motive(sentence(key), inquiry.weight("deal_class"), "class")
        found = inquiry.put(Matter("project", field, purchase.record), motive)
        if found is not None:
            yield found


def of_standards(inquiry: Inquiry) -> Iterator[Candidate]:
    """What is not known of the best key person so far: it decides the key-person class."""
    plan = inquiry.plan
    for purchase in inquiry.purchases:
        member_id = key_person_class.judge_project(plan, purchase.id, inquiry.catalogue).member_id
        if member_id is None:
            continue
        member = plan.record(member_id)
        for field in STANDARDS[plan.value(member_id, "kp_rank")]:
            if plan.value(member_id, field):
                continue
            reason = sentence("questions.why_standard", name=inquiry.ground.name(member))
            motive = Motive(reason, inquiry.weight("standard"), "class_kp")
            found = inquiry.put(Matter("member", field, member), motive)
            if found is not None:
                yield found


def as_asked(words: str) -> str:
    """What was jotted down, as a sentence that asks."""
    mark = "" if words.endswith(END_MARKS) else "？" if any(one >= CHINESE for one in words) else "?"
    return f"{words[:1].upper()}{words[1:]}{mark}"


def of_the_rep(inquiry: Inquiry) -> Iterator[Candidate]:
    """Questions that were written down and not answered yet, the oldest first."""
    plan = inquiry.plan
    for one in plan.of("question"):
        if plan.value(one.id, "status") in ANSWERED or inquiry.is_elsewhere(Matter("question", record=one)):
            continue
        matter = Matter("question", "answer", one, tail="question")
        words = as_asked(one.name)
        wording = Wording(Words(words, words), (), plan.value(one.id, "step"))
        motive = Motive(sentence("questions.why_own", day=one.created_on), inquiry.weight("own"), "own")
        person = inquiry.ground.people.get(plan.value(one.id, "person"))
        asked = inquiry.askers.named((person.id,) if person else inquiry.askers.met[:1])
        yield inquiry.candidate(matter, wording, motive, asked)
