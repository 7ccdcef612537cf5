"""Everybody over all accounts."""

from __future__ import annotations

from ui.screens.people.screen import PeopleScreen

__all__ = ["PeopleScreen"]
