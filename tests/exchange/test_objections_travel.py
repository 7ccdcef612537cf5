"""Own rejections, own answers, what was heard and what was practised travel with the file, and wrong ones are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.objection_deck import AnswerText
from desktopcrm.services.objections import NewRejection
from tests.exchange.conftest import Json, Opener, as_bytes
from tests.exchange.test_round_trip import travelled


def filled(app: App, deal: Json) -> str:
    """Something of everything; gives the key of the own rejection."""
    app.exchange.load_bytes(as_bytes(deal), "deal")
    deck, account = app.objections.deck, app.accounts.find("Acme")
    own = deck.add_own("等总部批", "怕担责任")
    answer = deck.add_answer(own, AnswerText("那总部哪位批？", "电话里", "amiable", (1, 2)))
    deck.edit_answer("material_two_pages", AnswerText("One page, tomorrow."))
    ann = app.desk.plan(account).of("person")[0].id
    app.objections.heard(NewRejection(account, own, ann, answer=answer, result="turned", looked=False))
    app.objections.heard(
        NewRejection(account, "material", answer="material_two_pages", words="Just mail it.")
    )
    app.objections.heard(NewRejection(account, "not_responsible", ann, result="lost"))
    for passed in (True, False):
        app.objections.drill("material", passed)
    return own


def test_all_of_it_travels_unchanged(app: App, deal: Json, tmp_path: Path) -> None:
    filled(app, deal)
    dumped = app.exchange.dump_bytes(None)
    assert travelled(dumped, tmp_path / "there") == dumped


def test_over_there_the_learning_stages_are_the_same(app: App, deal: Json, folders: Opener) -> None:
    own = filled(app, deal)
    there = folders("there")
    there.exchange.load_bytes(app.exchange.dump_bytes(None), "file")
    assert [one.stage for one in there.objections.skills()] == [one.stage for one in app.objections.skills()]
    assert there.objections.deck.objection(own).answer == app.objections.deck.objection(own).answer
    assert there.objections.deck.answer("material_two_pages")[1].text.en == "One page, tomorrow."


def test_over_there_a_day_keeps_its_order(app: App, deal: Json, folders: Opener) -> None:
    """Practice stands before what was heard in a file; the moment at which it was written down tells."""
    app.exchange.load_bytes(as_bytes(deal), "deal")
    app.objections.heard(NewRejection(app.accounts.find("Acme"), "material", result="lost"))
    for passed in (True, True, False):
        app.objections.drill("material", passed)
    content = json.loads(app.exchange.dump_bytes(None))
    drills = [one for one in content["shared"] if one["kind"] == "drill"]
    heard = [one for one in content["accounts"][0]["records"] if one["kind"] == "rejection"]
    for hour, record in enumerate([*heard, *drills]):
        for fact in record["facts"]:
            fact["recorded_at"] = f"2026-01-05T{hour:02}:00:00+00:00"
    there = folders("there")
    there.exchange.load_bytes(as_bytes(content), "file")
    material = next(one for one in there.objections.skills() if one.objection == "material")
    assert [one.good for one in material.tries] == [False, True, True, False]
    assert material.stage == 3


def test_what_was_taken_out_since_still_travels(app: App, deal: Json, tmp_path: Path) -> None:
    own = filled(app, deal)
    app.objections.deck.remove_own(own)
    app.objections.deck.reset_answer("material_two_pages")
    dumped = app.exchange.dump_bytes(None)
    assert own.encode() in dumped
    assert travelled(dumped, tmp_path / "there") == dumped


def test_practice_is_the_rep_s_own_and_does_not_go_with_one_account(app: App, deal: Json) -> None:
    filled(app, deal)
    alone = json.loads(app.exchange.dump_bytes([app.accounts.find("Acme")]))
    assert [one["kind"] for one in alone["shared"] if one["kind"] == "drill"] == []
    assert [one["kind"] for one in alone["accounts"][0]["records"]].count("rejection") == 3


def test_two_exercises_of_a_file_that_are_alike_are_two(app: App, deal: Json) -> None:
    drill = {"kind": "drill", "name": "Material", "facts": [{"field": "objection", "value": "material"}]}
    passed = {"field": "result", "value": "passed"}
    deal["shared"] += [  # type: ignore[operator]
        {**drill, "facts": [*drill["facts"], passed], "uid": uid}  # type: ignore[misc]
        for uid in ("d1", "d2")
    ]
    app.exchange.load_bytes(as_bytes(deal), "deal")
    app.exchange.load_bytes(as_bytes(deal), "deal")
    assert len(app.objections.drills()) == 2
    assert app.objections.skills()[0].stage == 3


def test_my_own_wording_is_not_overwritten_by_a_file(app: App, deal: Json, folders: Opener) -> None:
    filled(app, deal)
    there = folders("there")
    there.objections.deck.edit_answer("material_two_pages", AnswerText("Mine."))
    report = there.exchange.load_bytes(app.exchange.dump_bytes(None), "file")
    assert there.objections.deck.answer("material_two_pages")[1].text.en == "Mine."
    assert report.ignored.definitions == 1


OBJECTION = {"what": "objection", "key": "own.wait", "label": "Wait"}
ANSWER = {"what": "answer", "key": "own.a", "objection": "own.wait", "text": "Why?"}
WRONG: dict[str, tuple[list[Json], str]] = {
    "a rejection under a shipped key": ([{**OBJECTION, "key": "material"}], "definitions[0].key: "),
    "a rejection without words": ([{**OBJECTION, "label": " "}], "definitions[0].label: "),
    "an answer to nothing": ([ANSWER], "definitions[0].objection: "),
    "an answer in nobody's place": ([OBJECTION, {**ANSWER, "key": "stranger"}], "definitions[1].key: "),
    "a shipped answer to another rejection": (
        [OBJECTION, {**ANSWER, "key": "material_two_pages"}],
        "definitions[1].key: ",
    ),
    "an empty answer": ([OBJECTION, {**ANSWER, "text": "\n"}], "definitions[1].text: "),
    "an endless answer": ([OBJECTION, {**ANSWER, "text": "x" * 2001}], "definitions[1].text: "),
    "an answer for no kind of person": ([OBJECTION, {**ANSWER, "style": "shy"}], "definitions[1].style: "),
    "an answer for stage 9": ([OBJECTION, {**ANSWER, "stages": [9]}], "definitions[1].stages: "),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_definition_is_refused_with_its_path(app: App, deal: Json, name: str) -> None:
    definitions, path = WRONG[name]
    deal["definitions"] = definitions
    with pytest.raises(UserError) as refused:
        app.exchange.load_bytes(as_bytes(deal), "deal")
    said = app.texts.of_error(refused.value, "en")
    assert path in said
    assert app.records.of_kind("account") == []


def test_the_longest_answer_that_may_be_said_is_taken(app: App, deal: Json) -> None:
    deal["definitions"] = [OBJECTION, {**ANSWER, "text": "x" * 2000, "stages": [8]}]
    app.exchange.load_bytes(as_bytes({**deal, "accounts": [], "shared": []}), "deal")
    assert app.objections.deck.objection("own.wait").answer[0].stages == (8,)
