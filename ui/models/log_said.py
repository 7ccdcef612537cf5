"""What is said when a contact was written down. Knows words and services, no widget."""

from __future__ import annotations

from desktopcrm.domain.debrief_said import spoken_day
from desktopcrm.services.log import Logged
from ui.context import Context

COUNTED = ("need", "action", "question", "rejection", "person", "planned")


def stored_sentence(context: Context, account_id: int, done: Logged) -> str:
    """Which contact with whom, and how much was made of it."""
    tr, plan = context.tr, context.app.desk.plan(account_id)
    kind = context.app.desk.catalogue.option("activity_kind", plan.value(done.activity_id, "kind"))
    more = max(0, done.made.get("activity", 0) - (0 if done.completed else 1))
    made = dict(done.made) | {"planned": more}
    parts = [tr(f"log.made_{what}", n=made[what]) for what in COUNTED if made.get(what)]
    label = kind.label[context.lang] if kind else ""
    said = tr("log.stored", kind=label, name=plan.account.name)
    if done.ahead:
        day = context.tell(spoken_day(done.day, plan.value(done.activity_id, "time")))
        said = tr("log.planned_ahead", kind=label, name=plan.account.name, day=day)
    return said + (tr("log.colon") + tr("log.comma").join(parts) if parts else "")
