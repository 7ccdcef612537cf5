"""The page of safety: where the data are, their backups, their encryption."""

from __future__ import annotations

from ui.screens.safety.screen import SafetyScreen

__all__ = ["SafetyScreen"]
