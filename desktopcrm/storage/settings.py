"""Settings that belong to the data and are as secret as they are: table `setting`. Leaves no history."""

from __future__ import annotations

import json
from collections.abc import Mapping

from desktopcrm.preferences import Setting, is_setting
from desktopcrm.storage.store import Store


class SettingShelf:
    """What `Preferences.attach` takes: all settings at once, then each change."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def is_lasting(self) -> bool:
        """Whether what is written stays when the program ends."""
        return not self._store.is_read_only

    def read(self) -> dict[str, Setting]:
        """Whatever cannot be read is as good as not set."""
        with self._store.read() as tx:
            rows = tx.exec_driver_sql("SELECT key, value FROM setting").all()
        found = {str(key): _decoded(str(value)) for key, value in rows}
        return {key: value[0] for key, value in found.items() if value}

    def write(self, values: Mapping[str, Setting]) -> None:
        """All of them or none. Raises `UserError`."""
        rows = [(key, json.dumps(value)) for key, value in values.items()]
        with self._store.unjournaled() as tx:
            for row in rows:
                tx.exec_driver_sql("INSERT OR REPLACE INTO setting(key, value) VALUES (?, ?)", row)


def _decoded(text: str) -> tuple[Setting] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return (value,) if is_setting(value) else None
