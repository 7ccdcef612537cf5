"""What is begun is read as it was written, also as it was written before; what is something else is not there."""

from __future__ import annotations

import pytest

from desktopcrm.domain import begun
from desktopcrm.domain.begun import Draft, Line, Stood
from desktopcrm.domain.debrief_types import Meaning

STANDS = (Stood(3, "", ("1a", "2b"), 'call "Bo" on Fri'), Stood(0, "红日"))


def test_a_log_is_read_as_it_was_written() -> None:
    draft = Draft("@王总 says\n“yes”", {"yes": Meaning("note", "", "us")}, "call", 7)
    assert begun.unpack_log(begun.pack_log(draft)) == draft


def test_stands_are_read_as_they_were_written() -> None:
    for place in begun.STAND_PLACES:
        assert begun.unpack_stands(place, begun.pack_stands(STANDS)) == STANDS
    assert begun.pack_stands(()) == ""


def test_stands_of_earlier_editions_are_read() -> None:
    assert begun.unpack_stands(begun.LOG_ASIDE, "3") == (Stood(3),)
    assert begun.unpack_stands(begun.LOG_OPEN, '[3, "", ["1a"], "on Fri"]') == (
        Stood(3, "", ("1a",), "on Fri"),
    )
    assert begun.unpack_stands(begun.LOG_COVERED, "1") == (), "a mark, once, and no account"


def test_lines_are_read_as_they_were_written() -> None:
    line = Line(("account", 3, "surface", "record_5"), (("facts", "5"), ("field_title", "")), "Head of")
    assert begun.unpack_lines(begun.pack_lines([line])) == (line,)
    assert begun.pack_lines(()) == ""


@pytest.mark.parametrize("body", ["", "words", "{}", "[]", "[1]", "[[1]]", "[[]]", "null", "[" * 100_000])
def test_something_else_is_not_there(body: str) -> None:
    assert begun.unpack_log(body) is None
    assert begun.unpack_lines(body) == ()
    for place in begun.STAND_PLACES:
        assert begun.unpack_stands(place, body) == ()


def test_places_tell_whose_log_they_hold() -> None:
    assert begun.account_of(begun.log_place(12)) == 12
    assert begun.account_of(begun.LOG_OPEN) == 0
    assert begun.is_log(begun.log_place(12))
    assert begun.is_log(begun.LOG_ASIDE)
    assert not begun.is_log(begun.LINES)
