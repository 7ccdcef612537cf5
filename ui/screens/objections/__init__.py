"""Objections: the deck, the answers, practice, and where what is heard."""

from __future__ import annotations

from ui.screens.objections.screen import ObjectionsScreen

__all__ = ["ObjectionsScreen"]
