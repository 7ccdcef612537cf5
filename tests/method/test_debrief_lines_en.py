"""Ten lines as a rep writes them after a visit, in English: what is understood, what stays a note (flow 3, beyond 12)."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.method.conftest import Rep
from tests.method.debrief_cast import cast


class Line(NamedTuple):
    """What was written; each piece and what it becomes; what stays a note; what is asked; the kind of contact."""

    text: str
    becomes: tuple[str, ...]
    notes: tuple[str, ...]
    asked: tuple[str, ...] = ()
    kind: str = ""


LINES = (
    Line(
        "@Grant confirmed $2.2m budget for both lines, wants payback under 2 years. ?does that include installation, or is it extra +send him the payback sheet !Fri",
        (
            "@Grant → With Oliver Grant",
            "$2.2m → Budget $2,200,000",
            "?does that include installation, or is it extra → To ask",
            "+send him the payback sheet !Fri → We promise",
            "!Fri → By Fri 27 Nov 2026",
        ),
        (
            "confirmed",
            "budget for both lines, wants payback under 2 years",
        ),
        (),
        "",
    ),
    Line(
        "Walked line 2 with @Marsh and @Becker. #no more than one shift down per changeover, Becker: last seal took 3 weeks. +check seal stock with the works by Monday",
        (
            "@Marsh → With Helen Marsh",
            "@Becker → With Tom Becker",
            "#no more than one shift down per changeover → Product need",
            "+check seal stock with the works by Monday → We promise",
            "by Monday → By Mon 30 Nov 2026",
        ),
        (
            "Walked line 2 with",
            "and",
            "Becker: last seal took 3 weeks",
        ),
        (),
        "visit",
    ),
    Line(
        "Call @Marsh - still wants the trial. We promised it for Oct 30!! +trial run report !Tue. Next !Thu 10:00 call to walk her through it",
        (
            "@Marsh → With Helen Marsh",
            "+trial run report !Tue → We promise",
            "!Tue → By Tue 1 Dec 2026",
            "!Thu 10:00 call to walk her through it → Call on Thu 26 Nov 2026, 10:00",
        ),
        (
            "Call",
            "- still wants the trial. We promised it for Oct 30!!",
            "Next",
        ),
        (),
        "call",
    ),
    Line(
        "Yesterday coffee w/ @Shah: Ridgeway quoted $1.98m incl. piping, wouldn't say who else is in",
        (
            "Yesterday → It was on Tue 24 Nov 2026",
            "@Shah → With Priya Shah",
            "$1.98m → Ridgeway Pumps offers $1,980,000",
        ),
        (
            "coffee w/",
            "Ridgeway quoted",
            "incl. piping, wouldn't say who else is in",
        ),
        (),
        "visit",
    ),
    Line(
        '@Shah says our price is too high, "start with a one-nine". she\'ll +get back to us on the scoring formula !next Tue',
        (
            "@Shah → With Priya Shah",
            "+get back to us on the scoring formula !next Tue → Priya Shah promises",
            "!next Tue → By Tue 1 Dec 2026",
        ),
        ('says our price is too high, "start with a one-nine". she\'ll',),
        ("Shah says our price is too high: maybe_rejection",),
        "",
    ),
    Line(
        "@Marsh #personal: wants the downtime figures off her desk before her review. ?who signs above 2m, Grant alone or the board",
        (
            "@Marsh → With Helen Marsh",
            "#personal: wants the downtime figures off her desk before her review → Personal interest of Helen Marsh",
            "?who signs above 2m, Grant alone or the board → To ask",
        ),
        (),
        (),
        "",
    ),
    Line(
        "sent the wear report to @Becker as promised, 12 pages. nothing back yet !Mon",
        (
            "@Becker → With Tom Becker",
            "!Mon → Call on Mon 30 Nov 2026",
        ),
        (
            "sent the wear report to",
            "as promised, 12 pages. nothing back yet",
        ),
        (),
        "material",
    ),
    Line(
        "@Grant plus a new guy @Ravi Menon from group finance. mail r.menon@marlow.example, mobile +44 20 7946 0000, C# dashboards!",
        ("@Grant → With Oliver Grant",),
        (
            "plus a new guy @Ravi Menon from group finance. mail r.menon@marlow.example, mobile +44 20 7946 0000, C# dashboards!",
        ),
        ("Ravi Menon: unknown_person",),
        "",
    ),
    Line(
        "@Becker: pump 3# is the worst, #special seals for 90 degrees +he will send the vibration log !5 Dec. says they lose $30k per day of downtime",
        (
            "@Becker → With Tom Becker",
            "#special seals for 90 degrees → Special product or service of Tom Becker",
            "+he will send the vibration log !5 Dec → Tom Becker promises",
            "!5 Dec → By Sat 5 Dec 2026",
            "$30k → Cost of the problem $30,000",
        ),
        (
            "pump 3# is the worst",
            "says they lose",
            "per day of downtime",
        ),
        (),
        "",
    ),
    Line(
        'Paul Dunn was leaving as I came. really? @Marsh "some day maybe" - order about $340k then, !15 March visit',
        (
            "@Marsh → With Helen Marsh",
            "$340k → Order value $340,000",
            "!15 March visit → Visit on Mon 15 Mar 2027",
        ),
        (
            "Paul Dunn was leaving as I came. really?",
            '"some day maybe" - order about',
            "then",
        ),
        (),
        "",
    ),
)


@pytest.mark.parametrize("line", LINES, ids=range(1, len(LINES) + 1))
def test_flow_3_a_line_is_understood_as_it_was_meant(rep: Rep, line: Line) -> None:
    place = cast(rep.app, "en")
    found = place.read(line.text)
    assert place.told(found) == list(line.becomes)
    assert found.notes() == line.notes
    assert place.problems(found) == list(line.asked)
    assert found.kind == line.kind
