"""Ten lines as a rep writes them after a visit, in Chinese: what is understood, what stays a note (flow 3, beyond 12)."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.method.conftest import Rep
from tests.method.debrief_cast import cast


class Line(NamedTuple):
    """What was written; each piece and what it becomes; what stays a note; what is asked; the kind of contact."""

    text: str
    becomes: tuple[str, ...]
    notes: tuple[str, ...]
    asked: tuple[str, ...] = ()
    kind: str = ""


LINES = (
    Line(
        "@王总说二期预算批了￥1200万含税，#停产不能超过三天。+下周三前给切换方案",
        (
            "@王总 → 与王建国",
            "￥1200万 → 采购预算 ¥12,000,000",
            "#停产不能超过三天 → 王建国的产品需求",
            "+下周三前给切换方案 → 我方承诺",
            "下周三 → 2026年12月2日（周三）前办好",
        ),
        (
            "说二期预算批了",
            "含税",
        ),
        (),
        "",
    ),
    Line(
        "见了＠孙总监和＠周敏，恒力报价￥980万，没见到书面的。？价格分的基准价怎么取，谁来定 ＋发三年付款方案 ！周五",
        (
            "＠孙总监 → 与孙洁",
            "＠周敏 → 与周敏",
            "￥980万 → 恒力压缩机有限公司报价 ¥9,800,000",
            "？价格分的基准价怎么取，谁来定 → 要问",
            "＋发三年付款方案 ！周五 → 我方承诺",
            "！周五 → 2026年11月27日（周五）前办好",
        ),
        (
            "见了",
            "和",
            "恒力报价",
            "没见到书面的",
        ),
        (),
        "visit",
    ),
    Line(
        "昨天电话@刘主任，评审可能推一周。马超放话总价¥960万。约好!下周二下午两点去现场复测",
        (
            "昨天 → 发生在 2026年11月24日（周二）",
            "@刘主任 → 与刘德海",
            "¥960万 → 恒力压缩机有限公司报价 ¥9,600,000",
            "!下周二下午两点去现场复测 → 2026年12月1日（周二）14:00 拜访",
        ),
        (
            "电话",
            "评审可能推一周。马超放话总价",
            "约好",
        ),
        (),
        "call",
    ),
    Line(
        "@王工#个人：想评高工，论文要我们出数据。+论文提纲和数据清单!12月5日",
        (
            "@王工 → 与王立",
            "#个人：想评高工 → 王立的个人利益需求",
            "+论文提纲和数据清单!12月5日 → 我方承诺",
            "!12月5日 → 2026年12月5日（周六）前办好",
        ),
        ("论文要我们出数据",),
        (),
        "",
    ),
    Line(
        "@周敏嫌我们价格太高，太好了！至少肯谈。她答应+把评分表发我们 ！3天内",
        (
            "@周敏 → 与周敏",
            "+把评分表发我们 ！3天内 → 周敏承诺",
            "！3天内 → 2026年11月28日（周六）前办好",
        ),
        ("嫌我们价格太高，太好了！至少肯谈。她答应",),
        ("周敏嫌我们价格太高: maybe_rejection",),
        "",
    ),
    Line(
        "寄了验收单原件给@周敏，她说收到了。!后天电话确认",
        (
            "@周敏 → 与周敏",
            "!后天电话确认 → 2026年11月27日（周五） 电话",
        ),
        (
            "寄了验收单原件给",
            "她说收到了",
        ),
        (),
        "material",
    ),
    Line(
        "跟@老刘 在3#站房聊，老机器修一次等五天，停一小时损失￥8万。#备件48小时到货，最好本地有库存",
        (
            "@老刘 → 与刘德海",
            "￥8万 → 问题造成的损失 ¥80,000",
            "#备件48小时到货 → 产品需求",
        ),
        (
            "跟",
            "在3#站房聊，老机器修一次等五天，停一小时损失",
            "最好本地有库存",
        ),
        (),
        "",
    ),
    Line(
        "@李建军（新来的总工）问能不能不占额度，质量+服务都看重。邮箱 ljj@huayue.example ，电话+86 139 0000 0000",
        (),
        (
            "@李建军（新来的总工）问能不能不占额度，质量+服务都看重。邮箱 ljj@huayue.example ，电话+86 139 0000 0000",
        ),
        ("李建军: unknown_person",),
        "",
    ),
    Line(
        "@刘德海 @王立 一起看站房，合同金额大概￥1150万左右。对方会+安排王总见面!月底，？谁来签字，法务还是王总",
        (
            "@刘德海 → 与刘德海",
            "@王立 → 与王立",
            "￥1150万 → 预计成交额 ¥11,500,000",
            "+安排王总见面!月底 → 客户承诺",
            "!月底 → 2026年11月30日（周一）前办好",
            "？谁来签字，法务还是王总 → 要问",
        ),
        (
            "一起看站房，合同金额大概",
            "左右。对方会",
        ),
        (),
        "visit",
    ),
    Line(
        "@孙洁：付款条款要走总办会，$3 的事以后再说。没问出别的!下个月初拜访",
        (
            "@孙洁 → 与孙洁",
            "!下个月初拜访 → 2026年12月1日（周二） 拜访",
        ),
        ("付款条款要走总办会，$3 的事以后再说。没问出别的",),
        ("$3: which_money",),
        "",
    ),
)


@pytest.mark.parametrize("line", LINES, ids=range(1, len(LINES) + 1))
def test_flow_3_a_line_is_understood_as_it_was_meant(rep: Rep, line: Line) -> None:
    place = cast(rep.app, "zh")
    found = place.read(line.text)
    assert place.told(found) == list(line.becomes)
    assert found.notes() == line.notes
    assert place.problems(found) == list(line.asked)
    assert found.kind == line.kind
