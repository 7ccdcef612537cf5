"""The way to the data and away from it: look, unlock, open, lock, close for work on the folder, open again."""

from __future__ import annotations

from ui.opening.door import Opening
from ui.opening.face import Begun, Face, Make, Roots, begun_on, roots_of
from ui.opening.lock_keys import LockKeys
from ui.opening.places import first_place

__all__ = ["Begun", "Face", "LockKeys", "Make", "Opening", "Roots", "begun_on", "first_place", "roots_of"]
