"""Names are found as Chinese is typed: whole syllables, begun ones, first letters, both together, other readings."""

from __future__ import annotations

import pytest

from desktopcrm.domain import pinyin
from desktopcrm.domain.search_text import LONGEST, Wanted, search_text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张伟", "zhangwei"),
        ("张伟", "zhangw"),
        ("张伟", "ZhangWei"),
        ("张伟", "zhang wei"),
        ("张伟", "zw"),
        ("张伟明", "zhangwm"),
        ("张伟明", "weiming"),
        ("李婷", "liting"),  # beyond the first level of GB2312
        ("欧阳鑫淼", "xinmiao"),
        ("西安电机厂", "xi'andianji"),
        ("西安电机厂", "xiandianj"),
        ("单雄信", "shanxiong"),  # as a surname
        ("曾国华", "zengguohua"),
        ("重庆机床", "chongqing"),
        ("重庆机床", "cqjc"),
        ("吕方", "lvfang"),
        ("吕方", "lufang"),
        ("ABB 传动", "abb chuandong"),
        ("备份详情", "bfxq"),
        ("小裴", "xiaopei"),
        ("Cognos", "nos"),
        ("Müller", "muller"),
        ("张伟", "张"),
    ],
)
def test_a_name_is_found(name: str, typed: str) -> None:
    assert Wanted(typed).fits(search_text(name))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张伟", "han"),
        ("张伟", "angw"),
        ("张伟", "ei"),
        ("张伟", "zhangweim"),
        ("张伟", "wz"),
        ("王工", "li"),
    ],
)
def test_letters_that_are_no_syllables_of_it_find_nothing(name: str, typed: str) -> None:
    assert not Wanted(typed).fits(search_text(name))


def test_the_table_reads_all_signs_of_gb2312() -> None:
    signs = [
        bytes((high, low)).decode("gb2312", "replace")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    ]
    assert [one for one in signs if len(one) == 1 and one != "\ufffd" and not pinyin.of_sign(one)] == []
    assert 400 < len(pinyin.syllables()) < 420


def test_long_input_has_few_forms() -> None:
    for typed in ("xian" * 9, "a" * LONGEST, "z" * 400, "nan" * 13):
        assert len(Wanted(typed).words[0]) <= 40
