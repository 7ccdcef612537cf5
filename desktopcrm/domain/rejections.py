"""Which rejections to expect at a visit, and which answer to give (d6). Pure functions; the numbers are parameters.

What was heard so far is the matter of `heard`, the signs that point at a rejection that of `rejection_signs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.heard import Heard, Tally, by_answer, events, recognise, styles_of
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.practice import Answer, Objection
from desktopcrm.domain.rejection_signs import Look, Sign, signs
from desktopcrm.domain.rulebook import Rulebook
from desktopcrm.domain.said import Evidence, Said, sentence

__all__ = ["Best", "Likely", "Moment", "best_answer", "events", "likeliest", "ranked_answers", "recognise"]

RULE = "objection_likely"


@dataclass(frozen=True, slots=True)
class Moment:
    """When an answer is wanted. `stage` 0: no purchase yet; `styles`: behaviour types of whom one talks to."""

    stage: int = 0
    styles: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The stage whose answers fit; before a purchase those of the first."""
        return max(1, self.stage)


@dataclass(frozen=True, slots=True)
class Best:
    """An answer, how it went so far, and why it stands where it stands."""

    answer: Answer
    tally: Tally
    why: Said


@dataclass(frozen=True, slots=True)
class Likely:
    """A rejection to prepare. `why`: the strongest reason; `reasons`: all, that one first; `answer`: key of the best
    answer, empty where there is none."""

    objection: str
    answer: str
    why: Said
    reasons: tuple[Said, ...]
    evidence: tuple[Evidence, ...]
    points: int


def best_answer(objection: Objection, moment: Moment, heard: Sequence[Heard], rules: Rulebook) -> Best | None:
    """The answer to try first; `None` where there is none at all."""
    return next(iter(ranked_answers(objection, moment, heard, rules)), None)


def ranked_answers(
    objection: Objection, moment: Moment, heard: Sequence[Heard], rules: Rulebook
) -> tuple[Best, ...]:
    """All answers of a rejection, the most promising first; the rule is `objection_answer`."""
    proved = rules.param("objection_answer", "proved")
    tallies = by_answer(heard, objection)

    def place(answer: Answer) -> tuple[bool, bool, bool, bool, bool, int, bool]:
        net = tallies[answer.key].net
        return (
            net < 0 or _is_for_others(answer, moment),
            net < proved,
            not _made_for(answer, moment),
            bool(answer.style) and not moment.styles,
            moment.number not in answer.stages,
            -net,
            not answer.is_own,
        )

    return tuple(
        Best(one, tallies[one.key], _why(one, tallies[one.key], moment, proved))
        for one in sorted(objection.answer, key=place)
    )


def _made_for(answer: Answer, moment: Moment) -> bool:
    return bool(answer.style) and answer.style in moment.styles


def _is_for_others(answer: Answer, moment: Moment) -> bool:
    """Made for another kind of person, or for other stages only."""
    other_style = bool(answer.style and moment.styles) and answer.style not in moment.styles
    return other_style or (bool(answer.stages) and moment.number not in answer.stages)


def _why(answer: Answer, tally: Tally, moment: Moment, proved: int) -> Said:
    if tally.net >= proved:
        return sentence("objections.why_proved", n=tally.turned, heard=tally.heard)
    if tally.net < 0:
        return sentence("objections.why_failed", n=tally.stood, heard=tally.heard)
    if _made_for(answer, moment):
        return sentence("objections.why_style")
    if _is_for_others(answer, moment):
        return sentence("objections.why_others")
    if moment.number in answer.stages:
        return sentence("objections.why_stage")
    return sentence("objections.why_own") if answer.is_own else sentence("objections.why_general")


def likeliest(
    plan: Plan,
    project_id: int | None,
    catalogue: Catalogue,
    people: Sequence[int] = (),
    heard: Sequence[Heard] | None = None,
) -> tuple[Likely, ...]:
    """The rejections to prepare for a visit, the likeliest first; as many as the rule `objection_likely` says (two).

    `people`: who will be met; `heard`: what was heard at all customers, to choose answers by (else this one's only).
    Nothing is guessed: without any sign a rejection is not among them.
    """
    rules = catalogue.rulebook
    look = Look(plan, project_id, tuple(people), catalogue)
    found = _by_objection(look, rules)
    styles = {style for one in people if one in plan.records for style in styles_of(plan, one, catalogue)}
    moment = Moment(look.stage, tuple(sorted(styles)))
    known = events(plan, catalogue) if heard is None else heard
    order = [one.key for one in catalogue.objections]
    ranked = sorted(found.items(), key=lambda pair: (-_points(pair[1], rules), order.index(pair[0])))
    made = []
    for key, those in ranked[: rules.param(RULE, "shown")]:
        best = best_answer(catalogue.objections[order.index(key)], moment, known, rules)
        rests = tuple(dict.fromkeys(rest for sign in those for rest in sign.evidence))
        reasons = tuple(sign.said for sign in those)
        answer = best.answer.key if best else ""
        made.append(Likely(key, answer, reasons[0], reasons, rests, _points(those, rules)))
    return tuple(made)


def _by_objection(look: Look, rules: Rulebook) -> dict[str, tuple[Sign, ...]]:
    """Rejection → its signs, the heaviest first; of each weight only one counts."""
    order = {one.key for one in look.catalogue.objections}
    found: dict[str, dict[str, Sign]] = {}
    for sign in signs(look):
        if sign.objection in order and rules.param(RULE, sign.weight):
            found.setdefault(sign.objection, {}).setdefault(sign.weight, sign)
    return {
        key: tuple(sorted(those.values(), key=lambda sign: -rules.param(RULE, sign.weight)))
        for key, those in found.items()
    }


def _points(those: Sequence[Sign], rules: Rulebook) -> int:
    return sum(rules.param(RULE, sign.weight) for sign in those)
