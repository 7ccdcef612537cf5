"""The page of settings: each takes effect at once, there is nothing to confirm."""

from __future__ import annotations

from ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
