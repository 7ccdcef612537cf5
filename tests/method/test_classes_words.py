"""The three scales are never mixed up: no bare letter in any text or output (R1), both languages whole."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from desktopcrm.cli import main
from desktopcrm.texts import LANGUAGES
from tests.ground.test_texts import leaves, toml_files
from tests.method.conftest import Rep
from tests.method.purchase import Purchase, ago

BARE = re.compile(r"(?<![A-Za-z0-9&/+.-])[ABCD](?![A-Za-z0-9&/+'’.-])")
ARTICLE = re.compile(r"A(?= [“{]?[a-z])")
"""The English article is no class."""

SCALES = {
    "deal_class": ("bonus", "gold_mine", "next_month", "next_quarter", "baggage"),
    "kp_class": ("kp_a", "kp_b", "kp_c", "kp_d"),
    "source_grade": ("src_a", "src_b", "src_c"),
}


def bare_letters(text: str) -> list[str]:
    return BARE.findall(ARTICLE.sub("", text))


@pytest.fixture
def purchase(rep: Rep) -> Purchase:
    made = Purchase(rep)
    made.account(ago(40), prelim_class="1", lead_source="enquiry", lead_ticks="agent,specification,quantity")
    made.account(
        ago(40), star_frequency="yes", enquiries_per_day="75", old_share="6", thanked_on="2026-10-01"
    )
    made.lamps(ago(30), has_need="yes", has_money="no")
    made.lamps(ago(20), has_money="yes", has_authority="yes")
    made.lamps(ago(3), not_signed_because="The board meets on Monday")
    made.member("Chen Hao", ago(30), kp_rank="first", away_until="2026-11-28")
    made.member("Zhou Min", ago(30), kp_rank="second", value_recognised="yes", will_recommend="yes")
    made.member("Li Wen", ago(30), kp_rank="third", kp_need="no", value_recognised="no")
    made.talk("Zhou Min", ago(12))
    made.decide("kept", "", ago(9))
    return made


@pytest.mark.parametrize(
    ("text", "found"), [("不是 A 类", 1), ("class B", 1), ("KP-A, SRC-B", 0), ("A plan", 0)]
)
def test_r1_the_search_finds_bare_letters(text: str, found: int) -> None:
    assert len(bare_letters(text)) == found


@pytest.mark.parametrize(
    "file", toml_files("texts", "methodology"), ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_r1_no_text_names_a_class_by_a_bare_letter(file: Path) -> None:
    strays = [
        f"{place}: {text}"
        for place, words in leaves(tomllib.loads(file.read_text(encoding="utf-8")))
        if not place.endswith("keys")  # letters on the keyboard
        for text in words.values()
        if bare_letters(str(text))
    ]
    assert strays == []


def test_r1_each_scale_has_its_own_keys_and_its_own_labels(rep: Rep) -> None:
    catalogue = rep.app.desk.catalogue
    labels: list[str] = []
    for choices, keys in SCALES.items():
        options = catalogue.options(choices)
        assert tuple(one.key for one in options) == keys
        assert all(one.tone in ("good", "warn", "bad") for one in options)
        assert all(one.about.en and one.about.zh for one in options)
        labels += [label for one in options for label in {one.label.en, one.label.zh}]
    assert len(labels) == len(set(labels))


def run(purchase: Purchase, capsys: pytest.CaptureFixture[str], *words: str, lang: str = "en") -> str:
    folder = purchase.rep.app.folder
    purchase.rep.app.close()
    code = main(["classify", "Northfield", *words, "--data", str(folder), "--ui-lang", lang])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    return said.out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_r1_classify_prints_no_bare_letter(
    purchase: Purchase, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    told = run(purchase, capsys, "--day", "2026-11-22", lang=lang)
    assert bare_letters(told) == []
    assert "KP-B" in told
    assert ("Gold mine" if lang == "en" else "金矿型") in told
    assert "{" not in told


def test_d4_3_classify_tells_everything_in_one_page(
    purchase: Purchase, capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(purchase, capsys, "--day", "2026-11-22")
    for line in (
        "First sorting: 1: likes and needs us most",
        "Source grade: none yet",
        "Ask for the one thing that is missing: Names the payment",
        "Stars: 4 stars",
        "Care: between new and middle",
        "Share of old customers: 6 %, goal 5 to 10 %",
        "Share of loyal customers: not known, goal 5 % or more",
        "Next thank-you: 1 Jan 2027",
        "Deal class: Gold mine, since 2 Nov 2026",
        "Ask: Do you want it done by a certain day, and is it pressing?",
        "if it is pressing: Bonus",
        "Key-person class: KP-B · Zhou Min, since 13 Nov 2026",
        "Why not KP-A: Zhou Min is not KP-A: not the first key person. Chen Hao, the first key person, is away",
        "Why not signed today: The board meets on Monday (19 Nov 2026)",
        "Closing clock:",
        "2 Nov 2026: Next quarter → Gold mine (",
    ):
        assert line in told


def test_d4_3_classify_answers_for_another_day_and_as_json(
    purchase: Purchase, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(run(purchase, capsys, "Second", "--day", "2026-11-01", "--json"))
    assert told["day"] == "2026-11-01"
    project = told["projects"][0]
    assert (project["deal"]["class"], project["deal"]["label"]) == ("next_quarter", "Next quarter")
    assert [lamp["state"] for lamp in project["deal"]["lamps"]] == ["yes", "no", "unknown", "unknown"]
    assert project["key_person"]["class"] == ""
    assert project["key_person"]["person"] == "Chen Hao"
    assert set(project["sentences"]) == {"forward", "reverse", "not_signed"}
    assert told["source_grade"]["missing"] == ["payment", "delivery"]
    assert told["care"]["goals"][0] == {
        "measure": "old_share",
        "low": 5,
        "high": 10,
        "value": 6.0,
        "reached": True,
    }
