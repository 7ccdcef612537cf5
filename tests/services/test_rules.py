"""The rule book in the rep's hands: tuned within bounds, logged, undoable, set back, and seen before it is stored."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.app import App
from desktopcrm.domain.rule_effects import judge
from desktopcrm.domain.rulebook import Param, Rule
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord
from desktopcrm.services.rules import provenance, worded
from desktopcrm.services.telling import shown


def first(app: App, type_: str) -> tuple[Rule, Param]:
    """Some rule with a parameter of the type."""
    return next(
        (rule, param)
        for rule in app.desk.catalogue.rulebook.rules.values()
        for param in rule.param
        if param.type == type_
    )


@pytest.fixture
def number(app: App) -> tuple[Rule, Param]:
    """Days to the order of a KP-A."""
    book = app.desk.catalogue.rulebook
    param = book.find("closing_clock", "days_a")
    assert param is not None
    return book["closing_clock"], param


def held(app: App, rule: Rule, param: Param) -> int:
    return app.desk.catalogue.rulebook.param(rule.key, param.key)


def refusal(app: App, caught: pytest.ExceptionInfo[UserError]) -> str:
    return app.texts.of_error(caught.value, "en")


def test_a_tuned_value_holds_at_once_and_is_stored(app: App, number: tuple[Rule, Param]) -> None:
    rule, param = number
    assert app.rules.tune(rule.key, param.key, param.high, "our market is slower")
    assert held(app, rule, param) == param.high
    again = app.desk.load_catalogue()
    assert again.rulebook.param(rule.key, param.key) == param.high
    assert again.rulebook[rule.key].is_changed


def test_each_bound_is_allowed_and_the_number_beyond_is_refused_with_the_bounds(
    app: App, number: tuple[Rule, Param]
) -> None:
    rule, param = number
    for allowed in (param.low, param.high):
        app.rules.tune(rule.key, param.key, allowed)
        assert held(app, rule, param) == allowed
    for beyond in (param.low - 1, param.high + 1):
        with pytest.raises(UserError) as caught:
            app.rules.tune(rule.key, param.key, beyond)
        said = refusal(app, caught)
        assert str(param.low) in said
        assert str(param.high) in said
        assert held(app, rule, param) == param.high


def test_tuning_is_one_step_that_undo_takes_back_with_its_line_in_the_log(
    app: App, number: tuple[Rule, Param]
) -> None:
    rule, param = number
    app.rules.tune(rule.key, param.key, param.high, "why not")
    step = app.history.next_undo()
    assert step is not None
    assert rule.label.en in app.history.label(step, "en")
    assert rule.label.zh in app.history.label(step, "zh")
    app.history.undo()
    assert held(app, rule, param) == param.default
    assert app.rules.log() == ()
    app.history.redo()
    assert held(app, rule, param) == param.high
    assert [one.reason for one in app.rules.log()] == ["why not"]


def test_the_log_keeps_every_change_the_newest_first_also_after_a_reset(
    app: App, number: tuple[Rule, Param]
) -> None:
    rule, param = number
    app.desk.clock = lambda: date(2026, 3, 5)
    app.rules.tune(rule.key, param.key, param.high, "slower")
    app.desk.clock = lambda: date(2026, 3, 6)
    app.rules.tune(rule.key, param.key, param.low, "faster")
    app.rules.reset(rule.key, param.key, "as it was")
    log = app.rules.log()
    assert [(one.was, one.value, one.reason) for one in log] == [
        (param.low, param.default, "as it was"),
        (param.high, param.low, "faster"),
        (param.default, param.high, "slower"),
    ]
    assert [one.day for one in log] == [date(2026, 3, 6), date(2026, 3, 6), date(2026, 3, 5)]


def test_the_shipped_value_is_a_reset_and_the_same_value_is_nothing(
    app: App, number: tuple[Rule, Param]
) -> None:
    rule, param = number
    assert not app.rules.tune(rule.key, param.key, param.default)
    assert app.history.next_undo() is None
    app.rules.tune(rule.key, param.key, param.high)
    app.rules.tune(rule.key, param.key, param.default)
    assert not app.desk.catalogue.rulebook[rule.key].is_changed
    ((_, _, body),) = app.overlay.definitions()
    assert body["value"] is None, "a newer shipped value shall hold then"


def test_everything_is_reset_in_one_step(app: App) -> None:
    book = app.desk.catalogue.rulebook
    params = [(rule, one) for rule in book.rules.values() for one in rule.param if one.type == "int"][:3]
    for rule, param in params:
        app.rules.tune(rule.key, param.key, param.high if param.value != param.high else param.low)
    assert app.rules.reset() == len(params)
    assert not any(one.is_changed for one in app.desk.catalogue.rulebook.rules.values())
    app.history.undo()
    assert (
        sum(one.is_changed for rule in app.desk.catalogue.rulebook.rules.values() for one in rule.param) == 3
    )
    assert app.rules.reset("", "") == len(params)
    assert app.rules.reset() == 0


@pytest.mark.parametrize(
    ("typed", "meant"), [("yes", 1), ("是", 1), ("1", 1), ("No", 0), ("否", 0), ("0", 0)]
)
def test_yes_and_no_are_understood_in_both_languages(app: App, typed: str, meant: int) -> None:
    rule, param = first(app, "yesno")
    assert app.rules.read(rule.key, param.key, typed) == meant


def test_an_option_is_understood_by_its_words_or_its_number(app: App) -> None:
    rule, param = first(app, "choice")
    for number, words in enumerate(param.options):
        for typed in (words.en, words.zh, str(number)):
            assert app.rules.read(rule.key, param.key, typed) == number
    with pytest.raises(UserError) as caught:
        app.rules.read(rule.key, param.key, str(len(param.options)))
    assert param.options[0].en in refusal(app, caught)


@pytest.mark.parametrize("typed", ["", "soon", "3.5", "--4", "1e3", "9" * 5000])
def test_what_is_no_whole_number_is_refused(app: App, number: tuple[Rule, Param], typed: str) -> None:
    rule, param = number
    with pytest.raises(UserError):
        app.rules.read(rule.key, param.key, typed)


def test_what_does_not_exist_is_refused_by_name(app: App, number: tuple[Rule, Param]) -> None:
    rule, param = number
    with pytest.raises(UserError, match="rule_unknown"):
        app.rules.tune("astrology", "days", 3)
    with pytest.raises(UserError) as caught:
        app.rules.tune(rule.key, "moon", 3)
    assert f"{rule.key}.{param.key}" in refusal(app, caught)


def test_a_stored_value_that_is_no_longer_allowed_is_passed_over(
    app: App, number: tuple[Rule, Param]
) -> None:
    rule, param = number
    name = f"{rule.key}.{param.key}"
    tuned = app.desk.catalogue.rulebook.tuned({name: param.high + 1, "gone.rule": 4})
    assert tuned.param(rule.key, param.key) == param.default


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_says_in_words_where_it_comes_from(app: App, lang: str) -> None:
    for rule in app.desk.catalogue.rulebook.rules.values():
        assert provenance(app.texts.bind(lang), rule)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_value_a_rule_may_have_can_be_said(app: App, lang: str) -> None:
    for rule in app.desk.catalogue.rulebook.rules.values():
        for param in rule.param:
            for value in (param.low, param.value, param.high):
                assert worded(app.texts.bind(lang), lang, param, value)


@pytest.fixture
def old_customer(app: App) -> int:
    """A priority account, called on 1 March, with 75 enquiries a day."""
    app.desk.clock = lambda: date(2026, 3, 5)
    account = app.accounts.add("Northfield Castings")
    app.facts.observe(account, "tier", "priority")
    app.facts.observe(account, "enquiries_per_day", "75")
    app.records.add(
        NewRecord("activity", "Call", account, facts={"kind": "call", "day": "2026-03-01", "state": "done"})
    )
    return account


def test_a_preview_names_what_would_be_judged_otherwise_and_stores_nothing(
    app: App, old_customer: int
) -> None:
    seen: list[tuple[int, int]] = []
    preview = app.rules.preview("cadence", "priority_call", 2, lambda done, total: seen.append((done, total)))
    call = next(one for one in preview.effects if one.kind == "cadence")
    assert (call.account_id, call.before, call.after) == (old_customer, date(2026, 4, 1), date(2026, 5, 1))
    assert (preview.accounts, preview.touched) == (1, 1)
    assert seen == [(0, 1)]
    assert app.rules.log() == ()
    assert app.desk.catalogue.rulebook.param("cadence", "priority_call") == 1


def test_what_the_preview_says_is_what_then_holds(app: App, old_customer: int) -> None:
    preview = app.rules.preview("cadence", "priority_call", 2)
    promised = next(one.after for one in preview.effects if one.kind == "cadence")
    app.rules.tune("cadence", "priority_call", 2)
    found, _ = judge(app.desk.plan(old_customer), app.desk.catalogue)
    assert found["cadence", "call"].outcome == promised


def test_a_phase_of_care_is_seen_to_change(app: App, old_customer: int) -> None:
    assert old_customer
    preview = app.rules.preview("care_phase", "new_below", 80)
    (phase,) = (one for one in preview.effects if one.kind == "care")
    assert [str(shown(app.texts, "en", one)) for one in (phase.before, phase.after)] == [
        "between new and middle",
        "new",
    ]


def test_the_value_that_holds_changes_nothing(app: App, old_customer: int) -> None:
    assert old_customer
    assert app.rules.preview("cadence", "priority_call", 1).effects == ()


def test_an_archived_account_is_not_looked_at(app: App, old_customer: int) -> None:
    app.records.archive(old_customer)
    assert app.rules.preview("cadence", "priority_call", 2).accounts == 0


def test_the_work_stops_where_it_is_told_to(app: App, old_customer: int) -> None:
    assert old_customer

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        app.rules.preview("cadence", "priority_call", 2, stop)


def test_a_longer_call_is_seen_in_the_eight_hours(app: App, old_customer: int) -> None:
    assert old_customer
    app.desk.clock = lambda: date(2026, 4, 1)
    minutes = app.desk.catalogue.rulebook.param("day_plan", "call")
    preview = app.rules.preview("day_plan", "call", minutes + 5)
    (slot,) = (one for one in preview.effects if one.kind == "day")
    assert [str(shown(app.texts, "en", one)) for one in (slot.before, slot.after)] == [
        f"{minutes} minutes",
        f"{minutes + 5} minutes",
    ]


def test_a_stricter_rule_of_learning_is_seen_at_the_rejection(app: App) -> None:
    objection = app.desk.catalogue.objections[0]
    tries = app.desk.catalogue.rulebook.param("learning_aware", "tries")
    for _ in range(tries):
        app.objections.drill(objection.key, passed=False)
    preview = app.rules.preview("learning_aware", "tries", tries + 1)
    (skill,) = preview.effects
    assert (skill.kind, skill.what, preview.touched) == ("skill", objection.label, 0)
