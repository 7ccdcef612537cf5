"""The recovery key that is printed: 160 random bits as eight groups of four signs and a check sign each.

Crockford's letters (no I, L, O, U). The check sign belongs to a group and its place, so that a mistyped, a turned
and an exchanged group are told by number. Knows nothing of files and of what the key opens.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, field

from desktopcrm.errors import UserError

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
SIGNS = 4
SECRET_BYTES = 20
CONFIRMED = 2
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_FIELD = 0b100101  # x^5 + x^2 + 1: the field of 32 elements in which the check is computed


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """`groups` of five signs as they are shown; `asked`: numbers (from 1) of the groups to be typed in again."""

    secret: bytes = field(repr=False)
    groups: tuple[str, ...] = field(repr=False)
    asked: tuple[int, ...] = ()

    @property
    def shown(self) -> str:
        """The whole key on one line."""
        return "-".join(self.groups)

    @property
    def groups_to_confirm(self) -> tuple[int, ...]:
        return self.asked

    def confirms(self, number: int, text: str) -> bool:
        """Whether `text` is the group of that number, however it was typed."""
        return 1 <= number <= GROUPS and _plain(text) == self.groups[number - 1]


def new() -> RecoveryKey:
    """A fresh key, with the groups that the user has to type in again."""
    asked = secrets.SystemRandom().sample(range(1, GROUPS + 1), CONFIRMED)
    return _made(secrets.token_bytes(SECRET_BYTES), tuple(sorted(asked)))


def read(text: str) -> RecoveryKey:
    """What somebody typed from the sheet. Raises `UserError` that names the group in which it is wrong."""
    typed = _plain(text)
    strange = "".join(dict.fromkeys(one for one in typed if one not in LETTERS))
    if strange:
        raise UserError("errors.recovery_key_sign", signs=strange[:20])
    width = SIGNS + 1
    for number in range(1, min(GROUPS, len(typed) // width) + 1):
        group = typed[(number - 1) * width : number * width]
        if _check(number, group[:SIGNS]) != group[SIGNS]:
            raise UserError("errors.recovery_key_group", group=number)
    if len(typed) != GROUPS * width:
        raise UserError("errors.recovery_key_length", have=len(typed), want=GROUPS * width)
    signs = "".join(typed[start : start + SIGNS] for start in range(0, len(typed), width))
    number = 0
    for sign in signs:
        number = number * len(LETTERS) + LETTERS.index(sign)
    return _made(number.to_bytes(SECRET_BYTES, "big"), ())


def wrong_groups(text: str) -> tuple[int, ...]:
    """Numbers of the whole groups typed so far whose check sign does not fit: to be marked while typing."""
    typed, width = _plain(text), SIGNS + 1
    groups = [typed[start : start + width] for start in range(0, min(len(typed), GROUPS * width), width)]
    return tuple(
        number
        for number, group in enumerate(groups, start=1)
        if len(group) == width and _check(number, group[:SIGNS]) != group[SIGNS]
    )


def _made(secret: bytes, asked: tuple[int, ...]) -> RecoveryKey:
    number = int.from_bytes(secret, "big")
    signs = "".join(LETTERS[(number >> shift) & 31] for shift in range(SECRET_BYTES * 8 - 5, -1, -5))
    parts = [signs[start : start + SIGNS] for start in range(0, len(signs), SIGNS)]
    groups = tuple(part + _check(place, part) for place, part in enumerate(parts, start=1))
    return RecoveryKey(secret, groups, asked)


def _plain(text: str) -> str:
    """Signs only: any width, any case, I and L read as 1, O as 0, dashes and blanks left out."""
    wide = unicodedata.normalize("NFKC", text).upper().translate(_READ_AS)
    return "".join(one for one in wide if one.isalnum())


def _check(number: int, signs: str) -> str:
    """Finds every single wrong sign, every two neighbours exchanged, every two groups exchanged."""
    total = number
    for sign in signs:
        total = _doubled(total) ^ (LETTERS.index(sign) if sign in LETTERS else 0)
    return LETTERS[_doubled(total)]


def _doubled(value: int) -> int:
    twice = value << 1
    return twice ^ _FIELD if twice & 32 else twice
