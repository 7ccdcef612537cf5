"""Which data are open: words that were typed for some are never put into others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktopcrm.app import App


def which_data(app: App) -> str:
    """The database's own name: a copy and a restored backup have the same, wherever they lie."""
    from desktopcrm.services.encryption import database_name_in  # not before the first picture

    try:
        return database_name_in(app.desk)
    except RuntimeError:  # too damaged to have one
        return str(app.folder)
