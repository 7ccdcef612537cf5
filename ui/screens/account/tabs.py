"""The tabs of the account screen as a table, loaded by name at the first visit. Order is the order of Ctrl+1 … Ctrl+7."""

from __future__ import annotations

from ui.screens.account.tab import TabSpec

TABS = (
    TabSpec("point", "account.tab_point", "ui.screens.account.point:PointTab", ("account", "volume", "need")),
    TabSpec(
        "line",
        "account.tab_line",
        "ui.screens.account.line:LineTab",
        ("rival", "firm", "rep", "move", "product", "project", "note"),
    ),
    TabSpec("surface", "account.tab_surface", "ui.screens.account.surface:SurfaceTab", ("person",)),
    TabSpec(
        "precision",
        "account.tab_precision",
        "ui.screens.account.precision:PrecisionTab",
        ("key_point", "action"),
    ),
    TabSpec(
        "procurement",
        "account.tab_procurement",
        "ui.screens.procurement:ProcurementTab",
        ("member", "criterion", "contender", "clause"),
    ),
    TabSpec("activity", "account.tab_activity", "ui.screens.account.activity:ActivityTab", ("activity",)),
    TabSpec("plan", "account.tab_plan", "ui.screens.plan:PlanTab"),
)
