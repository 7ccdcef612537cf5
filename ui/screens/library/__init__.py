"""The method on screen: read, search, add what is one's own."""

from __future__ import annotations

from ui.screens.library.screen import LibraryScreen

__all__ = ["LibraryScreen"]
