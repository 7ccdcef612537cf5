"""The recovery key on paper: typed in whatever way, every slip is found and named."""

from __future__ import annotations

import random

import pytest

from desktopcrm.domain import recovery_key
from desktopcrm.domain.recovery_key import GROUPS, LETTERS, SIGNS
from desktopcrm.errors import UserError

TRIES = 100


def refusal(text: str) -> UserError:
    with pytest.raises(UserError) as refused:
        recovery_key.read(text)
    return refused.value


def test_what_is_printed_can_be_read_back() -> None:
    for _ in range(TRIES):
        made = recovery_key.new()
        assert recovery_key.read(made.shown).secret == made.secret
        assert [len(group) for group in made.groups] == [SIGNS + 1] * GROUPS


@pytest.mark.parametrize("secret", [bytes(20), b"\xff" * 20, bytes(19) + b"\x01", b"\x80" + bytes(19)])
def test_no_bit_is_lost_at_the_ends(secret: bytes) -> None:
    made = recovery_key._made(secret, ())
    assert recovery_key.read(made.shown).secret == secret


def test_two_keys_are_never_the_same() -> None:
    assert len({recovery_key.new().secret for _ in range(TRIES)}) == TRIES


@pytest.mark.parametrize(
    "typed",
    [
        lambda key: key.lower(),
        lambda key: key.replace("-", ""),
        lambda key: key.replace("-", "  "),
        lambda key: key.replace("0", "O").replace("1", "l"),
        lambda key: key.replace("1", "I").replace("0", "o"),
        lambda key: key.replace("-", "－"),
        lambda key: "".join(chr(ord(one) + 0xFEE0) if one.isalnum() else one for one in key),
        lambda key: f"\n {key}\u3000\r\n",
        lambda key: key.replace("-", "—").replace("—", "。", 1),
    ],
)
def test_it_may_be_typed_in_any_way(typed: object) -> None:
    for _ in range(20):
        made = recovery_key.new()
        assert callable(typed)
        assert recovery_key.read(typed(made.shown)).secret == made.secret


def test_every_single_wrong_sign_is_found_in_its_group() -> None:
    made = recovery_key.new().shown.replace("-", "")
    for place, right in enumerate(made):
        for wrong in LETTERS.replace(right, ""):
            refused = refusal(made[:place] + wrong + made[place + 1 :])
            assert (refused.key, refused.params["group"]) == (
                "errors.recovery_key_group",
                place // (SIGNS + 1) + 1,
            )


def test_every_two_neighbours_exchanged_are_found() -> None:
    for _ in range(TRIES):
        made = recovery_key.new().shown.replace("-", "")
        for place in range(len(made) - 1):
            turned = made[:place] + made[place + 1] + made[place] + made[place + 2 :]
            assert turned == made or refusal(turned).key == "errors.recovery_key_group"


def test_every_two_groups_exchanged_are_found() -> None:
    chance = random.Random(4)
    for _ in range(TRIES):
        groups = list(recovery_key.new().groups)
        first, second = chance.sample(range(GROUPS), 2)
        groups[first], groups[second] = groups[second], groups[first]
        assert groups[first] == groups[second] or refusal("-".join(groups)).key == "errors.recovery_key_group"


def test_a_missing_and_a_surplus_sign_are_told() -> None:
    made = recovery_key.new().shown
    assert refusal(made[:-1]).params == {"have": 39, "want": 40}
    assert refusal(f"{made}-A").params == {"have": 41, "want": 40}
    assert refusal("").params["have"] == 0


def test_signs_that_no_key_has_are_named() -> None:
    assert refusal("UUU 口令").params == {"signs": "U口令"}


def test_groups_are_judged_while_they_are_typed() -> None:
    made = recovery_key.new()
    wrong = made.groups[1][::-1]
    assert recovery_key.wrong_groups("") == ()
    assert recovery_key.wrong_groups(made.shown) == ()
    if wrong != made.groups[1]:
        assert recovery_key.wrong_groups(f"{made.groups[0]} {wrong} {made.groups[2][:3]}") == (2,)


def test_only_the_group_that_was_asked_for_confirms() -> None:
    made = recovery_key.new()
    assert len(set(made.asked)) == 2
    assert all(made.confirms(number, made.groups[number - 1].lower()) for number in made.asked)
    assert not made.confirms(made.asked[0], made.groups[made.asked[0] % GROUPS])
    assert not made.confirms(0, made.groups[-1])
    assert not made.confirms(GROUPS + 1, made.groups[0])


def test_no_report_of_a_bug_can_show_it() -> None:
    made = recovery_key.new()
    assert made.shown not in repr(made)
    assert not any(group in repr(made) for group in made.groups)
