"""The board of all purchases."""

from __future__ import annotations

from ui.screens.projects.screen import ProjectsScreen

__all__ = ["ProjectsScreen"]
