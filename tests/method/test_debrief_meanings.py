"""What each mark becomes, what is asked when it is not clear, and what a correction does (flow 3, beyond 12)."""

from __future__ import annotations

import pytest

from desktopcrm.domain.debrief_types import NOTE, Meaning
from tests.method.conftest import Rep
from tests.method.debrief_cast import Cast, cast, reading


@pytest.fixture
def english(rep: Rep) -> Cast:
    return cast(rep.app, "en")


@pytest.fixture
def chinese(rep: Rep) -> Cast:
    return cast(rep.app, "zh")


def uid(place: Cast, name: str) -> str:
    return next(one.uid for one in place.plan.records.values() if one.name == name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@Helen Marsh says", "Helen Marsh"),
        ("@marsh says", "Helen Marsh"),
        ("@Marsh's view", "Helen Marsh"),
        ("@Mrs Marsh, then", "Helen Marsh"),
        ("@Hel says", "Helen Marsh"),
        ("＠Ｍａｒｓｈ", "Helen Marsh"),
    ],
)
def test_a_person_is_found_by_name_part_and_address(english: Cast, text: str, name: str) -> None:
    assert english.becomes(text) == [("people", uid(english, name))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("＠周敏 说预算批了", "周敏"),
        ("@周敏说预算批了", "周敏"),
        ("@王总说", "王建国"),
        ("@王工说", "王立"),
        ("@老刘说", "刘德海"),
        ("@刘主任在", "刘德海"),
        ("@德海说", "刘德海"),
        ("@孙 说", "孙洁"),
        ("@wjg", "王建国"),
    ],
)
def test_a_chinese_name_needs_no_blank_and_a_title_means_its_bearer(
    chinese: Cast, text: str, name: str
) -> None:
    assert chinese.becomes(text) == [("people", uid(chinese, name))]


def test_of_two_with_one_surname_it_asks_and_a_stranger_is_offered_as_new(chinese: Cast) -> None:
    both, stranger = chinese.read("@王说 ，@李建军说").chips
    assert (both.problem, stranger.problem) == ("several_people", "unknown_person")
    assert {one.value for one in both.others if one.target == "people"} == {
        uid(chinese, "王建国"),
        uid(chinese, "王立"),
    }
    assert stranger.others == (Meaning("new_person", "李建军"),)
    assert both.is_note
    assert stranger.is_note


def test_a_rivals_representative_is_named_but_was_not_with_us(english: Cast) -> None:
    (chip,) = english.read("met @Dunn at the gate").chips
    assert chip.meaning == Meaning("rep", uid(english, "Paul Dunn"))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("budget $85k", "budget"),
        ("$85k budget", "budget"),
        ("预算￥120万", "budget"),
        ("$budget 2.2m", "budget"),
        ("order about $85k", "amount"),
        ("合同￥120万", "amount"),
        ("they lose $3k a day", "cost"),
        ("停一天损失￥8万", "cost"),
        ("Ridgeway quotes $85k", "offer"),
        ("Dunn came down to $85k", "offer"),
        ("our offer was $85k", "offer"),
        ("an offer of $85k", "note"),
        ("$85k", "note"),
    ],
)
def test_money_goes_where_the_nearest_word_says_else_it_asks(english: Cast, text: str, target: str) -> None:
    (chip,) = english.read(text).chips
    assert chip.meaning.target == target
    assert chip.problem == ("which_money" if target == "note" else "")


def test_money_is_read_with_scale_and_currency(english: Cast) -> None:
    said = ("budget $85k", "budget $1.2m", "budget €1,200,000", "预算￥120万", "budget $ 85,500.50")
    values = ["USD 85000", "USD 1200000", "EUR 1200000", "CNY 1200000", "USD 85500.5"]
    assert [english.read(text).chips[0].meaning.value for text in said] == values


def test_a_small_amount_asks_for_its_scale_and_money_without_a_purchase_for_one(english: Cast) -> None:
    (small,) = english.read("budget $2.2").chips
    assert (small.problem, [one.value for one in small.others]) == (
        "which_scale",
        ["USD 2200000", "USD 2200", "USD 2.2"],
    )
    (homeless,) = english.read("budget $2.2m", project=False).chips
    assert homeless.problem == "no_project"


def test_money_hangs_on_whoever_said_it_heard_once_unless_seen_in_writing(english: Cast) -> None:
    person, heard = english.read("@Grant: budget is $2.2m").chips
    assert (heard.ties, heard.certainty) == ((person.key,), "rumour")
    for words in ("unconfirmed budget", "budget not yet confirmed", "budget is"):
        assert english.read(f"{words} $2.2m").chips[0].certainty == "rumour"
    assert english.read("budget confirmed: $2.2m").chips[0].certainty == "twice"
    seen = english.read("budget in writing: $2.2m").chips[0]
    assert (seen.ties, seen.certainty) == ((), "written")


def test_a_personal_need_belongs_to_the_person_before_it_or_asks(english: Cast) -> None:
    person, need = english.read("@Marsh wants #personal: a quiet year").chips
    assert (need.meaning, need.words, need.ties) == (
        Meaning("need", "personal"),
        "a quiet year",
        (person.key,),
    )
    (alone,) = english.read("#personal: a quiet year").chips
    assert (alone.is_note, alone.problem) == (True, "need_person")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("+send the plan", "ours"),
        ("@Shah +send the plan", "ours"),
        ("we will +send the plan", "ours"),
        ("she will +send the plan", "theirs"),
        ("they promised +a date", "theirs"),
        ("+he will call", "theirs"),
        ("+send us the drawing", "theirs"),
        ("@Shah +sends the drawing", "theirs"),
        ("他答应+给图纸", "theirs"),
        ("我们答应+给图纸", "ours"),
        ("对方会+给图纸", "theirs"),
        ("+客户会把图纸发来", "theirs"),
        ("+给图纸", "ours"),
    ],
)
def test_a_promise_is_ours_unless_the_sentence_says_theirs(english: Cast, text: str, target: str) -> None:
    assert english.read(text).becoming("ours", "theirs")[0].meaning.target == target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("+王总明天约董事长", "theirs"),
        ("@孙洁 +刘主任周五给电费单", "theirs"),
        ("+周敏 下周发招标文件", "theirs"),
        ("+周经理的资料周五送到", "ours"),
        ("+王总要的图纸周五给", "ours"),
        ("+给王总发图纸", "ours"),
        ("+赵总周五给图纸", "ours"),
        ("+马超周五给图纸", "ours"),
    ],
)
def test_a_promise_is_theirs_that_begins_with_one_of_them(chinese: Cast, text: str, target: str) -> None:
    assert chinese.read(text).becoming("ours", "theirs")[0].meaning.target == target


def test_a_promise_hangs_on_who_makes_it_and_not_on_who_was_named_before(chinese: Cast) -> None:
    debrief = chinese.read("@孙洁 @刘德海 +刘主任周五给电费单")
    (promise,) = debrief.becoming("theirs")
    assert promise.ties == (debrief.chips[1].key,)
    (alone,) = chinese.read("@孙洁 +刘主任周五给电费单").becoming("theirs")
    assert alone.ties == ()


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("+send the plan !Fri", ("due", "2026-11-27")),
        ("+send the plan by Friday", ("due", "2026-11-27")),
        ("+下周二前给方案", ("due", "2026-12-01")),
        ("+给方案，!下周二", ("due", "2026-12-01")),
        ("!Fri", ("next", "2026-11-27", "visit")),
        ("!Fri call him", ("next", "2026-11-27", "call")),
        ("电话谈完。!下周二去拜访", ("next", "2026-12-01", "visit")),
        ("Call about the seals. !Fri", ("next", "2026-11-27", "call")),
        ("sent the file. !Fri", ("next", "2026-11-27", "call")),
        ("Yesterday on site", ("happened", "2026-11-24")),
        ("Mon: on site", ("happened", "2026-11-23")),
        ("上周五去厂里", ("happened", "2026-11-20")),
        ("it was !yesterday", ("happened", "2026-11-24")),
    ],
)
def test_a_day_is_the_next_contact_the_end_of_a_promise_or_when_it_happened(
    english: Cast, text: str, means: tuple[str, ...]
) -> None:
    (found,) = [one for one in english.read(text).chips if one.kind == "date"]
    assert tuple(part for part in found.meaning if part) == means


def test_everyday_days_without_a_mark_are_left_alone(english: Cast) -> None:
    text = "Friday works for her. We spoke of 5 March, and tomorrow is off. 周五她有空"
    assert english.read(text).chips == ()


def test_a_marked_word_that_is_no_day_asks(english: Cast) -> None:
    soon, gone = english.read("call !soon, order came !2026-01-05").chips
    assert (soon.problem, soon.is_note, gone.problem, gone.is_note) == ("no_day", True, "past_day", True)


def test_a_rejection_is_offered_and_never_taken_by_itself(english: Cast) -> None:
    chip = english.read("@Shah says your price is too high").chips[0]
    assert (chip.kind, chip.is_note) == ("objection", True)
    assert chip.others == (Meaning("rejection", "too_expensive"),)


def test_a_correction_stays_while_one_writes_on_and_goes_with_its_words(english: Cast) -> None:
    first = english.read("asked for $85k")
    fix = {first.chips[0].key: next(one for one in first.chips[0].others if one.target == "budget")}
    more = english.read("asked for $850k")
    fix = more.carried(first, fix)
    moved = english.read("@Grant asked for $850k, fine")
    fix = moved.carried(more, fix)
    assert [one.meaning.value for one in moved.corrected(fix).becoming("budget")] == ["USD 850000"]
    other = english.read("asked for nothing")
    assert other.carried(first, fix) == {}


def test_what_is_dropped_to_a_note_says_so(english: Cast) -> None:
    found = english.read("@Marsh #short downtime")
    dropped = found.corrected({one.key: NOTE for one in found.chips})
    assert english.told(dropped) == []
    assert dropped.notes() == ("@Marsh #short downtime",)


def test_the_same_line_is_read_the_same_from_plan_and_service(english: Cast) -> None:
    text = "@Marsh budget $2.2m +send the plan !Fri"
    assert reading(text, english) == english.read(text)
