"""The tab where documents are set: options at the left, the real pages at the right."""

from __future__ import annotations

from ui.screens.plan.tab import PlanTab

__all__ = ["PlanTab"]
