"""Two customers with people, rivals and a purchase, on Wednesday 25 November 2026: who the debrief lines speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.app import App
from desktopcrm.domain.debrief import parse
from desktopcrm.domain.debrief_said import Teller
from desktopcrm.domain.debrief_types import Debrief
from desktopcrm.domain.plan import Plan
from desktopcrm.services.records import NewRecord
from desktopcrm.services.telling import tell

WEDNESDAY = date(2026, 11, 25)
PEOPLE = {
    "en": (
        ("Helen Marsh", "Plant Manager"),
        ("Tom Becker", "Maintenance Lead"),
        ("Priya Shah", "Head of Purchasing"),
        ("Oliver Grant", "CFO"),
    ),
    "zh": (
        ("王建国", "总经理"),
        ("王立", "设备工程师"),
        ("周敏", "采购部经理"),
        ("刘德海", "车间主任"),
        ("孙洁", "财务总监"),
    ),
}
RIVALS = {"en": ("Ridgeway Pumps", "Paul Dunn"), "zh": ("恒力压缩机有限公司", "马超")}
PURCHASE = {"en": "Coolant line 2", "zh": "二期空压站"}
ACCOUNT = {"en": "Marlow Castings", "zh": "华岳重工"}


@dataclass(frozen=True, slots=True)
class Cast:
    """One customer of the two, in its language."""

    app: App
    lang: str
    account: int
    project: int

    @property
    def plan(self) -> Plan:
        return self.app.desk.plan(self.account)

    def read(self, text: str, project: bool = True) -> Debrief:
        return self.app.log.read(self.plan, text, self.project if project else None)

    def told(self, debrief: Debrief) -> list[str]:
        """Each piece that was understood and what it becomes, in words."""
        teller = Teller(self.plan, self.app.desk.catalogue)
        return [
            f"{debrief.text[one.start : one.end]} → {tell(self.app.texts, self.lang, teller.chip(one, debrief))}"
            for one in debrief.chips
            if not one.is_note
        ]

    def problems(self, debrief: Debrief) -> list[str]:
        return [f"{one.words}: {one.problem}" for one in debrief.chips if one.problem]

    def becomes(self, text: str) -> list[tuple[str, ...]]:
        """(target, value, about) of what a text becomes, without what is empty."""
        chips = self.read(text).chips
        return [tuple(part for part in one.meaning if part) for one in chips if not one.is_note]


def cast(app: App, lang: str) -> Cast:
    """Make the customer; from now on it is Wednesday."""
    app.desk.clock = lambda: WEDNESDAY
    app.preferences.put("language", lang)
    account = app.accounts.add(ACCOUNT[lang])
    for name, title in PEOPLE[lang]:
        app.records.add(NewRecord("person", name, account, facts={"title": title}))
    firm, rep = RIVALS[lang]
    rival = app.rivals.add(account, firm)
    app.facts.observe(rival, "sales_rep", rep)
    return Cast(app, lang, account, app.projects.add(account, PURCHASE[lang], WEDNESDAY))


def reading(text: str, place: Cast) -> Debrief:
    """What is understood, straight from the rule."""
    return parse(text, place.app.log.scope(place.plan, place.project))
