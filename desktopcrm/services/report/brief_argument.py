"""What the rules have to say before a visit: where it stands, what to ask and how, what one will hear (d4, d6, d13)."""

from __future__ import annotations

from dataclasses import replace

from desktopcrm.domain import deal_class, key_person_class, next_questions
from desktopcrm.domain import rejections as expected
from desktopcrm.domain.contacts import VISITS
from desktopcrm.domain.next_questions import Meeting, NextQuestion
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.proposals import proposals
from desktopcrm.domain.records import Record
from desktopcrm.domain.rejections import Likely
from desktopcrm.services.report import actions, flagged, judgement, privacy, team
from desktopcrm.services.report.blocks import Block, Cell, Json, bullets, cell
from desktopcrm.services.report.questions import whom
from desktopcrm.services.report.room import Brief
from desktopcrm.services.report.sheet import Sheet
from desktopcrm.services.report.team import Seat

FLAGS = 2
PROPOSALS = 1


def met(brief: Brief) -> list[Seat]:
    """Whom the visit is for; where nobody was named, whom the next visit is planned with, else the key persons."""
    sheet = brief.sheet
    found = team.seats(sheet)
    people = sheet.request.people or tuple(_expected(brief))
    if people:
        return [seat for wanted in people for seat in found if seat.person.id == wanted]

    def rank(seat: Seat) -> int:
        value = sheet.plan.value(seat.member.id, "kp_rank") if seat.member else ""
        return team.RANKS.index(value) if value in team.RANKS else len(team.RANKS)

    return sorted((seat for seat in found if seat.member is not None), key=rank) or found


def next_visit(brief: Brief) -> Record | None:
    """The nearest visit or meeting that is planned about the purchase."""
    sheet = brief.sheet
    for record in actions.planned_visits(sheet):
        project = sheet.referred(record, "project")
        if sheet.plan.value(record.id, "kind") in VISITS and project in (None, brief.project):
            return record
    return None


def _expected(brief: Brief) -> list[int]:
    visit = next_visit(brief)
    return [one.id for one in brief.sheet.by_uid(brief.sheet.plan.value(visit.id, "people"))] if visit else []


def state(brief: Brief) -> list[Block]:
    """Classes, the clocks that press, what is to be decided, the worst flags: one line each."""
    sheet, project = brief.sheet, brief.project
    if project is None:
        return []
    lines: list[Cell] = _classes(brief)
    pressing = [one for one in judgement.clock_rows(sheet, project) if one.state in judgement.CLOCK_TONES]
    lines += [judgement.clock_line(sheet, one) for one in pressing]
    lines += sheet.told(one.said for one in proposals(sheet.plan, project.id, sheet.catalogue)[:PROPOSALS])
    red = [one for one in flagged.seen(sheet) if one.severity == "red" and one.accepted is None]
    lines += [
        cell(brief.cut(sheet.tell(one.said)), tone="bad") for one in red[: min(FLAGS, brief.room.items)]
    ]
    return bullets(lines)


def _classes(brief: Brief) -> list[Cell]:
    """Both classes, that of the key person with the name it rests on, and what is not known yet."""
    sheet, project = brief.sheet, brief.project
    marks = judgement.class_marks(sheet, project) if project else []
    asked = _asked(brief)
    if not marks:
        return [asked] if asked else []
    kp = key_person_class.judge_project(sheet.plan, project.id, sheet.catalogue) if project else None
    if kp is not None and kp.kp and kp.person_id is not None:
        person = sheet.name(sheet.plan.records.get(kp.person_id))
        marks[-1] = {**marks[-1], "text": sheet.dotted((str(marks[-1]["text"]), person))}
    return [cell(sheet.tr("report.classes_now"), marks=marks, lines=[asked] if asked else [])]


def _asked(brief: Brief) -> str:
    """Why the purchase has no class yet, or what makes it one."""
    sheet, project = brief.sheet, brief.project
    assert project is not None
    kp = key_person_class.judge_project(sheet.plan, project.id, sheet.catalogue)
    deal = deal_class.judge(sheet.plan, project.id, sheet.catalogue)
    said = kp.missing[:1] if not kp.kp else deal.would_change[:1] if deal.ask else ()
    return brief.cut(sheet.in_one(said))


def questions(brief: Brief) -> list[Block]:
    """The three best questions for the people one meets, each with whom to ask, why now and how to begin."""
    sheet = brief.sheet
    people = tuple(seat.person.id for seat in met(brief)[: brief.room.people])
    meeting = Meeting(brief.project.id if brief.project else None, people)
    found = next_questions.next_questions(_as_named(sheet), sheet.catalogue, meeting)
    items: list[dict[str, Json]] = [
        {
            "ask": sheet.words(one.text),
            "whom": whom(sheet, list(one.whom)),
            "why": sheet.dotted((one.about, sheet.tell(one.why_now))),
            "how": sheet.colon(sheet.tr("report.how_to_ask"), sheet.words(one.how)) if one.how.en else "",
        }
        for one in found
        if _may_ask(brief, one)
    ]
    return [{"kind": "questions", "groups": [{"items": items}]}] if items else []


def _as_named(sheet: Sheet) -> Plan:
    """The whole plan, so that what is kept from the reader is not asked for as missing, under the names he may see;
    without own questions that he may not read, which would take the room of those that he may."""
    whole, seen = sheet.whole, sheet.plan.records
    gone = {key for key, one in whole.records.items() if one.kind == "question" and key not in seen}
    return replace(
        whole,
        records={**{key: one for key, one in whole.records.items() if key not in gone}, **seen},
        history={key: past for key, past in whole.history.items() if key[0] not in gone},
        links=tuple(one for one in whole.links if not gone & {one.from_id, one.to_id}),
    )


def _may_ask(brief: Brief, one: NextQuestion) -> bool:
    """Not about what this reader must not even be asked about."""
    sheet = brief.sheet
    if one.record_id is not None and one.record_id not in sheet.plan.records:
        return False
    field = sheet.catalogue.find(one.kind, one.field) if one.field else None
    return field is None or privacy.may_see(field, one.kind, sheet.request.level, sheet.request.private_facts)


def rejections(brief: Brief) -> list[Block]:
    """The likeliest rejections with the best answer to each."""
    sheet = brief.sheet
    people = tuple(seat.person.id for seat in met(brief)[: brief.room.people])
    project = brief.project.id if brief.project else None
    return bullets(
        [_likely(brief, one) for one in expected.likeliest(sheet.plan, project, sheet.catalogue, people)]
    )


def _likely(brief: Brief, one: Likely) -> Cell:
    sheet = brief.sheet
    objection = sheet.catalogue.objection(one.objection)
    assert objection is not None
    answer = next((each for each in objection.answer if each.key == one.answer), None)
    lines: list[Json] = [brief.cut(sheet.tell(one.why))]
    if answer is not None:
        lines.insert(0, sheet.colon(sheet.tr("report.answer_it"), brief.cut(sheet.words(answer.text))))
    return cell(sheet.words(objection.label), bold=True, lines=lines)
