"""Whatever is known of an account can be found again in its plan, by searching the printed file."""

from __future__ import annotations

import pytest

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import sentence
from desktopcrm.services.report import model
from desktopcrm.services.report.sheet import Sheet
from tests.documents.conftest import Shelf
from tests.documents.reading import squeezed, words

pytestmark = pytest.mark.tools
YES_AND_NO = ("yes", "no", "是", "否")  # shown as a mark that stands there or does not
WAYS: tuple[list[str], ...] = ([], ["-raw"], ["-layout"])


def sheet(shelf: Shelf, lang: str) -> Sheet:
    request = shelf.request(lang=lang, private_facts=True)
    return model.sheet_of(request, shelf.app.documents.order(request).material)


INNER = {("decision", "subject"), ("decision", "state")}
"""What a rule wrote for itself; the decision's name says it in words."""


def missing(shelf: Shelf, lang: str, text: str) -> list[str]:
    """Every value ever observed, every remark and named source, every name, line and reason that is not there."""
    on, plan = sheet(shelf, lang), shelf.plan
    said: list[str] = [*_names(on, plan), *_reasons(plan), *(link.note for link in plan.links)]
    for (record_id, name), past in plan.history.items():
        record = plan.records[record_id]
        if plan.is_live(record) and (record.kind, name) not in INNER:
            shown = [on.shown(record, fact) for fact in past if fact.value]
            said += [one for one in shown if one not in YES_AND_NO]
            said += [one for fact in past for one in (fact.note, fact.source.text)]
    have = squeezed(text)
    return [one for one in said if squeezed(one) not in have]


def _names(on: Sheet, plan: Plan) -> list[str]:
    return [on.name(record) for record in plan.records.values() if plan.is_live(record)]


def _reasons(plan: Plan) -> list[str]:
    return [event.reason for events in plan.events.values() for event in events]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_field_of_the_catalogue_comes_out(shelf: Shelf, lang: str) -> None:
    text = words(shelf.pdf(lang=lang, private_facts=True))
    assert missing(shelf, lang, text) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_fact_of_a_sample_is_found_however_the_file_is_read(sample: Shelf, lang: str) -> None:
    printed = sample.pdf(lang=lang, private_facts=True)
    for way in WAYS:
        assert missing(sample, lang, words(printed, *way)) == [], way


def test_words_of_an_english_plan_keep_their_blanks_and_hyphens(shelf: Shelf) -> None:
    text = " ".join(words(shelf.pdf(private_facts=True)).split())
    plan = shelf.plan
    for kind in ("account", "project", "rival"):
        facts = [fact for fact in plan.current() if plan.records[fact.record_id].kind == kind]
        long = [fact.value for fact in facts if "well-tried half-way" in fact.value]
        assert long
        # Chinese at the end of a value stands apart by a thin space, so only the English part is compared
        assert [value for value in long if value.partition(" 第")[0] not in text] == []


@pytest.mark.parametrize(("lang", "joint"), [("en", ". "), ("zh", "。")])
def test_sentences_follow_one_another_as_the_language_has_it(shelf: Shelf, lang: str, joint: str) -> None:
    on = sheet(shelf, lang)
    one = sentence("classes.first_unknown")
    said = on.tell(one)
    assert on.in_one((one, one)) == f"{said.removesuffix(joint.strip())}{joint}{said}"
