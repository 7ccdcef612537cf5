"""What is to come and what was: a verb with a day ahead plans a contact, in both languages; all else is told as before."""

from __future__ import annotations

import pytest

from tests.method.conftest import Rep
from tests.method.debrief_cast import cast

AHEAD = {
    "call @Marsh on Fri": "Call on Fri 27 Nov 2026",
    "call @Marsh !Fri": "Call on Fri 27 Nov 2026",
    "call @Marsh about the audit on Fri": "Call on Fri 27 Nov 2026",
    "lunch with @Marsh Friday": "Visit on Fri 27 Nov 2026",
    "visit @Becker next Tuesday": "Visit on Tue 1 Dec 2026",
    "tomorrow 10:00 visit @Marsh": "Visit on Thu 26 Nov 2026, 10:00",
    "周五给@王立打电话": "2026年11月27日（周五） 电话",
    "下周二拜访@周敏": "2026年12月1日（周二） 拜访",
    "约@周敏下周三见面谈合同": "2026年12月2日（周三） 拜访",
}
TOLD = (
    "Call @Marsh on Fri: she said yes", "Friday call with @Marsh", "@Marsh will call us on Fri", "called @Marsh on Fri",
    "Meeting with @Marsh about the audit on 3 Dec", "phone @Marsh re order due Friday",
    "lunch with @Marsh Friday. Price 300k is fine", "Visit with @Marsh 24 Nov", "见@周敏谈12月10日的评审", "给@周敏打电话沟通12月10日招标",
    "@王立周五去拜访总部", "周五拜访@周敏，他提到价格高", "周一电话@王立", "周二拜访@周敏，想要报价",
)  # fmt: skip


def language(text: str) -> str:
    return "en" if text.isascii() else "zh"


@pytest.mark.parametrize(("text", "becomes"), AHEAD.items())
def test_it_plans_and_nobody_was_met(rep: Rep, text: str, becomes: str) -> None:
    place = cast(rep.app, language(text))
    found = place.read(text)
    assert found.is_plan
    assert found.becoming("people") == ()
    assert [one.rpartition(" → ")[2] for one in place.told(found) if becomes in one] == [becomes]


@pytest.mark.parametrize("text", TOLD)
def test_it_tells_and_plans_nothing(rep: Rep, text: str) -> None:
    found = cast(rep.app, language(text)).read(text)
    assert (found.is_plan, found.becoming("next"), len(found.becoming("people"))) == (False, (), 1)


def test_beside_what_is_told_the_clause_ahead_is_the_next_contact(rep: Rep) -> None:
    place = cast(rep.app, "zh")
    found = place.read("拜访了@周敏，周五给@王立打电话")
    assert not found.is_plan
    assert [one.words for one in found.becoming("people")] == ["周敏"]
    assert [one.meaning.about for one in found.becoming("next")] == ["call"]
