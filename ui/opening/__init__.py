"""The way to the data and away from it: look, unlock, open, lock, close for work on the folder, open again."""

from __future__ import annotations

from ui.opening.door import Opening
from ui.opening.face import Begun, Face, Make, begun_on
from ui.opening.places import first_place

__all__ = ["Begun", "Face", "Make", "Opening", "begun_on", "first_place"]
