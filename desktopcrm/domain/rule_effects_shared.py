"""What another value of a rule would change beyond single accounts: the eight hours of the day, the rep's own skills."""

from __future__ import annotations

from collections.abc import Iterable

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.day_plan import DayPlan, Slot
from desktopcrm.domain.learning import Try, skills
from desktopcrm.domain.rule_effects import Effect
from desktopcrm.domain.said import Said, sentence


def day_effects(before: DayPlan, after: DayPlan) -> tuple[Effect, ...]:
    """Slots that come in, go out or take another time, in the order of the new day."""
    old = {slot.subject: slot for slot in before.slots}
    new = {slot.subject: slot for slot in after.slots}
    found = []
    for subject in dict.fromkeys((*new, *old)):
        was, becomes = _time(old.get(subject)), _time(new.get(subject))
        slot = new.get(subject) or old[subject]
        if was != becomes:
            found.append(Effect(slot.account_id, slot.account, "day", slot.rows[0].said, was, becomes))
    return tuple(found)


def _time(slot: Slot | None) -> Said:
    return sentence("rules.effect_minutes", n=slot.minutes) if slot else sentence("rules.effect_no_time")


def skill_effects(tries: Iterable[Try], before: Catalogue, after: Catalogue) -> tuple[Effect, ...]:
    """Rejections that would stand at another stage of learning."""
    every = tuple(tries)
    old, new = (skills(one.objections, every, one.rulebook) for one in (before, after))
    labels = {one.key: one.label for one in after.objections}
    return tuple(
        Effect(0, "", "skill", labels[was.objection], _stage(was.stage), _stage(becomes.stage))
        for was, becomes in zip(old, new, strict=True)
        if was.stage != becomes.stage
    )


def _stage(stage: int) -> Said:
    return sentence("rules.effect_stage", stage=stage)
