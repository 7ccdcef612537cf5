"""Where a day begins: everything that is due, what can be done about it in place, and the eight hours."""

from __future__ import annotations

from ui.screens.today.screen import TodayScreen

__all__ = ["TodayScreen"]
