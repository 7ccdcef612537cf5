"""The list of accounts: find one, add one, put some away, print some."""

from __future__ import annotations

from ui.screens.accounts.screen import AccountsScreen

__all__ = ["AccountsScreen"]
