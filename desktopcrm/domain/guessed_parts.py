"""Parts of a passphrase that are tried first in China: names in pinyin and characters, dates, numbers of phones and
identity cards, walks over the keyboard, everyday words. Says where they stand and how few guesses each takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktopcrm.domain.guessed_first import COMMON

NAME, NUMBER, DATE, WORD, KEYS = "name", "number", "date", "word", "keys"
GUESSES = {NAME: 1000, NUMBER: 1000, DATE: 5000, WORD: 30, KEYS: 30}
"""Ours, on the careful side; whoever guesses at somebody knows name, birthday and phone of the one."""

_SYLLABLE = (
    "(?:[zcs]h(?:uang|uan|ang|eng|ong|uai|ai|an|ao|en|ei|ou|ua|ui|un|uo|a|e|i|u)|"
    "[bpmf](?:iang|ian|iao|ang|eng|ing|ie|in|iu|ai|an|ao|en|ei|ou|a|i|o|u)|"
    "[dtnl](?:iang|uang|ian|iao|uan|ang|eng|ing|ong|ie|in|iu|ai|an|ao|en|ei|ou|ui|un|uo|ue|ve|a|e|i|u|v)|"
    "[gkh](?:uang|uan|uai|ang|eng|ong|ai|an|ao|en|ei|ou|ua|ui|un|uo|a|e|u)|"
    "[jqx](?:iang|iong|ian|iao|uan|ing|ie|in|iu|ia|ue|un|i|u)|"
    "[zcsr](?:uan|ang|eng|ong|ai|an|ao|en|ei|ou|ui|un|uo|a|e|i|u)|"
    "y(?:ang|ing|ong|uan|an|ao|in|ou|ue|un|a|e|i|o|u)|w(?:ang|eng|ai|an|ei|en|a|o|u)|"
    "(?:ang|ai|an|ao|ei|en|er|ou|a|e|o))"
)
_DAY = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英华玉兰平刚桂鑫建国志小晓红梅丹霞燕飞文辉斌波峰浩宇婷雪倩凯旭"
_WALKS = [
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik",
    "qwer",
    "asdf",
    "zxcv",
    "qazwsx",
    "wsxedc",
    "qweasd",
]
_MORE = [
    "的",
    "资料",
    "数据",
    "电脑",
    "手机",
    "华为",
    "腾讯",
    "阿里",
    "淘宝",
    "京东",
    "百度",
    "小米",
    "微信",
    "支付宝",
    "银行",
    "保险",
    "加油",
    "新年",
    "公司",
    "huawei",
    "tencent",
    "alibaba",
    "taobao",
    "jingdong",
    "baidu",
    "xiaomi",
    "weixin",
    "wechat",
    "zhifubao",
    "alipay",
    "lenovo",
    "haier",
    "byd",
    "geely",
]
_UNSHIFTED = str.maketrans("!@#$%^&*()", "1234567890")
_WORDS = sorted({one for one in (*COMMON, *_MORE) if len(one) > 1 or one == "的"}, key=len, reverse=True)
_PARTS = (
    (NUMBER, re.compile(rf"(?<!\d)[1-9]\d{{5}}{_DAY}\d{{3}}[\dx](?!\d)|(?<!\d)1[3-9]\d{{9}}(?!\d)")),
    (
        DATE,
        re.compile(rf"(?<!\d)(?:{_DAY}|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d)(?!\d)"),
    ),
    (KEYS, re.compile("|".join(_WALKS))),
    (NAME, re.compile(rf"(?<![a-z]){_SYLLABLE}{{2,4}}(?![a-z])")),
    (WORD, re.compile("|".join(re.escape(one) for one in _WORDS))),
    (NAME, re.compile(rf"^[{_SURNAMES}][{_GIVEN}]{{1,2}}")),
)


@dataclass(frozen=True, slots=True)
class Part:
    start: int
    end: int
    kind: str


def parts(text: str) -> list[Part]:
    """The parts that are tried first, in the order in which they stand; none overlaps another."""
    low = text.lower()
    plain = low.translate(_UNSHIFTED)
    found: list[Part] = []
    for kind, pattern in _PARTS:
        for hit in pattern.finditer(plain if kind == KEYS else low):
            if not any(hit.start() < one.end and one.start < hit.end() for one in found):
                found.append(Part(hit.start(), hit.end(), kind))
    return sorted(found, key=lambda one: one.start)


def rests(text: str, found: list[Part]) -> list[str]:
    """What stands between the parts."""
    edges = [0, *(place for one in found for place in (one.start, one.end)), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
