"""What a rejection leads on to, and where in an account that is (d6). Pure; whoever heard it decides whether to go."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.fieldtypes import US
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.practice import Objection

THREATS = ("high", "medium", "low", "")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`opens`: one of `practice.OPENS`; `tab` and `focus`: the place on the account's page, empty where there is none."""

    opens: str
    tab: str = ""
    focus: str = ""

    @property
    def is_somewhere(self) -> bool:
        return bool(self.tab)


def follow_up(plan: Plan, objection: Objection, project_id: int | None) -> FollowUp:
    """Where to go on: the record that is there already, else the line that adds one."""
    opens = objection.opens
    if opens == "in_house":
        return FollowUp(opens, "line", "new.product")
    if opens == "rival":
        return FollowUp(opens, "line", _rival(plan))
    if opens == "product_history":
        return FollowUp(opens, "line", _our_product(plan))
    if opens == "responsible":
        return (
            FollowUp(opens, "procurement", f"{project_id}:new.member")
            if project_id
            else FollowUp(opens, "surface", "new.person")
        )
    if opens == "budget":
        return FollowUp(opens, "line", f"{project_id}:budget" if project_id else "new.project")
    if opens == "factors" and project_id:
        return FollowUp(opens, "procurement", f"{project_id}:new.contender")
    return FollowUp(opens, "line", "new.project") if opens == "factors" else FollowUp(opens)


def _rival(plan: Plan) -> str:
    """The rival that threatens most."""
    rivals = sorted(
        plan.of("rival"), key=lambda one: (THREATS.index(plan.value(one.id, "threat_level")), one.position)
    )
    return f"record_{rivals[0].id}" if rivals else "new.rival"


def _our_product(plan: Plan) -> str:
    """Our product that they are least content with."""
    ours = [one for one in plan.of("product") if plan.value(one.id, "maker") == US]
    ours.sort(key=lambda one: int(plan.value(one.id, "satisfaction") or US_UNRATED))
    return f"record_{ours[0].id}" if ours else "new.product"


US_UNRATED = 9
"""A product without a mark comes after all that have one."""
