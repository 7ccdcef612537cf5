"""The letters in an avatar."""

from __future__ import annotations

import pytest

from ui.widgets.avatar import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("华为技术有限公司", "华为"),
        ("Nordwind Logistics GmbH", "NG"),
        ("Ægir", "ÆG"),
        ("중앙전자 Central", "중앙"),
        ("Rossi & Figli", "RF"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_initials_are_two_characters_of_a_chinese_name_else_first_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "letters"), [("沈敬民", "敬民"), ("李经理", "李"), ("谢文", "谢文"), ("欧阳修远", "欧阳")]
)
def test_a_chinese_person_is_known_by_the_given_name(name: str, letters: str) -> None:
    assert initials(name, of_person=True) == letters
