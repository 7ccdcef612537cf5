"""Whom a typed name means: one for sure by whole words of the name; of several, or by a part of a word, one is asked."""

from __future__ import annotations

import pytest

from desktopcrm.domain.debrief_names import Who
from desktopcrm.domain.meant import meant

PEOPLE = [
    Who(name, name, title)
    for name, title in (
        ("Mr. Chase", ""),
        ("Priya Head", ""),
        ("Jane Head", ""),
        ("Dale Pike", ""),
        ("王建国", "总经理"),
        ("罗敏", ""),
        ("李强", ""),
        ("李婷", ""),
    )
]


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("Chase", "Mr. Chase"),
        ("mr chase", "Mr. Chase"),
        ("priya", "Priya Head"),
        ("Head, Jane", "Jane Head"),
        ("王建国", "王建国"),
        ("建国", "王建国"),
        ("王总", "王建国"),
        ("罗", "罗敏"),
    ],
)
def test_whole_words_of_a_name_that_only_one_bears_mean_that_one(typed: str, one: str) -> None:
    found = meant(typed, PEOPLE)
    assert found.one is not None
    assert found.one.name == one


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Head", ["Priya Head", "Jane Head"]),
        ("Cha", ["Mr. Chase"]),
        ("wjg", ["王建国"]),
        ("李", ["李强", "李婷"]),
        ("Mr Pike", ["Dale Pike"]),
        ("Mr", ["Mr. Chase"]),
    ],
)
def test_of_several_or_by_a_part_of_a_word_one_is_asked(typed: str, asked: list[str]) -> None:
    found = meant(typed, PEOPLE)
    assert found.one is None
    assert [one.name for one in found.asked] == asked


@pytest.mark.parametrize("typed", ["Ms Chase", "Tom Reed", "赵云", "Chase Manhattan", ""])
def test_whoever_has_none_of_it_is_somebody_new(typed: str) -> None:
    assert meant(typed, PEOPLE) == (None, ())
