"""Says what a chip becomes, as a sentence without a language."""

from __future__ import annotations

from datetime import date

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.debrief_types import US, Chip, Debrief, Meaning
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Money, Said, Value, sentence
from desktopcrm.texts import Words

PERSONAL = ("people", "mentioned", "rep")
MONEY = ("budget", "amount", "cost")


class Teller:
    """Knows the names that uids and keys stand for."""

    def __init__(self, plan: Plan, catalogue: Catalogue) -> None:
        self._plan = plan
        self._catalogue = catalogue

    def chip(self, chip: Chip, debrief: Debrief) -> Said:
        """What a chip becomes, with the person it hangs on."""
        return self.meaning(chip.meaning, self.tied(chip, debrief), chip.time)

    def problem(self, chip: Chip) -> Said | None:
        """Why a chip stays a note."""
        return sentence(f"log.problem_{chip.problem}", words=chip.words) if chip.problem else None

    def meaning(self, meaning: Meaning, name: str = "", time: str = "") -> Said:
        """What a meaning is; `name`: the person it hangs on."""
        target, value = meaning.target, meaning.value
        if target in PERSONAL:
            return sentence(f"log.means_{target}", name=self._name(value))
        if target == "new_person":
            return sentence("log.means_new_person", name=value)
        if target in ("need", "hidden_need"):
            return _named(f"log.means_{target}", name, kind=self._label("need_kind", value))
        if target in MONEY:
            return sentence(f"log.means_{target}", money=Money(value))
        if target == "offer":
            return self._offer(meaning)
        if target in ("next", "due", "happened"):
            return self._day(meaning, time)
        if target == "rejection":
            return sentence("log.means_rejection", label=self._label("objection", value))
        return _named(f"log.means_{target}", name) if target != "note" else sentence("log.means_note")

    def _offer(self, meaning: Meaning) -> Said:
        if meaning.about == US:
            return sentence("log.means_our_offer", money=Money(meaning.value))
        return sentence("log.means_offer", name=self._name(meaning.about), money=Money(meaning.value))

    def _day(self, meaning: Meaning, time: str) -> Said:
        when = spoken_day(date.fromisoformat(meaning.value), time)
        if meaning.target == "next":
            return sentence("log.means_next", kind=self._label("activity_kind", meaning.about), day=when)
        return sentence(f"log.means_{meaning.target}", day=when)

    def tied(self, chip: Chip, debrief: Debrief) -> str:
        """Name of the person that a chip hangs on."""
        for tie in map(debrief.chip, chip.ties):
            if tie is not None and tie.kind == "person" and not tie.is_note:
                return self._name(tie.meaning.value) if tie.meaning.target in PERSONAL else tie.meaning.value
        return ""

    def _name(self, uid: str) -> str:
        """A record by name; a rival as this account calls it."""
        record = self._plan.by_uid(uid)
        if record is not None and record.kind == "firm":
            rivals = (one for one in self._plan.of("rival") if one.ref_id == record.id)
            record = next(rivals, record)
        return record.name if record else ""

    def _label(self, choices: str, key: str) -> Value:
        option = self._catalogue.option(choices, key)
        return option.label if option else Words(key, key)


def spoken_day(day: date, time: str = "") -> Said:
    """A day with its weekday, as one checks an appointment: Tue 24 Nov 2026, 14:00."""
    weekday = sentence(f"log.weekday_{day.weekday()}")
    if time:
        return sentence("log.day_at", weekday=weekday, day=day, time=time)
    return sentence("log.day", weekday=weekday, day=day)


def _named(key: str, name: str, **params: Value) -> Said:
    """The sentence with a name where there is one."""
    if name:
        return Said(f"{key}_of", (("name", name), *params.items()))
    return Said(key, tuple(params.items()))
