"""The procurement tab: one purchase, its eight stages and what belongs to each."""

from __future__ import annotations

from ui.screens.procurement.tab import ProcurementTab

__all__ = ["ProcurementTab"]
