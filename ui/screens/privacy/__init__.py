"""The page of privacy: what is held about whom, and for how long unconfirmed."""

from __future__ import annotations

from ui.screens.privacy.screen import PrivacyScreen

__all__ = ["PrivacyScreen"]
