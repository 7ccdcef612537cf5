"""Files of a data folder that somebody else has touched: nothing is lost over them, and nothing ends in a bug."""

from __future__ import annotations

from pathlib import Path

from desktopcrm.app import App


def test_a_damaged_backup_is_none_before_something_dangerous(tmp_path: Path) -> None:
    app = App.open(tmp_path / "data")
    app.accounts.add("Acme")
    only = app.backups.make("hand")
    app.backups.before("before_import")
    assert app.backups.newest() == only  # it holds everything and is whole
    only.file.write_bytes(only.file.read_bytes()[:4096])
    app.backups.before("before_import")
    newest = app.backups.newest()
    assert newest is not None
    assert app.backups.check(newest) == "good"
    app.close()
