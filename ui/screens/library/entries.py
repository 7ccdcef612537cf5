"""The method as one flat list of entries, each with everything there is to say about it. Knows the catalogue only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktopcrm.domain.catalogue import Catalogue, Factor, Field, Item, Kind, Stage
from desktopcrm.domain.catalogue_types import BehaviourType, Scheme
from desktopcrm.domain.rulebook import RULE_GROUPS, Rule
from desktopcrm.domain.search_text import folded, search_text
from desktopcrm.services.rules import provenance, section_words
from desktopcrm.texts import Translate, Words
from ui.theme import Tone

STAGES, BEHAVIOUR, FACTORS, RULES = "stages", "behaviour", "factors", "rules"
SEVERITY_TONES = {"red": Tone.BAD, "yellow": Tone.WARN}
ORIGIN_TONES = {"source": Tone.NEUTRAL, "ours": Tone.ACCENT, "rep": Tone.GOOD}


PLACE = re.compile(
    r"S(?P<document>\d+)(?: (?P<part>[a-z]+(?: [a-z]+)?))?(?: \(?(?P<number>\d+|I+)\)?)?(?P<rest>;.*)?"
)
"""Where a definition stands in the source documents, as the method's files say it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`part`: key of a layer, or stages, behaviour, factors, rules. `said`: (heading, words) for the page beside the
    list. `own_key` is set where the rep added it, `rule` where it is one. `search` holds both languages.
    """

    part: str
    title: str
    detail: str
    where: str
    under: str
    origin: str
    said: tuple[tuple[str, str], ...]
    mark: str = ""
    mark_tone: Tone = Tone.NEUTRAL
    own_key: str = ""
    search: str = ""
    rule: str = ""


class Entries:
    """Reads a catalogue in one language."""

    def __init__(self, catalogue: Catalogue, tr: Translate, lang: str) -> None:
        self._catalogue, self._tr, self._lang = catalogue, tr, lang

    def all(self) -> list[Entry]:
        """Fields by layer and block, then the stages, the types of people, the factors of a bid, the rules."""
        catalogue = self._catalogue
        found = [
            self._field(layer.key, kind, field)
            for layer in catalogue.layers
            for block in catalogue.blocks_of(layer.key)
            for kind in catalogue.kinds.values()
            for field in catalogue.fields(kind.kind, block.key)
        ]
        found += [self._item(stage, item) for stage in catalogue.stages for item in stage.item]
        found += [self._behaviour(scheme, one) for scheme in catalogue.schemes for one in scheme.type]
        found += [self._factor(one) for one in catalogue.factors]
        groups = (catalogue.rulebook.of_group(group) for group in RULE_GROUPS)
        return [*found, *(self._rule(one) for rules in groups for one in rules)]

    def _field(self, layer: str, kind: Kind, field: Field) -> Entry:
        tr, lang = self._tr, self._lang
        mark = "" if not field.is_private else tr(f"library.{field.privacy}")
        return Entry(
            layer,
            field.label[lang],
            field.ask[lang],
            self._catalogue.blocks[field.block].label[lang],
            kind.label[lang],
            origin_kind(field.origin),
            self._said_of_field(field),
            mark,
            Tone.WARN,
            field.key if field.is_own else "",
            _search(field.label, field.ask, field.why),
        )

    def _said_of_field(self, field: Field) -> tuple[tuple[str, str], ...]:
        tr, lang = self._tr, self._lang
        options = self._catalogue.choices.get(field.choices, ())
        customer = "library.customer_yes" if field.customer else "library.customer_no"
        said = (
            (tr("library.ask"), field.ask[lang]),
            (tr("library.why"), field.why[lang]),
            (tr("library.knows"), self._knowers(field)),
            (tr("library.when"), self._when(field)),
            (
                tr("library.weight"),
                tr("library.weight_of", n=field.weight) if field.weight else tr("library.weight_none"),
            ),
            (
                tr("library.stale"),
                tr("library.stale_days", n=field.stale_after)
                if field.stale_after
                else tr("library.stale_never"),
            ),
            (tr("library.unit"), field.unit[lang]),
            (tr("library.choices"), self._comma(option.label[lang] for option in options)),
            (tr("library.privacy"), tr(f"library.privacy_{field.privacy}")),
            (tr("library.customer"), tr(customer)),
            (tr("library.origin"), self._origin(field.origin)),
        )
        return tuple(pair for pair in said if pair[1])

    def _item(self, stage: Stage, item: Item) -> Entry:
        tr, lang = self._tr, self._lang
        where = tr("library.stage_item", number=stage.number, name=stage.short[lang])
        gate = "library.gate_yes" if item.mandatory else "library.gate_no"
        said = (
            (tr("library.why"), item.why[lang]),
            (tr("library.gate"), tr(gate)),
            (tr("library.stage"), f"{stage.number}  {stage.label[lang]}"),
            (tr("library.about"), stage.about[lang]),
            (tr("library.expected"), tr("library.stale_days", n=stage.expected_days)),
            (tr("library.origin"), self._origin(item.origin)),
        )
        return Entry(
            STAGES,
            item.label[lang],
            item.why[lang],
            where,
            "",
            origin_kind(item.origin),
            tuple(pair for pair in said if pair[1]),
            tr("library.mandatory") if item.mandatory else "",
            Tone.BAD,
            item.key if item.is_own else "",
            _search(item.label, item.why, stage.label),
        )

    def _behaviour(self, scheme: Scheme, one: BehaviourType) -> Entry:
        tr, lang = self._tr, self._lang
        said = (
            (tr("library.about"), one.about[lang]),
            (tr("library.cues"), "\n".join(f"· {cue.label[lang]}" for cue in one.cue)),
            (tr("library.treat"), one.treat[lang]),
            (tr("library.avoid"), one.avoid[lang]),
            (tr("library.origin"), self._origin(one.origin)),
        )
        kept = tuple(pair for pair in said if pair[1])
        return Entry(
            BEHAVIOUR,
            one.label[lang],
            one.treat[lang],
            scheme.label[lang],
            "",
            origin_kind(one.origin),
            kept,
            search=_search(one.label, one.treat, one.avoid),
        )

    def _factor(self, one: Factor) -> Entry:
        tr, lang = self._tr, self._lang
        bid = tr(f"library.bid_{one.bid}")
        said = ((tr("library.about"), one.about[lang]), (tr("library.origin"), self._origin(one.origin)))
        return Entry(
            FACTORS,
            one.label[lang],
            one.about[lang],
            bid,
            "",
            origin_kind(one.origin),
            tuple(pair for pair in said if pair[1]),
            search=_search(one.label, one.about),
        )

    def _rule(self, one: Rule) -> Entry:
        tr, lang = self._tr, self._lang
        said = (
            (tr("library.rule_says"), one.says[lang]),
            (tr("library.way_out"), one.way_out[lang]),
            (tr("library.origin"), provenance(tr, one)),
        )
        changed, severe = one.is_changed, SEVERITY_TONES.get(one.severity, Tone.NEUTRAL)
        mark = tr("library.changed") if changed else tr(f"library.{one.severity}") if one.severity else ""
        return Entry(
            RULES,
            one.label[lang],
            one.says[lang],
            _upper(section_words(tr, one)),
            tr(f"rules.group_{one.group}"),
            "ours" if one.source.startswith("ours") else "source",
            tuple(pair for pair in said if pair[1]),
            mark,
            Tone.ACCENT if changed else severe,
            search=_search(one.label, one.says, *(param.label for param in one.param)),
            rule=one.key,
        )

    def _knowers(self, field: Field) -> str:
        options = (self._catalogue.option("knower", key) for key in field.knows)
        return self._comma(option.label[self._lang] for option in options if option)

    def _when(self, field: Field) -> str:
        if len(field.stages) == len(self._catalogue.stages):
            return self._tr("library.all_stages")
        return self._comma(
            f"{number} {self._catalogue.stage(number).short[self._lang]}" for number in field.stages
        )

    def _origin(self, origin: str) -> str:
        kind = origin_kind(origin)
        if kind == "source":
            return self._tr("library.origin_source_about", place=self._place(origin))
        return self._tr(f"library.origin_{kind}_about")

    def _place(self, origin: str) -> str:
        """“S1 stage 6; weighting: ours” in words; what is not understood stands as it is."""
        tr = self._tr
        found = PLACE.fullmatch(origin)
        key = f"library.part_{(found['part'] or '').replace(' ', '_')}" if found else ""
        if found is None or (found["part"] and not self._has(key)):
            return origin
        part = tr(key) if found["part"] else ""
        if part and found["number"]:
            part = tr("library.place_numbered", part=part, number=found["number"])
        document = found["document"]
        place = (
            tr("library.place_part", document=document, part=part)
            if part
            else tr("library.place_document", document=document)
        )
        return tr("library.place_partly", place=place) if found["rest"] else place

    def _has(self, key: str) -> bool:
        try:
            return bool(self._tr(key))
        except KeyError:
            return False

    def _comma(self, words: Iterable[str]) -> str:
        return ("、" if self._lang == "zh" else ", ").join(words)


def origin_kind(origin: str) -> str:
    """“rep”, “ours”, or “source” for a place in a source document."""
    return origin if origin in ("rep", "ours") else "source"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _search(*texts: Words) -> str:
    """All texts; by pinyin what is found is the name, which is the first."""
    more = folded(" ".join(f"{one.en} {one.zh}" for one in texts[1:]))
    return f"{more} {search_text(*(f'{one.en} {one.zh}' for one in texts[:1]))}"
