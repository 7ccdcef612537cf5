"""d6: the seven rejections of S2, what each leads on to, which answer to give, what a line speaks of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.domain.heard import (
    UNKNOWN_COLUMN,
    Heard,
    Tally,
    by_answer,
    by_objection,
    heat_by_stage,
    heat_by_style,
)
from desktopcrm.domain.practice import OPENS
from desktopcrm.domain.rejections import (
    Moment,
    best_answer,
    events,
    ranked_answers,
    recognise,
)
from desktopcrm.services.objections import NewRejection
from tests.method.conftest import Rep

SEVEN = (
    "material", "in_house", "have_supplier", "not_responsible", "no_budget", "too_expensive", "bad_experience",
)  # fmt: skip
TODAY = date.today()


def heard(objection: str = "material", answer: str = "", result: str = "", **more: object) -> Heard:
    return Heard(1, 1, "Northfield", objection, TODAY, answer=answer, result=result, **more)  # type: ignore[arg-type]


def test_d6_seven_present_in_the_order_of_the_source(rep: Rep) -> None:
    found = rep.app.desk.catalogue.objections
    assert tuple(one.key for one in found) == SEVEN
    assert [one.origin for one in found] == [f"S2 rejections ({number})" for number in range(1, 8)]


def test_d6_each_asks_for_information_and_has_several_answers_of_ours(rep: Rep) -> None:
    for one in rep.app.desk.catalogue.objections:
        assert one.means.en
        assert 3 <= len(one.answer) <= 4
        assert {answer.origin for answer in one.answer} == {"ours"}
        assert all(answer.situation.zh for answer in one.answer)
        assert any(answer.style for answer in one.answer)


def test_d6_each_leads_on_to_something_else(rep: Rep) -> None:
    assert sorted(one.opens for one in rep.app.desk.catalogue.objections) == sorted(OPENS)


def test_d6_the_remark_of_the_source_about_material_is_there(rep: Rep) -> None:
    about = rep.app.desk.catalogue.objections[0].about
    assert "where it stood before the call" in about.en
    assert "正中下怀" in about.zh


def test_d6_one_event_updates_the_counts(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    before = by_objection(events(rep.plan, catalogue), catalogue.objections)
    assert set(before.values()) == {Tally()}
    rep.app.objections.heard(NewRejection(rep.account, "no_budget", result="turned"))
    after = by_objection(events(rep.plan, catalogue), catalogue.objections)
    assert after["no_budget"] == Tally(1, 1, 0, 0)
    assert [key for key in SEVEN if after[key] != before[key]] == ["no_budget"]


def test_d6_a_rejection_is_not_there_before_it_was_heard(rep: Rep) -> None:
    yesterday = TODAY - timedelta(days=1)
    rep.app.objections.heard(NewRejection(rep.account, "material", day=yesterday))
    catalogue = rep.app.desk.catalogue
    assert events(rep.app.desk.plan(rep.account, yesterday - timedelta(days=1)), catalogue) == ()
    assert [one.day for one in events(rep.app.desk.plan(rep.account, yesterday), catalogue)] == [yesterday]


def test_d6_an_unknown_look_at_the_card_stays_unknown(rep: Rep) -> None:
    for looked in (None, True, False):
        rep.app.objections.heard(NewRejection(rep.account, "material", looked=looked))
    assert [one.looked for one in events(rep.plan, rep.app.desk.catalogue)] == [False, True, None]


# which answer


def best(rep: Rep, moment: Moment, *past: Heard) -> str:
    catalogue = rep.app.desk.catalogue
    found = best_answer(catalogue.objections[0], moment, past, catalogue.rulebook)
    assert found is not None
    return found.answer.key


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        (Moment(), "material_two_pages"),
        (Moment(1), "material_two_pages"),
        (Moment(3), "material_before_meeting"),
        (Moment(1, ("dominant",)), "material_one_page"),
        (Moment(1, ("analytical", "technical")), "material_right_figures"),
        (Moment(1, ("amiable",)), "material_two_pages"),
        (Moment(3, ("amiable",)), "material_before_meeting"),
    ],
)
def test_d6_the_answer_fits_stage_and_behaviour_type(rep: Rep, moment: Moment, answer: str) -> None:
    assert best(rep, moment) == answer


def test_d6_what_has_proved_itself_goes_before_what_only_fits(rep: Rep) -> None:
    once = heard(answer="material_before_meeting", result="turned")
    dominant = Moment(1, ("dominant",))
    assert best(rep, dominant, once) == "material_one_page"
    assert best(rep, dominant, once, once) == "material_before_meeting"


def test_d6_an_answer_that_failed_oftener_than_it_helped_comes_last(rep: Rep) -> None:
    failed = heard(answer="material_two_pages", result="lost")
    helped = heard(answer="material_two_pages", result="turned")
    assert best(rep, Moment(1), failed, helped) == "material_two_pages"
    assert best(rep, Moment(1), failed) == "material_before_meeting"


def test_d6_left_open_speaks_neither_for_nor_against_an_answer(rep: Rep) -> None:
    assert (
        best(rep, Moment(1), *[heard(answer="material_two_pages", result="open")] * 5) == "material_two_pages"
    )


def test_d6_each_answer_says_why_it_stands_where_it_stands(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    past = [heard(answer="material_before_meeting", result="turned")] * 2
    found = ranked_answers(catalogue.objections[0], Moment(1, ("dominant",)), past, catalogue.rulebook)
    assert [(one.answer.key, one.why.key) for one in found] == [
        ("material_before_meeting", "objections.why_proved"),
        ("material_one_page", "objections.why_style"),
        ("material_two_pages", "objections.why_stage"),
        ("material_right_figures", "objections.why_others"),
    ]
    assert by_answer(past, catalogue.objections[0])["material_before_meeting"] == Tally(2, 2)


# the picture


def test_d6_the_heat_map_counts_by_stage_and_keeps_what_has_none_apart(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    found = heat_by_stage(
        [heard(stage=6, result="turned"), heard(stage=6, result="lost"), heard()], catalogue
    )
    assert found.columns == ("1", "2", "3", "4", "5", "6", "7", "8", UNKNOWN_COLUMN)
    assert found.cells == {("material", "6"): Tally(2, 1, 0, 1), ("material", UNKNOWN_COLUMN): Tally(1)}
    assert found.most == 2


def test_d6_the_heat_map_keeps_both_schemes_of_types_apart(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    found = heat_by_style([heard(styles=("technical", "dominant")), heard(styles=("dominant",))], catalogue)
    assert found.columns[:4] == ("dominant", "amiable", "expressive", "analytical")
    assert found.cells == {("material", "dominant"): Tally(2), ("material", "technical"): Tally(1)}


# what the log can recognise


@pytest.mark.parametrize(
    ("line", "objection"),
    [
        ("He wants us to send material first", "material"),
        ("王工说：先发份资料我看看", "material"),
        ("他让我先寄份资料过去", "material"),
        ("Their own workshop does that in-house", "in_house"),
        ("他们自己就能做", "in_house"),
        ("Li says they already have a good supplier", "have_supplier"),
        ("老供应商用得挺好，不想换", "have_supplier"),
        ("he is not the person for that", "not_responsible"),
        ("这事不归他管，要找设备科", "not_responsible"),
        ("no budget this year", "no_budget"),
        ("今年没列这笔预算", "no_budget"),
        ("said our price is 8 % too high", "too_expensive"),
        ("嫌贵，比另一家贵15%", "too_expensive"),
        ("bad experience with us in 2019", "bad_experience"),
        ("以前用过咱们的，不满意", "bad_experience"),
        ("I shall send the material tomorrow", ""),
        ("明天给他发资料", ""),
        ("预算还不知道", ""),
        ("Budget is 1.2m, decided in March", ""),
        ("", ""),
    ],
)
def test_d6_a_line_of_the_log_is_recognised(rep: Rep, line: str, objection: str) -> None:
    assert recognise(line, rep.app.desk.catalogue.objections) == objection


@pytest.mark.parametrize(("between", "objection"), [(14, "too_expensive"), (15, "")])
def test_d6_only_a_few_words_may_stand_in_the_gap_of_a_cue(rep: Rep, between: int, objection: str) -> None:
    line = f"price {'x' * between} too high"  # with the blanks around it the gap holds two more
    assert recognise(line, rep.app.desk.catalogue.objections) == objection


def test_d6_an_own_rejection_is_recognised_by_its_label(rep: Rep) -> None:
    key = rep.app.objections.deck.add_own("等总部批")
    assert recognise("他说要等总部批下来", rep.app.desk.catalogue.objections) == key
