"""Rows of a running purchase: hops, closing clock, what is proposed, a stage that stands still (S3, d2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktopcrm.domain.agenda_case import Case, Purchase
from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.clocks import Clock, Run, said_of, stage_clock
from desktopcrm.domain.hops import Hop, hop_said, hops, path_clock
from desktopcrm.domain.proposals import Proposal, proposals_in, standing
from desktopcrm.domain.said import Said, sentence

DEEDS_OF = {
    "lower": ("decide", "snooze", "open"),
    "give_up": ("decide", "snooze", "open"),
    "invite": ("invited", "plan_visit", "call", "log", "snooze", "open"),
    "start_path": ("call", "log", "snooze", "open"),
    "see_first": ("plan_visit", "call", "log", "snooze", "open"),
}
PATIENT = ("next_month", "next_quarter")
EFFORT_OF = {"invite": "call", "start_path": "call", "see_first": "visit"}


def rows(case: Case, purchase: Purchase) -> Iterator[Row]:
    """What time runs out for. A proposal says more than the clock behind it."""
    stands = standing(case.plan, purchase.id, case.catalogue)
    if stands is None:
        return
    found = proposals_in(stands)
    now = [one for one in found if not one.preview]
    now = [one for one in now if one.kind == "give_up"] or now  # nobody is to be seen for what is given up
    yield from (_proposal(case, purchase, one) for one in now)
    for hop in hops(case.plan, purchase.id, case.catalogue):
        if hop.is_running:
            yield _hop(case, purchase, hop)
    if stands.clock.state == "soon" and not any(one.kind in ("lower", "give_up") for one in now):
        yield _closing(case, purchase, stands.clock, [one for one in found if one.preview])


def _about(purchase: Purchase) -> Said:
    return sentence("today.about_purchase", project=purchase.record.name)


def _proposal(case: Case, purchase: Purchase, proposal: Proposal) -> Row:
    record = purchase.record if proposal.member_id is None else case.plan.record(proposal.member_id)
    line = case.line("invite" if proposal.kind == "invite" else "proposal", record, proposal.by)
    return replace(
        line,
        subject=f"row:{proposal.kind}:{record.uid}",
        state=proposal.state,
        said=proposal.said,
        rule=proposal.rule,
        project_id=purchase.id,
        person_id=record.ref_id if record.kind == "member" else None,
        deeds=DEEDS_OF[proposal.kind],
        proposal=proposal,
        place=("procurement", f"record_{purchase.id}"),
        more=(_about(purchase),),
        deal=purchase.deal,
        effort=EFFORT_OF.get(proposal.kind, ""),
    )


def _hop(case: Case, purchase: Purchase, hop: Hop) -> Row:
    way = path_clock(case.plan, purchase.id, case.catalogue)
    return replace(
        case.line("hop", case.plan.record(hop.record_id), hop.last_day),
        state=hop.started.isoformat() if hop.started else "",
        said=hop_said(case.plan, hop, case.catalogue),
        rule="hop_clock",
        project_id=purchase.id,
        person_id=hop.from_id,
        deeds=("hop_done", "call", "log", "snooze", "open"),
        place=("procurement", f"record_{purchase.id}"),
        more=(_about(purchase), *((way.said,) if way.state in ("soon", "overdue") else ())),
        deal=purchase.deal,
        effort="call",
    )


def _closing(case: Case, purchase: Purchase, clock: Clock, previews: list[Proposal]) -> Row:
    """While it runs out; what follows then is said with it."""
    return replace(
        case.line("clock", purchase.record, clock.last_day),
        state=f"{clock.started}:{clock.limit}",
        said=clock.said,
        rule="closing_clock",
        project_id=purchase.id,
        deeds=("call", "plan_visit", "log", "snooze", "open"),
        place=("procurement", f"record_{purchase.id}"),
        more=(*(one.said for one in previews), _about(purchase)),
        deal=purchase.deal,
        effort="call",
    )


def stage(case: Case, purchase: Purchase, asked: bool) -> Iterator[Row]:
    """Over the days expected; or only silent, unless another row asks for a contact (`asked`) or one is agreed. What
    waits for next month or next quarter stands still rightly."""
    if purchase.deal in PATIENT:
        return
    clock = stage_clock(case.plan, purchase.id, case.catalogue)
    is_silent, is_met = clock.left >= 0, asked or bool(case.ahead or case.untold)
    if clock.state != "overdue" or (is_silent and is_met):
        return
    yield replace(
        case.line("stage", purchase.record, case.today if is_silent else clock.last_day),
        state=f"{purchase.course.stage}:{clock.started}",
        said=_only_over(case, purchase, clock) if is_met else clock.said,
        rule="stage_pace",
        project_id=purchase.id,
        deeds=("plan_visit", "call", "log", "snooze", "open"),
        place=("procurement", f"record_{purchase.id}"),
        more=(_about(purchase),),
        deal=purchase.deal,
        effort="call",
    )


def _only_over(case: Case, purchase: Purchase, clock: Clock) -> Said:
    """Without the days of silence: another row speaks of them."""
    stage = case.catalogue.stage(purchase.course.stage)
    found = Run(clock.elapsed, clock.left, "overdue", "", clock.last_day)
    return said_of(found, clock.limit, sentence("clocks.stage", stage=stage.number, short=stage.short))
