"""Rivals over all accounts."""

from __future__ import annotations

from ui.screens.rivals.screen import RivalsScreen

__all__ = ["RivalsScreen"]
