"""A mark opens a word; whatever else is typed, nothing is misread, refused or lost (flow 3)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopcrm.domain.debrief import parse
from desktopcrm.domain.debrief_marks import Line
from desktopcrm.domain.debrief_names import Names, Who
from desktopcrm.domain.debrief_scope import DebriefScope, Rival, forms_of
from desktopcrm.domain.debrief_types import Debrief
from desktopcrm.domain.fieldtypes import clean

PEOPLE = (
    Who("u1", "Helen Marsh"),
    Who("u2", "王建国", "总经理"),
    Who("u3", "Paul Dunn", is_rep=True, firm="f1"),
)
SCOPE = DebriefScope(
    date(2026, 11, 25), Names(PEOPLE), rivals=(Rival("f1", forms_of(["Ridgeway", "恒力"], ["Paul Dunn"])),)
)
SAMPLES = (
    "@",
    "＠王总",
    "#",
    "＃备件",
    "$2.2m",
    "￥120万",
    "!Fri",
    "！下周二",
    "+send",
    "＋给",
    "?who",
    "？谁",
    "。",
    ", ",
    " ",
    "\n",
)
UNMARKED = (
    "mail a@b.example or C# and C++, 5+3, +86 138 0000 0000, really? yes! no #3 here",
    "line #3 and PO #4711, 3#车间, 炉#3坏了",
    "太好了！明天见。他同意吗？还要复测",
    "质量+服务都看重，A+B，a + b",
    "see https://x.example/?q=1#part and www.x.example/@user",
    "costs 5$ or 5%, +5% more, $5% off",
    "! ? # $ + @ !! ?? ## $$",
    "@3pm @ home, # later, ? maybe",
)
MARKED = (
    ("跟@王建国说", "@"),
    ("w/@Marsh", "@"),
    ("说#48小时到货", "#"),
    ("#24 h parts", "#"),
    ("US$85k, $ 85k", "$$"),
    ("约好!下周二", "!"),
    ("约好 ！下周二", "!"),
    ("really? ?who signs", "?"),
    ("答应+下周给方案", "+"),
    ("+3天内给报价", "+"),
    ("＠王总＃备件￥120万 ！周五 ＋给方案 ？谁签", "@#$!+?"),
    ("(?who) [#need]", "?#"),
)  # fmt: skip


def pieces(found: Debrief) -> str:
    return "".join(found.text[one.start : one.end] for one in found.pieces())


@pytest.mark.parametrize("text", UNMARKED)
def test_a_sign_inside_a_word_is_no_mark(text: str) -> None:
    assert [text[mark.at : mark.end] for mark in Line.of(text).marks] == []


@pytest.mark.parametrize(("text", "signs"), MARKED)
def test_a_mark_opens_a_word_in_either_width(text: str, signs: str) -> None:
    assert "".join(mark.sign for mark in Line.of(text).marks) == signs


@pytest.mark.parametrize("text", UNMARKED)
def test_what_has_no_mark_stays_a_note_whole(text: str) -> None:
    found = parse(text, SCOPE)
    assert [one for one in found.chips if not one.is_note] == []
    assert pieces(found) == text


@given(st.text())
def test_any_text_is_read_and_every_sign_of_it_is_kept(text: str) -> None:
    found = parse(text, SCOPE)
    assert found.text == text
    assert pieces(found) == text
    assert all(0 <= one.start < one.end <= len(text) for one in found.chips)


@given(st.lists(st.one_of(st.sampled_from(SAMPLES), st.text(max_size=6)), max_size=12))
def test_any_heap_of_marks_is_read_and_kept(parts: list[str]) -> None:
    text = "".join(parts)
    found = parse(text, SCOPE)
    assert pieces(found) == text
    assert len({one.key for one in found.chips}) == len(found.chips)
    assert parse(text, SCOPE) == found


@given(st.lists(st.sampled_from(SAMPLES), max_size=8), st.data())
def test_a_corrected_chip_keeps_its_place_and_the_text(parts: list[str], data: st.DataObject) -> None:
    found = parse("".join(parts), SCOPE)
    fixes = {one.key: data.draw(st.sampled_from((one.meaning, *one.others))) for one in found.chips}
    corrected = found.corrected(fixes)
    assert [(one.key, one.start, one.end) for one in corrected.chips] == [
        (one.key, one.start, one.end) for one in found.chips
    ]
    assert pieces(corrected) == found.text
    assert all(one.meaning == fixes[one.key] for one in corrected.chips)


def test_a_mark_reaches_to_the_next_comma_and_a_question_to_its_end() -> None:
    need, promise, question = parse(
        "#short downtime, at night too +send the plan, by mail. ?who signs, and when? fine", SCOPE
    ).chips
    assert (need.words, promise.words, question.words) == (
        "short downtime",
        "send the plan",
        "who signs, and when?",
    )


def test_a_long_text_with_a_control_sign_is_kept_as_it_can_be_stored() -> None:
    text = "\x00@Helen said\u202e yes\r\n" + "x" * 30_000
    assert clean(parse(text, SCOPE).text) == clean(text)
