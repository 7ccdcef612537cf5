"""The account screen: header, tabs, guide. Each tab is a widget of its own and knows no other."""

from __future__ import annotations

from ui.screens.account.screen import AccountScreen

__all__ = ["AccountScreen"]
