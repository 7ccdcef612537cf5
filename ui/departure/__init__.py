"""Hears from the system that nobody sits there any more: its screen was locked, or the computer goes to sleep.

What a system reports differs, so each has its own ear, and `Departure.seen` tells what is really heard here.
"""

from __future__ import annotations

import sys

from ui.departure.departure import SCREEN, SLEEP, Departure

__all__ = ["SCREEN", "SLEEP", "Departure", "departure"]


def departure(platform: str = sys.platform) -> Departure:
    """The ear for this system; it hears nothing before `listen`."""
    if platform == "win32":
        from ui.departure.windows import WindowsDeparture

        return WindowsDeparture()
    if platform == "darwin":
        from ui.departure.mac import MacDeparture

        return MacDeparture()
    from ui.departure.buses import BusDeparture

    return BusDeparture()
