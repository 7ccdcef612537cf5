"""What people in China like to take for a passphrase is weak; words that nobody expects together are not."""

from __future__ import annotations

import pytest

from desktopcrm.services.passphrases import strength

WEAK = (
    "lixiaoming1985", "zhangwei19880512", "110101199003071234", "liuqiang@123", "张伟的大客户资料", "zhangwei1988",
    "wangfang1990", "Huawei@123", "1qaz@WSX3edc", "13912345678zw", "jiayou2024", "中国平安2024", "Lixiaoming850712",
    "Wang Lei 1985", "wang.lei.1985", "wang-lei-1985", "zhang wei 8888", "wo ai ni 1314", "li na 2020", "海纳百川，有容乃大",
    "p-a-s-s-w-o-r-d", "1 2 3 4 5 6 7 8 9 0", "a.b.c.d.e.f.g.h",
)  # fmt: skip
GOOD = (
    "correct horse battery staple", "pencil glacier tuba mongoose", "banana river cactus lunge",
    "香蕉老虎石头月亮铅笔", "毛巾 火车 蘑菇 算盘 灯塔", "wR7#kd9!Lq2z", "k4.9v.2m.8q", "purple giraffe", "wo xihuan zai haibian chi jiaozi",
)  # fmt: skip


@pytest.mark.parametrize("passphrase", WEAK)
def test_weak(passphrase: str) -> None:
    assert not strength(passphrase).is_enough
    assert strength(passphrase).hint


@pytest.mark.parametrize("passphrase", GOOD)
def test_good(passphrase: str) -> None:
    assert strength(passphrase).is_enough


@pytest.mark.parametrize(
    ("passphrase", "hint"),
    [
        ("zhangwei19880512", "hint_name"),
        ("13912345678zw", "hint_number"),
        ("110101199003071234", "hint_number"),
        ("12345678", "hint_common"),
    ],
)
def test_it_says_why(passphrase: str, hint: str) -> None:
    assert strength(passphrase).hint == f"encryption.{hint}"
