"""Values as people type them: read into one canonical form, shown in both languages, refused in a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopcrm import paths
from desktopcrm.domain import fieldtypes
from desktopcrm.domain.catalogue import Field
from desktopcrm.domain.catalogue_load import load
from desktopcrm.domain.fieldtypes import Named, Scope
from desktopcrm.errors import UserError
from desktopcrm.texts import Texts, Words

CATALOGUE = load(paths.resources() / "methodology")
PEOPLE = {
    "a" * 32: Named("a" * 32, "person", "王晓东"),
    "b" * 32: Named("b" * 32, "person", "王晓梅"),
    "c" * 32: Named("c" * 32, "person", "Anna Wells"),
}


def _field(kind: str, choices: str = "") -> Field:
    return Field("x", "contact", kind, Words("x", "x"), Words("x", "x"), "ours", choices=choices)


def _scope(lang: str = "en") -> Scope:
    return Scope(lang, CATALOGUE, date(2026, 11, 22), "CNY" if lang == "zh" else "USD", PEOPLE)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("percent", "18,5 %", "18.5"),
        ("percent", "１８．５％", "18.5"),
        ("integer", "1,200", "1200"),
        ("number", "1.200,5", "1200.5"),
        ("number", "120万", "1200000"),
        ("number", "1.2m", "1200000"),
        ("money", "USD 385,000", "USD 385000"),
        ("money", "¥120万", "CNY 1200000"),
        ("money", "8600万元", "CNY 86000000"),
        ("money", "¥120万元", "CNY 1200000"),
        ("money", "人民币120万元", "CNY 1200000"),
        ("money", "CNY 120万元", "CNY 1200000"),
        ("money", "1.2m EUR", "EUR 1200000"),
        ("money", "$385k", "USD 385000"),
        ("money", "250000", "USD 250000"),
        ("date", "2026/3/5", "2026-03-05"),
        ("date", "5.3.2026", "2026-03-05"),
        ("date", "2026年3月5日", "2026-03-05"),
        ("date", "5 Mar 2026", "2026-03-05"),
        ("date", "March 5, 2026", "2026-03-05"),
        ("date", "yesterday", "2026-11-21"),
        ("date", "今天", "2026-11-22"),
        ("birthday", "3月12日", "--03-12"),
        ("birthday", "03-12", "--03-12"),
        ("birthday", "1975-03-12", "1975-03-12"),
        ("yesno", "是", "yes"),
        ("scale", "4/5", "4"),
        ("score", "7.5", "7.5"),
        ("person", "anna wells", "c" * 32),
        ("people", "王晓东、Anna Wells", "a" * 32 + "," + "c" * 32),
        ("firm", "我方", "us"),
        ("check", "不适用", "na"),
        ("text", "  two\nlines ", "two lines"),
        ("note", "a\x00b\u202e", "ab"),
        ("time", "9", "09:00"),
        ("time", "下午三点半", "15:30"),
    ],
)
def test_what_people_type_is_read(kind: str, typed: str, value: str) -> None:
    assert fieldtypes.parse(_field(kind), typed, _scope()) == value


@pytest.mark.parametrize(
    ("kind", "typed", "error"),
    [
        ("percent", "130", "out_of_range"),
        ("integer", "2.5", "not_whole"),
        ("number", "many", "not_a_number"),
        ("money", "USD 385,000 licence", "not_a_number"),
        ("date", "soon", "not_a_day"),
        ("date", "30.2.2026", "no_such_day"),
        ("date", "9999-12-31", "day_too_far"),
        ("date", "1 Jan 2200", "day_too_far"),
        ("date", "1799-12-31", "day_too_far"),
        ("birthday", "0001-01-01", "day_too_far"),
        ("time", "in the afternoon", "not_a_time"),
        ("time", "25:00", "not_a_time"),
        ("yesno", "perhaps", "not_yes_or_no"),
        ("scale", "6", "out_of_range"),
        ("score", "11", "out_of_range"),
        ("person", "王", "reference_ambiguous"),
        ("person", "Nobody", "person_unknown"),
        ("email", "anna at example", "not_an_email"),
        ("url", "javascript:alert(1)", "not_a_web_address"),
        ("phone", "call me", "not_a_phone"),
        ("text", " \u200e ", "value_empty"),
        ("note", "x" * 20_001, "value_too_long"),
    ],
)
def test_what_cannot_be_is_refused_in_both_languages(kind: str, typed: str, error: str) -> None:
    with pytest.raises(UserError) as refused:
        fieldtypes.parse(_field(kind), typed, _scope())
    assert refused.value.key == f"errors.{error}"
    sentences = [Texts.load().of_error(refused.value, lang) for lang in ("en", "zh")]
    assert sentences[0].endswith(".")
    assert sentences[1].endswith("。")


@pytest.mark.parametrize(
    ("kind", "value", "english", "chinese"),
    [
        ("money", "CNY 1200000", "¥1,200,000", "¥1,200,000"),
        ("percent", "18.5", "18.5 %", "18.5%"),
        ("date", "2026-03-05", "5 Mar 2026", "2026年3月5日"),
        ("birthday", "--03-12", "12 Mar", "3月12日"),
        ("people", "a" * 32 + "," + "c" * 32, "王晓东, Anna Wells", "王晓东、Anna Wells"),
        ("firm", "us", "us", "我方"),
        ("person", "f" * 32, "—", "—"),
    ],
)
def test_values_are_shown_in_both_languages(kind: str, value: str, english: str, chinese: str) -> None:
    assert fieldtypes.show(_field(kind), value, _scope("en")) == english
    assert fieldtypes.show(_field(kind), value, _scope("zh")) == chinese


@pytest.mark.parametrize("choices", sorted(CATALOGUE.choices))
def test_a_choice_is_understood_by_key_and_by_both_labels(choices: str) -> None:
    field = _field("choice", choices)
    for option in CATALOGUE.options(choices):
        for typed in (option.key.upper(), option.label.en, option.label.zh):
            assert fieldtypes.parse(field, typed, _scope()) == option.key


@given(text=st.text(min_size=1, max_size=200), kind=st.sampled_from(sorted(fieldtypes.TYPES)))
def test_no_input_breaks_a_type(text: str, kind: str) -> None:
    field = _field(kind, "stance")
    try:
        value = fieldtypes.parse(field, text, _scope())
    except UserError:
        return
    assert fieldtypes.show(field, value, _scope("zh"))
    assert value == fieldtypes.clean(value)


@given(text=st.sampled_from(["18,5", "1,234,567.8", "0,5", "12.345.678", "-3", "+7", "1 000", "1'000"]))
def test_reading_what_was_shown_gives_the_same_number(text: str) -> None:
    field = _field("number")
    value = fieldtypes.parse(field, text, _scope())
    assert fieldtypes.parse(field, fieldtypes.show(field, value, _scope()), _scope()) == value


def test_a_day_may_be_said_as_people_say_it() -> None:
    assert fieldtypes.parse(_field("date"), "2026年5月3号", _scope()) == "2026-05-03"
    assert fieldtypes.parse(_field("birthday"), "5月3号", _scope()) == "--05-03"
