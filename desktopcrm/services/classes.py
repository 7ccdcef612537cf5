"""What the rep answers and says about classes: lamps, standards, own wording, first sorting, cues, care.

Thin over facts: each deed is one undoable step. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktopcrm.domain import behaviour, class_sentences, deal_lamps, key_person_standards, prelim_class
from desktopcrm.domain.records import UNSTATED, Observation
from desktopcrm.services.desk import Desk
from desktopcrm.services.facts import Facts
from desktopcrm.services.records import Records

UNKNOWN = "unknown"
STANDARDS = {**key_person_standards.OF_PERSON, "ally": key_person_standards.RECOMMENDS}


class Classes:
    def __init__(self, desk: Desk, records: Records, facts: Facts) -> None:
        self._desk = desk
        self._records = records
        self._facts = facts

    def answer(self, project_id: int, lamp: str, state: str, seen: Observation = UNSTATED) -> None:
        """Say of one of the four lamps of a purchase: yes, no or unknown."""
        self._answer(project_id, deal_lamps.FIELDS[lamp], state, seen)

    def answer_member(self, member_id: int, standard: str, state: str, seen: Observation = UNSTATED) -> None:
        """Say of a standard of a member (need, ability, value, ally, report): yes, no or unknown."""
        self._answer(member_id, STANDARDS[standard], state, seen)

    def set_sentence(self, project_id: int, which: str, text: str, seen: Observation = UNSTATED) -> None:
        """Own words for forward, reverse or not_signed; an empty text lets the facts speak again."""
        self._put(project_id, class_sentences.OWN[which], text.strip(), seen)

    def sort(self, account_ids: Sequence[int], prelim: str, seen: Observation = UNSTATED) -> None:
        """The first sorting of accounts: 1, 2, 3, or unknown. One step for all of them."""
        with self._desk.store.step("steps.accounts_sorted", n=len(account_ids)):
            for account_id in account_ids:
                self._answer(account_id, prelim_class.FIELD, prelim, seen)

    def tick_care(self, account_id: int, action: str, done: bool) -> None:
        """A line of the care programme is done, or not any more."""
        self._tick(account_id, "care_done", action, done)

    def tick_cue(self, person_id: int, scheme: str, cue: str, was_seen: bool) -> None:
        """A cue of behaviour was seen, or not after all; the two schemes are kept apart."""
        self._tick(person_id, behaviour.PARTS[scheme][0], cue, was_seen)

    def thanked(self, account_id: int, day: date | None = None) -> None:
        """The customer was thanked; the next time is due a quarter later."""
        at = day or self._desk.today()
        self._put(account_id, "thanked_on", at.isoformat(), Observation(seen_on=at))

    def _answer(self, record_id: int, field: str, state: str, seen: Observation) -> None:
        self._put(record_id, field, "" if state == UNKNOWN else state, seen)

    def _put(self, record_id: int, field: str, value: str, seen: Observation) -> None:
        """Observe a value; an empty one: no longer known."""
        if value:
            self._facts.observe(record_id, field, value, seen)
        else:
            self._facts.clear(record_id, field, seen)

    def _tick(self, record_id: int, field: str, key: str, is_on: bool) -> None:
        record = self._records.get(record_id)
        known = self._desk.plan(record.account_id or record.id).value(record_id, field)
        others = [one for one in known.split(",") if one and one != key]
        self._put(record_id, field, ",".join([*others, key] if is_on else others), UNSTATED)
