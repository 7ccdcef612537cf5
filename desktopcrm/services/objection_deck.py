"""The rep's own rejections and answers over the shipped ones. Every change is one undoable step."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktopcrm.domain import fieldtypes, names
from desktopcrm.domain.catalogue import OWN_PREFIX
from desktopcrm.domain.practice import Answer, Objection
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.storage import definitions, records

Body = dict[str, object]
LONGEST_ANSWER = 2000
"""Characters of an answer: more nobody says aloud."""


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer as the rep words it. `style`: key of a behaviour type or empty; `stages`: empty for all."""

    text: str
    situation: str = ""
    style: str = ""
    stages: tuple[int, ...] = ()


class ObjectionDeck:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def objection(self, key: str) -> Objection:
        """Raises `UserError` where there is none (any more)."""
        found = self._desk.catalogue.objection(key)
        if found is None:
            raise UserError("errors.objection_unknown", name=key)
        return found

    def answer(self, key: str) -> tuple[Objection, Answer]:
        """An answer with its rejection. Raises `UserError`."""
        for one in self._desk.catalogue.objections:
            for answer in one.answer:
                if answer.key == key:
                    return one, answer
        raise UserError("errors.answer_unknown", name=key)

    def add_own(self, label: str, means: str = "") -> str:
        """A rejection of one's own, behind the others; gives its key."""
        text = names.checked(label)
        for one in self._desk.catalogue.objections:
            if text.casefold() in (one.label.en.casefold(), one.label.zh.casefold()):
                raise UserError("errors.objection_twice", name=text)
        key = self._key(text)
        body: Body = {"key": key, "label": text, "means": _line(means)}
        with self._desk.store.step("steps.own_added", name=text) as tx:
            definitions.put(tx, key, "objection", body)
        return key

    def edit_own(self, key: str, label: str, means: str = "") -> None:
        """Word an own rejection differently."""
        self._own(key)
        text = names.checked(label)
        body: Body = {"key": key, "label": text, "means": _line(means)}
        with self._desk.store.step("steps.objection_changed", name=text) as tx:
            definitions.change(tx, key, body)

    def add_answer(self, objection: str, wanted: AnswerText) -> str:
        """One more answer to a rejection; gives its key."""
        one = self.objection(objection)
        key = self._key(one.label.en)
        body = self._body(key, one, wanted)
        with self._desk.store.step("steps.answer_added", name=_both(one)) as tx:
            definitions.put(tx, key, "answer", body)
        return key

    def edit_answer(self, key: str, wanted: AnswerText) -> None:
        """Word an answer differently. The rep's text then stands in the place of a shipped one."""
        one, answer = self.answer(key)
        body = self._body(key, one, wanted)
        with self._desk.store.step("steps.answer_changed", name=_both(one)) as tx:
            if answer.is_own:
                definitions.change(tx, key, body)
            else:
                definitions.put(tx, key, "answer", body)

    def reset_answer(self, key: str) -> None:
        """Let the shipped text of an answer hold again."""
        one, answer = self.answer(key)
        if key.startswith(OWN_PREFIX):
            raise UserError("errors.answer_not_shipped")
        if answer.is_own:
            with self._desk.store.step("steps.answer_reset", name=_both(one)) as tx:
                definitions.delete(tx, key)

    def remove_answer(self, key: str) -> None:
        """Take an own answer out; what was recorded with it stays."""
        one, _ = self.answer(key)
        self._own(key)
        with self._desk.store.step("steps.answer_removed", name=_both(one)) as tx:
            definitions.delete(tx, key)

    def remove_own(self, key: str) -> None:
        """Take an own rejection out with its answers; what was recorded with them stays."""
        self._own(key)
        one = self.objection(key)
        with self._desk.store.step("steps.own_removed", name=one.label[self._desk.lang]) as tx:
            for have, what, body in definitions.every(tx):
                if what == "answer" and body["objection"] == key:
                    definitions.delete(tx, have)
            definitions.delete(tx, key)

    def _own(self, key: str) -> None:
        if not key.startswith(OWN_PREFIX):
            raise UserError("errors.not_own", name=key)

    def _body(self, key: str, one: Objection, wanted: AnswerText) -> Body:
        text = fieldtypes.clean(wanted.text)
        if not text:
            raise UserError("errors.answer_empty")
        if len(text) > LONGEST_ANSWER:
            raise UserError("errors.value_too_long", limit=LONGEST_ANSWER)
        if wanted.style and self._desk.catalogue.behaviour(wanted.style) is None:
            raise UserError("errors.style_unknown", name=wanted.style)
        last = len(self._desk.catalogue.stages)
        for stage in wanted.stages:
            if not 1 <= stage <= last:
                raise UserError("errors.stage_unknown", stage=stage)
        situation = _line(wanted.situation)
        shipped = next((have for have in one.answer if have.key == key), None)
        if shipped and situation in (shipped.situation.en, shipped.situation.zh) and _differs(shipped):
            situation = ""  # the shipped words stay, in both languages
        return {
            "key": key,
            "objection": one.key,
            "text": text,
            "situation": situation,
            "style": wanted.style,
            "stages": sorted(set(wanted.stages)),
        }

    def _key(self, label: str) -> str:
        plain = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[:24]
        return f"{OWN_PREFIX}{plain or 'x'}_{records.new_uid()[:6]}"


def _line(text: str) -> str:
    """One line without outer blanks; may be empty."""
    kept = " ".join(fieldtypes.clean(text).split())
    if len(kept) > names.MAX_NAME:
        raise UserError("errors.name_too_long", limit=names.MAX_NAME)
    return kept


def _differs(answer: Answer) -> bool:
    """The situation is worded in two languages: it is a shipped one."""
    return answer.situation.en != answer.situation.zh


def _both(one: Objection) -> dict[str, str]:
    return {"en": one.label.en, "zh": one.label.zh}
