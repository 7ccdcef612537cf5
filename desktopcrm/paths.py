"""Where things lie: shipped resources and the user's data folder. Knows no database and no screen."""

from __future__ import annotations

import os
from pathlib import Path

APP_NAME = "DesktopCRM"
DATABASE_NAME = "desktopcrm.db"
KEYS_NAME = "desktopcrm.keys"
PREFERENCES_NAME = "preferences.json"
BACKUPS_NAME = "backups"
LOG_NAME = "log"
RUNNING_NAME = "running"


def resources() -> Path:
    """Folder of the shipped files."""
    return Path(__file__).resolve().parent.parent / "resources"


def data_folder(chosen: str | None = None) -> Path:
    """Data folder: the option, else `DESKTOPCRM_DATA`, else the user's local (never roaming) folder."""
    named = chosen or os.environ.get("DESKTOPCRM_DATA")
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False, roaming=False))


def cache_folder() -> Path:
    """Folder for what can be made again (unpacked fonts)."""
    named = os.environ.get("DESKTOPCRM_CACHE")
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))
