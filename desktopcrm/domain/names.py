"""What the name of a record may be. Knows neither kinds nor records."""

from __future__ import annotations

from desktopcrm.domain.fieldtypes import clean
from desktopcrm.errors import UserError

MAX_NAME = 500
"""Characters."""


def checked(text: str) -> str:
    """The name as it is stored: one line, single blanks. Raises `UserError`."""
    name = " ".join(clean(text).split())
    if not name:
        raise UserError("errors.name_empty")
    if len(name) > MAX_NAME:
        raise UserError("errors.name_too_long", limit=MAX_NAME)
    return name
