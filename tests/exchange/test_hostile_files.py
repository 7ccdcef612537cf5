"""Files made to hurt: every refusal is one sentence, nothing is changed, and what was let in can be read and written."""

from __future__ import annotations

import copy
import json
import random

import pytest

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.checkup import Checkup
from desktopcrm.services.exchange.shapes import PARTS_LIMIT
from tests.exchange.conftest import Json, Opener, as_bytes

HOSTILE = (
    None, True, 0, -1, 10**30, 10**4000, 1e308, -1e-308, 2**63, "", " ", "\0", "a\0b", "\u202e", "x" * 100_000, [], {},
    [[]], {"a": 1}, "own.", "own.x", "us", "2999-01-01", "0001-01-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00",
    "{0.__class__}", "{", "<img src=x>", "\U0001f600", "p1", "f" * 32, "account", "\ufeff", "NaN", "١٢٣", "²", "-0", "2024-02-30",
)  # fmt: skip
TRIES = 200
SENTENCE = 4_000  # characters: a list of what would be allowed may be long


def places(part: object, trail: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value."""
    found = [trail] if trail else []
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, one in steps:
        found += places(one, (*trail, step))
    return found


def mutated(content: Json, chance: random.Random) -> bytes:
    """One value replaced, doubled or taken out; sometimes bytes turned."""
    trail = chance.choice(places(content))
    holder: object = content
    for step in trail[:-1]:
        holder = holder[step]  # type: ignore[index]
    assert isinstance(holder, dict | list)
    deed = chance.random()
    if deed < 0.7:
        holder[trail[-1]] = chance.choice(HOSTILE)  # type: ignore[index]
    elif deed < 0.85 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[trail[-1]]))  # type: ignore[index]
    else:
        del holder[trail[-1]]  # type: ignore[arg-type]
    data = bytearray(json.dumps(content).encode())
    if chance.random() < 0.1:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def test_a_file_with_anything_turned_is_taken_or_refused_in_a_sentence(app: App, deal: Json) -> None:
    chance = random.Random(1)
    taken = 0
    for _ in range(TRIES):
        data = mutated(copy.deepcopy(deal), chance)
        try:
            app.exchange.load_bytes(data, "hostile", misfits=chance.random() < 0.5)
        except UserError as error:
            said = [app.texts.of_error(error, lang) for lang in ("en", "zh")]
            assert max(map(len, said)) < SENTENCE
            assert "\0" not in said[0]
            continue
        taken += 1
        app.exchange.dump_bytes(None)
        app.history.undo()
    assert 0 < taken < TRIES


def own_field(**changes: object) -> bytes:
    both = {"en": "A label", "zh": "名称"}
    made = {
        "what": "field", "key": "own.x_1", "kind": "person", "block": "person_basics", "type": "text", "label": both, "ask": both,
    }  # fmt: skip
    content = {"format": "desktopcrm-account", "version": 1, "definitions": [{**made, **changes}]}
    return as_bytes(content)


def test_an_own_field_that_is_well_made_is_taken_without_what_hides_in_it(app: App) -> None:
    app.exchange.load_bytes(
        own_field(label={"en": "A\u202e <b>label</b>\n\x1b[2J", "zh": "名\0称"}), "definitions"
    )
    label = app.desk.catalogue.find("person", "own.x_1").label  # type: ignore[union-attr]
    assert (label.en, label.zh) == ("A <b>label</b> [2J", "名称")


@pytest.mark.parametrize(
    "changes",
    [
        {"label": {"en": "x" * 501, "zh": "名"}},
        {"label": {"en": " ", "zh": "名"}},
        {"ask": {"en": "\u202e", "zh": "名"}},
        {"weight": 10**12},
        {"weight": -1},
        {"stale_after": 10**9},
        {"key": "own."},
        {"key": "own.<img src=x>"},
        {"key": "own." + "x" * 200},
        {"type": "person"},
        {"block": "nowhere"},
    ],
)
def test_an_own_field_that_would_break_the_method_is_refused(app: App, changes: Json) -> None:
    with pytest.raises(UserError, match="load_refused"):
        app.exchange.load_bytes(own_field(**changes), "definitions")
    assert app.overlay.definitions() == []


def test_a_file_of_nothing_but_brackets_is_refused_before_it_is_read(app: App) -> None:
    with pytest.raises(UserError, match="load_too_many_parts"):
        app.exchange.load_bytes(b"[" + b"[]," * PARTS_LIMIT + b"[]]", "brackets")


def test_a_sentence_quotes_no_more_than_it_can_bear(app: App, deal: Json) -> None:
    deal["accounts"][0]["records"][0]["facts"].append({"field": "birthday", "value": "y" * 15_000})
    with pytest.raises(UserError) as refusal:
        app.exchange.load_bytes(as_bytes(deal), "long")
    assert len(app.texts.of_error(refusal.value, "en")) < 1_000


def test_a_definition_that_a_foreign_hand_spoilt_keeps_nobody_out(folders: Opener) -> None:
    app = folders("spoilt")
    app.exchange.load_bytes(own_field(), "definitions")
    app.exchange.load_bytes(own_field(key="own.y_2", label={"en": "Other", "zh": "别的"}), "definitions")
    for body in (
        "[]",
        '{"key": "own.x_1"}',
        '{"key": "own.x_1", "label": {"en": "", "zh": ""}}',
        '{"stage": "x"}',
    ):
        with app.store.unjournaled() as tx:
            tx.exec_driver_sql("UPDATE own_definition SET body = ? WHERE key = 'own.x_1'", (body,))
        catalogue = app.desk.load_catalogue()
        assert catalogue.find("person", "own.x_1") is None
        assert catalogue.find("person", "own.y_2") is not None
        assert [one.key for one in Checkup(app.desk).run().problems] == ["errors.check_definition"]
