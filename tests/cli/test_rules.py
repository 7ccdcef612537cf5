"""The rule book on the command line: read, tune, preview, reset, each bad word refused in a sentence."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Crm

PARAM = "closing_clock.days_a"


def value(crm: Crm) -> object:
    (rule,) = json.loads(crm("rules", "closing_clock", "--json").out)
    return next(one["value"] for one in rule["parameters"] if one["key"] == PARAM)


def test_all_rules_are_listed_with_key_words_source_and_parameters(crm: Crm) -> None:
    rules = json.loads(crm("rules", "--json").out)
    assert all(one["key"] and one["label"] and one["says"] and one["section"] for one in rules)
    assert {"closing_clock", "cadence", "deal_class"} <= {one["key"] for one in rules}
    assert f"{PARAM} = 10 days" in crm("rules").out
    assert "出单时钟" in crm("rules", lang="zh").out


def test_a_parameter_is_tuned_logged_and_reset(crm: Crm) -> None:
    assert "10 days → 12 days" in crm("tune", PARAM, "12", "--reason", "slow market").out
    assert value(crm) == 12
    assert "shipped: 10 days" in crm("rules", "closing_clock").out
    assert "10 → 12 · slow market" in crm("rules", "--log").out
    assert "1 parameter reset" in crm("tune", PARAM, "--reset").out
    assert value(crm) == 10
    log = json.loads(crm("rules", "--log", "--json").out)
    assert [(one["was"], one["value"]) for one in log] == [(12, 10), (10, 12)]
    crm("undo")
    assert value(crm) == 12


def test_a_preview_says_what_would_change_and_changes_nothing(acme: Crm) -> None:
    acme("set", "acme", "tier", "priority")
    done = acme("tune", "cadence.priority_call", "2", "--preview")
    assert "1 of 1 accounts" in done.out
    assert "Acme 机械 · next call" in done.out
    told = json.loads(acme("tune", "cadence.priority_call", "2", "--preview", "--json").out)
    assert told["counts"]["cadence"] == 1
    assert told["effects"][0]["account"] == "Acme 机械"
    assert "cadence.priority_call = 1" in acme("rules", "cadence").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tune",), "tune RULE.PARAM VALUE"),
        (("tune", PARAM), "tune RULE.PARAM VALUE"),
        (("tune", PARAM, "0"), "from 1 to 366"),
        (("tune", PARAM, "soon"), "from 1 to 366"),
        (("tune", "astrology.days", "3"), "astrology"),
        (("tune", "closing_clock.moon", "3"), PARAM),
        (("tune", "deal_class.x", "3"), "nothing to tune"),
        (("rules", "astrology"), "astrology"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(crm: Crm, words: tuple[str, ...], said: str) -> None:
    done = crm(*words)
    assert done.code != 0
    assert said in done.err
    assert value(crm) == 10
