"""What the key-person class says for itself: standards met and missing, and what another answer would make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.decisions import Decision
from desktopcrm.domain.key_person_standards import RANKS, STANDARDS, TRAITS, Standards, classify
from desktopcrm.domain.origin import known
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said, Value, sentence

WANTED = {
    "kp_a": ("need", "ability", "value"),
    "kp_b": ("need", "ability", "value", "ally"),
    "kp_c": ("value", "report"),
    "kp_d": (),
}
"""What each class asks beside the rank. That the first key person sees the value is not asked for KP-A, but not to
be denied."""

NOBODY = (sentence("classes.no_team"),)
"""What is missing where nobody of the buying team is known."""


def label(catalogue: Catalogue, kp: str) -> Value:
    """A class by its name; without one, that there is none yet."""
    option = catalogue.option("kp_class", kp)
    return option.label if option is not None else sentence("classes.no_kp")


def rank(one: Standards) -> Said:
    return sentence(f"classes.standard.rank_{one.rank or 'unknown'}")


def standard(name: str, state: str) -> Said:
    """“able to buy”, “not known whether …”."""
    return sentence(f"classes.standard.{name}_{state}")


def reachable(one: Standards) -> tuple[str, ...]:
    """The classes that the rank allows, the best first."""
    best = ("kp_a",) if one.rank == "first" else ("kp_b",) if one.rank else ()
    return (*best, "kp_c") if one.can_report else best


def met(one: Standards) -> tuple[Said, ...]:
    """The true standards, rank first."""
    said = [rank(one)] if one.rank else []
    if one.is_user:
        said.append(sentence("classes.standard.user"))
    return (*said, *(standard(name, "yes") for name in STANDARDS if one.state(name) == "yes"))


def missing(one: Standards, once_spoken: Standards) -> tuple[Said, ...]:
    """What the best class that the rank allows still asks for."""
    asked = () if one.rank else (rank(one),)
    best = next(iter(reachable(one)), "kp_b")
    return (*asked, *lacking(one, once_spoken, best))


def lacking(one: Standards, once_spoken: Standards, kp: str) -> tuple[Said, ...]:
    """What a class asks for beside the rank; a first talk, where that would tell more."""
    wanting, then = short_of(one, kp), short_of(once_spoken, kp)
    if wanting == then:
        return wanting
    return (sentence("classes.standard.not_spoken"), *then)


def short_of(one: Standards, kp: str) -> tuple[Said, ...]:
    """What a class asks for beside the rank and does not find."""
    lacking = [name for name in WANTED[kp] if one.state(name) != "yes"]
    if kp == "kp_a" and one.value == "unknown":
        lacking.remove("value")
    return tuple(standard(name, one.state(name)) for name in lacking)


def denied(one: Standards) -> tuple[Said, ...]:
    """The traits of KP-D that are said plainly."""
    return tuple(standard(name, "no") for name in TRAITS if one.state(name) == "no")


def why(plan: Plan, catalogue: Catalogue, one: Standards) -> tuple[Said, ...]:
    """Each fact that counts, with its origin."""
    said = []
    for name, fact in one.facts.items():
        if name == "rank":
            what = rank(one)
        elif name == "user":
            what = sentence("classes.standard.user")
        else:
            what = standard(name, one.state(name))
        said.append(known(plan, catalogue, what, fact))
    return tuple(said) or (sentence("classes.nothing_known"),)


def decided(catalogue: Catalogue, decision: Decision, kp: str) -> Said:
    """The rep's own decision comes first."""
    words = {"kp": label(catalogue, kp), "day": decision.day, "reason": decision.reason}
    if decision.verdict == "lowered":
        return sentence("classes.lowered", **words)
    return sentence("classes.kept", **words)


def would_change(catalogue: Catalogue, one: Standards, once_spoken: Standards) -> tuple[Said, ...]:
    """Each single answer, or a first talk, that would lead to another class; where none would, what is asked for."""
    traits = catalogue.rulebook.param("d_traits", "traits")
    kp = classify(one, traits)
    ways: dict[str, list[Said]] = {}
    for condition, other in ((sentence("classes.if_kp.spoken"), once_spoken), *_flips(one)):
        then = classify(other, traits)
        if then != kp:
            ways.setdefault(then, []).append(condition)
    if ways or not reachable(one):
        return tuple(_would(catalogue, then, conditions) for then, conditions in ways.items())
    wanted = {each: lacking(one, once_spoken, each) for each in reachable(one)}
    nearest = min(wanted, key=lambda each: len(wanted[each]))
    return (sentence("classes.kp_needs", kp=label(catalogue, nearest), missing=wanted[nearest]),)


def _would(catalogue: Catalogue, kp: str, conditions: list[Said]) -> Said:
    if len(conditions) == 1:
        return sentence("classes.would", condition=conditions[0], deal=label(catalogue, kp))
    return sentence("classes.would_any", conditions=tuple(conditions), deal=label(catalogue, kp))


def _flips(one: Standards) -> Iterator[tuple[Said, Standards]]:
    for name in STANDARDS:
        for answer in ("yes", "no"):
            if one.state(name) != answer:
                yield sentence(f"classes.if_kp.{name}_{answer}"), _with(one, name, answer)
    for other in RANKS if not one.rank else ():
        yield sentence(f"classes.if_kp.rank_{other}"), replace(one, rank=other)


def _with(one: Standards, name: str, answer: str) -> Standards:
    states = {key: one.state(key) for key in STANDARDS}
    states[name] = answer
    return Standards(one.rank, one.is_user, **states, facts=one.facts)
