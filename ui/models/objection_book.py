"""Objections as the page about them reads them: the deck, what was heard, how well each is mastered, in words.

Knows services by what they give; knows no widget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.heard import Heard, Tally, by_objection, tally
from desktopcrm.domain.learning import Overall, Skill, overall
from desktopcrm.domain.practice import Answer, Objection
from desktopcrm.domain.rejections import Best, Moment, ranked_answers
from desktopcrm.texts import Translate
from ui.context import Context
from ui.widgets.card_list import CardItem


@dataclass(frozen=True, slots=True)
class Book:
    """Everything at one moment, in one language."""

    catalogue: Catalogue
    heard: tuple[Heard, ...]
    skills: Mapping[str, Skill]
    tallies: Mapping[str, Tally]
    tr: Translate
    lang: str

    @staticmethod
    def of(context: Context) -> Book:
        """As it is now."""
        app = context.app
        catalogue, heard = app.desk.catalogue, app.objections.all_events()
        return Book(
            catalogue,
            heard,
            {one.objection: one for one in app.objections.skills(heard=heard)},
            by_objection(heard, catalogue.objections),
            context.tr,
            context.lang,
        )

    @property
    def deck(self) -> tuple[Objection, ...]:
        return self.catalogue.objections

    def overall(self) -> Overall:
        return overall([self.skills[one.key] for one in self.deck])

    def items(self) -> list[CardItem]:
        """The deck as a list; ids count from 1."""
        return [
            CardItem(
                place,
                one.label[self.lang],
                self.counted(self.tallies[one.key]),
                ladder=self.skills[one.key].stage,
            )
            for place, one in enumerate(self.deck, 1)
        ]

    def heard_of(self, objection: str) -> tuple[Heard, ...]:
        """Newest first."""
        return tuple(one for one in self.heard if one.objection == objection)

    def counted(self, found: Tally) -> str:
        """“heard 3 · turned round 2”."""
        if not found.heard:
            return self.tr("objections.never_heard")
        return " · ".join((self.tr("objections.n_heard", n=found.heard), *self._results(found)))

    def _results(self, found: Tally) -> list[str]:
        results = (
            (found.turned, "objections.n_turned"),
            (found.left_open, "objections.n_open"),
            (found.stood, "objections.n_stood"),
        )
        return [self.tr(key, n=count) for count, key in results if count]

    def used(self, found: Tally) -> str:
        """“used 3× · turned round 2”; empty where it was never used."""
        if not found.heard:
            return ""
        return " · ".join((self.tr("objections.n_used", n=found.heard), *self._results(found)))

    def of_answer(self, objection: Objection, answer: Answer) -> Tally:
        return tally(one for one in self.heard if (one.objection, one.answer) == (objection.key, answer.key))

    def ranked(self, objection: Objection, moment: Moment) -> tuple[Best, ...]:
        return ranked_answers(objection, moment, self.heard, self.catalogue.rulebook)

    def stage_words(self, stage: int) -> str:
        """The learning stage in words."""
        return self.tr("objections.stage_of", stage=stage, words=self.tr(f"objections.learning_{stage}"))

    def style(self, key: str) -> str:
        """A behaviour type's name."""
        found = self.catalogue.behaviour(key) if key else None
        return found.label[self.lang] if found else ""

    def stages(self, answer: Answer) -> str:
        """For which stages of a purchase it is made; empty for all."""
        if not answer.stages:
            return ""
        return self.tr("objections.for_stages", stages=_spans(answer.stages, self.lang))

    def option(self, choices: str, key: str) -> str:
        found = self.catalogue.option(choices, key) if key else None
        return found.label[self.lang] if found else ""


def _spans(numbers: Sequence[int], lang: str) -> str:
    """1, 2, 3, 5 as “1–3, 5”."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    comma = "、" if lang == "zh" else ", "
    return comma.join(f"{one[0]}–{one[-1]}" if len(one) > 1 else str(one[0]) for one in spans)
